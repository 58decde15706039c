"""Making a plan, alone: four steps, the whole of it with its risks, and one button that puts it on the table."""

from django import forms as django_forms
from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.said import MEANWHILE, taken
from ownaccord.core.errors import Refused
from ownaccord.scenes import access, aftercare, composing, draft, making, offers, queries, suggestions
from ownaccord.scenes.actions import Busy
from ownaccord.scenes.draft import STEPS, Draft
from ownaccord.scenes.forms import PutForm, ReadyForm, WhatForm, WhenForm, WordsForm
from ownaccord.scenes.table import Table
from ownaccord.scenes.views.answers import ANOTHER_LOOK, page, there
from ownaccord.scenes.views.plan import WORDS

TITLES = {
    "what": _("What is in it"),
    "when": _("Where and how long"),
    "words": _("Words and signs"),
    "ready": _("What is ready"),
}
Step = WhatForm | WhenForm | WordsForm | ReadyForm


def _steps(made: Draft) -> list[tuple[str, object, bool]]:
    """Each step with its title, and whether something was said in it."""
    return [(step, TITLES[step], step not in made.missing) for step in STEPS]


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Put it on the table"), PutForm), own=True)
def make(request: Unlocked, space: str) -> HttpResponse:
    """The whole draft in words, with its risks; put on the table by one button, once everything is said."""
    if request.method == "POST":
        return _begun(request, space) if request.POST.get("with") == "table" else _put(request, space)
    here = access.table_for(request, space)
    made = draft.kept(here.look.book, space)
    return page(
        request, here.look.space, "compose", here=here, plan=composing.overview(here, request.keys, made),
        steps=_steps(made), gaps=aftercare.gaps(here.look.space, request.keys),
    )  # fmt: skip


def _put(request: Unlocked, space: str) -> HttpResponse:
    seen = request.POST.get("plan", "")

    def step() -> None:
        here = access.table_for(request, space)
        plan = composing.plan_of(here.look, draft.kept(here.look.book, space))
        if plan is None or not composing.is_seen(plan, seen):
            raise Busy
        making.finish(here=here, keys=request.keys, plan=plan)

    try:
        taken(step)
    except Refused as refused:
        said = next((word for kind, word in WORDS.items() if isinstance(refused, kind)), "busy")
        return there("plan-make", said, space=space)
    except MEANWHILE:
        return there("plan-make", "busy", space=space)
    return there("plan", "tabled", space=space)


def _begun(request: Unlocked, space: str) -> HttpResponse:
    try:
        making.begin_from(here=access.table_for(request, space), keys=request.keys)
    except Refused:
        return there("plan-make", "busy", space=space)
    return there("plan-make", "draft-taken", space=space)


def _form(here: Table, made: Draft, step: str, data: QueryDict | None) -> Step:
    """The form of a step, filled with what was said before, or Http404 for another word."""
    look, names = here.look, queries.names_of(here.look)
    if step == "what":
        return WhatForm(offers.offers(look, names), made.what, names, data)
    if step == "when":
        return WhenForm(made.when, names, data)
    if step == "words":
        return WordsForm(made.words, suggestions.spoken(), composing.is_silent(look, made), data)
    if step == "ready":
        return ReadyForm(made.ready, composing.suggested(look, made), names, data)
    raise Http404


def _held_form(data: QueryDict, request: Unlocked, space: str, step: str) -> django_forms.BaseForm:
    here = access.table_for(request, space)
    return _form(here, draft.kept(here.look.book, space), step, data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A plan that you make"), _held_form), own=True)
def say(request: Unlocked, space: str, step: str) -> HttpResponse:
    """One step of it: what is in it, where and how long, words and signs, or what is ready."""
    here = access.table_for(request, space)
    made = draft.kept(here.look.book, space)
    form = _form(here, made, step, request.POST if request.method == "POST" else None)
    if form.is_valid():
        making.keep(space=space, keys=request.keys, step=step, said=form.said())
        return _next(request, space, made, step)
    return page(
        request, here.look.space, f"compose_{step}", ANOTHER_LOOK if form.is_bound else 200, form=form,
        title=TITLES[step], following=TITLES.get(made.after(step), ""), silent=composing.is_silent(here.look, made),
        suggested=_unsaid(here, made), gone=composing.gone(here.look, made),
    )  # fmt: skip


def _unsaid(here: Table, made: Draft) -> tuple[str, ...]:
    """What could lie ready besides what was said already."""
    said = made.ready.things if made.ready else None
    return () if said is None else tuple(each for each in composing.suggested(here.look, made) if each not in said)


def _next(request: Unlocked, space: str, made: Draft, step: str) -> SeeOther:
    if request.POST.get("then") == "next" and (after := made.after(step)):
        return there("plan-step", "draft-kept", space=space, step=after)
    return there("plan-make", "draft-kept", space=space)


@require_POST
@unlocked(Held(_("Let the draft go")))
def drop(request: Unlocked, space: str) -> HttpResponse:
    """Let the draft go; nobody has seen it."""
    access.table_for(request, space)
    making.drop(space=space, keys=request.keys)
    return there("plan-make", "draft-gone", space=space)
