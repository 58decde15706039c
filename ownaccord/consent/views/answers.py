"""The two answers of this room: a page with the space around it, and “look there now” after a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ownaccord.accounts.access import SeeOther
from ownaccord.consent.calm import calm
from ownaccord.consent.looking import Look
from ownaccord.consent.said import SAID
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK, there

__all__ = ["ANOTHER_LOOK", "back", "page", "there"]


def page(request: HttpRequest, found: Look, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this space."""
    more = {"calm": calm(found), "addresses": found.addresses, **more}
    return answers.page(request, found.space, f"consent/{template}.html", SAID, status, **more)


def back(request: HttpRequest, said: str, found: Look, item: str) -> SeeOther:
    """Answer a button with the page that it stood on: the map, a list of items, or the item itself."""
    name, space = request.POST.get("from", ""), found.space.id
    if name in ("map", "items", "search", "changed"):
        return there(name, said, space=space)
    card = found.catalogue.item(found.addresses.word(item, (each.slug for each in found.catalogue.items)))
    if name == "category" and card is not None:
        return there(name, said, space=space, category=found.addresses.mark(card.category))
    return there("item", said, space=space, item=item)
