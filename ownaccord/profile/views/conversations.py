"""Conversation cards: choosing a theme, answering one card for myself, my answers, erasing one, and showing one."""

from django.http import Http404, HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.errors import Malformed
from ownaccord.core.ledger import Quarantine
from ownaccord.lib.coaching import coached
from ownaccord.profile import access, actions, cards, conversations, memory
from ownaccord.profile.conversations import Reading
from ownaccord.profile.forms_conversation import CardAnswerForm, ShowAnswerForm
from ownaccord.profile.views.answers import ANOTHER_LOOK, page, there
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing

METHODS = ["GET", "HEAD", "POST"]


@require_safe
@unlocked()
def first(request: Unlocked) -> HttpResponse:
    """The themes, and a card from anywhere."""
    return page(request, "conversations", front=conversations.front(request))


@require_safe
@unlocked()
def mine(request: Unlocked) -> HttpResponse:
    """What I answered, by theme."""
    return page(request, "conversations_mine", chapters=conversations.chapters(request))


def _asked(data: QueryDict, request: Unlocked, theme: str, card: str) -> str:
    """The question that a form which waited locked was about."""
    return access.question_for(theme, card, request.keys)[1].question


@require_http_methods(METHODS)
@unlocked(Held(_("A conversation card"), CardAnswerForm, about=_asked))
def card(request: Unlocked, theme: str, card: str) -> HttpResponse:
    """One card: its question, why it is asked, and what I answer for myself."""
    reading = conversations.reading(request, theme, card)
    form = CardAnswerForm(request.POST if request.method == "POST" else None, initial={"text": reading.said})
    if not form.is_valid():
        return page(request, "conversation", ANOTHER_LOOK if form.is_bound else 200, reading=reading, form=form)
    said = form.cleaned_data["text"]
    try:
        actions.answer_card(person=request.person, keys=request.keys, card=reading.card.slug, said=said)
    except memory.Full:
        form.add_error("text", _("There is no room for more. A shorter answer may fit, or a page in the journal."))
        return page(request, "conversation", ANOTHER_LOOK, reading=reading, form=form)
    return there("conversation-card", "kept" if said else "unanswered", theme=theme, card=card)


@require_http_methods(METHODS)
@unlocked()
def erase(request: Unlocked, card: str) -> HttpResponse:
    """Erase one answer of mine, after a look at it."""
    book = vaults.read(request.person, request.keys)
    slug = access.answered(book, card, request.keys)
    if request.method == "POST":
        actions.answer_card(person=request.person, keys=request.keys, card=slug, said="")
        return there("conversations-mine", "erased")
    return page(request, "conversation_erase", asked=cards.asked(slug), answer=memory.answers(book)[slug])


def _shown_form(data: QueryDict, request: Unlocked, theme: str, card: str) -> ShowAnswerForm:
    return ShowAnswerForm(conversations.places(request, _for_others(request, theme, card).card), data)


def _for_others(request: Unlocked, theme: str, card: str) -> Reading:
    """The card as its reader sees it, if it is one to talk over, or Http404."""
    reading = conversations.reading(request, theme, card)
    if not reading.show:
        raise Http404
    return reading


@require_http_methods(METHODS)
@unlocked(Held(_("Show an answer"), _shown_form, about=_asked))
def show(request: Unlocked, theme: str, card: str) -> HttpResponse:
    """Show words of mine on this card to a space, after a look at what the others will see."""
    reading = _for_others(request, theme, card)
    places = conversations.places(request, reading.card)
    form = ShowAnswerForm(places, request.POST if request.method == "POST" else None, initial={"text": reading.said})
    hint = coached(request, form, "text")
    if hint is None and form.is_valid() and request.POST.get("step") == "show":
        return _shown(request, reading, form)
    looked = cards.as_answered(reading.card, form.cleaned_data["text"]) if hint is None and form.is_valid() else None
    status = ANOTHER_LOOK if form.is_bound and looked is None else 200
    more = {"reading": reading, "form": form, "places": places, "looked": looked, "coached": hint}
    return page(request, "conversation_show", status, **more)


def _shown(request: Unlocked, reading: Reading, form: ShowAnswerForm) -> HttpResponse:
    found = spaces.space_for(request.person, form.cleaned_data["space"], request.keys)
    name, lines = cards.card_name(reading.card), ((showing.ANSWER, form.cleaned_data["text"]),)
    try:
        showing.show(space=found, keys=request.keys, about=name, lines=lines)
    except Quarantine:
        return there("shown", "not-now", space=found.id)
    except Malformed:
        return there("shown", "full", space=found.id)
    return there("shown", "shown", space=found.id)
