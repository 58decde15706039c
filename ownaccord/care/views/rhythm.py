"""The rhythm of a space: what each chose, side by side; one's own choice and dates; what is due."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import rechecking, rechecks, rhythm
from ownaccord.care.due import due, rows
from ownaccord.care.forms_rhythm import DateForm, RhythmForm
from ownaccord.care.views.answers_here import ANOTHER_LOOK, page, there
from ownaccord.consent import access
from ownaccord.consent.said import tried


@require_safe
@unlocked()
def of_space(request: Unlocked, space: str) -> HttpResponse:
    """What each chose, when the next one is, and what is due of my own."""
    found = access.looked(request, space)
    here = rhythm.of(found.space, request.keys, request.now)
    return page(request, found, "rhythm", rhythm=here, due=rows(due(found)))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A rhythm"), RhythmForm))
def mine(request: Unlocked, space: str) -> HttpResponse:
    """What I would like: how often, and in which form."""
    found = access.looked(request, space)
    form = RhythmForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return page(request, found, "rhythm_mine", ANOTHER_LOOK if form.is_bound else 200, form=form)

    def step() -> None:
        rechecking.choose(space=found.space, keys=request.keys, rhythm=form.said(), now=request.now)

    return there("rhythm", tried(step, "chosen"), space=space)


@require_POST
@unlocked(Held(_("Show no rhythm here")))
def take_back(request: Unlocked, space: str) -> HttpResponse:
    """Show none any more."""
    found = access.looked(request, space)
    step = tried(lambda: rechecking.take_back(space=found.space, keys=request.keys), "chosen-back")
    return there("rhythm", step, space=space)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("The next date"), DateForm))
def date(request: Unlocked, space: str) -> HttpResponse:
    """A date of my own for the next time, or none."""
    found, today = access.looked(request, space), rechecks.day_of(request.now)
    form = DateForm(request.POST if request.method == "POST" else None, today=today)
    if not form.is_valid():
        return page(request, found, "rhythm_date", ANOTHER_LOOK if form.is_bound else 200, form=form)
    rechecking.set_date(space=space, keys=request.keys, on=form.cleaned_data["on"], now=request.now)
    return there("rhythm", "date", space=space)
