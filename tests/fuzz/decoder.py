"""What the fuzzers know about one decoder, and what they ask of every answer that it gives."""

import ast
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ownaccord.lib.database import SHAPE

ROOT = Path(__file__).resolve().parents[2]


class Fell(AssertionError):
    """A decoder did what none may do; the words say which promise fell, and nothing of the input."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """One decoder. `tries` feeds it one input and asks its promises; it raises `Fell`, or what the decoder raises.

    `reads` are the functions of `ownaccord` that it reaches, as room.module.name. `may_raise` is everything that a
    caller is ready for. `words` help a fuzzer to get further than chance does; `longest` is in bytes.
    """

    name: str
    tries: Callable[[bytes], None]
    reads: tuple[str, ...]
    may_raise: tuple[type[Exception], ...] = ()
    words: tuple[bytes, ...] = ()
    longest: int = 4096
    quotes: bool = False
    """True where the input is public and errors quote it on purpose: content files."""


def ask(decoder: Decoder, data: bytes) -> bool:
    """Feed one input; whether it was taken. Raises whatever must not happen."""
    try:
        decoder.tries(data)
    except decoder.may_raise as error:
        if not decoder.quotes and not (is_ours(str(error)) and error.__cause__ is None):
            raise Fell("an error says something that we did not write, or where it came from") from None
        return False
    return True


def holds(so: bool, promise: str) -> None:
    """Pass when it is so; Fell otherwise."""
    if not so:
        raise Fell(promise)


def is_ours(text: str) -> bool:
    """Whether a message is made of nothing but words that stand in our own code."""
    return all(part in ours() for part in text.replace(SHAPE, "\0").split("\0") if part)


@cache
def ours() -> frozenset[str]:
    """Every text that stands in the code of the house."""
    trees = (ast.parse(path.read_text(encoding="utf-8")) for path in (ROOT / "ownaccord").rglob("*.py"))
    nodes = (node for tree in trees for node in ast.walk(tree))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
