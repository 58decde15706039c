"""Saying where I stand: the form, and the buttons that tighten, tell, keep to myself and keep as it is."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item
from ownaccord.consent import access, actions, cards, recalled
from ownaccord.consent.actions import Outcome
from ownaccord.consent.looking import Look
from ownaccord.consent.said import SAID, refusal, taken, tried
from ownaccord.consent.targets import StateForm, own_limits
from ownaccord.consent.views.answers import ANOTHER_LOOK, back, page, there
from ownaccord.core.errors import Refused
from ownaccord.core.position import Side
from ownaccord.core.terms import Level
from ownaccord.lib.coaching import coached, is_asked

DAYS = 90
EVERY_SIDE = "all"


@require_safe
@unlocked()
def state(request: Unlocked, space: str, item: str, side: str) -> HttpResponse:
    """The form: nothing is chosen in it but a review date; what I ruled out before is still ruled out."""
    found = access.looked(request, space)
    card = access.item_for(found, item)
    mine = access.side_for(card, found.addresses.word(side, (each.value for each in card.sides)))
    again = own_limits(cards.last_said(found, card, mine))
    form = StateForm(initial={**again, "side": mine.value}, ceiling=card.ceiling)
    return _form(request, found, card, mine, form)


def _form(
    request: HttpRequest, found: Look, card: Item, side: Side, form: StateForm, status: int = 200, **more: object
) -> HttpResponse:
    return page(request, found, "state", status, form=form, asked=cards.asked(found, card, side), **more)


def _take(request: Unlocked, space: str, item: str) -> HttpResponse:
    """State it."""
    card = access.item_for(access.looked(request, space), item)
    side = access.side_for(card, request.POST.get("side", ""))
    form = StateForm(request.POST, ceiling=card.ceiling)
    if (hint := coached(request, form, "own_condition")) is not None:
        return _form(request, access.looked(request, space), card, side, form, ANOTHER_LOOK, coached=hint)
    said = _stated(request, space, card, side, form) if form.is_valid() else None
    if said is None:
        return _form(request, access.looked(request, space), card, side, form, ANOTHER_LOOK)
    return there("item", said, space=space, item=item)


def _stated(request: Unlocked, space: str, card: Item, side: Side, form: StateForm) -> str | None:
    """Return the code of what was written, or None when the form has to say why nothing was."""

    def step() -> Outcome:
        found = access.looked(request, space)
        terms = form.terms(found.clock)
        return actions.take_position(look=found, keys=request.keys, item=card, side=side, terms=terms)

    try:
        return taken(step).value
    except Refused as refused:
        form.add_error("level", str(SAID[refusal(refused)].text))
        return None


_HELD = Held(_("Where I stand"), StateForm, about=recalled.stated)
_take_up = unlocked(_HELD)(_take)
_take_down = unlocked(replace(_HELD, tightens=True))(_take)


@require_POST
def take_position(request: HttpRequest, space: str, item: str) -> HttpResponse:
    """State it; while locked, a No or a Talk first pauses the space at once: no No waits for a passphrase."""
    lower = request.POST.get("level") in ("0", "1") and not is_asked(request)
    return (_take_down if lower else _take_up)(request, space=space, item=item)


take_position.door = "unlocked"  # type: ignore[attr-defined]
take_position.held = _HELD  # type: ignore[attr-defined]


@require_POST
@unlocked(Held(_("Not any more"), tightens=True, about=recalled.item))
def tighten(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Not any more, or Talk first only: one side, or without one the whole item."""
    found, keys = access.looked(request, space), request.keys
    card = access.item_for(found, item)
    side = access.side_for(card, request.POST["side"]) if request.POST.get("side") else None
    level = Level.TALK if request.POST.get("level") == "1" else Level.NO

    def step() -> Outcome:
        return actions.tighten(look=access.looked(request, space), keys=keys, item=card, side=side, level=level)

    return back(request, tried(step, "tightened"), found, item)


@require_POST
@unlocked(Held(_("Tell this limit"), tightens=True, about=recalled.item))
def tell_limit(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Tell the others that this side is off-limits, or all sides of the item."""
    found, keys, asked = access.looked(request, space), request.keys, request.POST.get("side", "")
    card = access.item_for(found, item)
    sides = card.sides if asked == EVERY_SIDE else (access.side_for(card, asked),)

    def step() -> None:
        actions.tell_limit(look=access.looked(request, space), keys=keys, item=card, sides=sides)

    return back(request, tried(step, "told"), found, item)


@require_POST
@unlocked(Held(_("Keep to myself"), about=recalled.item))
def keep_to_myself(request: Unlocked, space: str, item: str) -> HttpResponse:
    """No longer tell this limit; it stays a No."""
    found, keys = access.looked(request, space), request.keys
    card = access.item_for(found, item)
    side = access.side_for(card, request.POST.get("side", ""))

    def step() -> None:
        actions.keep_to_myself(look=access.looked(request, space), keys=keys, item=card, side=side)

    return back(request, tried(step, "untold"), found, item)


@require_POST
@unlocked(Held(_("Still so"), about=recalled.item))
def renew(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Keep a position as it is, with a later review date."""
    found, keys = access.looked(request, space), request.keys
    card = access.item_for(found, item)
    side = access.side_for(card, request.POST.get("side", ""))

    def step() -> object:
        return actions.renew(look=access.looked(request, space), keys=keys, item=card, side=side, days=DAYS)

    return back(request, tried(step, "renewed"), found, item)
