"""The two answers of this room: a page with the space around it, and “look there now” after a form."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ownaccord.accounts.access import SeeOther
from ownaccord.scenes.words import SAID
from ownaccord.spaces.access import OpenSpace

ANOTHER_LOOK = 422


def page(request: HttpRequest, space: OpenSpace, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this space, which says in one sentence what happened."""
    around = {
        "section": "us", "space": space, "space_name": space.label,
        "space_pause_url": reverse("space-pause", kwargs={"space": space.id}),
        "said": SAID.get(request.GET.get("said", "")),
    }  # fmt: skip
    return render(request, f"scenes/{name}.html", {**around, **more}, status=status)


def there(name: str, said: str, **where: str) -> SeeOther:
    """Answer with “look there now”."""
    return SeeOther(f"{reverse(name, kwargs=where)}?{urlencode({'said': said})}")
