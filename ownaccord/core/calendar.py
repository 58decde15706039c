"""What stands in somebody's own calendar: when, in which time zone, how often again, and what became of it.

A source names occasions; from them, and from what was kept before, follows what a calendar shows. Local times are kept
as local times: a meeting at seven stays at seven when the clocks change. Nothing here knows what an occasion is about
beyond its kind, and the words that stand in a calendar are its owner's.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed

EARLIEST, LATEST = datetime(1970, 1, 1), datetime(2100, 1, 1)  # noqa: DTZ001  # local times, as their zone has them
FURTHEST = 4_102_444_800
LONGEST_TITLE = 60
LONGEST = 1440
MOST = 200
MOST_KEPT = 300
KEPT_DAYS = 30
KEPT_AFTER_CANCELLING = 90
DAY = 86_400


class Kind(StrEnum):
    """What an occasion is, in the coarsest words; each kind has a title of its owner's choosing."""

    REVIEW = "review"
    RECHECK = "recheck"
    FOLLOW_UP = "follow-up"


class Unit(StrEnum):
    """In what a repetition counts."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class Repeats:
    """Again after so many days, weeks or months, at the same local time; `times` in all, without end with 0.

    In months, what begins after the 28th is on the last day of each: every calendar understands that alike.
    """

    every: int
    unit: Unit
    times: int = 0

    def __post_init__(self) -> None:
        if not (_is_whole(self.every, 1, 366) and _is_whole(self.times, 0, 1000)):
            raise Malformed("repeats")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a source names: its kind, a key that is the same at every look, and a moment in unix seconds.

    Not `exact`: it belongs to that day, and stands at its owner's own hour; those of one kind and day are one.
    """

    kind: Kind
    key: str
    at: int
    minutes: int = 15
    repeats: Repeats | None = None
    exact: bool = True

    def __post_init__(self) -> None:
        if not (self.key and len(self.key) <= 300 and _is_whole(self.at, 0, FURTHEST) and _is_length(self.minutes)):
            raise Malformed("occasion")


@dataclass(frozen=True, slots=True)
class Appointment:
    """One line of a calendar: a title, a local time in a zone, how long, and how often again."""

    title: str
    start: datetime
    zone: str
    minutes: int
    repeats: Repeats | None = None

    def __post_init__(self) -> None:
        whole = self.start.tzinfo is None and self.start.second == self.start.microsecond == 0
        if not (whole and EARLIEST <= self.start < LATEST and _is_length(self.minutes) and _is_title(self.title)):
            raise Malformed("appointment")
        if self.repeats is not None and self.start != _on_its_day(self.start, self.repeats):
            raise Malformed("not on the last day")
        if not (self.zone and len(self.zone) <= 64 and self.zone.isascii() and self.zone.isprintable()):
            raise Malformed("zone")


@dataclass(frozen=True, slots=True)
class Entry:
    """An appointment as a calendar knows it: the same `uid` for ever, and `sequence` counts its changes.

    `changed` is the day (since 1970) on which it last became what it is. What is cancelled stays for a while and says
    so, because a calendar that read it before would keep it otherwise.
    """

    key: str
    uid: str
    sequence: int
    appointment: Appointment
    cancelled: bool
    changed: int


@dataclass(frozen=True, slots=True)
class Choices:
    """What its owner chose: the zone, the hour for what has only a day, and a title for each kind."""

    zone: str
    hour: int
    titles: Mapping[Kind, str]


def appointments(named: Iterable[Occasion], chosen: Choices, zone: tzinfo) -> dict[str, Appointment]:
    """What shall stand in the calendar now, by key; at most 200, the earliest. `zone` is that of the choices."""
    found: dict[str, Appointment] = {}
    for each in sorted(named, key=lambda each: (each.at, each.kind, each.key)):
        local = datetime.fromtimestamp(each.at, zone).replace(tzinfo=None, second=0, microsecond=0, fold=0)
        start = local if each.exact else local.replace(hour=chosen.hour, minute=0)
        start = start if each.repeats is None else _on_its_day(start, each.repeats)
        key = each.key if each.exact else f"{each.kind}/{start.date().isoformat()}"
        if EARLIEST <= start < LATEST and (key in found or len(found) < MOST):
            found[key] = Appointment(chosen.titles[each.kind], start, chosen.zone, each.minutes, each.repeats)
    return found


def merged(
    kept: Iterable[Entry], wanted: Mapping[str, Appointment], today: int, fresh: Callable[[], str]
) -> tuple[Entry, ...]:
    """What the calendar is from now on: new entries, changed ones one on, and cancelled ones for what will not be.

    What is over stays as it was, for a month. `today`: days since 1970; `fresh` makes a uid that was never used.
    """
    before = {each.key: each for each in kept}
    now = [_as_wanted(before.get(key), key, each, today, fresh) for key, each in wanted.items()]
    gone = [_unwanted(each, today) for key, each in before.items() if key not in wanted]
    stay = [each for each in gone if not _is_forgotten(each, today)]
    every = sorted((*now, *stay), key=lambda each: (each.appointment.start, each.uid))
    return tuple(every[-MOST_KEPT:])


def _as_wanted(old: Entry | None, key: str, wanted: Appointment, today: int, fresh: Callable[[], str]) -> Entry:
    if old is None:
        return Entry(key, fresh(), 0, wanted, False, today)
    if old.appointment == wanted and not old.cancelled:
        return old
    return replace(old, sequence=old.sequence + 1, appointment=wanted, cancelled=False, changed=today)


def _unwanted(old: Entry, today: int) -> Entry:
    if old.cancelled or (old.appointment.repeats is None and _day(old) < today):
        return old
    return replace(old, sequence=old.sequence + 1, cancelled=True, changed=today)


def _is_forgotten(entry: Entry, today: int) -> bool:
    if entry.cancelled and entry.appointment.repeats is not None:
        return entry.changed + KEPT_AFTER_CANCELLING < today
    return max(_day(entry), entry.changed if entry.cancelled else 0) + KEPT_DAYS < today


def _day(entry: Entry) -> int:
    return (entry.appointment.start - EARLIEST).days


def times(appointment: Appointment, zone: tzinfo, since: int, until: int) -> tuple[datetime, ...]:
    """When it is from `since` to before `until` (unix seconds), as moments of its zone, in order; at most 1000.

    A local time that a zone leaves out counts by what the clocks said before; of one that comes twice the first counts
    (RFC 5545, 3.3.5).
    """
    found: list[datetime] = []
    for local in _locally(appointment):
        moment = local.replace(tzinfo=zone)
        if moment.timestamp() >= until or len(found) == 1000:
            break
        if moment.timestamp() >= since:
            found.append(moment)
    return tuple(found)


def _locally(appointment: Appointment) -> Iterator[datetime]:
    repeats, start = appointment.repeats, appointment.start
    if repeats is None:
        yield start
        return
    number, local = 0, start
    while local < LATEST and (repeats.times == 0 or number < repeats.times):
        yield local
        number += 1
        local = _after(start, repeats.unit, repeats.every * number)


def _after(start: datetime, unit: Unit, count: int) -> datetime:
    if unit is not Unit.MONTHS:
        return start + timedelta(days=count * (7 if unit is Unit.WEEKS else 1))
    months = start.year * 12 + start.month - 1 + count
    there = start.replace(year=months // 12, month=months % 12 + 1, day=min(start.day, 28))
    return _last_of(there) if start.day > 28 else there


def _on_its_day(start: datetime, repeats: Repeats) -> datetime:
    return _last_of(start) if repeats.unit is Unit.MONTHS and start.day > 28 else start


def _last_of(moment: datetime) -> datetime:
    """The same hour on the last day of this month."""
    return (moment.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def entry_as_plain(entry: Entry) -> list[object]:
    """An entry as plain values that a vault can keep."""
    at, repeats = entry.appointment, entry.appointment.repeats
    again = [] if repeats is None else [repeats.every, str(repeats.unit), repeats.times]
    when = [at.title, int((at.start - EARLIEST).total_seconds()) // 60, at.zone, at.minutes, again]
    return [entry.key, entry.uid, entry.sequence, when, entry.cancelled, entry.changed]


def entry_from_plain(value: Any) -> Entry:
    """The entry of such values, or ``Malformed``."""
    try:
        key, uid, sequence, when, cancelled, changed = listed(value)
        title, start, zone, minutes, again = listed(when)
        every, unit, count = listed(again) or (1, Unit.DAYS, 0)
        repeats = Repeats(every, Unit(unit), count) if again else None
        begins = EARLIEST + timedelta(minutes=start)
        appointment = Appointment(title, begins, zone, minutes, repeats)
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise Malformed("entry") from None
    named = all(isinstance(each, str) and 0 < len(each) <= 300 for each in (key, uid))
    if not (named and uid.isascii() and uid.isalnum() and isinstance(cancelled, bool)):
        raise Malformed("entry")
    if not (_is_whole(sequence, 0, 2**31 - 1) and _is_whole(changed, 0, FURTHEST // DAY)):
        raise Malformed("entry")
    return Entry(key, uid, sequence, appointment, cancelled, changed)


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


def _is_length(minutes: object) -> bool:
    return _is_whole(minutes, 1, LONGEST)


def _is_title(title: object) -> bool:
    if not (isinstance(title, str) and 0 < len(title) <= LONGEST_TITLE):
        return False
    return not any(unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") for each in title)
