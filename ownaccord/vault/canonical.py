"""One value, one sequence of bytes: the canonical CBOR in which everything is stored and authenticated.

Known are None, bool, int (64 bit), str, bytes, lists and dicts with str keys: RFC 8949, section 4.2.3 (length-first
order of keys), without floats, tags and indefinite lengths. Tuples are written as lists and come back as lists.
"""

from collections.abc import Iterable
from typing import Any

import cbor2

from ownaccord.vault.errors import NotCanonical

DEEPEST = 16
_LOWEST, _HIGHEST = -(2**64), 2**64 - 1
_SIMPLE = frozenset({0xF4, 0xF5, 0xF6})
_LENGTH_BYTES = {24: 1, 25: 2, 26: 4, 27: 8}


def encode(value: object) -> bytes:
    """Return the only bytes that `decode` accepts for this value; NotCanonical when it has none."""
    _check(value, DEEPEST)
    try:
        return cbor2.dumps(value, canonical=True)
    except (cbor2.CBORError, ValueError):
        raise NotCanonical from None


def decode(data: bytes) -> Any:
    """Return the value of these bytes; NotCanonical unless encoding it again gives exactly the same bytes."""
    _scan(data)
    try:
        value = cbor2.loads(data)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise NotCanonical from None
    if encode(value) != data:
        raise NotCanonical
    return value


def _check(value: object, depth: int) -> None:
    if value is None or type(value) in (bool, bytes):
        return
    if isinstance(value, int) and not isinstance(value, bool) and _LOWEST <= value <= _HIGHEST:
        return
    if isinstance(value, str):
        return
    if not depth:
        raise NotCanonical
    for each in _inside(value):
        _check(each, depth - 1)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, list | tuple):
        return value
    if type(value) is dict and all(isinstance(key, str) for key in value):
        return value.values()
    raise NotCanonical


def _scan(data: bytes) -> None:
    """Refuse tags, floats and indefinite lengths before the decoder meets them.

    The decoder acts on tags (shared references can make a small input huge, or endless), and headers are read before
    any MAC is checked. This pass is linear and builds nothing.
    """
    at = 0
    while at < len(data):
        major, argument = data[at] >> 5, data[at] & 0x1F
        if major == 6 or argument > 27 or (major == 7 and data[at] not in _SIMPLE):
            raise NotCanonical
        more = _LENGTH_BYTES.get(argument, 0)
        number = int.from_bytes(data[at + 1 : at + 1 + more], "big") if more else argument
        at += 1 + more + (number if major in (2, 3) else 0)
    if at != len(data):
        raise NotCanonical
