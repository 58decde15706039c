"""Chance that is the same in every run: small changes to kept inputs, for the test run, where no fuzzer is at hand."""

import hashlib
from collections.abc import Iterator
from random import Random

from tests.fuzz.decoder import Decoder

_EDGES = (0, 1, 0x17, 0x18, 0x1F, 0x20, 0x3F, 0x40, 0x5F, 0x60, 0x7F, 0x80, 0x9F, 0xA0, 0xC0, 0xF4, 0xF6, 0xFB, 0xFF)


def mutated(decoder: Decoder, entries: tuple[bytes, ...], count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield these many inputs, each one to four changes away from a kept one; the same for the same seed."""
    digest = hashlib.sha256(f"{seed}/{decoder.name}".encode()).digest()
    chance = Random(int.from_bytes(digest, "big"))
    for _ in range(count):
        data = bytearray(chance.choice(entries) if entries else b"")
        for _ in range(chance.randint(1, 4)):
            _change(data, entries, decoder.words, chance)
        yield bytes(data[: decoder.longest])


def _change(data: bytearray, entries: tuple[bytes, ...], words: tuple[bytes, ...], chance: Random) -> None:
    at = chance.randrange(len(data) + 1)
    end = min(len(data), at + chance.choice((1, 1, 2, 4, 8, 33)))
    match chance.randrange(8):
        case 0 if at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        case 1 if at < len(data):
            data[at] = chance.choice(_EDGES)
        case 2:
            del data[at:end]
        case 3:
            data[at:at] = data[at:end] * chance.choice((1, 2, 9))
        case 4:
            data[at:at] = chance.randbytes(chance.choice((1, 2, 8)))
        case 5 if words:
            data[at:end] = chance.choice(words)
        case 6 if entries:
            other = chance.choice(entries)
            data[at:] = other[chance.randrange(len(other) + 1) :]
        case _:
            data[at:at] = bytes([chance.choice(_EDGES)])
