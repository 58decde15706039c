"""What this room does when another asks for it: at an unlock, after a record, at Exit now, taking along."""

from contextlib import suppress
from typing import Any

from django.http import HttpRequest

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import all_looked
from ownaccord.consent.looking import Look
from ownaccord.consent.said import MEANWHILE
from ownaccord.core.errors import Refused
from ownaccord.core.statement import State
from ownaccord.scenes import actions, after_memory, passes, table
from ownaccord.scenes.models import Scene


def at_unlock(request: Unlocked) -> None:
    """Write down every end that devices have said, and tell them of what was withdrawn."""
    for look in all_looked(request):
        here = table.of(look, request.keys)
        # What cannot be written in one space keeps nothing from being withdrawn, there or in the next.
        with suppress(Refused, *MEANWHILE):
            actions.write_end(here=here, keys=request.keys)
        with suppress(Refused, *MEANWHILE):
            actions.withdraw(here=here)


def at_record(look: Look, keys: Keyring, new: State) -> None:
    """Tell every device of a running scene what this record has withdrawn."""
    if Scene.objects.filter(space_id=look.space.id, drill=False).exists():
        actions.withdraw(here=table.of(look.with_own(new), keys))


def things(request: Unlocked) -> dict[str, Any]:
    """Return how this person was afterwards, as they kept it."""
    return after_memory.things(vaults.read(request.person, request.keys))


def at_exit(request: HttpRequest) -> None:
    """On this browser only the signals remain."""
    passes.strip(request)
