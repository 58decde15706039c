"""The doors of this room: the table of a space that has begun, and what this browser carries, or 404."""

from django.http import Http404, HttpRequest

from ownaccord.accounts.models import KeyWrap
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.consent.access import looked
from ownaccord.core.scene import Phase
from ownaccord.lib import clock
from ownaccord.scenes import passes, rows, running, table
from ownaccord.scenes.models import Scene
from ownaccord.scenes.passes import Held
from ownaccord.scenes.table import Table


def table_for(request: Unlocked, space: str) -> Table:
    """Return what lies on the table of this space for its member, or Http404."""
    return table.of(looked(request, space), request.keys)


def is_own(request: Unlocked) -> bool:
    """Whether this browser is its reader's alone, as far as it says: not in shared-device mode, nor let in by portable
    words.
    """
    return is_unshared(request) and request.sign_in.wrap.kind != KeyWrap.Kind.PORTABLE


def is_unshared(request: Asked) -> bool:
    """Whether nobody's sign-in in this browser is in shared-device mode."""
    return not any(row.shared for row, _token in request.sign_ins)


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


def heard_by(request: HttpRequest, shown: tuple[Held, ...]) -> tuple[Held, ...]:
    """Return what this browser is heard for while it shows these: for them, and for what has not begun yet.

    Of two scenes that run it shows one, and for the other it is not there.
    """
    every = passes.held(request.COOKIES, secure=request.is_secure())
    begun = rows.begun({each.scene.pk for each in every})
    return (*shown, *(each for each in every if each not in shown and each.scene.pk not in begun))


def carrying(request: HttpRequest, scene: Scene) -> tuple[Held, ...]:
    """Return the passes of this browser for this scene."""
    return tuple(each for each in passes.held(request.COOKIES, secure=request.is_secure()) if each.scene.pk == scene.pk)
