"""The doors of this room: the table of a space that has begun, and what this browser carries, or 404."""

from django.http import Http404, HttpRequest

from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import looked
from ownaccord.core.scene import Phase
from ownaccord.lib import clock
from ownaccord.scenes import passes, running, table
from ownaccord.scenes.passes import Held
from ownaccord.scenes.table import Table


def table_for(request: Unlocked, space: str) -> Table:
    """Return what lies on the table of this space for its member, or Http404."""
    return table.of(looked(request, space), request.keys)


def carried_by(request: HttpRequest) -> tuple[Held, ...]:
    """Return the passes of this browser for the scene that runs on it, or else for the newest one, or Http404.

    A rehearsal or a plan of another space, begun later in the same browser, hides no stop.
    """
    every = passes.held(request.COOKIES, secure=request.is_secure())
    if not every:
        raise Http404
    several = len({each.scene.pk for each in every}) > 1
    found = next((each for each in every if several and _runs(each)), every[0])
    return tuple(each for each in every if each.scene.pk == found.scene.pk)


def _runs(held: Held) -> bool:
    here = running.read(held.scene, held.bare.key, held.bare.outline)
    return not held.scene.drill and here.phase(clock.now()) is Phase.RUNNING


def carries(request: HttpRequest) -> bool:
    """Whether this browser carries anything."""
    return bool(passes.held(request.COOKIES, secure=request.is_secure()))
