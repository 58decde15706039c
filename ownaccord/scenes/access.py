"""The doors of this room: the table of a space that has begun, and what this browser carries, or 404."""

from django.http import Http404, HttpRequest

from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import looked
from ownaccord.scenes import passes, table
from ownaccord.scenes.passes import Held
from ownaccord.scenes.table import Table


def table_for(request: Unlocked, space: str) -> Table:
    """Return what lies on the table of this space for its member, or Http404."""
    return table.of(looked(request, space), request.keys)


def carried_by(request: HttpRequest) -> tuple[Held, ...]:
    """Return the passes of this browser for the newest scene that it carries, or Http404."""
    every = passes.held(request.COOKIES, secure=request.is_secure())
    if not every:
        raise Http404
    return tuple(each for each in every if each.scene.pk == every[0].scene.pk)


def carries(request: HttpRequest) -> bool:
    """Whether this browser carries anything."""
    return bool(passes.held(request.COOKIES, secure=request.is_secure()))
