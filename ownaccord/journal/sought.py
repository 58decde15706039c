"""The words that somebody looks for in their own entries (docs/develop/spec/search.md).

They travel in the body of a form, never in an address, and stay in one sealed cookie until the browser closes or the
journal's first page is opened.
"""

from django.http import HttpResponse

from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.sealed_cookies import SealedCookie

COOKIE = "oa_sought_"
LONGEST = 100
_KEPT = SealedCookie(COOKIE, "sought")
_VERSION = 1


def read(request: Unlocked) -> str:
    """Return the words that this browser looked for last; none when the cookie is missing or not ours."""
    match _KEPT.read(request):
        case [int(version), str(words)] if type(version) is int and version == _VERSION and len(words) <= LONGEST:
            return words
    return ""


def keep(request: Unlocked, response: HttpResponse, words: str) -> HttpResponse:
    """Keep the words in this browser until it closes."""
    return _KEPT.keep(request, response, [_VERSION, words])


def forget(request: Unlocked, response: HttpResponse) -> HttpResponse:
    """Forget the words."""
    return _KEPT.forget(request, response)
