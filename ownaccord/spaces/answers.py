"""The two answers of every room that stands on a space: a page with the space around it, and “look there now”."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ownaccord.accounts.access import SeeOther
from ownaccord.spaces.access import OpenSpace

ANOTHER_LOOK = 422


def page(
    request: HttpRequest, space: OpenSpace, template: str, sentences: Mapping[str, Any], status: int = 200, **more: Any
) -> HttpResponse:
    """Answer with a page of this space, which says in one of these sentences what happened."""
    around = {
        "section": "us", "space": space, "space_name": space.label,
        "space_pause_url": reverse("space-pause", kwargs={"space": space.id}),
        "said": sentences.get(request.GET.get("said", "")),
    }  # fmt: skip
    return render(request, template, {**around, **more}, status=status)


def there(name: str, said: str, **where: str) -> SeeOther:
    """Answer with “look there now”, where the page says in one sentence what happened, if anything is to be said."""
    return SeeOther(reverse(name, kwargs=where) + (f"?{urlencode({'said': said})}" if said else ""))
