"""When a spent trial can be granted again (law 8): only after the own debrief, and not while it is below the own line.

A debrief says here when it was kept and its first measure, and nothing else of it. It stays in its author's vault and
decides about them alone: the others see *not available yet*, as ever.
"""

from contextlib import suppress

from ownaccord.accounts.keys import VaultBook
from ownaccord.consent.looking import Look
from ownaccord.consent.memory import UNREAD, listed_or_none
from ownaccord.core import trial
from ownaccord.core.errors import Refused
from ownaccord.core.plain import listed
from ownaccord.core.position import Key, Side, is_number
from ownaccord.core.terms import LATEST
from ownaccord.core.trial import Debrief

LINE = "settings/own-line"
MOST_MEASURE = 4
MOST = 12


class NoDebrief(Refused):
    """A spent trial waits for its author's own debrief, or for a better day by their own line."""


def note(book: VaultBook, space: str, item: str, at: int, measure: int | None) -> None:
    """Remember that a debrief about this item was kept at this time, with its first measure (0..4) if there was one.

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
    if LINE not in book:
        return None
    kept = book.get(LINE)
    return int(kept) if is_number(kept, MOST_MEASURE) else MOST_MEASURE


def keep_line(book: VaultBook, drawn: int | None) -> None:
    """Draw the own line, or with None take it away."""
    if drawn is None:
        book.drop(LINE)
    else:
        book.put(LINE, drawn)


def keep_spent(book: VaultBook, look: Look) -> None:
    """Remember which own trials a scene has spent, and when it was over; the statement itself forgets both."""
    for (item, side), over_at in trial.spent(look.person, look.states).items():
        book.put(f"spent/{look.space.id}/{item}/{side}", over_at)


def spent_at(look: Look, item: str, side: Side) -> int | None:
    """Return when the scene that spent this own trial is over, or was; None when none has. Unread, it is not over."""
    newest = trial.spent(look.person, look.states).get((item, side))
    name = f"spent/{look.space.id}/{item}/{side}"
    if newest is not None or name not in look.book:
        return newest
    kept = look.book.get(name)
    return int(kept) if is_number(kept, LATEST) else LATEST


def forget(book: VaultBook, space: str) -> None:
    """Forget all of it in a space that has ended."""
    for key in (*book.under(f"spent/{space}/"), *book.under(f"debriefed/{space}/")):
        book.drop(key)


def may_grant_again(look: Look, item: str, side: Side, since: int | None = None) -> bool:
    """Whether the own software takes more than Talk first on this side again: always, unless a scene has spent it.

    `since`: a later time after which a debrief has to be, for a next step; then also where no scene has spent anything.
    """
    over_at = spent_at(look, item, side)
    if over_at is None and since is None:
        return True
    after = max(over_at or 0, since or 0)
    return trial.may_grant_again(after, debriefs(look.book, look.space.id, item), line(look.book))


def check(look: Look, key: Key) -> None:
    """Pass when this can be granted; NoDebrief otherwise."""
    if not may_grant_again(look, *key):
        raise NoDebrief
