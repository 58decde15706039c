"""A page of this room with its space around it."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ownaccord.care.words_cooling import SAID as OF_COOLING
from ownaccord.care.words_ladder import SAID as OF_STEPS
from ownaccord.consent.calm import calm
from ownaccord.consent.looking import Look
from ownaccord.spaces import answers

ANOTHER_LOOK = answers.ANOTHER_LOOK
there = answers.there
SAID = {**OF_COOLING, **OF_STEPS}


def page(request: HttpRequest, found: Look, template: str, status: int = 200, **more: Any) -> HttpResponse:
    """Answer with a page about this space."""
    more = {"calm": calm(found), "addresses": found.addresses, **more}
    return answers.page(request, found.space, f"care/{template}.html", SAID, status, **more)
