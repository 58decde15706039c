"""Terms: what one statement allows, a product of lattices, and its meet.

``meet(a, b)`` allows exactly what both allow; ``EVERYTHING`` is its identity and ``NOTHING`` absorbs. The order is
``allows_no_more(p, q)``, that is ``meet(p, q) == p``. Laws 1 of docs/develop/laws.md.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from functools import reduce

from ownaccord.core.errors import Malformed

MAX_INTENSITY = 5
MAX_MINUTES = 1440
MAX_WORDS = 200
MAX_USES = 99
LATEST = 2**53
"""The last unix second that a date may name; larger numbers are not dates."""


class Level(IntEnum):
    """How far a statement goes. Missing means ``NO``."""

    NO = 0
    TALK = 1
    TRIAL = 2
    YES = 3


class Context(StrEnum):
    """Where something is welcome."""

    AT_HOME = "at_home"
    AWAY = "away"
    REMOTE = "remote"
    WITH_OTHERS = "with_others"


EVERYWHERE = frozenset(Context)


@dataclass(frozen=True, slots=True)
class Terms:
    """One statement's terms, always in normal form: whatever allows nothing is equal to ``NOTHING``.

    ``intensity`` 1..5, ``minutes`` 1..1440 and ``uses`` 0..99 are caps, ``None`` is no cap. ``review_by`` is the last
    unix second at which the terms count. ``conditions``, ``areas_out`` and ``signals`` are plain texts of 1..200
    characters. Raises ``Malformed`` outside these.
    """

    level: Level = Level.YES
    intensity: int | None = None
    minutes: int | None = None
    contexts: frozenset[Context] = EVERYWHERE
    conditions: frozenset[str] = frozenset()
    areas_out: frozenset[str] = frozenset()
    signals: frozenset[str] = frozenset()
    review_by: int | None = None
    uses: int | None = None

    def __post_init__(self) -> None:
        _check(self)
        if self.level is Level.NO or not self.contexts or self.uses == 0:
            for name, value in _NOTHING.items():
                object.__setattr__(self, name, value)


_NOTHING: dict[str, object] = {
    "level": Level.NO,
    "intensity": None,
    "minutes": None,
    "contexts": frozenset(),
    "conditions": frozenset(),
    "areas_out": frozenset(),
    "signals": frozenset(),
    "review_by": None,
    "uses": None,
}


def _check(terms: Terms) -> None:
    if type(terms.level) is not Level or not {*map(type, terms.contexts)} <= {Context}:
        raise Malformed("level or context")
    _check_cap(terms.intensity, 1, MAX_INTENSITY)
    _check_cap(terms.minutes, 1, MAX_MINUTES)
    _check_cap(terms.uses, 0, MAX_USES)
    _check_cap(terms.review_by, 0, LATEST)
    for words in (terms.conditions, terms.areas_out, terms.signals):
        if words and not all(map(is_plain, words)):
            raise Malformed("words")


def _check_cap(value: int | None, least: int, most: int) -> None:
    if value is not None and (type(value) is not int or not least <= value <= most):
        raise Malformed("number")


def is_plain(word: str) -> bool:
    """True for NFC text of 1..200 characters without control characters, and without spaces around it."""
    if type(word) is not str or not 0 < len(word) <= MAX_WORDS or word != word.strip():
        return False
    # What is printable in ASCII is in NFC and holds no control character; asking letter by letter is slow.
    return (word.isascii() and word.isprintable()) or (
        unicodedata.is_normalized("NFC", word)
        and not any(unicodedata.category(character) in {"Cc", "Cs"} for character in word)
    )


EVERYTHING = Terms()
NOTHING = Terms(level=Level.NO)
AT_MOST_TALK = Terms(level=Level.TALK)


def meet(a: Terms, b: Terms) -> Terms:
    """Exactly what both allow."""
    if a == b:
        return a
    return Terms(
        level=min(a.level, b.level),
        intensity=_lower(a.intensity, b.intensity),
        minutes=_lower(a.minutes, b.minutes),
        contexts=a.contexts & b.contexts,
        conditions=a.conditions | b.conditions,
        areas_out=a.areas_out | b.areas_out,
        signals=a.signals | b.signals,
        review_by=_lower(a.review_by, b.review_by),
        uses=_lower(a.uses, b.uses),
    )


def meet_all(several: Iterable[Terms]) -> Terms:
    """The meet of all of them; of none, ``EVERYTHING``: callers that have nobody to ask must not ask."""
    all_of_them = iter(several)
    return reduce(meet, all_of_them, next(all_of_them, EVERYTHING))


def allows_no_more(p: Terms, q: Terms) -> bool:
    """True if everything that ``p`` allows is also allowed by ``q`` (written ``p <= q`` in the design)."""
    return meet(p, q) == p


def lapsed(terms: Terms, now: int) -> bool:
    """True once ``now`` is after the review date."""
    return terms.review_by is not None and now > terms.review_by


def standing(terms: Terms, now: int) -> Terms:
    """The terms while their review date has not passed, otherwise ``NOTHING``."""
    return NOTHING if lapsed(terms, now) else terms


def _lower(a: int | None, b: int | None) -> int | None:
    if a is None or b is None:
        return b if a is None else a
    return min(a, b)


@dataclass(frozen=True, slots=True)
class Act:
    """Something that could be done, described as far as terms can judge it. ``level_needed`` is at least ``TALK``;
    ``uses`` counts from 1.
    """

    context: Context
    when: int
    level_needed: Level = Level.TRIAL
    intensity: int = 1
    minutes: int = 1
    conditions_held: frozenset[str] = frozenset()
    areas_touched: frozenset[str] = frozenset()
    signals_rehearsed: frozenset[str] = frozenset()
    uses: int = 1

    def __post_init__(self) -> None:
        if self.level_needed is Level.NO or self.uses < 1:
            raise Malformed("an act needs a level and a use")


def permits(terms: Terms, act: Act) -> bool:
    """True if these terms alone allow the act. Permission in a space is ``in_force``, never the terms of one person."""
    return (
        terms.level >= act.level_needed
        and _within(act.intensity, terms.intensity)
        and _within(act.minutes, terms.minutes)
        and act.context in terms.contexts
        and terms.conditions <= act.conditions_held
        and not terms.areas_out & act.areas_touched
        and terms.signals <= act.signals_rehearsed
        and not lapsed(terms, act.when)
        and _within(act.uses, terms.uses)
    )


def _within(value: int, cap: int | None) -> bool:
    return cap is None or value <= cap
