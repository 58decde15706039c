"""A cookie of one person's own in one browser: sealed under their account key, gone when the browser closes.

What it holds is never permission; whoever finds it in the browser's files cannot open it.
"""

import os
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse

from ownaccord.accounts import cookies
from ownaccord.accounts.keys import Unreadable, decode, encode
from ownaccord.accounts.lookups import witness_name
from ownaccord.accounts.requests import Unlocked


@dataclass(frozen=True, slots=True)
class SealedCookie:
    """One kind of such a cookie. `beginning`: how its name begins, `purpose`: what its key is for."""

    beginning: str
    purpose: str

    def read(self, request: Unlocked) -> Any:
        """Return the values that this browser keeps; None when the cookie is missing or not this person's."""
        try:
            return decode(request.keys.open_mine(self.purpose, cookies.get(request, self._name(request)) or b""))
        except Unreadable:
            return None

    def keep(self, request: Unlocked, response: HttpResponse, values: list[Any]) -> HttpResponse:
        """Keep these values in this browser until it closes."""
        sealed = request.keys.seal_mine(self.purpose, encode(values), os.urandom)
        cookies.put(request, response, self._name(request), sealed, None)
        return response

    def forget(self, request: Unlocked, response: HttpResponse) -> HttpResponse:
        """Keep nothing any more."""
        if cookies.get(request, self._name(request)) is not None:
            cookies.drop(request, response, self._name(request))
        return response

    def _name(self, request: Unlocked) -> str:
        return self.beginning + witness_name(request.keys.person)
