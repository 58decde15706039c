"""Bytes that are the same every time, for vectors: never for keys."""

import hashlib
from collections.abc import Callable
from pathlib import Path

WORDS = (Path(__file__).parents[2] / "content/words/eff_long.txt").read_text(encoding="utf-8").split()

ASH = "a5" * 16
BO = "b0" * 16
CAM = "ca" * 16
SPACE = "50" * 16


def some(name: str, length: int) -> bytes:
    """Return these many bytes that depend on the name only (SHAKE-256 of it)."""
    return hashlib.shake_256(name.encode()).digest(length)


def entropy(name: str) -> Callable[[int], bytes]:
    """Return an entropy argument that always gives the same bytes, one after another."""
    stream = some(name, 4096)
    at = 0

    def draw(length: int) -> bytes:
        nonlocal at
        at += length
        return stream[at - length : at]

    return draw


def bent(data: bytes, at: int = -1) -> bytes:
    """Return the bytes with one bit of one byte turned."""
    changed = bytearray(data)
    changed[at] ^= 1
    return bytes(changed)
