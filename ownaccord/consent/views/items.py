"""The catalogue in a space: the items by category, one item's card, and having read it."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions, cards
from ownaccord.consent.said import tried
from ownaccord.consent.shelf import shelf
from ownaccord.consent.views.answers import page, there


@require_safe
@unlocked()
def items(request: Unlocked, space: str) -> HttpResponse:
    """Everything that can be talked about, with what I have stated on it."""
    found = access.looked(request, space)
    wanted = request.GET.get("category", "")
    return page(request, found, "items", shelf=shelf(found, wanted))


@require_safe
@unlocked()
def item(request: Unlocked, space: str, item: str) -> HttpResponse:
    """One card, what is in force on it, and where I stand."""
    found, card = access.looked(request, space), access.item_for(item)
    return page(request, found, "item", card=cards.card_page(found, card))


@require_POST
@unlocked()
def read_card(request: Unlocked, space: str, item: str) -> HttpResponse:
    """I've read this."""
    found, card = access.looked(request, space), access.item_for(item)
    said = tried(lambda: actions.read_card(look=found, keys=request.keys, item=card), "read")
    return there("item", said, space=space, item=item)
