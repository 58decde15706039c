"""What everybody wants to have read together: written apart, open once everybody has written."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import rechecks
from ownaccord.care.forms_rhythm import PutForm
from ownaccord.care.views.answers_here import ANOTHER_LOOK, page, there
from ownaccord.care.views.recheck import after
from ownaccord.care.words_rhythm import QUESTIONS
from ownaccord.consent import access
from ownaccord.consent.looking import Look
from ownaccord.consent.said import tried
from ownaccord.lib.coaching import coached
from ownaccord.spaces import together
from ownaccord.spaces.together import Page, State


def _offered(found: Look) -> dict[str, str]:
    """What was written on the pages of the recheck-in under way, each with its question, and what to talk about."""
    walk = rechecks.walk(found.book, found.space.id)
    if walk is None:
        return {}
    said = {each: f"{QUESTIONS[each].title} {walk.said[each]}" for each in QUESTIONS if each in walk.said}
    talk = {"talk": _now("To talk about: %(items)s") % {"items": ", ".join(walk.talk)}} if walk.talk else {}
    return said | talk


def _held(data: QueryDict, request: Unlocked, space: str) -> PutForm:
    return PutForm(_offered(access.looked(request, space)), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("To read together"), _held), own=True)
def of_space(request: Unlocked, space: str) -> HttpResponse:
    """Write it, wait, and read; until everybody has written the page says only that not everyone has yet."""
    found = access.looked(request, space)
    here = together.look(found.space, request.keys)
    if request.method == "POST" and here.state is not State.OPEN:
        return there("together", "not-now", space=space)
    data, offered = (request.POST if request.method == "POST" else None), _offered(found)
    form = PutForm(offered, data, initial=PutForm.chosen_before(offered, here.text))
    hint = coached(request, form, "more")
    if hint is not None or not form.is_valid():
        return _page(request, found, here, form, ANOTHER_LOOK if form.is_bound else 200, coached=hint)

    def step() -> None:
        together.offer(space=found.space, keys=request.keys, text=form.text(), now=request.now)

    return there("together", tried(step, "put"), space=space)


def _page(
    request: Unlocked, found: Look, here: Page, form: PutForm, status: int, **more: object
) -> HttpResponse:
    names = sorted(here.read, key=lambda who: (who != request.person, found.space.name(who).casefold()))
    read = [(found.space.name(who) or _now("Somebody"), here.read[who]) for who in names]
    under_way = rechecks.walk(found.book, found.space.id) is not None
    next_url = after(found, "together") if under_way else ""
    return page(request, found, "together", status, here=here, form=form, read=read, next_url=next_url, **more)


@require_POST
@unlocked(Held(_("Take it back")))
def take_back(request: Unlocked, space: str) -> HttpResponse:
    """Let nobody read what I wrote; too late once everybody has written."""
    found = access.looked(request, space)

    def step() -> None:
        together.take_back(space=found.space, keys=request.keys, now=request.now)

    return there("together", tried(step, "put-back"), space=space)


@require_POST
@unlocked()
def look(request: Unlocked, space: str) -> HttpResponse:
    """Look again: whatever can go on goes on."""
    found = access.looked(request, space)
    together.look_again(space=found.space, keys=request.keys, now=request.now)
    return there("together", "looked", space=space)


@require_POST
@unlocked(Held(_("Leave it")))
def leave(request: Unlocked, space: str) -> HttpResponse:
    """End it for everybody, without a word by whom."""
    found = access.looked(request, space)
    step = tried(lambda: together.leave_it(space=found.space, keys=request.keys), "left")
    return there("together", step, space=space)
