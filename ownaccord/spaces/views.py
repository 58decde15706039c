"""The pages of one's spaces: the list, a new one, one space, its invitation, beginning and putting away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import first_start, vaults
from ownaccord.accounts.access import SeeOther, open_page, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.picture import address_with, qr
from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.lib.words import wordlist
from ownaccord.spaces import access, actions, gathering, introductions, links, queries, seats, tickets
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.forms import InviteForm, NewSpaceForm
from ownaccord.spaces.introductions import Given
from ownaccord.spaces.invitations import Changed, DoesNotOpen, list_mark

ANOTHER_LOOK = 422


@require_safe
@open_page
def home(request: Asked) -> HttpResponse:
    """My spaces, for whoever is unlocked; the way in for everybody else."""
    if request.person is None:
        context: dict[str, Any] = {"first_start": first_start.is_open() and links.address("welcome")}
        return render(request, "spaces/stranger.html", context)
    if request.keys is None:
        return SeeOther(f"{reverse('unlock')}?next=/")
    spaces = queries.mine(request.person, request.keys)
    context = {"spaces": spaces, "invited": tickets.invitation_in_cookie(request), "section": "us"}
    return render(request, "spaces/home.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A new space"), NewSpaceForm))
def new(request: Unlocked) -> HttpResponse:
    """Make a space for two: what I call it, and what I am called in it."""
    form = NewSpaceForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return render(request, "spaces/new.html", {"form": form, "section": "us"}, status=status)
    said = form.cleaned_data
    made = actions.create(
        keys=request.keys, once=said["once"], label=said["label"], own_name=said["own_name"], now=request.now
    )
    return to_space(made)


@require_safe
@unlocked()
def space(request: Unlocked, space: str) -> HttpResponse:
    """One space: what can be done in it, or how its invitation stands."""
    found = access.space_for(request.person, space, request.keys)
    mail = introductions.mail(found, request.keys)
    if mail.given is not None:
        return introduction_page(request, found, mail.given)
    if found.waiting:
        return waiting_page(request, found, mail.misfit)
    if not found.begun or found.estranged:
        return list_page(request, found, mail.misfit) if found.many else invitation_page(request, found)
    more = {
        "cards": links.cards(space), "leave_url": links.leave_url(space), "reaffirm_url": links.reaffirm_url(space),
        "settled": queries.settled(found, request.keys),
    }  # fmt: skip
    return render(request, "spaces/space.html", {**frame_of(found), **more})


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("An invitation"), InviteForm))
def invitation(request: Unlocked, space: str) -> HttpResponse:
    """The words and the picture to hand over; POST makes new ones, and the old ones stop working."""
    found = access.space_for(request.person, space, request.keys)
    if found.waiting or (found.many and request.method != "POST" and (not found.begun or found.estranged)):
        return to_space(space)
    if request.method != "POST":
        return list_page(request, found) if found.many else invitation_page(request, found)
    form = InviteForm(request.POST) if forgotten(found) else None
    if form is not None and not form.is_valid():
        return invitation_page(request, found, form, ANOTHER_LOOK)
    said = form.cleaned_data if form else {}
    try:
        actions.invite(
            space=found, keys=request.keys, now=request.now,
            label=said.get("label", ""), own_name=said.get("own_name", ""),
        )  # fmt: skip
    except actions.NotForTwo:
        raise Http404 from None
    return SeeOther(reverse("space-invitation", kwargs={"space": space}))


@require_POST
@unlocked()
def withdraw(request: Unlocked, space: str) -> HttpResponse:
    """Make the invitation worthless."""
    found = access.space_for(request.person, space, request.keys)
    if not found.waiting and not found.many:
        actions.withdraw(space=found, keys=request.keys)
    return to_space(space)


@require_POST
@unlocked()
def begin(request: Unlocked, space: str) -> HttpResponse:
    """Begin, after everyone invited has joined and each answer carries the mark of its invitation."""
    found = access.space_for(request.person, space, request.keys)
    try:
        epoch = (gathering if found.many else actions).begin(space=found, keys=request.keys)
    except (DoesNotOpen, Changed):
        # Nothing began. The space's page says what there is to say: begun already, not joined yet, or changed.
        return to_space(space)
    if request.witness is not None:
        request.witness = request.witness.saw(space, epoch, {})
    return to_space(space)


@require_POST
@unlocked()
def take_back(request: Unlocked, space: str) -> HttpResponse:
    """Take an answer to an invitation back, before anybody has begun anew with it."""
    actions.take_back(space=access.space_for(request.person, space, request.keys), keys=request.keys)
    return to_space(space)


@require_POST
@unlocked()
def put_away(request: Unlocked, space: str) -> HttpResponse:
    """Forget a space that has ended, or one that never began."""
    found = access.shelved_for(request.person, space, request.keys)
    actions.put_away(space=found, keys=request.keys)
    if request.witness is not None:
        request.witness = request.witness.forget(space)
    return SeeOther(reverse("home"))


def to_space(space: str) -> SeeOther:
    """Look at this space now."""
    return SeeOther(reverse("space", kwargs={"space": space}))


def frame_of(found: OpenSpace) -> dict[str, Any]:
    """Return what every page of a space shows around it."""
    pause = links.pause_url(found.id) if found.begun else None
    return {"space": found, "space_name": found.label, "space_pause_url": pause, "section": "us"}


def forgotten(found: OpenSpace) -> bool:
    """Whether this person's vault does not know any more what they are called here."""
    return not found.name(found.reader)


def invitation_page(
    request: Unlocked, found: OpenSpace, form: InviteForm | None = None, status: int = 200
) -> HttpResponse:
    """Return the inviter's page; the same one before the first epoch and when keys are to be exchanged anew."""
    stands = queries.handing(found, request.keys, request.now, wordlist())
    context = {**frame_of(found), "stands": stands, "form": form or (InviteForm() if forgotten(found) else None)}
    context["settled"] = not found.estranged and queries.settled(found, request.keys)
    if stands.words:
        link = address_with(request.build_absolute_uri(reverse("join")), " ".join(stands.words))
        context |= {"picture": qr(link), "only_here": only_here(request)}
    return render(request, "spaces/invitation.html", context, status=status)


def list_page(request: Unlocked, found: OpenSpace, misfit: bool = False) -> HttpResponse:
    """Return the page of a list: how each seat stands, before the first epoch and when keys are exchanged anew."""
    context: dict[str, Any] = {**frame_of(found), "misfit": misfit, "makers": seats.is_makers(found)}
    context["settled"] = found.begun and not found.estranged and queries.settled(found, request.keys)
    if seats.invites(found):
        lines = seats.lines(found, request.keys)
        context |= {"lines": lines, "all_joined": seats.all_joined(lines)}
    return render(request, "spaces/list.html", context)


def waiting_page(request: Unlocked, found: OpenSpace, misfit: bool = False) -> HttpResponse:
    """Return the page of whoever has joined: nothing to do but to read, or to look at a list that has changed."""
    book = vaults.read(request.person, request.keys)
    newer = seats.newer_list(found, book)
    context = {**frame_of(found), "misfit": misfit, "newer": newer and list_mark(newer)}
    context["map_url"] = links.address("map", found.id)
    context["chairs"] = seats.my_chairs(found, book, newer)
    return render(request, "spaces/waiting.html", context)


def introduction_page(request: Unlocked, found: OpenSpace, given: Given) -> HttpResponse:
    """Return what somebody reads before they take the keys of people whom somebody else introduces."""
    context = {**frame_of(found), "given": given, "met": given.lines(found.reader)}
    return render(request, "spaces/introduction.html", context)


def only_here(request: HttpRequest) -> bool:
    """Whether this page was opened at an address that means nothing on another device."""
    return request.get_host().rsplit(":", 1)[0] in ("localhost", "127.0.0.1", "[::1]")
