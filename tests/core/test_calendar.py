"""What stands in somebody's calendar: local times that stay, entries that are the same for ever, and what is cancelled.

The naive models walk day by day and look at nothing that the rules under test look at.
"""

import calendar as months
from datetime import UTC, date, datetime, timedelta
from itertools import count
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.calendar import (
    EARLIEST,
    Appointment,
    Choices,
    Entry,
    Kind,
    Occasion,
    Repeats,
    Unit,
    appointments,
    entry_as_plain,
    entry_from_plain,
    merged,
    times,
)
from ownaccord.core.errors import Malformed

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Africa/Casablanca")
TITLES = {kind: f"Note {kind}" for kind in Kind}
# Each begins where clocks change, or in a month that others are shorter than.
RHYTHMS = (
    (datetime(2026, 1, 4, 2, 30), None),
    (datetime(2026, 1, 4, 2, 30), Repeats(1, Unit.WEEKS)),
    (datetime(2026, 3, 1, 0, 15), Repeats(1, Unit.DAYS)),
    (datetime(2026, 1, 31, 1, 45), Repeats(1, Unit.MONTHS)),
    (datetime(2026, 8, 30, 19, 0), Repeats(2, Unit.WEEKS, 20)),
    (datetime(2026, 2, 28, 2, 0), Repeats(3, Unit.MONTHS)),
)  # fmt: skip
BEGINS, ENDS = datetime(2026, 1, 1, tzinfo=UTC), datetime(2028, 1, 1, tzinfo=UTC)


def naive(appointment: Appointment) -> list[datetime]:
    """Two years day by day; each local time by trying the offsets that the zone has around it."""
    days = [date(2026, 1, 1) + timedelta(days=n) for n in range(-1, 732)]
    hits = [day for day in days if day >= appointment.start.date() and falls(appointment, day)]
    if appointment.repeats is not None and appointment.repeats.times:
        hits = hits[: appointment.repeats.times]
    moments = [in_utc(datetime.combine(day, appointment.start.time()), ZoneInfo(appointment.zone)) for day in hits]
    return [each for each in moments if BEGINS <= each < ENDS]


def falls(appointment: Appointment, day: date) -> bool:
    start, repeats = appointment.start.date(), appointment.repeats
    if repeats is None:
        return day == start
    if repeats.unit is Unit.MONTHS:
        apart = (day.year - start.year) * 12 + day.month - start.month
        last = months.monthrange(day.year, day.month)[1]
        return apart % repeats.every == 0 and day.day == (last if start.day > 28 else start.day)
    return (day - start).days % (repeats.every * (7 if repeats.unit is Unit.WEEKS else 1)) == 0


def in_utc(local: datetime, zone: ZoneInfo) -> datetime:
    """The first moment at which a clock there shows this; where none ever does, by the offset from before."""
    near = [local.replace(tzinfo=UTC) + timedelta(hours=n) for n in range(-36, 37)]
    offsets = [each.astimezone(zone).utcoffset() or timedelta() for each in near]
    shows = [local.replace(tzinfo=UTC) - each for each in offsets]
    found = [each for each in shows if each.astimezone(zone).replace(tzinfo=None, fold=0) == local]
    return min(found) if found else local.replace(tzinfo=UTC) - offsets[0]


@pytest.mark.parametrize("zone", ZONES)
def test_a_local_time_stays_one_for_two_years_of_changing_clocks(zone: str) -> None:
    for start, repeats in RHYTHMS:
        each = Appointment("Note", start, zone, 30, repeats)
        found = times(each, ZoneInfo(zone), int(BEGINS.timestamp()), int(ENDS.timestamp()))
        assert [moment.astimezone(UTC) for moment in found] == naive(each)


def test_in_months_what_begins_after_the_28th_is_on_the_last_day_of_each() -> None:
    at = int(datetime(2027, 1, 29, 12, 0, tzinfo=UTC).timestamp())
    named = [Occasion(Kind.RECHECK, "x", at, repeats=Repeats(1, Unit.MONTHS, 3))]
    (found,) = appointments(named, Choices("UTC", 9, TITLES), UTC).values()

    days = [moment.day for moment in times(found, UTC, at, at + 10**7)]
    assert (found.start, days) == (datetime(2027, 1, 31, 12, 0), [31, 28, 31])
    with pytest.raises(Malformed):
        Appointment("Note", datetime(2027, 1, 29, 12), "UTC", 15, Repeats(1, Unit.MONTHS))


def test_a_time_without_end_ends_at_what_was_asked_for_and_at_a_thousand() -> None:
    daily = Appointment("Note", EARLIEST, "UTC", 1, Repeats(1, Unit.DAYS))

    assert len(times(daily, UTC, 0, 86_400 * 3)) == 3
    assert len(times(daily, UTC, 0, 4_000_000_000)) == 1000


def test_what_has_only_a_day_stands_at_its_owners_hour_and_once() -> None:
    chosen = Choices("Asia/Kathmandu", 19, TITLES)
    day = datetime(2026, 5, 1, 20, 0, tzinfo=UTC)  # already the second of May there
    named = [Occasion(Kind.REVIEW, f"a{n}", int(day.timestamp()) + n, exact=False) for n in range(3)]

    found = appointments(named, chosen, ZoneInfo(chosen.zone))

    title, start = "Note review", datetime(2026, 5, 2, 19, 0)
    assert found == {"review/2026-05-02": Appointment(title, start, "Asia/Kathmandu", 15)}


def test_an_exact_moment_stands_at_the_local_time_that_it_is() -> None:
    at = int(datetime(2026, 7, 1, 10, 0, 59, tzinfo=UTC).timestamp())
    named = [Occasion(Kind.FOLLOW_UP, "x", at, 5, Repeats(1, Unit.DAYS, 3))]

    found = appointments(named, Choices("Europe/Berlin", 9, TITLES), ZoneInfo("Europe/Berlin"))

    start = datetime(2026, 7, 1, 12, 0)
    assert found == {"x": Appointment("Note follow-up", start, "Europe/Berlin", 5, Repeats(1, Unit.DAYS, 3))}


DAY = (datetime(2026, 6, 1) - EARLIEST).days
WANTED = st.dictionaries(
    st.sampled_from(["a", "b", "c"]),
    st.builds(
        Appointment, st.sampled_from(["One", "Two"]),
        st.integers(-40, 40).map(lambda n: datetime(2026, 6, 1, 10) + timedelta(days=n)),
        st.just("UTC"), st.just(15), st.sampled_from([None, Repeats(1, Unit.WEEKS)]),
    ),
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 40), WANTED), max_size=6))
def test_whoever_read_any_earlier_calendar_learns_every_change_from_a_later_one(
    looks: list[tuple[int, dict[str, Appointment]]],
) -> None:
    """A reader that keeps what it read, and takes from a calendar only what has a higher sequence, is always right."""
    numbers, kept, reader, today = count(), (), {}, DAY
    for later, wanted in looks:
        today += later
        kept = merged(kept, wanted, today, lambda: f"u{next(numbers)}")
        shown = {each.key: each for each in kept}
        assert len({each.uid for each in kept}) == len(kept)
        for entry in kept:
            old = reader.get(entry.uid)
            if old is None or entry.sequence > old.sequence:
                reader[entry.uid] = entry
            assert reader[entry.uid] == entry
        assert {key: each.appointment for key, each in shown.items() if not each.cancelled and key in wanted} == wanted
        ahead = [each for each in reader.values() if not each.cancelled and is_ahead(each, today)]
        assert {each.uid for each in ahead} <= {shown[key].uid for key in wanted}


def is_ahead(entry: Entry, today: int) -> bool:
    return entry.appointment.repeats is not None or (entry.appointment.start - EARLIEST).days >= today


def test_what_is_over_stays_a_month_and_what_was_cancelled_is_forgotten_later() -> None:
    past = Appointment("Note", datetime(2026, 5, 20, 10), "UTC", 15)
    kept = merged((), {"a": past}, DAY, lambda: "u1")

    assert merged(kept, {}, DAY, lambda: "u2") == (Entry("a", "u1", 0, past, False, DAY),)
    assert merged(kept, {}, DAY + 40, lambda: "u2") == ()


def test_an_entry_is_what_a_vault_kept_of_it() -> None:
    for start, repeats in RHYTHMS:
        entry = Entry("consent/x", "ab12", 3, Appointment("Nöte, ;", start, "UTC", 30, repeats), True, DAY)
        assert entry_from_plain(entry_as_plain(entry)) == entry


GOOD = ["k", "u", 0, ["Note", 30_000_000, "UTC", 15, []], False, 20_000]


@pytest.mark.parametrize(
    ("place", "value"),
    [(0, ""), (1, "a b"), (1, 5), (2, -1), (2, True), (3, []), (3, ["a\nb", 1, "UTC", 15, []]), (4, 0), (5, 10**9),
     (3, ["Note", 10**12, "UTC", 15, []]), (3, ["Note", 1, "Zo\ne", 15, []]), (3, ["Note", 1, "UTC", 0, []]),
     (3, ["Note", 1, "UTC", 15, [1, "years", 0]]), (3, ["Note", 1, "UTC", 15, [0, "days", 0]])],
)  # fmt: skip
def test_what_is_no_entry_is_malformed(place: int, value: object) -> None:
    assert entry_from_plain(GOOD).uid == "u"
    with pytest.raises(Malformed):
        entry_from_plain([*GOOD[:place], value, *GOOD[place + 1 :]])


def test_an_occasion_needs_a_key_a_moment_and_a_length() -> None:
    for wrong in ({"key": ""}, {"at": -1}, {"at": 2**40}, {"minutes": 0}, {"minutes": 1441}):
        with pytest.raises(Malformed):
            Occasion(**{"kind": Kind.REVIEW, "key": "k", "at": 0, **wrong})  # type: ignore[arg-type]
