"""The pages of a space for three to eight: naming its seats, one invitation for each, and being introduced."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.picture import address_with, qr
from ownaccord.accounts.requests import Unlocked
from ownaccord.lib.words import wordlist
from ownaccord.spaces import access, gathering, introductions, seats
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.forms import ListForm, MoreSpaceForm
from ownaccord.spaces.views import ANOTHER_LOOK, frame_of, introduction_page, only_here, to_space


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A new space"), MoreSpaceForm))
def new(request: Unlocked) -> HttpResponse:
    """Make a space for three to eight: what I call it, and the names of everybody who shall be in it."""
    form = MoreSpaceForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return render(request, "spaces/new_more.html", {"form": form, "section": "us"}, status=status)
    said = form.cleaned_data
    made = gathering.create(
        keys=request.keys, once=said["once"], label=said["label"], listed=said["listed"], now=request.now
    )
    return to_space(made)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("The list of a space"), ListForm))
def names(request: Unlocked, space: str) -> HttpResponse:
    """Name the seats anew, before it begins; whoever joined looks at the new list first."""
    found = access.space_for(request.person, space, request.keys)
    if not seats.is_makers(found):
        raise Http404
    now = {"own_name" if number == 0 else f"name_{number}": name for number, name in found.listed}
    form = ListForm(request.POST if request.method == "POST" else None, initial=now)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return render(request, "spaces/names.html", {**frame_of(found), "form": form}, status=status)
    gathering.change_list(space=found, keys=request.keys, listed=form.cleaned_data["listed"])
    return to_space(space)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("An invitation")))
def seat(request: Unlocked, space: str, seat: int) -> HttpResponse:
    """The words and the picture for one seat; POST makes new ones, and the old ones stop working."""
    found = _inviting(request, space, seat)
    if request.method == "POST":
        gathering.invite(space=found, keys=request.keys, seat=seat, now=request.now)
        return SeeOther(reverse("space-seat", kwargs={"space": space, "seat": seat}))
    return render(request, "spaces/seat.html", _seat(request, found, seat))


def _seat(request: Unlocked, found: OpenSpace, seat: int) -> dict[str, Any]:
    line = next(line for line in seats.lines(found, request.keys) if line.number == seat)
    context: dict[str, Any] = {**frame_of(found), "line": line}
    if line.standing in (seats.Standing.JOINED, seats.Standing.OLDER):
        return context
    context["stands"] = stands = seats.handing(found, request.keys, request.now, wordlist(), seat)
    if stands.words:
        link = address_with(request.build_absolute_uri(reverse("join")), " ".join(stands.words))
        context |= {"picture": qr(link), "only_here": only_here(request)}
    return context


@require_POST
@unlocked()
def withdraw(request: Unlocked, space: str, seat: int) -> HttpResponse:
    """Make the invitation of one seat worthless; whoever sat there has to be invited anew."""
    gathering.withdraw(space=_inviting(request, space, seat), keys=request.keys, seat=seat)
    return to_space(space)


def _inviting(request: Unlocked, space: str, seat: int) -> OpenSpace:
    """Return the space, for somebody who hands over the invitation of this seat; Http404 for everybody else."""
    found = access.space_for(request.person, space, request.keys)
    if not seats.invites(found) or seat not in seats.open_seats(found):
        raise Http404
    return found


@require_POST
@unlocked()
def seen(request: Unlocked, space: str) -> HttpResponse:
    """Stay, with the list that the page showed."""
    found = access.space_for(request.person, space, request.keys)
    gathering.see_list(space=found, keys=request.keys, mark=request.POST.get("about", ""))
    return to_space(space)


@require_POST
@unlocked()
def introduced(request: Unlocked, space: str) -> HttpResponse:
    """Take the introduction that the page showed: from here on these keys are pinned."""
    found = access.space_for(request.person, space, request.keys)
    given = introductions.mail(found, request.keys).given
    if given is not None and given.mark != request.POST.get("about"):
        return introduction_page(request, found, given)
    if given is not None:
        gathering.take_introduction(space=found, keys=request.keys, given=given)
    return to_space(space)


@require_POST
@unlocked()
def introduce(request: Unlocked, space: str) -> HttpResponse:
    """Introduce everybody to everybody once more, when an introduction got lost."""
    gathering.introduce(space=access.space_for(request.person, space, request.keys), keys=request.keys)
    return to_space(space)
