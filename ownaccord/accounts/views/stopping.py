"""Pausing with one tap, locked or not, and the stop code. Nothing here waits for anything."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import hooks, remembered, stops, tabs
from ownaccord.accounts.access import SeeOther, open_page
from ownaccord.accounts.fields import secret_of
from ownaccord.accounts.forms import StopForm
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.accounts.views.answers import sent


# Without a token on purpose: a pause from a page that is too old must still count. A stranger's page cannot send it
# (the cookies are SameSite=Strict), and a pause can only lower.
@csrf_exempt
@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def pause(request: Asked) -> HttpResponse:
    """Pause everything, in one tap; while locked it counts for everybody who is signed in here."""
    if request.person is None:
        return SeeOther(reverse("stop"))
    if request.method != "POST":
        paused = stops.EVERYTHING in stops.scopes(request.person)
        return render(request, "accounts/pause.html", {"paused": paused, "lift_url": _lift_url()})
    response = SeeOther(reverse("pause"))
    set_pause(request, response, stops.EVERYTHING)
    return response


def set_pause(request: Asked, response: HttpResponse, scope: str) -> None:
    """Store a pause of this scope and let this browser remember it, in its witness or, while locked, beside it."""
    if request.keys is None or request.person is None:
        for row, token in request.sign_ins:
            stops.pause(person=row.person_id, scope=scope)
            remembered.remember(request, response, row, token, scope)
        return
    author = tabs.owner(request)
    if author is not None and author[0].person_id != request.person:
        # Pressed on a page of somebody else who is signed in here: nobody can tell by whom, so it counts for both.
        stops.pause(person=author[0].person_id, scope=scope)
        remembered.remember(request, response, *author, scope)
    stops.pause(person=request.person, scope=scope)
    if request.witness is not None:
        request.witness = request.witness.with_pause(scope)
    hooks.at_pause(cast(Unlocked, request), scope)


def _lift_url() -> str | None:
    try:
        return reverse("pause-lift")
    except NoReverseMatch:
        return None


# Without a token as well: a stop code is the proof, and no page of ours has to be open before it.
@csrf_exempt
@open_page
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: Asked) -> HttpResponse:
    """The stop code, from any browser; a slip is said at once, any other code is answered alike."""
    form = StopForm(sent(request))
    if request.method == "POST" and form.is_valid():
        stops.stop(secret=secret_of(form.cleaned_data["words"]))
        return SeeOther(f"{reverse('stop')}?heard=yes")
    heard = request.GET.get("heard") == "yes"
    return render(request, "accounts/stop.html", {"form": form, "heard": heard}, status=422 if form.is_bound else 200)
