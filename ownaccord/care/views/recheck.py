"""A recheck-in: one question a page, each person for themselves. Whoever stops at a page keeps what they have said."""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import rechecking, rechecks, rhythm
from ownaccord.care.due import Due, due
from ownaccord.care.forms_rhythm import DateForm, QuestionForm
from ownaccord.care.rechecks import Walk
from ownaccord.care.views.answers_here import ANOTHER_LOOK, page, there
from ownaccord.care.words_rhythm import ANSWERS, QUESTIONS, STEPS
from ownaccord.consent import access, actions, queries
from ownaccord.consent.looking import Look
from ownaccord.consent.said import tried
from ownaccord.core.position import Side
from ownaccord.core.rhythm import Form
from ownaccord.core.terms import Level

DAYS = 90
LEVELS = {"talk": Level.TALK, "end": Level.NO}


def url_of(space: str, step: str) -> str:
    """Return the address of one step of a recheck-in."""
    if step in QUESTIONS:
        return reverse("recheck-question", kwargs={"space": space, "question": step})
    return reverse({"items": "recheck-items", "together": "together", "next": "recheck-next"}[step], args=[space])


def after(found: Look, step: str) -> str:
    """Return the address of the step after this one, in the form of the recheck-in under way."""
    steps = STEPS[_walk(found).form]
    place = steps.index(step) if step in steps else -1
    return url_of(found.space.id, steps[min(place + 1, len(steps) - 1)])


def _walk(found: Look) -> Walk:
    return rechecks.walk(found.book, found.space.id) or Walk(Form.FULL)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Looking again")))
def begin(request: Unlocked, space: str) -> HttpResponse:
    """Everything, or five minutes."""
    found = access.looked(request, space)
    form = request.POST.get("form", "")
    if request.method != "POST" or form not in list(Form):
        return page(request, found, "recheck", walk=rechecks.walk(found.book, space))
    rechecking.start(space=space, keys=request.keys, form=Form(form))
    return SeeOther(url_of(space, STEPS[Form(form)][0]))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Looking again"), lambda data, request, space, question: _question_form(question, data)), own=True)
def question(request: Unlocked, space: str, question: str) -> HttpResponse:
    """One question, for myself; what I write can be read by all at the end, if I choose so then."""
    found = access.looked(request, space)
    before = {"said": _walk(found).said.get(question, "")}
    form = _question_form(question, request.POST if request.method == "POST" else None, before)
    if not form.is_valid():
        status = ANOTHER_LOOK if form.is_bound else 200
        return page(
            request, found, "recheck_question", status, form=form, question=QUESTIONS[question],
            next_url=after(found, question),
        )  # fmt: skip
    rechecking.say(space=space, keys=request.keys, question=question, text=form.cleaned_data["said"])
    return SeeOther(after(found, question))


def _question_form(question: str, data: QueryDict | None, before: dict[str, str] | None = None) -> QuestionForm:
    if question not in QUESTIONS:
        raise Http404
    return QuestionForm(question, data, initial=before)


@require_safe
@unlocked()
def items(request: Unlocked, space: str) -> HttpResponse:
    """What is due of my own, one a page; none is left when each was answered or passed by."""
    found = access.looked(request, space)
    each = next((each for each in due(found) if each.word not in _walk(found).passed), None)
    tighten = _state_url(found, each) if each else ""
    return page(request, found, "recheck_items", each=each, tighten_url=tighten, next_url=after(found, "items"))


def _state_url(found: Look, each: Due) -> str:
    side = found.addresses.mark(each.own.side)
    return found.addresses.item(each.own.item, "state", side=side)


def _about(data: QueryDict, request: Unlocked, space: str) -> str:
    """The item, and the answer in the words of its button."""
    item = str(data.get("what", "")).partition("/")[0]
    name, answer = queries.name_of(access.looked(request, space), item), ANSWERS.get(data.get("answer", ""))
    return f"{name}: {answer}" if answer else name


def _answer(request: Unlocked, space: str) -> HttpResponse:
    """Keep, talk first, not any more, or go on: at once, for my own."""
    found, said, what = access.looked(request, space), request.POST.get("answer", ""), request.POST.get("what", "")
    if said in LEVELS:
        # Whether it is due or not: a No is taken from an older page, too.
        return _lower(request, space, what, said)
    each = next((each for each in due(found) if each.word == what), None)
    if each is None:
        return there("recheck-items", "same", space=space)
    if said == "keep" and each.renews:
        return there("recheck-items", tried(lambda: _renew(request, space, each), "renewed"), space=space)
    rechecking.pass_by(space=space, keys=request.keys, what=each.word)
    return there("recheck-items", "passed", space=space)


def _lower(request: Unlocked, space: str, what: str, said: str) -> HttpResponse:
    slug, _slash, of = what.partition("/")
    item = access.item_for(access.looked(request, space), slug)
    side = access.side_for(item, of)

    def step() -> object:
        look = access.looked(request, space)
        return actions.tighten(look=look, keys=request.keys, item=item, side=side, level=LEVELS[said])

    code = tried(step, "talk" if said == "talk" else "tightened")
    if code == "talk":
        rechecking.pass_by(space=space, keys=request.keys, what=what, talk=item.name)
    return there("recheck-items", code, space=space)


def _renew(request: Unlocked, space: str, each: Due) -> object:
    found = access.looked(request, space)
    item, side = access.item_for(found, each.own.item), Side(each.own.side)
    return actions.renew(look=found, keys=request.keys, item=item, side=side, days=DAYS)


_HELD = Held(_("Looking again"), about=_about)
_stays = unlocked(_HELD)(_answer)
_lowers = unlocked(replace(_HELD, tightens=True))(_answer)


@require_POST
def answer(request: HttpRequest, space: str) -> HttpResponse:
    """Answer an item; while locked, what lowers pauses the space at once: no No waits for a passphrase."""
    return (_lowers if request.POST.get("answer") in LEVELS else _stays)(request, space=space)


answer.door = "unlocked"  # type: ignore[attr-defined]
answer.held = _HELD  # type: ignore[attr-defined]


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("The next date"), DateForm))
def end(request: Unlocked, space: str) -> HttpResponse:
    """When to look again; that ends it."""
    found, today = access.looked(request, space), rechecks.day_of(request.now)
    form = DateForm(request.POST if request.method == "POST" else None, today=today)
    if not form.is_valid():
        here = rhythm.of(found.space, request.keys, request.now)
        return page(request, found, "recheck_next", ANOTHER_LOOK if form.is_bound else 200, form=form, rhythm=here)
    rechecking.end(space=space, keys=request.keys, on=form.cleaned_data["on"], now=request.now)
    return there("rhythm", "ended", space=space)
