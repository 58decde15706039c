"""What a person's own vault keeps about them; docs/develop/spec/vault-store.md lists it all."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent import about
from ownaccord.core.errors import Refused

LONGEST_ANSWER = 1000
ROOM = 40_000
"""How many characters of answers to conversation cards there is room for."""


class Full(Refused):
    """There is no room for more answers."""


class Asking(StrEnum):
    """Whether a category is worth asking about. Not having said anything is none of these."""

    YES = "yes"
    LATER = "later"
    NO = "no"


def asking(book: VaultBook, category: str) -> Asking | None:
    """Return whether a category is worth asking about; None when that was not said."""
    kept = book.get(f"asking/{category}")
    return Asking(kept) if isinstance(kept, str) and kept in set(Asking) else None


def keep_asking(book: VaultBook, category: str, said: Asking) -> None:
    """Keep whether a category is worth asking about."""
    book.put(f"asking/{category}", said.value)


def lessons(book: VaultBook) -> tuple[str, ...]:
    """Return the lessons that this person put on their list, in the order in which they did."""
    kept = book.get("lessons", [])
    return tuple(each for each in kept if isinstance(each, str)) if isinstance(kept, list) else ()


def keep_lessons(book: VaultBook, said: tuple[str, ...]) -> None:
    """Keep this list of lessons."""
    book.put("lessons", list(said))


def part(book: VaultBook, slug: str) -> dict[str, Any]:
    """Return what somebody wrote about themselves in one part: question -> text, or list of stored words."""
    return dict(about.part(book, slug))


def keep_part(book: VaultBook, slug: str, said: Mapping[str, Any]) -> None:
    """Keep a part in place of an earlier one; what is empty is not kept."""
    kept = {name: value for name, value in said.items() if value}
    if kept:
        book.put(f"about/{slug}", kept)
    else:
        book.drop(f"about/{slug}")


def answers(book: VaultBook) -> dict[str, str]:
    """Return what somebody answered to conversation cards, by card; what cannot be read is no answer."""
    kept = book.under("conversation/")
    return {key.removeprefix("conversation/"): said for key, said in kept.items() if said and isinstance(said, str)}


def keep_answer(book: VaultBook, card: str, said: str) -> None:
    """Keep an answer in place of an earlier one, or nothing where it is empty; Full where there is no room for it."""
    others = sum(len(each) for slug, each in answers(book).items() if slug != card)
    if said and others + len(said) > ROOM:
        raise Full
    if said:
        book.put(f"conversation/{card}", said)
    else:
        book.drop(f"conversation/{card}")
