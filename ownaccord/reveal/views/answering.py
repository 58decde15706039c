"""Answering the deck: its items, one of them, and sealing."""

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import interest
from ownaccord.consent.addresses import Addresses
from ownaccord.core.interest import Answer
from ownaccord.core.ledger import Quarantine
from ownaccord.reveal import access, actions, queries
from ownaccord.reveal.access import Dealt
from ownaccord.reveal.actions import Busy
from ownaccord.reveal.forms import LineForm
from ownaccord.reveal.table import Table
from ownaccord.reveal.views.answers import ANOTHER_LOOK, page, there


@require_safe
@unlocked(own=True)
def answers(request: Unlocked, space: str) -> HttpResponse:
    """The items of the deck, with what I have said so far; sealing is at the end."""
    found = access.pair_for(request, space)
    deck = access.open_for(request, found)
    lines = queries.asked(deck.here, deck.deal, request.keys)
    return page(request, found, "answers", deck=queries.face(deck.deal), lines=lines)


def _held_form(data: QueryDict, request: Unlocked, space: str, item: str) -> LineForm:
    deck = access.open_for(request, access.pair_for(request, space))
    dealt = access.line_for(deck, request.keys, item)
    return LineForm(dealt.line, interest.answer(deck.here.book, dealt.item.slug), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("What I feel about an item"), _held_form), own=True)
def answer(request: Unlocked, space: str, item: str) -> HttpResponse:
    """One item of the deck: what it is, and what I feel about it."""
    found = access.pair_for(request, space)
    deck = access.open_for(request, found)
    here, dealt = deck.here, access.line_for(deck, request.keys, item)
    before = interest.answer(here.book, dealt.item.slug)
    form = LineForm(dealt.line, before, request.POST if request.method == "POST" else None)
    if form.is_valid():
        said = form.answer()
        actions.answer(person=request.person, keys=request.keys, said=said)
        return _next(request, here, dealt, before, said)
    tell = queries.item_url(here, request.keys, dealt.item.slug) if request.GET.get("said") == "limit" else ""
    status = ANOTHER_LOOK if form.is_bound else 200
    return page(request, found, "answer", status, item=dealt.item, form=form, following=dealt.after, tell=tell)


def _next(request: Unlocked, here: Table, dealt: Dealt, before: Answer, said: Answer) -> SeeOther:
    """Where an answer leads. After a new limit the page stays: nothing hurries on past it."""
    at, space = Addresses(here.space.id, request.keys.mark_key()), here.space.id
    if set(said.limits) - set(before.limits):
        return there("deck-answer", "limit", space=space, item=at.mark(dealt.item.slug))
    kept = "same" if said == before else "kept"
    if request.POST.get("then") == "next" and dealt.after is not None:
        return there("deck-answer", kept, space=space, item=at.mark(dealt.after.slug))
    return there("deck-answers", kept, space=space)


@require_POST
@unlocked(Held(_("Seal")))
def seal(request: Unlocked, space: str) -> HttpResponse:
    """Seal what I have answered, or nothing at all: nobody can tell which."""
    found = access.pair_for(request, space)
    with_answers = request.POST.get("with") == "answers"
    try:
        goes_on = actions.seal(space=found, keys=request.keys, with_answers=with_answers, now=request.now)
    except Busy:
        return there("deck", "busy", space=space)
    except Quarantine:
        return there("deck", "not-now", space=space)
    return there("deck", "sealed" if goes_on else "paused", space=space)
