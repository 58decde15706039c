"""Lines for the others after a scene: chosen from an own debrief, looked at, put down, and opened together."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care.forms_rhythm import PutForm
from ownaccord.consent.access import looked
from ownaccord.consent.said import tried
from ownaccord.journal import debrief as reading
from ownaccord.journal import excerpted
from ownaccord.journal.said_excerpts import SAID
from ownaccord.lib.coaching import coached
from ownaccord.spaces import answers, excerpts
from ownaccord.spaces.answers import ANOTHER_LOOK, there
from ownaccord.spaces.excerpts import State

TITLE = _("Lines to open together")


def _held_form(data: QueryDict, request: Unlocked, entry: str) -> PutForm:
    found, _space, _kept = excerpted.entry_for(request, entry)
    return PutForm(excerpted.offered(reading.read(found)), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(TITLE, _held_form))
def lines(request: Unlocked, entry: str) -> HttpResponse:
    """Choose lines of one of my debriefs, or write shorter ones; nobody sees them yet."""
    found, space, kept = excerpted.entry_for(request, entry)
    if kept.state not in (State.OPEN, State.NOTHING):
        return there("excerpt", "not-now" if request.method == "POST" else "", space=space.id, scene=kept.scene)
    data, offered = (request.POST if request.method == "POST" else None), excerpted.offered(reading.read(found))
    form = PutForm(offered, data, initial=PutForm.chosen_before(offered, kept.text))
    hint = coached(request, form, "more")
    if hint is not None or not form.is_valid():
        more = {"form": form, "entry": entry, "place": space.label, "when": excerpted.when(kept.at), "section": "mine"}
        more |= {"coached": hint}
        return render(request, "journal/excerpt_lines.html", more, status=ANOTHER_LOOK if form.is_bound else 200)
    where: dict[str, Any] = {"space": space, "keys": request.keys, "scene": kept.scene}

    def step() -> None:
        excerpts.keep(**where, text=form.text(), now=request.now)

    return there("excerpt", tried(step, "chosen"), space=space.id, scene=kept.scene)


@require_safe
@unlocked(own=True)
def of_space(request: Unlocked, space: str) -> HttpResponse:
    """The scenes of this space of which I can put something down, or of which something was opened."""
    found = looked(request, space)
    return answers.page(request, found.space, "journal/excerpts.html", SAID, rows=excerpted.rows(request, found.space))


@require_safe
@unlocked(own=True)
def one(request: Unlocked, space: str, scene: str) -> HttpResponse:
    """What I chose, as all would read it; and once it is open, what each of us put down, side by side."""
    found = looked(request, space)
    seen = excerpted.seen(request, found, excerpted.kept_for(request, space, scene))
    return answers.page(request, found.space, "journal/excerpt.html", SAID, seen=seen, shown=_shown(seen.text))


def _shown(text: str) -> str:
    """What stands for the text that the page shows: nobody puts down what they did not look at."""
    return sha256(text.encode()).hexdigest()


def _about(pressed: str | Promise) -> Callable[..., str]:
    """What stands beside a press that waited locked: the day of the scene, and what was pressed."""

    def words(data: QueryDict, request: Unlocked, space: str, scene: str) -> str:
        day = excerpted.when(excerpted.kept_for(request, space, scene).at)
        return _now("The scene of %(day)s. %(pressed)s.") % {"day": day, "pressed": pressed}

    return words


@require_POST
@unlocked(Held(TITLE, about=_about(_("Put it down"))))
def put(request: Unlocked, space: str, scene: str) -> HttpResponse:
    """Put down what I have looked at."""
    text = excerpted.kept_for(request, space, scene).text
    seen = text if request.POST.get("seen", "") == _shown(text) else ""
    return _said(request, space, scene, "put", seen=seen)


@require_POST
@unlocked(Held(TITLE, about=_about(_("Take it back"))))
def back(request: Unlocked, space: str, scene: str) -> HttpResponse:
    """Let nobody read what I put down."""
    return _said(request, space, scene, "back")


@require_POST
@unlocked(Held(TITLE, about=_about(_("Nothing to share"))))
def nothing(request: Unlocked, space: str, scene: str) -> HttpResponse:
    """Have nothing to share; to everybody else that is the same as not yet."""
    return _said(request, space, scene, "nothing")


_VERBS: dict[str, Callable[..., None]] = {
    "put": excerpts.put_down, "back": excerpts.take_back, "nothing": excerpts.have_nothing,
}  # fmt: skip


def _said(request: Unlocked, space: str, scene: str, verb: str, **more: str) -> HttpResponse:
    counted = excerpted.kept_for(request, space, scene).is_counted
    where = looked(request, space).space

    def step() -> None:
        _VERBS[verb](space=where, keys=request.keys, scene=scene, now=request.now, **more)

    done = f"{verb}-after" if counted and verb != "put" else verb
    return there("excerpt", tried(step, done), space=space, scene=scene)


@require_POST
@unlocked()
def look(request: Unlocked, space: str, scene: str) -> HttpResponse:
    """Look again: whatever can go on goes on."""
    excerpted.kept_for(request, space, scene)
    excerpts.look_again(space=looked(request, space).space, keys=request.keys, scene=scene, now=request.now)
    return there("excerpt", "looked", space=space, scene=scene)
