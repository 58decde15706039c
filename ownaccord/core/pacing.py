"""Pacing: when a pair may deal another deck, and what may be in it, so that nobody is asked the same again and again.

Remembered in each member's own vault (``Dealt``), from rounds in which something could be learnt; one that was taken
back before that leaves nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ownaccord.core.deck import Line
from ownaccord.core.position import DAY

AFTER_EVERYDAY = 2 * DAY
AFTER_OTHERS = 14 * DAY
ONCE_IN = 90 * DAY


@dataclass(frozen=True, slots=True)
class Dealt:
    """A deck that was dealt: when its result opened (unix seconds), and its items."""

    opened_at: int
    items: frozenset[str]


def next_from(dealt: Iterable[Dealt], everyday: bool) -> int:
    """The unix second from which another deck may open: 2 days after the last one if it is everyday, 14 otherwise."""
    wait = AFTER_EVERYDAY if everyday else AFTER_OTHERS
    return max((each.opened_at + wait for each in dealt), default=0)


def recent(dealt: Iterable[Dealt], at: int) -> frozenset[str]:
    """The items that were dealt less than 90 days before this time, and rest."""
    return frozenset(item for each in dealt if at < each.opened_at + ONCE_IN for item in each.items)


def resting(dealt: Iterable[Dealt], lines: Iterable[Line], at: int) -> frozenset[str]:
    """The items of a deck that rest at this time."""
    return recent(dealt, at) & {line.item for line in lines}


def kept(dealt: Iterable[Dealt], now: int) -> tuple[Dealt, ...]:
    """What still matters of the decks dealt so far, the oldest first; what a vault keeps."""
    return tuple(sorted((each for each in dealt if now < each.opened_at + ONCE_IN), key=lambda each: each.opened_at))
