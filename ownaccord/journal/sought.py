"""The words that somebody looks for in their own entries (docs/develop/spec/search.md).

They travel in the body of a form, never in an address, and stay in one sealed cookie until the browser closes or the
journal's first page is opened.
"""

import os

from django.http import HttpResponse

from ownaccord.accounts import cookies
from ownaccord.accounts.keys import Keyring, Unreadable, decode, encode
from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.requests import Unlocked

COOKIE = "oa_sought_"
LONGEST = 100
_PURPOSE = "sought"
_VERSION = 1


def read(request: Unlocked) -> str:
    """Return the words that this browser looked for last; none when the cookie is missing or not ours."""
    try:
        sealed = cookies.get(request, _name(request.keys)) or b""
        fields = decode(request.keys.open_mine(_PURPOSE, sealed))
    except Unreadable:
        return ""
    match fields:
        case [int(version), str(words)] if type(version) is int and version == _VERSION and len(words) <= LONGEST:
            return words
    return ""


def keep(request: Unlocked, response: HttpResponse, words: str) -> HttpResponse:
    """Keep the words in this browser until it closes."""
    sealed = request.keys.seal_mine(_PURPOSE, encode([_VERSION, words]), os.urandom)
    cookies.put(request, response, _name(request.keys), sealed, None)
    return response


def forget(request: Unlocked, response: HttpResponse) -> HttpResponse:
    """Forget the words."""
    if cookies.get(request, _name(request.keys)) is not None:
        cookies.drop(request, response, _name(request.keys))
    return response


def _name(keys: Keyring) -> str:
    return COOKIE + witness_name(keys.person)
