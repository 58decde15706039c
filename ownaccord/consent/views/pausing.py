"""Pausing one space, locked or not, and lifting one's own pause on a page that shows what comes back."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import stops, tabs
from ownaccord.accounts.access import SeeOther, signed_in, unlocked
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.accounts.views.stopping import set_pause
from ownaccord.consent import access, pausing, queries
from ownaccord.consent.looking import Look
from ownaccord.consent.said import SAID, tried
from ownaccord.consent.views.answers import page, there
from ownaccord.spaces import access as spaces


# Without a token on purpose, like the pause of everything: a pause from a page that is too old must still count.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def space_pause(request: Asked, space: str) -> HttpResponse:
    """Pause this space, in one tap, also while locked."""
    _a_member(request, space)
    lift = SeeOther(reverse("lift", kwargs={"space": space}))
    if request.method != "POST":
        return lift
    answer = _after(request, space)
    set_pause(request, answer, space)
    return answer


def _after(request: Asked, space: str) -> HttpResponse:
    """Return where to look next: the map, or the curtain when this was pressed on somebody else's page."""
    if tabs.is_of_another(request):
        return SeeOther(f"{reverse('curtain')}?held=paused-only")
    return there("map", "paused", space=space) if request.keys else SeeOther(reverse("pause"))


def _a_member(request: Asked, space: str) -> None:
    """Http404 unless somebody who is signed in here is a member; the curtain may be between two of them."""
    for row, _token in request.sign_ins:
        if spaces.is_member(row.person_id, space):
            return
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def lift(request: Unlocked, space: str) -> HttpResponse:
    """What would come back in this space; POST lifts my pause on it."""
    found = access.looked(request, space)
    if request.method != "POST":
        return page(request, found, "lift", lift=queries.lift_of(found), calm=None)
    return there("map", _lift(request, lambda: (access.looked(request, space),), space), space=space)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def pause_lift(request: Unlocked) -> HttpResponse:
    """What would come back in every space; POST lifts my pause on everything."""
    if request.method == "POST":
        said = _lift(request, lambda: access.all_looked(request), stops.EVERYTHING)
        return SeeOther(f"{reverse('pause-lift')}?said={said}")
    lifts = [queries.lift_of(each) for each in access.all_looked(request)]
    context = {"lifts": lifts, "paused": queries.all_paused(request.person, request.keys), "section": "us"}
    return render(request, "consent/lift_all.html", {**context, "said": SAID.get(request.GET.get("said", ""))})


def _lift(request: Unlocked, looks: Callable[[], tuple[Look, ...]], scope: str) -> str:
    meant = stops.rows(request.person, scope)

    def step() -> None:
        pausing.lift(looks=looks(), keys=request.keys, person=request.person, scope=scope, meant=meant, now=request.now)

    said = tried(step, "lifted")
    if said == "lifted" and request.witness is not None:
        request.witness = request.witness.without_pause(scope)
    return said
