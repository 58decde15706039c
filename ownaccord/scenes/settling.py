"""What was said on devices and in records, written where the other looks for it: whenever a member looks, unlocked.

Nothing here is anybody's new word: an end that was pressed goes into the own chain, what was withdrawn goes out of the
running scene. A device that nobody has unlocked shows the same a moment later, by somebody else's look.
"""

from typing import cast

from django.http import Http404

from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.consent.access import looked
from ownaccord.consent.said import MEANWHILE, taken
from ownaccord.core.errors import Refused
from ownaccord.scenes import actions, ends, stopping, table
from ownaccord.scenes.table import Table


def settled(request: Unlocked, space: str) -> Table:
    """Return the table, after the end is in the own chain, and what was withdrawn is out; the own vault knows of it."""

    def step() -> Table:
        here = table.of(looked(request, space), request.keys)
        if actions.write_end(here=here, keys=request.keys):
            here = table.of(looked(request, space), request.keys)
        actions.withdraw(here=here)
        stopping.stop_unknown(here)
        return here

    here = taken(step)
    ends.noted(here, request.keys)
    return here


def by_the_way(request: Asked, space: str) -> None:
    """Do so where somebody is unlocked who is a member; a live page shows what it can without it."""
    if request.keys is None:
        return
    try:
        settled(cast(Unlocked, request), space)
    except (Refused, Http404, *MEANWHILE):
        return
