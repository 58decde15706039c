"""When somebody's follow-ups after a scene come: at their own times, each moved towards when own dips came earlier.

Everything is reckoned anew at each look; no job and no row. Times are unix seconds and pass evenly: a clock that is
put forward or back in spring and autumn moves none of them. A follow-up is an offer to its owner alone. One that went
by is gone: none ever waits behind another, and nothing is counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

HOUR = 3600
USUAL = (6, 24, 48, 72)
MOST = 8
LONGEST = 336
"""Hours; the latest follow-up there can be, two weeks after the end."""
LAST = 48 * HOUR
"""How long the last one stays."""


@dataclass(frozen=True, slots=True)
class Times:
    """Somebody's own times, in hours after the end; none is as good as any. `moves`: towards own dips. ValueError."""

    hours: tuple[int, ...] = USUAL
    moves: bool = True

    def __post_init__(self) -> None:
        if len(self.hours) > MOST or any(not 0 < each <= LONGEST for each in self.hours):
            raise ValueError("hours")
        if list(self.hours) != sorted(set(self.hours)):
            raise ValueError("order")


@dataclass(frozen=True, slots=True)
class Moment:
    """One follow-up: which of the own times it is, when it comes, and until when it is there."""

    hours: int
    at: int
    until: int

    def is_here(self, now: int) -> bool:
        """Whether it is there now."""
        return self.at <= now < self.until


def moments(ended_at: int, times: Times, dips: Iterable[int] = ()) -> tuple[Moment, ...]:
    """Return the follow-ups after an end, in their order; `dips`: how many seconds after earlier ends they came."""
    own = [hours * HOUR for hours in times.hours]
    felt = sorted(dips) if times.moves else []
    ats = [ended_at + _towards(each, *_room(own, place), felt) for place, each in enumerate(own)]
    ends = [*ats[1:], *(at + LAST for at in ats[-1:])]
    return tuple(Moment(*each) for each in zip(times.hours, ats, ends, strict=True))


def _room(own: list[int], place: int) -> tuple[int, int]:
    """Around a time: half the way to the one before and to the one after it; the last has a day."""
    before = own[place - 1] if place else 0
    after = (own[place] + own[place + 1]) // 2 if place + 1 < len(own) else own[place] + 24 * HOUR
    return (before + own[place]) // 2, after


def _towards(own: int, first: int, last: int, dips: list[int]) -> int:
    """Half the way to where one dip came, two thirds to the middle of two: what came once need not come again."""
    near = [each for each in dips if first < each <= last]
    return own + int((median(near) - own) * len(near) / (len(near) + 1)) if near else own


def dips(ends: Iterable[int], lows: Iterable[int], before: int) -> tuple[int, ...]:
    """Return how long after the latest end each low came, for ends before this one; what came too late is none."""
    earlier = sorted(ends)
    found = []
    for low in lows:
        behind = [end for end in earlier if end <= low]
        if behind and behind[-1] < before and low - behind[-1] <= LONGEST * HOUR:
            found.append(low - behind[-1])
    return tuple(sorted(found))
