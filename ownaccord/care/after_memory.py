"""What a person's own vault keeps of how they were afterwards; docs/develop/spec/vault-store.md lists it all.

Written by choice, read by nobody else, and nothing is read out of it. A debrief later can begin from here.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts.keys import VaultBook
from ownaccord.care.words_follow_up import NOW
from ownaccord.consent import moments
from ownaccord.core.position import is_date
from ownaccord.spaces import access as spaces

MOST = 100
AFTER = "after/"


@dataclass(frozen=True, slots=True, repr=False)
class Said:
    """How somebody was at one moment: words of the four that are offered, and a line of their own."""

    at: int
    words: tuple[str, ...] = ()
    line: str = ""

    @property
    def when(self) -> str:
        """The time of it, in words."""
        return moments.clock_time(self.at)

    @property
    def in_words(self) -> str:
        """What was said, as a person reads it."""
        return ". ".join([*(str(NOW[each]) for each in self.words), *([self.line] if self.line else [])])


def said(book: VaultBook, space: str) -> tuple[Said, ...]:
    """Return what this person kept for themselves here, the oldest first; what cannot be read is not there."""
    kept, found = book.get(f"after/{space}"), []
    for each in kept if isinstance(kept, list) else ():
        match each:
            case [int(at), [*words], str(line)] if is_date(at):
                found.append(Said(at, tuple(word for word in NOW if word in words), line))
    return tuple(found)


def everywhere(book: VaultBook) -> tuple[tuple[str, Said], ...]:
    """Return what this person kept for themselves in every space, each with the space's id."""
    known = (key.removeprefix(AFTER) for key in sorted(book.under("after/")))
    return tuple((space, each) for space in known for each in said(book, space))


def keep(book: VaultBook, space: str, new: Said) -> None:
    """Keep how this person is, the newest hundred; two of one second are told apart by one more."""
    every = said(book, space)
    at = max([new.at, *(each.at + 1 for each in every[-1:])])
    _put(book, space, (*every, Said(at, new.words, new.line)))


def let_go(book: VaultBook, space: str, at: int) -> None:
    """Forget what was kept at this time."""
    _put(book, space, tuple(each for each in said(book, space) if each.at != at))


def _put(book: VaultBook, space: str, every: tuple[Said, ...]) -> None:
    if every:
        book.put(f"after/{space}", [[each.at, list(each.words), each.line] for each in every[-MOST:]])
    else:
        book.drop(f"after/{space}")


def things(book: VaultBook) -> dict[str, Any]:
    """Return what this person kept, in words, by what they call each space: for what they take along."""
    found: dict[str, list[str]] = {}
    for key in sorted(book.under("after/")):
        space = key.removeprefix(AFTER)
        label = spaces.label_in(book, space) or _("A space without a name")
        lines = [f"{each.when}: {each.in_words}" for each in said(book, space)]
        found[label] = [*found.get(label, []), *lines]
    return {_("Afterwards"): found} if found else {}
