"""A round of a deck: which items two people answer, and the slots that their answers take. Bytes: spec/reveal.md.

Every line of a deck takes two slots, whatever the shape of its item, so the number of slots says nothing but the length
of the deck. Slots of two people that mean the same have one point: my *give* and your *receive*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from ownaccord.core.errors import Malformed, NotYours
from ownaccord.core.position import Key, Shape, is_number, is_slug
from ownaccord.core.terms import LATEST
from ownaccord.vault.blinding import to_point
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label
from ownaccord.vault.errors import NotCanonical

MOST_LINES = 40
MARK = 16
LATEST_OPENING = 2**37
"""Unix seconds, in the year 6325: a calendar can still say it."""


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a deck, in one of its shapes. Raises ``Malformed``."""

    item: str
    shape: Shape

    def __post_init__(self) -> None:
        if not is_slug(self.item) or type(self.shape) is not Shape:
            raise Malformed("line")


@dataclass(frozen=True, slots=True, order=True)
class Mutual:
    """Something that both said yes to: who takes the first side of its shape; an empty text where both do the same."""

    item: str
    shape: Shape
    leads: str


@dataclass(frozen=True, slots=True)
class Round:
    """What two people agreed to answer, and when the result opens. Raises ``Malformed``.

    ``mark``: 16 random bytes, ``first`` and ``second``: persons, ``opens_at``: unix seconds. One to forty lines, each
    item once.
    """

    space: str
    epoch: int
    mark: bytes
    first: str
    second: str
    lines: tuple[Line, ...]
    opens_at: int

    def __post_init__(self) -> None:
        # A proposal brings whatever its author's software wrote; what is no plain text here would break a page later.
        names = (self.space, self.first, self.second)
        if any(type(name) is not str or not name for name in names) or self.first == self.second:
            raise Malformed("two people")
        if type(self.mark) is not bytes or len(self.mark) != MARK or not is_number(self.epoch, LATEST):
            raise Malformed("place")
        if not is_number(self.opens_at, LATEST_OPENING):
            raise Malformed("time")
        if not 1 <= len(self.lines) <= MOST_LINES or len({line.item for line in self.lines}) != len(self.lines):
            raise Malformed("lines")

    def as_bytes(self) -> bytes:
        """The canonical bytes of everything that was agreed."""
        lines = [[line.item, str(line.shape)] for line in self.lines]
        return encode([self.space, self.epoch, self.mark, self.first, self.second, lines, self.opens_at])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The round of such bytes, or ``Malformed``; what is read alike but written in another way is none."""
        if type(data) is not bytes:
            raise Malformed("round")
        try:
            space, epoch, mark, first, second, lines, opens_at = decode(data)
            deck = tuple(Line(item, Shape(shape)) for item, shape in lines)
            found = cls(space, epoch, mark, first, second, deck, opens_at)
            if found.as_bytes() != data:
                raise Malformed("round")
        except (NotCanonical, ValueError, TypeError, AttributeError):
            raise Malformed("round") from None
        return found

    def other(self, person: str) -> str:
        """The one who is not this person; ``NotYours`` for anybody else."""
        if person not in (self.first, self.second):
            raise NotYours("another round")
        return self.second if person == self.first else self.first

    def slots(self, person: str) -> tuple[Key | None, ...]:
        """What this person can say yes to, two slots a line; None for a slot that is always a dummy."""
        self.other(person)
        found: list[Key | None] = []
        for line in self.lines:
            sides = line.shape.sides
            found += [(line.item, side) for side in sides] + [None] * (2 - len(sides))
        return tuple(found)

    def mutual(self, person: str, slot: int) -> Mutual:
        """What it means when this slot of this person is found in common."""
        line, second_side = self.lines[slot // 2], slot % 2
        if len(line.shape.sides) == 1:
            return Mutual(line.item, line.shape, "")
        return Mutual(line.item, line.shape, self.other(person) if second_side else person)

    def point(self, person: str, slot: int) -> bytes:
        """The point of a slot; the same for the one slot of the other person that fits it, and for no other."""
        means = self.mutual(person, slot)
        return to_point(
            Label.REVEAL_ELEMENT, self.space, self.epoch, self.mark, self.first, self.second, means.item,
            str(means.shape), means.leads,
        )  # fmt: skip
