"""Interest: what one person feels about an item, side by side. Private to its author, and never permission.

It stays in the author's vault. A deck takes from it only which sides get a yes (`yes`), and nothing tells the yeses
apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from ownaccord.core.deck import Line
from ownaccord.core.errors import Malformed
from ownaccord.core.position import Key, Side, checked_key, is_slug

LONGEST_NOTE = 2000


class Interest(StrEnum):
    """What somebody can say about one side of an item. Not having said anything is none of these."""

    INTO = "into"
    CURIOUS = "curious"
    WILLING = "willing"
    UNSURE = "unsure"
    NOT_FOR_ME = "not_for_me"
    LIMIT = "limit"
    NOT_APPLICABLE = "not_applicable"


GIVES_AN_ELEMENT = frozenset({Interest.INTO, Interest.CURIOUS, Interest.WILLING})
"""What counts as a yes in a deck; everything else, and no answer, looks the same there."""


class Past(StrEnum):
    """What somebody can add about an item: they have tried it, or would like to."""

    TRIED = "tried"
    WANT = "want"


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """Everything that one person has said about one item, for themselves. Raises ``Malformed``.

    ``sides``: what they feel about each side that they answered. ``note``: at most 2,000 characters.
    """

    item: str
    sides: Mapping[Side, Interest] = field(default_factory=dict)
    past: frozenset[Past] = frozenset()
    note: str = ""

    def __post_init__(self) -> None:
        if not is_slug(self.item) or type(self.note) is not str or len(self.note) > LONGEST_NOTE:
            raise Malformed("answer")
        for side, said in self.sides.items():
            checked_key(self.item, side)
            if type(said) is not Interest:
                raise Malformed("interest")
        if not all(type(each) is Past for each in self.past):
            raise Malformed("past")
        object.__setattr__(self, "sides", MappingProxyType(dict(self.sides)))

    @property
    def says_nothing(self) -> bool:
        """Whether nothing is left of it, so that a vault keeps nothing."""
        return not (self.sides or self.past or self.note)

    @property
    def limits(self) -> tuple[Key, ...]:
        """The sides that are a limit, for which the matching told No can be offered."""
        return tuple((self.item, side) for side in Side if self.sides.get(side) is Interest.LIMIT)


def yes(answers: Mapping[str, Answer], lines: Iterable[Line]) -> frozenset[Key]:
    """The (item, side) of a deck that get an element: those that were marked with any of the three yeses."""
    found = set()
    for line in lines:
        answer = answers.get(line.item)
        for side in line.shape.sides:
            if answer is not None and answer.sides.get(side) in GIVES_AN_ELEMENT:
                found.add((line.item, side))
    return frozenset(found)


def as_list(answer: Answer) -> list[object]:
    """An answer without its item, as plain values that canonical bytes can hold."""
    sides = {str(side): str(said) for side, said in answer.sides.items()}
    return [sides, sorted(str(each) for each in answer.past), answer.note]


def from_list(item: str, fields: Any) -> Answer:
    """The answer of such a list, or ``Malformed``."""
    try:
        sides, past, note = fields
        known = {Side(side): Interest(said) for side, said in sides.items()}
        answer = Answer(item, known, frozenset(Past(each) for each in past), note)
    except (ValueError, TypeError, AttributeError):
        raise Malformed("answer") from None
    if as_list(answer) != fields:
        raise Malformed("answer")
    return answer
