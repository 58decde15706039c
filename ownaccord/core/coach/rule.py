"""Wording rules, frames and rewordings as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from ownaccord.core.coach.label import Label
from ownaccord.core.coach.leaning import Leaning
from ownaccord.core.coach.lexicon import Lexicon
from ownaccord.core.coach.pattern import Pattern
from ownaccord.core.coach.words import Spelling


class Reach(Enum):
    """How far a frame makes a cue harmless."""

    CLAUSE = "clause"
    SENTENCE = "sentence"
    AFTER = "after"
    MESSAGE = "message"


@dataclass(frozen=True, slots=True)
class Frame:
    """A way of speaking in which a cue is no move: a quotation, a report, somebody's own limit."""

    slug: str
    why: str
    reach: Reach
    spares: frozenset[Label]
    patterns: tuple[Pattern, ...]
    endorsable: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of wording, why it could land hard, and the frames that do not excuse it.

    `certain`: it speaks whichever way the words around it lean.
    """

    slug: str
    label: Label
    why: str
    patterns: tuple[Pattern, ...]
    through: frozenset[str]
    suggestions: tuple[str, ...]
    certain: bool = False


@dataclass(frozen=True, slots=True)
class Rules:
    """Everything that the coach knows in one language. `no` is the class of words that say no, and `keeps` of these
    and of all others by which somebody may be saying a limit: marked words that hold one are not reworded.

    `whole` has for each label what is said where no rule knows the wording: rules without a pattern.
    """

    language: str
    spelling: Spelling
    lexicon: Lexicon
    no: int
    keeps: int
    frames: tuple[Frame, ...]
    endorsements: tuple[Pattern, ...]
    rules: tuple[Rule, ...]
    whole: Mapping[Label, Rule]
    leaning: Leaning
