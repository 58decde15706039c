"""Three pages to read: the contents, an article, the words. Like all of the room they take nothing and ask nobody."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ownaccord.accounts.access import open_page
from ownaccord.library import shelves


@require_safe
@open_page
def contents(request: HttpRequest) -> HttpResponse:
    """Every article, by theme."""
    return page(request, "contents", themes=shelves.themes())


@require_safe
@open_page
def article(request: HttpRequest, article: int) -> HttpResponse:
    """One article, with what it rests on. A number that has none is not there."""
    sheet = shelves.sheet(article)
    if sheet is None:
        raise Http404
    return page(request, "article", sheet=sheet)


@require_safe
@open_page
def words(request: HttpRequest) -> HttpResponse:
    """What the words of this house mean."""
    return page(request, "words", words=shelves.words())


def page(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    """Return one of these pages."""
    return render(request, f"library/{name}.html", {"section": "help", **more})
