"""Threads: the list of a space, one thread, and taking back what one has said."""

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue.phrases import load_phrases
from ownaccord.consent.access import item_for, looked
from ownaccord.consent.looking import Look
from ownaccord.core.errors import Refused
from ownaccord.lib.coaching import coached
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK
from ownaccord.talk import actions, cards, firm, own_words, proposals, queries, threads
from ownaccord.talk.forms import SayForm
from ownaccord.talk.here import Here
from ownaccord.talk.subjects import CROSSED, OPENED, Subject
from ownaccord.talk.words import AFTER, BUTTONS, NOT_YOUR_TURN, SAID

DIGITS = 9


@require_safe
@unlocked()
def talk(request: Unlocked, space: str) -> HttpResponse:
    """Every thread in which something was said."""
    found = looked(request, space)
    lines = queries.lines(found, tuple(each for each in threads.every(found, request.keys) if not each.subject.solves))
    return answers.page(request, found.space, "talk/talk.html", SAID, lines=lines, readable=found.epoch_key is not None)


def _which(data: QueryDict, request: Unlocked, space: str, item: str) -> str:
    """The item that a form which waited locked was about, with what was pressed."""
    return pressed(data, item_for(looked(request, space), item).name)


def _crossed(data: QueryDict, request: Unlocked, space: str) -> str:
    """What was pressed where a line was crossed."""
    return pressed(data, str(CROSSED.name))


def _beside(data: QueryDict, request: Unlocked, space: str) -> str:
    """What was pressed about what was opened together."""
    return pressed(data, str(OPENED.name))


def pressed(data: QueryDict, name: str) -> str:
    """Return what a form is about that waited locked, with what was pressed."""
    words = BUTTONS.get(data.get("move", ""))
    return f"{name}: {words}" if words else name


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("In a thread"), SayForm, about=_which))
def thread(request: Unlocked, space: str, item: str) -> HttpResponse:
    """What was said about one item, and what its reader can do there now."""
    found = looked(request, space)
    card = item_for(found, item)
    return _answer(request, found, Subject(card.slug, card.name))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("A line was crossed"), SayForm, about=_crossed))
def repair(request: Unlocked, space: str) -> HttpResponse:
    """After a line was crossed: what there is first, and a thread about it that anybody can end."""
    return _answer(request, looked(request, space), CROSSED)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("What was opened together"), SayForm, about=_beside))
def beside(request: Unlocked, space: str) -> HttpResponse:
    """What was said about lines that were opened together after a scene."""
    return _answer(request, looked(request, space), OPENED)


def _card_of(look: Look, card: str) -> Subject:
    """The conversation card of this name or the reader's mark, or Http404."""
    found = {each.card: each for each in cards.subjects(look)}
    if (known := look.addresses.word(card, found)) not in found:
        raise Http404
    return found[known]


def _asked(data: QueryDict, request: Unlocked, space: str, card: str) -> str:
    """What was pressed about a conversation card."""
    return pressed(data, str(_card_of(looked(request, space), card).name))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("About a conversation card"), SayForm, about=_asked))
def card(request: Unlocked, space: str, card: str) -> HttpResponse:
    """What was said about a conversation card to which somebody here shows an answer."""
    found = looked(request, space)
    return _answer(request, found, _card_of(found, card))


def _answer(request: Unlocked, look: Look, subject: Subject) -> HttpResponse:
    here = threads.open_thread(look, subject, request.keys)
    form = SayForm(request.POST if request.method == "POST" else None)
    hint = coached(request, form, "words")
    if here is None or hint is not None or not form.is_valid():
        return _page(look, here, request, subject, form, coached=hint)
    try:
        actions.say(here=here, keys=request.keys, move=form.chosen, words=form.said, now=request.now)
    except Refused:
        form.add_error("words", NOT_YOUR_TURN)
        return _page(look, threads.open_thread(look, subject, request.keys), request, subject, form)
    return _there(look, subject, AFTER.get(form.chosen, "said"))


def _page(
    look: Look, here: Here | None, request: Unlocked, subject: Subject, form: SayForm, **more: object
) -> HttpResponse:
    name = "card" if subject.card else subject.place or "thread"
    more |= {"form": form, "item_name": subject.name, "erase_url": queries.erasing(look, subject)}
    if here:
        more |= {"here": here, "posts": queries.said(here), "earlier": queries.earlier(here)}
        more |= {"missing": here.missing}
        more |= {"buttons": queries.buttons(here), "writes": queries.writes(here)}
        # Not where it is closed: a page looks the same for every cause.
        opened = here.moves and here.talkable and not firm.is_firm(look.book, subject.slug)
        beside = subject.sibling if opened else None
        more |= {"way_url": queries.address(look, beside) if beside is not None else ""}
        more |= {"terms": proposals.standing(here), "words": own_words.page(here, request.keys)}
    if subject.card:
        more |= {"answers": cards.answers(look, request.keys).get(subject.card, ())}
    elif subject.is_repair:
        more |= {"phrases": load_phrases()}
    elif (card := look.catalogue.item(subject.slug)) is not None:
        more |= {"why": own_words.suggested(card), "power": queries.is_power(card)}
    return answers.page(request, look.space, f"talk/{name}.html", SAID, ANOTHER_LOOK if form.is_bound else 200, **more)


def _there(look: Look, subject: Subject, said: str) -> SeeOther:
    return SeeOther(f"{queries.address(look, subject)}?said={said}")


@require_POST
@unlocked()
def erase(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Erase the words of one own post for good."""
    found = looked(request, space)
    card = item_for(found, item)
    return _erased(request, found, Subject(card.slug, card.name))


@require_POST
@unlocked()
def erase_repair(request: Unlocked, space: str) -> HttpResponse:
    """The same, where a line was crossed."""
    return _erased(request, looked(request, space), CROSSED)


@require_POST
@unlocked()
def erase_beside(request: Unlocked, space: str) -> HttpResponse:
    """The same, about what was opened together."""
    return _erased(request, looked(request, space), OPENED)


@require_POST
@unlocked()
def erase_card(request: Unlocked, space: str, card: str) -> HttpResponse:
    """The same, about a conversation card."""
    found = looked(request, space)
    return _erased(request, found, _card_of(found, card))


def _erased(request: Unlocked, look: Look, subject: Subject) -> HttpResponse:
    here = threads.open_thread(look, subject, request.keys)
    number, of = (whole_number(request.POST.get(name, "")) for name in ("number", "of"))
    done = here is not None and actions.erase(here=here, keys=request.keys, number=number, of=of)
    return _there(look, subject, "erased" if done else "same")


def whole_number(text: str) -> int:
    """Return the number that this is written as, or -1."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else -1
