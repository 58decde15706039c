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
_PLAIN = frozenset({type(None), bool, bytes, str})
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
    value = scanned(data)
    if encode(value) != data:
        raise NotCanonical
    return value


def known(data: bytes) -> Any:
    """Return the value of bytes that `encode` made or `decode` took before, in this process: nothing is asked twice."""
    return cbor2.loads(data)


def scanned(data: bytes) -> Any:
    """Return the value of these bytes, harmless but not yet canonical: for who encodes again and compares anyway."""
    _scan(data)
    try:
        return cbor2.loads(data)
    except (cbor2.CBORError, ValueError, TypeError, OverflowError, RecursionError):
        raise NotCanonical from None


def _check(value: object, depth: int) -> None:
    if type(value) in _PLAIN or isinstance(value, str):
        return
    if isinstance(value, int) and _LOWEST <= value <= _HIGHEST:
        return
    if not depth:
        raise NotCanonical
    for each in _inside(value):
        # Most of what is inside is plain, or a list of what is; and this is asked for every value of every statement.
        if type(each) in _PLAIN or (type(each) is int and 0 <= each <= _HIGHEST):
            continue
        if not (isinstance(each, list) and depth > 1 and _PLAIN.issuperset(map(type, each))):
            _check(each, depth - 1)


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, (list, tuple)):  # asked for every list of every statement; a union is slower
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
