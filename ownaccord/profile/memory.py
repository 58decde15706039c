"""What a person's own vault keeps about them and their interest; docs/develop/spec/vault-store.md lists it all."""

from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from typing import Any

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.errors import Malformed
from ownaccord.core.interest import Answer, as_list, from_list


class Asking(StrEnum):
    """Whether a category is worth asking about. Not having said anything is none of these."""

    YES = "yes"
    LATER = "later"
    NO = "no"


def answer(book: VaultBook, item: str) -> Answer:
    """Return what was said about an item; an empty answer when nothing was, or when it cannot be read."""
    fields = book.get(f"interest/{item}")
    with suppress(Malformed):
        return from_list(item, fields) if fields is not None else Answer(item)
    return Answer(item)


def answers(book: VaultBook) -> dict[str, Answer]:
    """Return every answer by its item; one that cannot be read is none."""
    found = {}
    for key, fields in book.under("interest/").items():
        item = key.removeprefix("interest/")
        with suppress(Malformed):
            found[item] = from_list(item, fields)
    return found


def keep_answer(book: VaultBook, said: Answer) -> None:
    """Keep an answer in place of an earlier one, which can be brought back once."""
    before = book.get(f"interest/{said.item}")
    if before == _plain(said):
        return
    book.put("interest-before", [said.item, before])
    _put(book, said)


def _plain(said: Answer) -> list[object] | None:
    return None if said.says_nothing else as_list(said)


def _put(book: VaultBook, said: Answer) -> None:
    if said.says_nothing:
        book.drop(f"interest/{said.item}")
    else:
        book.put(f"interest/{said.item}", as_list(said))


def changed_last(book: VaultBook) -> str:
    """Return the item on which the last change was made that can be taken back; empty when there is none."""
    return _before(book)[0]


def _before(book: VaultBook) -> tuple[str, Any]:
    """What the last change was on, and what was there; nothing where the entry cannot be read."""
    match book.get("interest-before"):
        case [str(item), fields]:
            return item, fields
    return "", None


def undo(book: VaultBook) -> str:
    """Bring back what was said before the last change; the item, empty when there is nothing to bring back."""
    item, fields = _before(book)
    book.drop("interest-before")
    if item:
        try:
            _put(book, from_list(item, fields) if fields is not None else Answer(item))
        except Malformed:
            return ""
    return str(item)


def asking(book: VaultBook, category: str) -> Asking | None:
    """Return whether a category is worth asking about; None when that was not said."""
    kept = book.get(f"asking/{category}")
    return Asking(kept) if isinstance(kept, str) and kept in set(Asking) else None


def keep_asking(book: VaultBook, category: str, said: Asking) -> None:
    """Keep whether a category is worth asking about."""
    book.put(f"asking/{category}", said.value)


def part(book: VaultBook, slug: str) -> dict[str, Any]:
    """Return what somebody wrote about themselves in one part: question -> text, or list of stored words."""
    kept = book.get(f"about/{slug}", {})
    return dict(kept) if isinstance(kept, dict) else {}


def keep_part(book: VaultBook, slug: str, said: Mapping[str, Any]) -> None:
    """Keep a part in place of an earlier one; what is empty is not kept."""
    kept = {name: value for name, value in said.items() if value}
    if kept:
        book.put(f"about/{slug}", kept)
    else:
        book.drop(f"about/{slug}")
