"""The rhythm of recheck-ins: how often people look again, on which dates, and what is due today. Pure dates.

A date is a day on somebody's own wall, not a count of seconds: a week is seven days whether or not a clock was changed
in it, and a month keeps its day, or its last one. Nobody's silence is in here, and what was missed is never counted: at
most one date is due.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum

from ownaccord.core.errors import Malformed

FEWEST_DAYS, MOST_DAYS = 1, 365
WEEK = 7


class Cadence(StrEnum):
    """How often: ten minutes a week, an hour a month, after every scene, or every so many days."""

    WEEK = "week"
    MONTH = "month"
    SCENE = "scene"
    OWN = "own"


class Form(StrEnum):
    """How much: everything, or in five minutes the items only."""

    FULL = "full"
    SHORT = "short"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What somebody would like: how often, and in which form. `days` counts only for their own interval."""

    cadence: Cadence
    form: Form
    days: int = 0

    def __post_init__(self) -> None:
        wanted = range(FEWEST_DAYS, MOST_DAYS + 1) if self.cadence is Cadence.OWN else range(1)
        if type(self.days) is not int or self.days not in wanted:
            raise Malformed("days")

    def as_lines(self) -> tuple[tuple[str, str], ...]:
        """Return it as the lines of a card that can be shown."""
        own = (("days", str(self.days)),) if self.cadence is Cadence.OWN else ()
        return ("cadence", str(self.cadence)), ("form", str(self.form)), *own


def from_lines(lines: tuple[tuple[str, str], ...]) -> Rhythm:
    """Return the rhythm that such a card says, or Malformed: somebody else's software may say anything."""
    said: Mapping[str, str] = dict(lines)
    try:
        days = said.get("days", "0")
        if not (days.isascii() and days.isdecimal() and len(days) < len(str(MOST_DAYS)) + 1):
            raise Malformed("days")
        found = Rhythm(Cadence(said.get("cadence", "")), Form(said.get("form", "")), int(days))
    except ValueError:
        raise Malformed("rhythm") from None
    if found.as_lines() != tuple(lines):
        raise Malformed("rhythm")
    return found


@dataclass(frozen=True, slots=True)
class Known:
    """What one person's own vault knows for it: since when, when last done, a date of their own, the last scene."""

    begun: date
    done: date | None = None
    own: date | None = None
    scene: date | None = None


@dataclass(frozen=True, slots=True)
class Dates:
    """The one date that is due, if there is one, and the next after today."""

    due: date | None = None
    next: date | None = None


def dates(rhythm: Rhythm | None, known: Known, today: date) -> Dates:
    """Return what is due today and what comes next; the same whenever and however often it is asked.

    A date of one's own stands in place of the rhythm's. What lies ahead of today was written by a clock that went
    wrong: a recheck-in then counts as done today, a beginning as today. A leap of the clock makes one date due.
    """
    begun, done = min(known.begun, today), None if known.done is None else min(known.done, today)
    coming = None if rhythm is None else following(rhythm, begun, today)
    if known.own is not None and (done is None or known.own > done):
        return Dates(due=known.own, next=coming) if known.own <= today else Dates(next=known.own)
    if rhythm is None:
        return Dates()
    newest = known.scene if rhythm.cadence is Cadence.SCENE else _newest(rhythm, begun, today)
    due = newest is not None and newest <= today and (done is None or newest > done)
    return Dates(due=newest if due else None, next=coming)


def following(rhythm: Rhythm, begun: date, after: date) -> date | None:
    """Return the first date of a rhythm that begun on a day, later than another; None where only a scene brings one."""
    if rhythm.cadence is Cadence.SCENE:
        return None
    if rhythm.cadence is Cadence.MONTH:
        months = max(1, (after.year - begun.year) * 12 + after.month - begun.month)
        found = _months_on(begun, months)
        return found if found > after else _months_on(begun, months + 1)
    step = WEEK if rhythm.cadence is Cadence.WEEK else rhythm.days
    return begun + timedelta(days=step * max(1, (after - begun).days // step + 1))


def _newest(rhythm: Rhythm, begun: date, today: date) -> date | None:
    """The newest date of the rhythm that is not after today; None before the first."""
    if rhythm.cadence is Cadence.MONTH:
        months = (today.year - begun.year) * 12 + today.month - begun.month
        found = _months_on(begun, months)
        months -= found > today
        return _months_on(begun, months) if months > 0 else None
    step = WEEK if rhythm.cadence is Cadence.WEEK else rhythm.days
    times = (today - begun).days // step
    return begun + timedelta(days=step * times) if times > 0 else None


def _months_on(begun: date, months: int) -> date:
    """The same day so many months on, or the last one of a shorter month."""
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    return date(year, month + 1, min(begun.day, monthrange(year, month + 1)[1]))


def on_the_wall(day: date, minute: int, zone: tzinfo) -> int:
    """Return the unix second at which a clock on the wall there shows this minute of this day.

    What a change of the clock leaves out comes as much later; of what it shows twice, the first.
    """
    shown = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
    return int(shown.replace(fold=0).astimezone(UTC).timestamp())


def day_there(moment: int, zone: tzinfo) -> date:
    """Return which day it is there at this unix second."""
    return datetime.fromtimestamp(moment, UTC).astimezone(zone).date()
