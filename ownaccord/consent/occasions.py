"""Which days a person's own positions put into their calendar: two days before a review date, without what it is about.

It is read from their own vault alone; what others allow is in no calendar.
"""

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.consent import memory
from ownaccord.core.calendar import DAY, FURTHEST, Kind, Occasion
from ownaccord.spaces import access

BEFORE = 2 * DAY


def reviews(person: str, keys: Keyring, now: int) -> tuple[Occasion, ...]:
    """Return one occasion for every own position that has a review date still to come."""
    book = vaults.read(person, keys)
    found = []
    for space in access.spaces_of(person):
        state = None if memory.has_ended(book, space) else memory.mine(book, space)
        for entry in state.entries if state else ():
            until = entry.terms.review_by
            if until is not None and max(now, BEFORE) <= until <= FURTHEST:
                key = f"consent/{space}/{entry.item}/{entry.side}"
                found.append(Occasion(Kind.REVIEW, key, until - BEFORE, exact=False))
    return tuple(found)
