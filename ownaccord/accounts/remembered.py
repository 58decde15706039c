"""Pauses made while locked, remembered by the browser in which they were made.

Whoever edits the database can delete a plain pause; the next unlock in this browser puts it back. Each is sealed under
the token of its sign-in, with the time (unix seconds), and goes at that unlock.
"""

from django.http import HttpResponse

from ownaccord.accounts import cookies, sign_ins, stops, vaults
from ownaccord.accounts.keys import Keyring, NotCanonical, Unreadable, VaultBook, decode, encode
from ownaccord.accounts.models import SignIn
from ownaccord.accounts.requests import Asked

MOST = 16
_WHAT = "pause"


def remember(request: Asked, response: HttpResponse, row: SignIn, token: bytes, scope: str) -> None:
    """Add a pause to this browser's memory of this sign-in."""
    sealed = _sealed(request)
    mine = next((each for each in sealed if _read(row, token, each) is not None), None)
    pauses = [each for each in (_read(row, token, mine) or [] if mine else []) if each[0] != scope]
    plain = encode([[scope, request.now], *pauses][:MOST])
    others = [each for each in sealed if each is not mine][: cookies.MOST_SIGN_INS - 1]
    fresh = [sign_ins.seal_under(token, row.person_id, _WHAT, plain), *others]
    cookies.put(request, response, cookies.PAUSES, encode(fresh), cookies.SIGNED_IN)
    request.COOKIES[_name(request)] = response.cookies[_name(request)].value


def bring_back(request: Asked, keys: Keyring) -> None:
    """Put back every remembered pause of this person that is gone and was not lifted since."""
    lifted = _lifted(vaults.read(keys.person, keys))
    for row, token in request.sign_ins:
        for sealed in _sealed(request) if row.person_id == keys.person else []:
            for scope, at in _read(row, token, sealed) or []:
                if at >= lifted.get(scope, 0):
                    stops.pause(person=keys.person, scope=scope)


def _lifted(book: VaultBook) -> dict[str, int]:
    """When the pause of each scope was lifted, as far as that can be read: otherwise the pause comes back."""
    kept = book.under(stops.LIFTED)
    return {key.removeprefix(stops.LIFTED): at for key, at in kept.items() if type(at) is int}


def forget(request: Asked, response: HttpResponse, person: str) -> None:
    """Drop what this browser remembered for this person; the others' memories stay."""
    mine = [(row, token) for row, token in request.sign_ins if row.person_id == person]
    rest = [each for each in _sealed(request) if all(_read(row, token, each) is None for row, token in mine)]
    if rest:
        cookies.put(request, response, cookies.PAUSES, encode(rest), cookies.SIGNED_IN)
    elif _name(request) in request.COOKIES:
        cookies.drop(request, response, cookies.PAUSES)


def _sealed(request: Asked) -> list[bytes]:
    try:
        found = decode(cookies.get(request, cookies.PAUSES) or b"")
    except NotCanonical:
        return []
    return [each for each in found if isinstance(each, bytes)] if isinstance(found, list) else []


def _read(row: SignIn, token: bytes, sealed: bytes) -> list[tuple[str, int]] | None:
    try:
        pauses = [(scope, at) for scope, at in decode(sign_ins.open_under(token, row.person_id, _WHAT, sealed))]
    except (Unreadable, TypeError, ValueError):
        return None
    return pauses if all(isinstance(scope, str) and type(at) is int for scope, at in pauses) else None


def _name(request: Asked) -> str:
    return f"__Host-{cookies.PAUSES}" if request.is_secure() else cookies.PAUSES
