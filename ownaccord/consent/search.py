"""What somebody looks for on the shelf: words, and how much risk at most. Both are private.

They travel in the body of a form, never in an address, and stay in one cookie that lasts until the browser closes,
sealed under the account key (docs/develop/spec/search.md): so Back and reload work, and neither the browser's history,
nor a log, nor the database knows what was looked for.
"""

from dataclasses import astuple, dataclass
from typing import Any

from django.http import HttpResponse

from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.sealed_cookies import SealedCookie
from ownaccord.catalogue import Item

COOKIE = "oa_search_"
LONGEST = 100
ANY = 3
ALL, UNREAD, STATED = "", "unread", "stated"
_VERSION = 1
_KEPT = SealedCookie(COOKIE, "search")


@dataclass(frozen=True, slots=True)
class Search:
    """Words, the most risk to body, feelings and law (0 to 3), and which items: all, unread ones, or stated ones."""

    words: str = ""
    body: int = ANY
    feelings: int = ANY
    law: int = ANY
    which: str = ALL

    def __repr__(self) -> str:
        return "<Search>"

    @property
    def narrow(self) -> bool:
        """Whether anything beside words was chosen."""
        return (self.body, self.feelings, self.law, self.which) != (ANY, ANY, ANY, ALL)

    @property
    def asks(self) -> bool:
        """Whether anything is looked for at all."""
        return bool(self.words) or self.narrow

    def allows(self, item: Item) -> bool:
        """Whether an item's risk is within what was chosen."""
        risk = item.risk
        return risk.physical <= self.body and risk.emotional <= self.feelings and risk.legal <= self.law


def read(request: Unlocked) -> Search:
    """Return what this browser looked for last; nothing when the cookie is missing or not ours."""
    return _found(_KEPT.read(request))


def _found(fields: Any) -> Search:
    match fields:
        case [int(version), str(words), int(), int(), int(), str(which)] if type(version) is int:
            known = version == _VERSION and which in (ALL, UNREAD, STATED) and len(words) <= LONGEST
            body, feelings, law = risks = fields[2:5]
            if known and all(type(each) is int and 0 <= each <= ANY for each in risks):
                return Search(words, body, feelings, law, which)
    return Search()


def keep(request: Unlocked, response: HttpResponse, search: Search) -> HttpResponse:
    """Keep what is looked for in this browser until it closes."""
    return _KEPT.keep(request, response, [_VERSION, *astuple(search)])


def forget(request: Unlocked, response: HttpResponse) -> HttpResponse:
    """Forget what was looked for."""
    return _KEPT.forget(request, response)
