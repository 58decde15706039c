"""The two answers of this room on a space: a page with the space around it, and “look there now” after a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ownaccord.care.words_rhythm import SAID
from ownaccord.consent.calm import calm
from ownaccord.consent.looking import Look
from ownaccord.spaces import answers
from ownaccord.spaces.answers import ANOTHER_LOOK, there

__all__ = ["ANOTHER_LOOK", "page", "there"]


def page(request: HttpRequest, found: Look, name: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page of this room, which says in one sentence what happened."""
    around = {"section": "care", "calm": calm(found), "addresses": found.addresses}
    return answers.page(request, found.space, f"care/{name}.html", SAID, status, **{**around, **more})
