"""What there is to read: the contents, an article, the words, and finding something in them. None asks who reads."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from ownaccord.accounts.access import open_page
from ownaccord.library import finding, shelves


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


@require_http_methods(["GET", "HEAD", "POST"])
@open_page
def find(request: HttpRequest) -> HttpResponse:
    """What was looked for. The words come in the body of a form and the answer is the page, so nothing keeps them."""
    return page(request, "find", finds=finding.looked_for(request.POST.get("words", "")))


def page(request: HttpRequest, name: str, **more: Any) -> HttpResponse:
    """Return one of these pages."""
    return render(request, f"library/{name}.html", {"section": "help", **more})
