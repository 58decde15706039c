"""What each keeps apart of texts that open together: their own side of a round, which no other software ever holds.

The steps are in together.py. Format: docs/develop/spec/together.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.vault.blinding import POINT
from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import KEY

MARK = 16
SCENE_MARK = 24
"""Of a round about a scene: no mark of another round is as long, so nothing of one counts in the other."""
LONGEST = 3000
"""Characters of a text: as bytes it fits FLOOR whatever they are, so that every sealed text is as long."""
FLOOR = 16384
BLANK = bytes(KEY)


class Stand(StrEnum):
    """Where one person stands in a round. The last two are ends.

    Opening: everybody has written, the own text is there to be read. Void: something did not fit.
    """

    MET = "met"
    VOTED = "voted"
    SHARED = "shared"
    OPENING = "opening"
    COMPLETE = "complete"
    VOID = "void"


@dataclass(frozen=True, slots=True)
class Round:
    """What everything here is bound to: a space, its epoch and its members, and a mark that says nothing."""

    space: str
    epoch: int
    mark: bytes
    members: tuple[str, ...]

    def __post_init__(self) -> None:
        several = len(self.members) > 1 and self.members == tuple(sorted(set(self.members)))
        if len(self.mark) not in (MARK, SCENE_MARK) or not several:
            raise Malformed("round")

    def as_bytes(self) -> bytes:
        """Return the canonical bytes of it."""
        return encode([self.space, self.epoch, self.mark, list(self.members)])


@dataclass(frozen=True, slots=True, repr=False)
class Mine:
    """One person's own side of a round, for their vault and nobody else.

    `vote`, `bound` and `salt` belong to `attempt`; `text` is None where that vote says *not yet*. `share` and `heard`
    are about the attempt `of`; `second` and `bounds` are what was there when the share was made. What a vote was drawn
    from is not kept: not even its author can take it apart again.
    """

    stand: Stand
    exponent: bytes
    attempt: int = 0
    vote: bytes = BLANK * 2
    bound: bytes = BLANK
    salt: bytes = BLANK
    text: str | None = None
    of: int = 0
    share: bytes = BLANK
    heard: bytes = BLANK
    second: bytes = b""
    bounds: Mapping[str, bytes] = field(default_factory=dict)
    read: Mapping[str, str] = field(default_factory=dict)


def check(text: str | None) -> None:
    """Malformed unless this is a text, or None for none."""
    if text is not None and (type(text) is not str or not text or len(text) > LONGEST):
        raise Malformed("text")


def as_list(mine: Mine) -> list[Any]:
    """Return a side of a round as plain values."""
    drawn = [mine.attempt, mine.vote, mine.bound, mine.salt, mine.text]
    counted = [mine.of, mine.share, mine.heard, mine.second, dict(mine.bounds)]
    return [str(mine.stand), mine.exponent, *drawn, *counted, dict(mine.read)]


def from_list(fields: Any) -> Mine:
    """Return the side of a round that such a list holds, or ``Malformed``: then it is given up."""
    try:
        stand, exponent, attempt, vote, bound, salt, text, of, share, heard, second, bounds, read = fields
        if not all(type(each) is int and 0 <= each < 2**32 for each in (attempt, of)):
            raise Malformed("side of a round")
        check(text)
        sized = [exponent, vote, bound, salt, share, heard]
        if [len(each) for each in sized] != [KEY, 2 * POINT, KEY, KEY, POINT, KEY] or len(second) not in (0, POINT):
            raise Malformed("side of a round")
        if not all(type(each) is bytes for each in (*sized, second, *bounds.values())):
            raise Malformed("side of a round")
        for each in read.values():
            check(each)
        drawn = Mine(Stand(stand), exponent, attempt, vote, bound, salt, text)
        return replace(drawn, of=of, share=share, heard=heard, second=second, bounds=dict(bounds), read=dict(read))
    except (ValueError, TypeError, AttributeError):
        raise Malformed("side of a round") from None
