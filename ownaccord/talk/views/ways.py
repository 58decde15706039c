"""Working something out step by step: the list of a space, one thing, and taking back what one has said."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import item_for, looked
from ownaccord.consent.looking import Look
from ownaccord.core.errors import Refused
from ownaccord.core.turns import Move
from ownaccord.lib.coaching import coached
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK
from ownaccord.talk import actions, firm, queries, threads
from ownaccord.talk import ways as found_ways
from ownaccord.talk.forms import SayForm, TitleForm, WayForm
from ownaccord.talk.here import Here
from ownaccord.talk.subjects import SOMETHING, Subject
from ownaccord.talk.views.threads import pressed, whole_number
from ownaccord.talk.words import AFTER, NOT_YOUR_TURN, SAID


@require_safe
@unlocked()
def ways(request: Unlocked, space: str) -> HttpResponse:
    """What is being worked out, and what can be begun."""
    found = looked(request, space)
    every = threads.every(found, request.keys)
    return answers.page(
        request, found.space, "talk/ways.html", SAID, readable=found.epoch_key is not None,
        lines=found_ways.lines(every), closed=found_ways.closed(every), offered=found_ways.offered(found, every),
        own_url=found_ways.own_url(found, every),
    )  # fmt: skip


def _which(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    return pressed(data, item_for(looked(request, space), item).name)


def _something(data: QueryDict, request: Unlocked, space: str) -> str:
    return pressed(data, str(SOMETHING.name))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Working something out"), WayForm, about=_which))
def way(request: Unlocked, space: str, item: str) -> HttpResponse:
    """One item that people see differently."""
    found = looked(request, space)
    card = item_for(found, item)
    return _answer(request, found, Subject(card.slug, card.name, solves=True))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Working something out"), WayForm, about=_something))
def own(request: Unlocked, space: str) -> HttpResponse:
    """Something else that people see differently, in their own words."""
    return _answer(request, looked(request, space), SOMETHING)


def _form(here: Here | None, data: QueryDict | None) -> SayForm:
    """The form of this moment: a few words that name it, where nothing was said yet."""
    begins = here is not None and not here.subject.has_item and not here.begun
    return TitleForm(data) if begins else WayForm(data)


def _answer(request: Unlocked, look: Look, subject: Subject) -> HttpResponse:
    here = threads.open_thread(look, subject, request.keys)
    form = _form(here, request.POST if request.method == "POST" else None)
    hint = coached(request, form, "words")
    if here is None or hint is not None or not form.is_valid():
        return _page(look, here, request, subject, form, coached=hint)
    if touched := _touched(look, form):
        return _page(look, here, request, subject, form, touched=touched)
    try:
        way = found_ways.named_by(here, form.said) if form.chosen is Move.TRY else None
        words, more = (form.said, b"") if way is None else (way.name, way.digest)
        actions.say(here=here, keys=request.keys, move=form.chosen, words=words, now=request.now, more=more)
    except Refused:
        form.add_error("words", NOT_YOUR_TURN)
        return _page(look, threads.open_thread(look, subject, request.keys), request, subject, form)
    return _there(look, subject, AFTER.get(form.chosen, "said"))


def _touched(look: Look, form: SayForm) -> tuple[str, ...]:
    """What a way may touch of what is not for compromise, unless its author has seen that already."""
    if form.chosen is not Move.WAY or form.cleaned_data.get("seen"):
        return ()
    return firm.touched_by(look, form.said)


def _page(
    look: Look, here: Here | None, request: Unlocked, subject: Subject, form: SayForm, **more: object
) -> HttpResponse:
    more |= {"form": form, "item_name": subject.name, "erase_url": queries.erasing(look, subject)}
    more |= {"subject": subject, "links": found_ways.after(look, subject)}
    if subject.has_item:
        more |= {"firm_url": look.addresses.item(subject.slug, "way-firm")}
        more |= {"is_firm": firm.is_firm(look.book, subject.slug)}
    if here:
        more |= {"here": here, "found": found_ways.page(here), "earlier": queries.earlier(here)}
        more |= {"missing": any(each.thread.missing for each in here.rounds)}
        more |= {"buttons": queries.buttons(here), "writes": queries.writes(here)}
    return answers.page(request, look.space, "talk/way.html", SAID, ANOTHER_LOOK if form.is_bound else 200, **more)


def _there(look: Look, subject: Subject, said: str) -> SeeOther:
    return SeeOther(f"{queries.address(look, subject)}?said={said}")


def _which_words(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    """What a press is about that waited locked: the own words that would be erased, or the way."""
    found = looked(request, space)
    card = item_for(found, item)
    return _taken_back(data, request, found, Subject(card.slug, card.name, solves=True))


def _which_own_words(data: QueryDict, request: Unlocked, space: str) -> str:
    return _taken_back(data, request, looked(request, space), SOMETHING)


def _taken_back(data: QueryDict, request: Unlocked, look: Look, subject: Subject) -> str:
    here = threads.open_thread(look, subject, request.keys)
    number, of = (whole_number(data.get(name, "")) for name in ("number", "of"))
    words = found_ways.own_words(here, number, of) if here is not None else ""
    return f"{subject.name}: {words}" if words else str(subject.name)


@require_POST
@unlocked(Held(_("Taking it back"), about=_which_words))
def erase(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Erase the words of one own post for good, or take back that I would try a way."""
    found = looked(request, space)
    card = item_for(found, item)
    return _erased(request, found, Subject(card.slug, card.name, solves=True))


@require_POST
@unlocked(Held(_("Taking it back"), about=_which_own_words))
def erase_own(request: Unlocked, space: str) -> HttpResponse:
    """The same, where it is about something in people's own words."""
    return _erased(request, looked(request, space), SOMETHING)


def _erased(request: Unlocked, look: Look, subject: Subject) -> HttpResponse:
    here = threads.open_thread(look, subject, request.keys)
    number, of = (whole_number(request.POST.get(name, "")) for name in ("number", "of"))
    tried = found_ways.tried_by(here, number) if here is not None and of == here.shown else None
    if here is not None and tried is not None:
        actions.try_back(here=here, keys=request.keys, way=tried.name, now=request.now)
    done = here is not None and actions.erase(here=here, keys=request.keys, number=number, of=of)
    return _there(look, subject, ("try-back" if tried else "erased") if done else "same")
