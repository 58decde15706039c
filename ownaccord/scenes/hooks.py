"""What this room does when another asks for it: at an unlock, after a record, at Exit now, taking along."""

from contextlib import suppress

from django.http import HttpRequest

from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import begun, looked
from ownaccord.consent.looking import Look, again
from ownaccord.consent.said import MEANWHILE
from ownaccord.core.errors import Refused
from ownaccord.core.statement import State
from ownaccord.scenes import actions, ends, passes, rows, stopping, table


def at_unlock(request: Unlocked) -> None:
    """Write down every end that devices have said, for oneself too, and tell them of what was withdrawn."""
    for space in begun(request):
        if not rows.scenes(space):
            continue
        here = table.of(looked(request, space), request.keys)
        # What cannot be written in one space keeps nothing from being withdrawn, there or in the next.
        with suppress(Refused, *MEANWHILE):
            actions.write_end(here=here, keys=request.keys)
        with suppress(Refused, *MEANWHILE):
            actions.withdraw(here=here)
        with suppress(Refused, *MEANWHILE):
            stopping.stop_unknown(here)
        with suppress(*MEANWHILE):
            ends.noted(table.of(looked(request, space), request.keys), request.keys)


def at_record(look: Look, keys: Keyring, new: State) -> None:
    """Tell every device of a running scene what this record has withdrawn."""
    if rows.scenes(look.space.id):
        here = table.of(look.with_own(new), keys)
        actions.withdraw(here=here)
        if stopping.unknown(here):
            stopping.stop_unknown(table.of(again(look, keys), keys))


def at_exit(request: HttpRequest) -> None:
    """On this browser only the signals remain."""
    passes.strip(request)
