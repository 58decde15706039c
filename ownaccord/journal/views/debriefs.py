"""My debriefs: the list, a new one from a scene or from nothing, one of them, changed, and erased for good."""

from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import looked
from ownaccord.core.entry import Kind
from ownaccord.core.errors import TooLate
from ownaccord.core.position import is_slug
from ownaccord.journal import actions_debrief as actions
from ownaccord.journal import debrief as reading
from ownaccord.journal import debriefed, entries, excerpted
from ownaccord.journal.forms_debrief import DebriefForm, Tells, again
from ownaccord.journal.said_measures import DEBRIEFS
from ownaccord.spaces.answers import ANOTHER_LOOK, there

METHODS = ["GET", "HEAD", "POST"]


def _held_form(data: QueryDict, request: Unlocked, **where: object) -> DebriefForm:
    return DebriefForm(debriefed.known(each for each in data.getlist("items") if is_slug(each)), data)


HELD = Held(_("A debrief"), _held_form)


@require_safe
@unlocked()
def debriefs(request: Unlocked) -> HttpResponse:
    """Everything that I looked back on, and where a new one can begin."""
    found = entries.every(request.person, request.keys, {Kind.DEBRIEF})
    rows = debriefed.rows(found, vaults.read(request.person, request.keys))
    return _page(request, "debriefs", rows=rows, places=debriefed.places(request))


@require_http_methods(METHODS)
@unlocked(HELD)
def new(request: Unlocked) -> HttpResponse:
    """Look back on something, without a space."""
    return _new(request, DebriefForm((), _sent(request), tells=_tells(request)), "")


@require_http_methods(METHODS)
@unlocked(HELD, own=True)
def of_scene(request: Unlocked, space: str) -> HttpResponse:
    """Look back on something in this space."""
    look = looked(request, space)
    form = DebriefForm(debriefed.offered(look, request), _sent(request), tells=debriefed.tells(look.book))
    return _new(request, form, space, place=look.space.label)


def _new(request: Unlocked, form: DebriefForm, space: str, place: str = "") -> HttpResponse:
    if not form.is_valid():
        return _page(request, "debrief_form", ANOTHER_LOOK if form.is_bound else 200, form=form, place=place)
    said = form.debrief(space)
    if said.empty:
        return there("debriefs", "nothing")
    entry = actions.keep(person=request.person, keys=request.keys, said=said, now=request.now)
    return there("debrief", "kept", entry=entry)


@require_safe
@unlocked()
def debrief(request: Unlocked, entry: str) -> HttpResponse:
    """One of my debriefs; at its end what it could lead to, all of it as well as nothing."""
    found = debriefed.entry_for(request, entry)
    book = vaults.read(request.person, request.keys)
    lines_url = excerpted.url_of(request, found)
    return _page(request, "debrief", seen=debriefed.written(request, found, book), lines_url=lines_url)


@require_http_methods(METHODS)
@unlocked(HELD)
def change(request: Unlocked, entry: str) -> HttpResponse:
    """Write one of my debriefs anew."""
    found = debriefed.entry_for(request, entry)
    kept, book = reading.read(found), vaults.read(request.person, request.keys)
    offered, tells = debriefed.offered_again(request, kept, book), debriefed.tells(book)
    form = DebriefForm(offered, _sent(request), tells=tells, initial=again(kept))
    if not form.is_valid():
        return _page(request, "debrief_form", ANOTHER_LOOK if form.is_bound else 200, form=form, entry=entry)
    try:
        said = form.debrief(kept.space)
        actions.change(person=request.person, keys=request.keys, entry=found, said=said)
    except TooLate:
        return there("debriefs", "busy")
    return there("debrief", "changed", entry=entry)


@require_http_methods(METHODS)
@unlocked()
def erase(request: Unlocked, entry: str) -> HttpResponse:
    """Erase one of my debriefs, after a look at what that means."""
    found = debriefed.entry_for(request, entry)
    if request.method != "POST":
        seen = debriefed.written(request, found, vaults.read(request.person, request.keys))
        return _page(request, "debrief_erase", seen=seen, lines_url=excerpted.url_of(request, found))
    actions.erase(person=request.person, keys=request.keys, entry=found)
    return there("debriefs", "gone")


def _tells(request: Unlocked) -> Tells:
    return debriefed.tells(vaults.read(request.person, request.keys))


def _sent(request: Unlocked) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _page(request: Unlocked, name: str, status: int = 200, **more: Any) -> HttpResponse:
    said = DEBRIEFS.get(request.GET.get("said", ""))
    return render(request, f"journal/{name}.html", {"section": "mine", "said": said, **more}, status=status)
