"""Calendar text: what calendar software reads (RFC 5545), made with icalendar.

The time zones are written by us: each change of the clocks as zoneinfo knows it, at the local time before the change,
as section 3.6.5 asks. Nothing in the text names this house, its software or anybody.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from ownaccord.core.calendar import EARLIEST, LATEST, Appointment, Entry, Repeats, Unit

PRODID = "-//Notes//Notes//EN"
DAY = timedelta(days=1)
# Whoever repeats without end is told the changes of the clocks for so long; the feed is made anew long before.
AHEAD = 6 * 366 * DAY
FREQUENCY = {Unit.DAYS: "DAILY", Unit.WEEKS: "WEEKLY", Unit.MONTHS: "MONTHLY"}

Change = tuple[datetime, timedelta, timedelta, str, bool]


def text(entries: Iterable[Entry], today: int) -> bytes:
    """Return a calendar of these entries: CRLF, folded at 75 octets, UTF-8. `today`: days since 1970."""
    calendar, every = Calendar(), tuple(entries)
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODID)
    calendar.add("calscale", "GREGORIAN")
    now = EARLIEST + today * DAY
    # What is in UTC is written as such, and needs no zone (3.3.5, form 2).
    for name in sorted({each.appointment.zone for each in every} - {"UTC"}):
        starts = [each.appointment.start for each in every if each.appointment.zone == name]
        calendar.add_component(_timezone(name, min(starts) - 366 * DAY, max(*starts, now) + AHEAD))
    for each in every:
        calendar.add_component(_event(each))
    return bytes(calendar.to_ical())


def _event(entry: Entry) -> Event:
    event, appointment = Event(), entry.appointment
    zone, changed = ZoneInfo(appointment.zone), datetime.fromtimestamp(entry.changed * 86400, UTC)
    event.add("uid", entry.uid)
    # Only the day: when exactly somebody changed something is nobody's business.
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("summary", appointment.title)
    event.add("dtstart", appointment.start.replace(tzinfo=zone))
    event.add("duration", timedelta(minutes=appointment.minutes))
    if appointment.repeats is not None:
        event.add("rrule", _rule(appointment, appointment.repeats))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    return event


def _rule(appointment: Appointment, repeats: Repeats) -> dict[str, object]:
    rule: dict[str, object] = {"freq": FREQUENCY[repeats.unit], "interval": repeats.every}
    if repeats.times:
        rule["count"] = repeats.times
    if repeats.unit is Unit.MONTHS and appointment.start.day > 28:
        # No BYSETPOS, which would keep the 30th: ical.js, and so Thunderbird, reads another thing in it.
        rule["bymonthday"] = -1
    return rule


def _timezone(name: str, since: datetime, until: datetime) -> Timezone:
    zone = Timezone()
    zone.add("tzid", name)
    observances: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for onset, before, after, short, daylight in _changes(ZoneInfo(name), max(since, EARLIEST), min(until, LATEST)):
        observances.setdefault((before, after, short, daylight), []).append(onset)
    for (before, after, short, daylight), onsets in observances.items():
        part = TimezoneDaylight() if daylight else TimezoneStandard()
        part.add("dtstart", onsets[0])
        for onset in onsets[1:]:
            part.add("rdate", onset)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("tzname", short)
        zone.add_component(part)
    return zone


def _changes(zone: tzinfo, since: datetime, until: datetime) -> Iterator[Change]:
    """Yield what holds at the beginning, and each change: local time before it, offset before and after, name."""
    day = since.date()
    at = _start_of(day)
    held = _held(zone, at)
    yield (at + held[0]).replace(tzinfo=None), held[0], *held
    while day < until.date():
        day += DAY
        then, following = _start_of(day), _held(zone, _start_of(day))
        if following != held:
            onset = _onset(zone, at, then, held)
            yield (onset + held[0]).replace(tzinfo=None), held[0], *following
            held = following
        at = then


def _onset(zone: tzinfo, early: datetime, late: datetime, held: tuple[timedelta, str, bool]) -> datetime:
    """Return the second between these two at which something else begins to hold."""
    while late - early > timedelta(seconds=1):
        middle = early + timedelta(seconds=int((late - early).total_seconds()) // 2)
        early, late = (middle, late) if _held(zone, middle) == held else (early, middle)
    return late


def _held(zone: tzinfo, at: datetime) -> tuple[timedelta, str, bool]:
    local = at.astimezone(zone)
    return local.utcoffset() or timedelta(), local.tzname() or "", bool(local.dst())


def _start_of(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)
