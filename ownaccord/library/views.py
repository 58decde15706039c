"""Pages that take nothing, keep nothing and ask nobody who they are."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.library import queries
from ownaccord.spaces.promise import PROMISE


@require_safe
@open_page
def shelf(request: HttpRequest) -> HttpResponse:
    """Which pages there are."""
    return page(request, "shelf")


@require_safe
@open_page
def kept(request: HttpRequest) -> HttpResponse:
    """What is protected and what is not."""
    return page(request, "kept", promise=PROMISE)


@require_safe
@open_page
def people(request: HttpRequest) -> HttpResponse:
    """Who can help, in the place that was chosen, and anywhere. The choice stands in the address and nowhere else."""
    return page(request, "people", **queries.people(request.GET.get("place", "")))


@require_safe
@open_page
def first(request: HttpRequest) -> HttpResponse:
    """First steps for somebody who is alone with this."""
    return page(request, "first")


@require_safe
@open_page
def plan(request: HttpRequest) -> HttpResponse:
    """What to know when somebody is afraid of a partner, or of whoever runs this computer."""
    return page(request, "plan")


@require_safe
@open_page
def decks(request: HttpRequest) -> HttpResponse:
    """What a deck can hide, and what it cannot."""
    return page(request, "decks")


@require_safe
@open_page
def scenes(request: HttpRequest) -> HttpResponse:
    """What a scene here can do, and what it cannot."""
    return page(request, "scenes")


def page(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    """Return one of the library's pages."""
    return render(request, f"library/{name}.html", {"section": "help", **more})
