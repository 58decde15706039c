"""Where http is not encrypted and not this computer's own loopback, one page answers everything: how to get HTTPS.

It takes no passphrase, reads no cookie and sets none.
"""

import ipaddress
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class PlainHttpMiddleware:
    """Stands before everything that reads a cookie or a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request, or explains why not here."""
        if request.is_secure() or is_loopback(request.META.get("HTTP_HOST", "")):
            return self.get_response(request)
        return render(request, "plain_http.html", status=403)


def is_loopback(host: str) -> bool:
    """Whether a Host header names this computer itself: localhost, 127.0.0.1 or [::1], with or without a port."""
    name = host.lower().rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host.lower()
    try:
        return name == "localhost" or ipaddress.ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False
