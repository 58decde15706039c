"""The two answers of this room: a page of one's own side, and “look there now” after a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ownaccord.care.words_follow_up import SAID
from ownaccord.spaces.answers import ANOTHER_LOOK, there

__all__ = ["ANOTHER_LOOK", "page", "there"]


def page(request: HttpRequest, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this room, which says in one sentence what happened."""
    said = SAID.get(request.GET.get("said", ""))
    return render(request, f"care/{name}.html", {"section": "care", "said": said, **more}, status=status)
