"""Pages for one person alone: on a shared device, or where they chose it, these ask for their words again.

Whoever shares a device may be handed it unlocked, to look at something together. What somebody feels, wrote or keeps
for themselves then opens only with their words again, once none of these pages was open for two minutes.

A code that is not on paper yet, and the devices and sign-ins, ask so everywhere and always: whoever has them for a
moment would have the account for good, or could shut its owner out elsewhere. There the words as they were typed last
count too, at a sign-in or wherever they were asked for.
"""

from django.http import HttpResponse

from ownaccord.accounts import cookies, settings, sign_ins, vaults
from ownaccord.accounts.keys import Unreadable, decode, encode
from ownaccord.accounts.requests import Asked, Unlocked

SECONDS = 120
# A cookie is written anew at most this often.
SELDOM = 15
_WHAT = "own pages"


def asks(request: Unlocked, *, always: bool = False) -> bool:
    """Return whether the words are needed again before a page of one's own; `always`: whatever was chosen."""
    return (always or _applies(request)) and not request.now < _until(request) <= request.now + SECONDS


def stays(request: Asked, response: HttpResponse, *, always: bool = False) -> None:
    """Whoever is here has just shown that it is them (`always`), or has one of these pages open."""
    if request.person is None or request.keys is None or not request.sign_ins:
        return
    until, (row, token) = request.now + SECONDS, request.sign_ins[0]
    if (always or _applies(request)) and until - _until(request) >= SELDOM:
        sealed = sign_ins.seal_under(token, row.person_id, _WHAT, encode(until))
        cookies.put(request, response, cookies.OWN, sealed, SECONDS)


def _applies(request: Asked) -> bool:
    if request.sign_in is None or request.person is None or request.keys is None:
        return False
    return request.sign_in.shared or settings.asks_again(vaults.read(request.person, request.keys))


def _until(request: Asked) -> int:
    """Until when none of these pages asks, as the cookie of this sign-in has it."""
    row, token = request.sign_ins[0]
    try:
        until = decode(sign_ins.open_under(token, row.person_id, _WHAT, cookies.get(request, cookies.OWN) or b""))
    except (Unreadable, TypeError, ValueError):
        return 0
    return until if type(until) is int else 0
