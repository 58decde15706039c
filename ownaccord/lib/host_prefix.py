"""On HTTPS the CSRF cookie is called `__Host-...` and is Secure; on loopback http it keeps its plain name.

Django knows one name and one flag for all addresses; this house answers on both kinds at once.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

PREFIX = "__Host-"


class HostPrefixMiddleware:
    """Stands outside Django's CSRF middleware and translates the cookie's name both ways."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request; inside, the cookie has its plain name."""
        if not request.is_secure():
            return self.get_response(request)
        name = settings.CSRF_COOKIE_NAME
        request.COOKIES.pop(name, None)
        if (token := request.COOKIES.get(PREFIX + name)) is not None:
            request.COOKIES[name] = token
        response = self.get_response(request)
        if (plain := response.cookies.pop(name, None)) is not None:
            response.cookies[PREFIX + name] = plain.value
            morsel = response.cookies[PREFIX + name]
            morsel.update({key: plain[key] for key in plain if plain[key]})
            morsel["secure"] = True
        return response
