"""The pages for when something did not work: what happened, what is safe, what to do. No details of the error, ever."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ownaccord.lib.database import AWAY
from ownaccord.web import unstored


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived could not be read."""
    return render(request, "errors/400.html", status=400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of this browser, or from one that is too old."""
    return render(request, "errors/403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing here for this person; nobody can tell which."""
    return render(request, "errors/404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; nothing became permitted by it. The page needs no database and nobody's keys.

    503 where it is nobody's mistake: what is stored cannot be read or written just now.
    """
    if isinstance(sys.exc_info()[1], AWAY):
        return unstored.page(request)
    try:
        return render(request, "errors/500.html", status=500)
    except Exception:
        # Whatever the frame asks of the request may be what failed; the page also stands without it.
        return HttpResponse(render_to_string("errors/500.html"), status=500)
