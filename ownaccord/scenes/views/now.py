"""The live page: what this browser carries, known by its pass alone, locked or not, signed in or not."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.accounts.requests import Asked
from ownaccord.lib.streams.live import known_now
from ownaccord.scenes import access, queries, settling
from ownaccord.scenes.seen import Now
from ownaccord.spaces import access as spaces


@open_page
@require_safe
@never_cache
def now(request: Asked) -> HttpResponse:
    """The scene at this moment; 404 where this browser carries none."""
    return render(request, "scenes/now.html", {"now": _seen(request), "stays": True})


@open_page
@require_safe
@never_cache
def part(request: Asked) -> HttpResponse:
    """Its inner part, for a page that is open already."""
    return render(request, "scenes/now_part.html", {"now": _seen(request)})


def _seen(request: Asked) -> Now:
    """What is shown; to have been asked for it is this device's heartbeat."""
    since = known_now(request.COOKIES, secure=request.is_secure())
    every = access.carried_by(request)
    queries.heard(access.heard_by(request, every), request.now)
    settling.by_the_way(request, every[0].bare.outline.space)
    return queries.now_of(
        every, request.now, reader=request.person, unlocked=request.keys is not None, since=since,
        members=spaces.seated(every[0].bare.outline.space), unshared=access.is_unshared(request),
    )  # fmt: skip
