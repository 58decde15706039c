"""The headers of every answer, errors and static files included; the content policy itself is django-csp's."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ownaccord.lib import files

Answer = Callable[[HttpRequest], HttpResponse]

FIXED = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Permitted-Cross-Domain-Policies": "none",
    "X-DNS-Prefetch-Control": "off",
    # Nothing leaves the house. Not "no-referrer": with it browsers send "Origin: null" with our own forms, and the
    # check that a form came from here could not work (Fetch standard, "append a request Origin header").
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "X-Robots-Tag": "noindex, nofollow",
}
ONE_YEAR = 365 * 86400


class HeadersMiddleware:
    """Outermost: whatever is answered, and by whom, leaves with these headers."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request and dresses the answer."""
        lasting = files.unname(request)
        response = self.get_response(request)
        for name, value in FIXED.items():
            response[name] = value
        # Static files hold nothing of anybody and may be kept: for good where the address says what is in them,
        # otherwise if asked about each time. Pages may never be kept.
        static = files.LASTING if lasting else "no-cache"
        response["Cache-Control"] = static if is_static(request, response) else "no-store"
        if request.is_secure():
            response["Strict-Transport-Security"] = f"max-age={ONE_YEAR}"
        return response


def is_static(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether this answer is one of the files that ship with the software."""
    return request.path_info.startswith(settings.STATIC_URL) and response.status_code in (200, 206, 304)


def clear_site_data(response: HttpResponse) -> HttpResponse:
    """Asks the browser to forget cached pages and storage; never cookies, which hold device secret and witness."""
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response
