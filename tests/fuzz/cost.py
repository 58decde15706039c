"""What an answer costs, counted and not timed: lines of our own code that ran, and the most memory that it held."""

import sys
import tomllib
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

from tests.fuzz.decoder import ROOT, Decoder, ask

COUNTED = (str(ROOT / "ownaccord"), str(Path(tomllib.__file__).parent))
EDGES = (b"\x81", b"\x61a", b"\xa1\x60", b"\x9a\xff\xff\xff\xff", b"\x00", b"a", b"a ", b"[", b"\xcc\x95\xcc\x80", b"9")


LONG, WORDS = 1000, 5
"""How long an input is at most that is counted, and how many of a decoder's own words are repeated for it."""


def stretched(decoder: Decoder) -> Iterator[tuple[bytes, bytes]]:
    """Yield pairs of inputs that repeat one thing, the second twice as long as the first."""
    for word in (*EDGES, *decoder.words[-WORDS:]):
        half = min(LONG, decoder.longest) // 2 // len(word)
        yield word * half, word * half * 2


def lines(decoder: Decoder, data: bytes) -> int:
    """Return how many lines of our own code run for this input."""
    return sum(visits(decoder, data).values())


def visits(decoder: Decoder, data: bytes) -> Counter[tuple[str, int]]:
    """Return which lines of our own code run for this input, and how often each."""
    found, before = Counter[tuple[str, int]](), sys.gettrace()

    def trace(frame: FrameType, event: str, _arg: Any) -> Any:
        if not frame.f_code.co_filename.startswith(COUNTED):
            return None
        if event == "line":
            found[frame.f_code.co_filename, frame.f_lineno] += 1
        return trace

    sys.settrace(trace)
    try:
        ask(decoder, data)
    finally:
        sys.settrace(before)
    return found


def memory(decoder: Decoder, data: bytes) -> int:
    """Return how many bytes are held at most while this input is looked at."""
    tracemalloc.start()
    try:
        ask(decoder, data)
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
