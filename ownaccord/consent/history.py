"""A person's own history in a space, as their own vault keeps it: what they said when, and nobody else's words."""

from contextlib import suppress
from dataclasses import dataclass

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent.memory import UNREAD, listed_or_none
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import Side, is_number, is_slug
from ownaccord.core.statement import State
from ownaccord.core.terms import LATEST, Terms

MOST_HISTORY = 400


@dataclass(frozen=True, slots=True)
class Moment:
    """One line of a person's own history: when, on what, and the terms from then on (NOTHING: not available)."""

    at: int
    item: str
    side: Side
    terms: Terms
    told: bool


def history(book: VaultBook, space: str) -> tuple[Moment, ...]:
    """Return this person's own history in this space, newest first."""
    found = []
    for line in reversed(listed_or_none(book.get(f"space/{space}/history"))):
        with suppress(*UNREAD):
            at, item, side, terms, told = listed(line)
            moment = Moment(at, item, Side(side), terms_from_list(terms), told)
            if is_number(at, LATEST) and is_slug(item) and isinstance(told, bool):
                found.append(moment)
    return tuple(found)


def add_history(book: VaultBook, space: str, now: int, old: State, new: State) -> None:
    """Write down, for this person only, what changed between two own statements."""
    lines = listed_or_none(book.get(f"space/{space}/history"))
    keys = {e.key for e in (*old.entries, *new.entries)} | old.told | new.told
    for item, side in sorted(keys):
        told = (item, side) in new.told
        if old.terms(item, side) != new.terms(item, side) or told != ((item, side) in old.told):
            lines.append([now, item, str(side), terms_as_list(new.terms(item, side)), told])
    book.put(f"space/{space}/history", lines[-MOST_HISTORY:])
