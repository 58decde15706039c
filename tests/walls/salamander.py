"""One sealed text of 32 bytes that opens under two keys: what a bare XChaCha20-Poly1305 allows to whoever picks both.

Poly1305 (RFC 8439, 2.5) is a polynomial over the blocks, modulo 2^130 - 5. With both keys known, two free blocks solve
two linear equations, one a key, for the same tag; one try in sixteen gives blocks of 16 bytes.
"""

import os
from itertools import product
from struct import pack, unpack

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import ChaCha20

from ownaccord.vault.sealing import FORMAT, NONCE, Place

PRIME = 2**130 - 5
TOP = 2**128
_CLAMP = 0x0FFFFFFC0FFFFFFC0FFFFFFC0FFFFFFF
_CONSTANTS = b"expand 32-byte k"


def two_keys_one_seal(one: bytes, other: bytes, place: Place) -> bytes:
    """Return sealed bytes that open with either key at this place, to 32 bytes that nobody chose."""
    while True:
        nonce, tag = os.urandom(NONCE), int.from_bytes(os.urandom(16), "little")
        found = _blocks(_poly_key(one, nonce), _poly_key(other, nonce), place.bound(), tag)
        if found is not None:
            return FORMAT + nonce + found + tag.to_bytes(16, "little")


def _blocks(one: tuple[int, int], other: tuple[int, int], bound: bytes, tag: int) -> bytes | None:
    """The two blocks that give this tag under both, if there are any."""
    (r1, s1), (r2, s2) = one, other
    inverse = pow(r1 * r1 * r2 * r2 * (r1 - r2), -1, PRIME)
    for high1, high2 in product(range(4), repeat=2):
        wanted1 = ((tag - s1) % TOP + high1 * TOP - _rest(r1, bound)) % PRIME
        wanted2 = ((tag - s2) % TOP + high2 * TOP - _rest(r2, bound)) % PRIME
        # x r^3 + y r^2 = wanted, for both.
        x = (wanted1 * r2 * r2 - wanted2 * r1 * r1) * inverse % PRIME
        y = (wanted2 * pow(r1, 3, PRIME) - wanted1 * pow(r2, 3, PRIME)) * inverse % PRIME
        if TOP <= x < 2 * TOP and TOP <= y < 2 * TOP:
            return (x - TOP).to_bytes(16, "little") + (y - TOP).to_bytes(16, "little")
    return None


def _rest(r: int, bound: bytes) -> int:
    """What place and lengths give to the polynomial, the two free blocks counted as nothing."""
    padded = bound.ljust(-(-len(bound) // 16) * 16, b"\0")
    sum_ = 0
    for at in range(0, len(padded), 16):
        sum_ = (sum_ + int.from_bytes(padded[at : at + 16], "little") + TOP) * r % PRIME
    lengths = int.from_bytes(pack("<QQ", len(bound), 32), "little") + TOP
    return (sum_ * pow(r, 3, PRIME) + lengths * r) % PRIME


def _poly_key(key: bytes, nonce: bytes) -> tuple[int, int]:
    """The one-time key of this nonce: XChaCha20 is ChaCha20 under HChaCha20's key (draft-irtf-cfrg-xchacha-03)."""
    block = _stream(_hchacha(key, nonce[:16]), bytes(4) + bytes(4) + nonce[16:])
    return int.from_bytes(block[:16], "little") & _CLAMP, int.from_bytes(block[16:], "little")


def _hchacha(key: bytes, nonce: bytes) -> bytes:
    """ChaCha20's block without the last addition: its first and last row."""
    words = unpack("<16I", _stream(key, nonce, 64))
    before = (*unpack("<4I", _CONSTANTS), *words[4:12], *unpack("<4I", nonce))
    return pack("<8I", *((words[at] - before[at]) % 2**32 for at in (0, 1, 2, 3, 12, 13, 14, 15)))


def _stream(key: bytes, counter_and_nonce: bytes, length: int = 32) -> bytes:
    return Cipher(ChaCha20(key, counter_and_nonce), mode=None).encryptor().update(bytes(length))
