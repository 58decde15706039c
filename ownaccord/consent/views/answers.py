"""The two answers of this room: a page with the space around it, and “look there now” after a form."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ownaccord.accounts.access import SeeOther
from ownaccord.consent.calm import calm
from ownaccord.consent.looking import Look
from ownaccord.consent.said import SAID

ANOTHER_LOOK = 422


def page(request: HttpRequest, found: Look, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this space."""
    around = {
        "section": "us", "space": found.space, "space_name": found.space.label, "calm": calm(found),
        "addresses": found.addresses,
        "space_pause_url": reverse("space-pause", kwargs={"space": found.space.id}),
        "said": SAID.get(request.GET.get("said", "")),
    }  # fmt: skip
    return render(request, f"consent/{template}.html", {**around, **more}, status=status)


def there(name: str, said: str, **where: str) -> SeeOther:
    """Answer with “look there now”, where the page says in one sentence what happened."""
    return SeeOther(f"{reverse(name, kwargs=where)}?{urlencode({'said': said})}")


def back(request: HttpRequest, said: str, found: Look, item: str) -> SeeOther:
    """Answer a button with the page that it stood on: the map, a list of items, or the item itself."""
    name, space = request.POST.get("from", ""), found.space.id
    if name in ("map", "items", "search", "changed"):
        return there(name, said, space=space)
    card = found.catalogue.item(found.addresses.word(item, (each.slug for each in found.catalogue.items)))
    if name == "category" and card is not None:
        return there(name, said, space=space, category=found.addresses.mark(card.category))
    return there("item", said, space=space, item=item)
