"""The cookies of a browser: device secret, sign-ins, what opens keys and own pages, witnesses, scene passes, a code.

On HTTPS each has the `__Host-` prefix and Secure; on loopback http the same without. No script can read any of them.
"""

import base64
import binascii
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse

YEAR = 400 * 86400
SIGNED_IN = 30 * 86400
MOST_SIGN_INS = 4
TOKEN = 32
DEVICE = "oa_device"
SIGN_INS = "oa_signin"
OPENING = "oa_open"
OWN = "oa_own"
LINK = "oa_link"
PAUSES = "oa_pauses"
FACE = "oa_face"
WITNESS = "oa_witness_"
PASSES = "oa_pass"


def get(request: HttpRequest, name: str) -> bytes | None:
    """Return the bytes of this cookie, or None when it is missing or not ours."""
    return _bytes(request.COOKIES.get(_full(request, name), ""))


def put(request: HttpRequest, response: HttpResponse, name: str, value: bytes, max_age: int | None) -> None:
    """Set this cookie; `max_age` in seconds, None until the browser closes."""
    _set(request, response, name, written(value), max_age)


def written(value: bytes) -> str:
    """Return these bytes as a cookie has them."""
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def drop(request: HttpRequest, response: HttpResponse, name: str) -> None:
    """Remove this cookie."""
    _set(request, response, name, "", 0)


def tokens(request: HttpRequest) -> tuple[bytes, ...]:
    """Return the sign-in tokens of this browser, the active one first."""
    return tokens_in(request.COOKIES, secure=request.is_secure())


def tokens_in(jar: Mapping[str, str], *, secure: bool) -> tuple[bytes, ...]:
    """Return the sign-in tokens among these cookies, the active one first."""
    raw = _bytes(jar.get(_named(SIGN_INS, secure), "")) or b""
    return tuple(raw[at : at + TOKEN] for at in range(0, len(raw) - TOKEN + 1, TOKEN))[:MOST_SIGN_INS]


def passes_in(jar: Mapping[str, str], *, secure: bool) -> tuple[bytes, ...]:
    """Return the secrets of scene passes among these cookies, the newest first."""
    raw = _bytes(jar.get(_named(PASSES, secure), "")) or b""
    return tuple(raw[at : at + TOKEN] for at in range(0, len(raw) - TOKEN + 1, TOKEN))


def put_tokens(request: HttpRequest, response: HttpResponse, found: Sequence[bytes], *, shared: bool) -> None:
    """Keep these sign-ins, the active one first; on a shared device only until the browser closes."""
    if found:
        put(request, response, SIGN_INS, b"".join(found[:MOST_SIGN_INS]), None if shared else SIGNED_IN)
    else:
        drop(request, response, SIGN_INS)


def witnesses(request: HttpRequest) -> dict[str, bytes]:
    """Return every sealed witness of this browser by its short name."""
    start = _full(request, WITNESS)
    found = {name[len(start) :]: _bytes(text) for name, text in request.COOKIES.items() if name.startswith(start)}
    return {name: value for name, value in found.items() if value is not None}


def _bytes(text: str) -> bytes | None:
    try:
        value = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (ValueError, binascii.Error):
        return None
    # The decoder passes over whatever is no base64; a cookie of ours is written in one way only.
    return value if text and written(value) == text else None


def _set(request: HttpRequest, response: HttpResponse, name: str, value: str, max_age: int | None) -> None:
    response.set_cookie(
        _full(request, name),
        value,
        max_age=max_age,
        secure=request.is_secure(),
        httponly=True,
        samesite="Strict",
        path="/",
    )


def _full(request: HttpRequest, name: str) -> str:
    return _named(name, request.is_secure())


def _named(name: str, secure: bool) -> str:
    return f"__Host-{name}" if secure else name
