"""The two answers of this room: a page with the space around it, and “look there now” after a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ownaccord.reveal.words import SAID
from ownaccord.spaces import answers
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.answers import ANOTHER_LOOK, there

__all__ = ["ANOTHER_LOOK", "page", "there"]


def page(request: HttpRequest, space: OpenSpace, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this room, which says in one sentence what happened."""
    return answers.page(request, space, f"reveal/{name}.html", SAID, status, **more)
