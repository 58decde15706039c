"""Calendar text: by the rules of RFC 5545, and read by other software as what it says, for two years in five zones."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events

from ownaccord.care.calendar import text
from ownaccord.core.calendar import EARLIEST, Appointment, Entry, Repeats, Unit
from tests.core.test_calendar import BEGINS, ENDS, RHYTHMS, ZONES, naive
from tests.rooms.care.rfc5545 import faults, offset_at, read, text_of

TODAY = (datetime(2026, 1, 1) - EARLIEST).days
NASTY = 'a, b; c\\ d: "e" \\n ' + "ü" * 30


def entries(zone: str) -> list[Entry]:
    return [
        Entry(f"k{n}", f"u{n}", n, Appointment(f"Note {n}", start, zone, 30, repeats), False, TODAY)
        for n, (start, repeats) in enumerate(RHYTHMS)
    ]


@pytest.mark.parametrize("zone", ZONES)
def test_other_software_reads_the_moments_that_we_mean(zone: str) -> None:
    read = icalendar.Calendar.from_ical(text(entries(zone), TODAY))
    found = recurring_ical_events.of(read).between(BEGINS, ENDS)

    for each in entries(zone):
        starts = sorted(one["DTSTART"].dt.astimezone(UTC) for one in found if one["UID"] == each.uid)
        assert starts == naive(each.appointment)


@pytest.mark.parametrize("zone", ZONES)
def test_its_time_zone_alone_says_what_the_clocks_show_there(zone: str) -> None:
    data = text(entries(zone), TODAY)
    quarters = [datetime(2026, 1, 1) + timedelta(hours=6 * n) for n in range(4 * 731)]
    real = {each: each.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset() for each in quarters}
    changes = [late for early, late in pairwise(quarters) if real[early] != real[late]]
    near = [late - timedelta(minutes=15 * n) for late in changes for n in range(24)]

    assert len(changes) == 4
    for each in [*quarters[::40], *near]:
        assert offset_at(data, zone, each) == each.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset(), each


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Kathmandu", "UTC"])
def test_it_breaks_no_rule(zone: str) -> None:
    assert faults(text(entries(zone), TODAY)) == []


def test_it_breaks_no_rule_with_nothing_in_it_and_with_a_nasty_title_in_two_zones() -> None:
    each = [
        Entry(zone, f"u{n}", 0, Appointment(NASTY, datetime(2026, 5, 1, 9), zone, 1, Repeats(1, Unit.DAYS)), True, 0)
        for n, zone in enumerate(ZONES[:2])
    ]
    assert faults(text([], TODAY)) == []
    assert faults(text(each, TODAY)) == []
    (calendar,) = icalendar.Calendar.from_ical(text(each, TODAY)).subcomponents[2:3]
    assert str(calendar["SUMMARY"]) == NASTY


def test_a_change_and_an_end_are_said_with_the_same_uid_and_a_higher_sequence() -> None:
    at = Appointment("Note", datetime(2026, 5, 1, 9), "UTC", 15)
    said = []
    for entry in (Entry("k", "u", 0, at, False, 1), Entry("k", "u", 1, at, True, 2)):
        (calendar,) = read(text([entry], TODAY))[2]
        (event,) = [each for each in calendar[2] if each[0] == "VEVENT"]
        said.append([text_of(event, name) for name in ("UID", "SEQUENCE", "STATUS", "DTSTAMP")])
    assert said == [["u", "0", "CONFIRMED", "19700102T000000Z"], ["u", "1", "CANCELLED", "19700103T000000Z"]]


def test_it_names_nobody_and_nothing_but_the_title() -> None:
    entry = Entry("consent/secret-item", "u", 0, Appointment("Note", datetime(2026, 5, 1, 9), "UTC", 15), False, TODAY)
    (calendar,) = read(text([entry], TODAY))[2]
    (event,) = [each for each in calendar[2] if each[0] == "VEVENT"]

    assert [(name, value) for name, _, value in calendar[1]] == [
        ("VERSION", "2.0"), ("PRODID", "-//Notes//Notes//EN"), ("CALSCALE", "GREGORIAN"),
    ]  # fmt: skip
    assert sorted((name, value) for name, _, value in event[1]) == [
        ("CLASS", "PRIVATE"), ("DTSTAMP", "20260101T000000Z"), ("DTSTART", "20260501T090000Z"), ("DURATION", "PT15M"),
        ("LAST-MODIFIED", "20260101T000000Z"), ("SEQUENCE", "0"), ("STATUS", "CONFIRMED"), ("SUMMARY", "Note"),
        ("TRANSP", "TRANSPARENT"), ("UID", "u"),
    ]  # fmt: skip
