"""The pages for when something did not work: what happened, what is safe, what to do. No details of the error, ever."""

import sys

from django.db import close_old_connections, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from ownaccord.lib.database import AWAY
from ownaccord.web import unstored


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: what arrived could not be read."""
    return _page(request, 400)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: a form that did not come from a page of this browser, or from one that is too old."""
    return _page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing here for this person; nobody can tell which."""
    return _page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake; nothing became permitted by it. The page needs no database and nobody's keys.

    503 where it is nobody's mistake: what is stored cannot be read or written just now.
    """
    if isinstance(sys.exc_info()[1], AWAY):
        return unstored.page(request)
    try:
        return _page(request, 500)
    except Exception:
        # Whatever the frame asks of the request may be what failed; the page also stands without it.
        return HttpResponse(render_to_string("errors/500.html"), status=500)


def _page(request: HttpRequest, status: int) -> HttpResponse:
    try:
        return render(request, f"errors/{status}.html", status=status)
    finally:
        # Under ASGI Django makes these pages in threads of its own, which keep what they have: the frame asks the
        # database, and after a few of them every connection of a pool would be gone for good. Where a transaction is
        # open the page was made in the midst of somebody's work, whose connection is not ours to give back.
        if not connection.in_atomic_block:
            close_old_connections()
