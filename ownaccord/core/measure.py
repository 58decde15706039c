"""Measures: how somebody says they are, on five scales of five words each. Their own words, for themselves alone.

A place on a scale is a word's place, 0 to 4, and never added to another's: there is no sum and no figure for a person.
What is usual for somebody is the median of what they said themselves within the last thirty days.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ownaccord.core.errors import Malformed
from ownaccord.core.position import DAY, is_number
from ownaccord.core.terms import LATEST

HIGHEST = 4
WINDOW = 30 * DAY
ENOUGH = 5
"""How many answers it takes before anything is called usual."""
FRESH = 2 * DAY
"""For how long an answer says something about now."""
DEEP = 2
"""How many words below what is usual an answer has to be, to be low."""


class Scale(StrEnum):
    """What is asked about. The first one is what a line of one's own is drawn on."""

    MOOD = "mood"
    SLEEP = "sleep"
    WORTH = "worth"
    BODY = "body"
    CONNECTION = "connection"


FIRST = Scale.MOOD


@dataclass(frozen=True, slots=True, repr=False)
class Measure:
    """How somebody was at one moment, on any of the scales; what was left out is not there. Raises ``Malformed``."""

    at: int
    said: Mapping[Scale, int]

    def __post_init__(self) -> None:
        sound = all(type(scale) is Scale and is_number(place, HIGHEST) for scale, place in self.said.items())
        if not self.said or not sound or not is_number(self.at, LATEST):
            raise Malformed("measure")


def usual(measures: Iterable[Measure], scale: Scale, until: int) -> int | None:
    """Return the median of the own last thirty days before `until`; None while there are too few answers.

    Of two middles it is the lower one: what is usual is always a word that was said.
    """
    places = [each.said[scale] for each in measures if scale in each.said and until - WINDOW < each.at <= until]
    return middle(places) if len(places) >= ENOUGH else None


def middle(places: Iterable[int]) -> int:
    """Return the median, the lower one of two."""
    ordered = sorted(places)
    return ordered[(len(ordered) - 1) // 2]


def lows(measures: Iterable[Measure], now: int) -> tuple[Scale, ...]:
    """Return the scales on which the newest answer is the lowest word, or far below what was usual before it.

    Only for offering a pause to whoever said it, on their own page. What is older than two days, or from a time that
    has not come, offers nothing. Of two answers of one second the lower one is the newest.
    """
    known = [each for each in measures if each.at <= now]
    return tuple(scale for scale in Scale if _is_low(known, scale, now))


def _is_low(known: Iterable[Measure], scale: Scale, now: int) -> bool:
    said = sorted(((each.at, -each.said[scale]) for each in known if scale in each.said), reverse=True)
    if not said or now - said[0][0] > FRESH:
        return False
    at, place = said[0][0], -said[0][1]
    was = usual((Measure(when, {scale: -less}) for when, less in said[1:]), scale, at)
    return place == 0 or (was is not None and was - place >= DEEP)


def around(measures: Iterable[Measure], scale: Scale, moment: int, days: int) -> tuple[int | None, int | None]:
    """Return what was said in these days before a moment and after it, each as its middle; None where nothing was."""
    near = [each for each in measures if scale in each.said and abs(each.at - moment) <= days * DAY]
    before = [each.said[scale] for each in near if each.at < moment]
    after = [each.said[scale] for each in near if each.at >= moment]
    return (middle(before) if before else None, middle(after) if after else None)
