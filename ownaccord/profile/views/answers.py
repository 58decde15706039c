"""The two answers of this room: a page of one's own side, and “look there now” after a form."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from ownaccord.accounts.access import SeeOther
from ownaccord.profile.words import SAID

ANOTHER_LOOK = 422


def page(request: HttpRequest, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of one's own side, which says in one sentence what happened."""
    said = SAID.get(request.GET.get("said", ""))
    return render(request, f"profile/{name}.html", {"section": "mine", "said": said, **more}, status=status)


def there(name: str, said: str, **where: str) -> SeeOther:
    """Answer with “look there now”."""
    return SeeOther(reverse(name, kwargs=where) + (f"?{urlencode({'said': said})}" if said else ""))
