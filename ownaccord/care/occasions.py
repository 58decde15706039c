"""Which days and moments of this room stand in somebody's own calendar: their follow-ups, and their own recheck-ins.

Both are read from their own vault alone; what others chose or said is in no calendar.
"""

from datetime import date

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.care import follow_ups as following
from ownaccord.care import rechecks, rhythm
from ownaccord.core.calendar import DAY, FURTHEST, Kind, Occasion
from ownaccord.spaces import access

NOON = 12 * 3600


def follow_ups(person: str, keys: Keyring, now: int) -> tuple[Occasion, ...]:
    """Return one occasion for each follow-up that is still to come, at the own times without what moves them.

    An hour that moved would say how its owner was after an earlier scene, to whoever reads the mail's row or the feed.
    """
    coming = (each for each in following.every(person, keys, moved=False) if now < each.moment.at <= FURTHEST)
    return tuple(
        Occasion(Kind.FOLLOW_UP, f"care/{each.space}/{each.mark}/{each.moment.hours}", each.moment.at)
        for each in coming
    )


def rechecks_due(person: str, keys: Keyring, now: int) -> tuple[Occasion, ...]:
    """Return one occasion a space for the next recheck-in by the own rhythm or date; none where neither was chosen."""
    book, today = vaults.read(person, keys), rechecks.day_of(now)
    nexts = ((space, rhythm.own_dates(book, space, today).next) for space in access.spaces_of(person))
    return tuple(
        Occasion(Kind.RECHECK, f"care/{space}/recheck/{on.isoformat()}", _noon(on), exact=False)
        for space, on in nexts if on is not None and _noon(on) <= FURTHEST
    )  # fmt: skip


def _noon(on: date) -> int:
    """A second of this day, in whichever zone it is read."""
    return (on - rechecks.FIRST).days * DAY + NOON
