"""What decides about granting a spent trial again (law 8): that there was an own debrief, and the own line.

A debrief says here when it was kept and its first measure, and nothing else of it. It stays in its author's vault and
decides about them alone: the others see *not available yet*, as ever.
"""

from contextlib import suppress

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent.memory import UNREAD, listed_or_none
from ownaccord.core.plain import listed
from ownaccord.core.position import is_number
from ownaccord.core.terms import LATEST
from ownaccord.core.trial import Debrief

LINE = "settings/own-line"
MOST_MEASURE = 4
MOST = 12


def note(book: VaultBook, space: str, item: str, at: int, measure: int | None) -> None:
    """Remember that a debrief about this item was kept at this time, with its first measure (0..4) if it has one.

    A debrief that is changed keeps its time: what is noted of it now stands in place of what was.
    """
    others = (each for each in debriefs(book, space, item) if each.at != at)
    every = sorted((*others, Debrief(at, measure)), key=lambda each: each.at)
    book.put(f"debriefed/{space}/{item}", [[each.at, each.measure] for each in every[-MOST:]])


def debriefs(book: VaultBook, space: str, item: str) -> tuple[Debrief, ...]:
    """Return what was noted about this item here, the oldest first; what cannot be read was not kept."""
    found = []
    for kept in listed_or_none(book.get(f"debriefed/{space}/{item}")):
        with suppress(*UNREAD):
            at, measure = listed(kept)
            if is_number(at, LATEST) and (measure is None or is_number(measure, MOST_MEASURE)):
                found.append(Debrief(at, measure))
    return tuple(found)


def line(book: VaultBook) -> int | None:
    """Return the own line, 0..4 on the first measure; None when its owner drew none. Unread, it is the highest."""
    kept = book.get(LINE)
    return kept if kept is None or is_number(kept, MOST_MEASURE) else MOST_MEASURE


def keep_line(book: VaultBook, drawn: int | None) -> None:
    """Draw the own line, or with None take it away."""
    if drawn is None:
        book.drop(LINE)
    else:
        book.put(LINE, drawn)
