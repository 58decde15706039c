"""Blinding: the group steps of a double-blind reveal, in the prime-order subgroup of edwards25519 (libsodium).

A name becomes a point that nobody chose; an exponent hides which; two exponents on one point give the same, whoever
comes first. Points of small or mixed order are refused wherever they come from: they would tell parts of an exponent.
"""

import hashlib
from collections.abc import Callable, Iterable

from nacl import bindings, exceptions

from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import Label, of_length
from ownaccord.vault.errors import Stage, Unreadable

POINT = 32
SCALAR = 32
WIDE = 64
NEUTRAL = b"\x01" + bytes(POINT - 1)
"""What is left when the same points are put together and taken away again."""

Entropy = Callable[[int], bytes]


def to_point(label: Label, *context: str | int | bytes) -> bytes:
    """Return the point of a name: 32 bytes; nobody knows its exponent to another name's point."""
    return _to_point(hashlib.sha512(encode([label.value, *context])).digest())


def random_point(entropy: Entropy) -> bytes:
    """Return a point that stands for nothing, drawn as evenly as the points of names."""
    return _to_point(of_length(entropy(WIDE), WIDE))


def random_exponent(entropy: Entropy) -> bytes:
    """Return a fresh exponent: 32 bytes, even over the group's order because 64 were drawn."""
    drawn = bindings.crypto_core_ed25519_scalar_reduce(of_length(entropy(WIDE), WIDE))
    if drawn == bytes(SCALAR):
        raise Unreadable(Stage.KEY)
    return drawn


def blinded(exponent: bytes, point: bytes) -> bytes:
    """Return the point under this exponent; Unreadable for what is no point of the group."""
    if not is_point(point):
        raise Unreadable(Stage.POINT)
    try:
        return bindings.crypto_scalarmult_ed25519_noclamp(of_length(exponent, SCALAR), point)
    except exceptions.RuntimeError:
        raise Unreadable(Stage.KEY) from None


def raised(exponent: bytes) -> bytes:
    """Return the group's base point under this exponent: what can be shown of it."""
    return bindings.crypto_scalarmult_ed25519_base_noclamp(of_length(exponent, SCALAR))


def put_together(points: Iterable[bytes]) -> bytes:
    """Return the sum of points, NEUTRAL for none; Unreadable for what is no point of the group."""
    found = NEUTRAL
    for point in points:
        if not is_point(point):
            raise Unreadable(Stage.POINT)
        found = bindings.crypto_core_ed25519_add(found, point)
    return found


def without(point: bytes, taken: bytes) -> bytes:
    """Return the first point less the second; NEUTRAL when they are the same."""
    if not (is_point(point) and is_point(taken)):
        raise Unreadable(Stage.POINT)
    return bindings.crypto_core_ed25519_sub(point, taken)


def is_point(point: bytes) -> bool:
    """Whether these are the canonical bytes of a point of the prime-order group that is not its neutral element."""
    # libsodium before the fix of CVE-2025-69277 took points of mixed order; tests/vectors/points.toml holds some.
    return len(point) == POINT and bindings.crypto_core_ed25519_is_valid_point(point)


def _to_point(wide: bytes) -> bytes:
    # One Elligator map reaches only about half of the points; the sum of two is as even as a random oracle needs
    # (RFC 9380, section 3: hash_to_curve). Each half is multiplied by the cofactor inside, so the sum is in the group.
    halves = (bindings.crypto_core_ed25519_from_uniform(half) for half in (wide[:POINT], wide[POINT:]))
    return bindings.crypto_core_ed25519_add(*halves)
