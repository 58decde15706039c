"""Patterns that somebody may notice in their own side of what was: pure, from moments that their own vault remembers.

Each says only that something was so more than once; none says how often, why, or whose doing it was. All of it can be
chance, and play can look the same.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

HOUR = 3600
DAY = 24 * HOUR
SOON = 3 * DAY
AGAIN = 90 * DAY
LOOKS_BACK = 180 * DAY
TWICE, THREE = 2, 3
EVENING, MORNING = 22, 6
MOST = 60
"""How many moments are remembered, the newest last."""


class What(StrEnum):
    """Somebody else began to talk about something, or its owner made something wider."""

    ASKED = "asked"
    WIDER = "wider"


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """`at`: unix seconds. `level`: what was in force on the item after its owner made it wider; 0 for an ask."""

    at: int
    what: What
    item: str
    level: int = 0


class Pattern(StrEnum):
    """What may be noticed."""

    SOON = "soon"
    ONE_SIDE = "one side"
    AGAIN = "again"
    NIGHT = "night"


def merged(kept: Iterable[Moment], more: Iterable[Moment]) -> tuple[Moment, ...]:
    """Return these moments, each once and the newest last, as many as are remembered."""
    return tuple(sorted({*kept, *more})[-MOST:])


def found(
    moments: Iterable[Moment], levels: Mapping[str, int] | None, now: int, zone: tzinfo
) -> frozenset[Pattern]:
    """Return the patterns in the moments of the last half year.

    `levels`: what is in force on each item now, None where that cannot be read. `zone`: whose night it is.
    """
    every = [each for each in moments if now - LOOKS_BACK <= each.at <= now + DAY]
    asked = [each for each in every if each.what is What.ASKED]
    wider = [each for each in every if each.what is What.WIDER]
    tests = {
        Pattern.SOON: _soon(asked, wider),
        Pattern.ONE_SIDE: levels is not None and _one_side(wider, levels),
        Pattern.AGAIN: any(_within([each.at for each in asked if each.item == item]) for item in _items(asked)),
        Pattern.NIGHT: len(every) >= THREE and all(_at_night(each.at, zone) for each in every),
    }
    return frozenset(pattern for pattern, holds in tests.items() if holds)


def _items(moments: Iterable[Moment]) -> frozenset[str]:
    return frozenset(each.item for each in moments)


def _soon(asked: Collection[Moment], wider: Iterable[Moment]) -> bool:
    """Whether something was made wider more than once within three days after somebody else began to talk about it."""
    after = {each.at for each in wider if any(a.item == each.item and 0 <= each.at - a.at <= SOON for a in asked)}
    return len(after) >= TWICE


def _one_side(wider: list[Moment], levels: Mapping[str, int]) -> bool:
    """Whether its owner's word was the last one each time: nothing rose further afterwards, which others' words do."""
    newest = {each.item: each for each in sorted(wider)}
    others = any(levels.get(item, 0) > each.level for item, each in newest.items())
    return len({each.at for each in wider}) >= THREE and not others


def _within(times: list[int]) -> bool:
    """Whether three of these times lie within ninety days."""
    ordered = sorted(times)
    return any(last - first <= AGAIN for first, last in zip(ordered, ordered[THREE - 1 :], strict=False))


def _at_night(at: int, zone: tzinfo) -> bool:
    hour = datetime.fromtimestamp(at, UTC).astimezone(zone).hour
    return hour >= EVENING or hour < MORNING
