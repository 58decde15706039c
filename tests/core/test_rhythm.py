"""Dates of recheck-ins beside a naive calendar that walks day by day: two years, five time zones, clocks that leap."""

from calendar import monthrange
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownaccord.core import rhythm
from ownaccord.core.errors import Malformed
from ownaccord.core.rhythm import Cadence, Dates, Form, Known, Rhythm

ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "America/Santiago", "Pacific/Chatham")
BEGUN = date(2026, 10, 31)
TWO_YEARS = 2 * 366
WEEKLY = Rhythm(Cadence.WEEK, Form.SHORT)
MONTHLY = Rhythm(Cadence.MONTH, Form.FULL)
EVERY = [WEEKLY, MONTHLY, Rhythm(Cadence.OWN, Form.FULL, 1), Rhythm(Cadence.OWN, Form.SHORT, 21)]
days = st.dates(date(2024, 1, 1), date(2030, 12, 31))
rhythms = st.one_of(st.sampled_from(EVERY), st.integers(1, 365).map(lambda days: Rhythm(Cadence.OWN, Form.FULL, days)))


def walked(of: Rhythm, begun: date, until: date) -> list[date]:
    """The naive calendar: every day is asked whether it is one of them."""
    found, day, since = [], begun, 0
    while day < until:
        day, since = day + timedelta(days=1), since + 1
        last = day.day == monthrange(day.year, day.month)[1]
        monthly = day.day == begun.day or (last and begun.day > day.day)
        if monthly if of.cadence is Cadence.MONTH else since % (7 if of.cadence is Cadence.WEEK else of.days) == 0:
            found.append(day)
    return found


@pytest.mark.parametrize("of", EVERY, ids=lambda each: f"{each.cadence}-{each.days}")
@pytest.mark.parametrize("where", ZONES)
def test_two_years_have_the_dates_of_the_naive_calendar_at_the_hour_on_the_wall(of: Rhythm, where: str) -> None:
    zone, found, at = ZoneInfo(where), [BEGUN], []
    while (coming := rhythm.following(of, BEGUN, found[-1])) and coming <= BEGUN + timedelta(days=TWO_YEARS):
        found.append(coming)
        at.append(rhythm.on_the_wall(coming, 19 * 60, zone))

    assert found[1:] == walked(of, BEGUN, BEGUN + timedelta(days=TWO_YEARS))
    there = [datetime.fromtimestamp(moment, zone) for moment in at]
    assert [(each.date(), each.hour, each.minute) for each in there] == [(day, 19, 0) for day in found[1:]]
    assert [rhythm.day_there(moment, zone) for moment in at] == found[1:]
    offsets = {each.utcoffset() for each in there}
    assert len(offsets) == 2


@pytest.mark.parametrize("where", ZONES)
def test_an_hour_that_a_clock_leaves_out_or_shows_twice_is_one_moment_on_its_day(where: str) -> None:
    zone = ZoneInfo(where)
    moments = [
        rhythm.on_the_wall(BEGUN + timedelta(days=day), minute, zone)
        for day in range(TWO_YEARS) for minute in range(0, 4 * 60, 15)
    ]  # fmt: skip
    odd = [
        (moment, day, minute)
        for moment, (day, minute) in zip(
            moments, ((d, m) for d in range(TWO_YEARS) for m in range(0, 240, 15)), strict=True
        )
        if (there := datetime.fromtimestamp(moment, zone)).hour * 60 + there.minute != minute
    ]
    assert 0 < len(odd) <= 5 * 5
    for moment, day, minute in odd:
        there = datetime.fromtimestamp(moment, zone)
        assert there.date() == BEGUN + timedelta(days=day)
        assert there.hour * 60 + there.minute - minute in (30, 60)


@settings(max_examples=200)
@given(of=rhythms, begun=days, today=days)
def test_what_is_due_and_what_comes_next_are_those_of_the_naive_calendar(of: Rhythm, begun: date, today: date) -> None:
    found = rhythm.dates(of, Known(begun), today)
    every = walked(of, min(begun, today), max(begun, today) + timedelta(days=366))
    assert found.due == max((day for day in every if day <= today), default=None)
    assert found.next == min(day for day in every if day > today)


@settings(max_examples=200)
@given(of=rhythms, begun=days, done=days, looks=st.lists(days, min_size=1, max_size=8))
def test_however_a_clock_leaps_one_date_is_due_at_most_and_looking_changes_nothing(
    of: Rhythm, begun: date, done: date, looks: list[date]
) -> None:
    found = {today: rhythm.dates(of, Known(begun, done=done), today) for today in looks}
    for today in (*looks, *reversed(looks)):
        now = rhythm.dates(of, Known(begun, done=done), today)
        assert now == found[today]
        assert now.due is None or done < now.due <= today
        assert now.next is not None and today < now.next <= today + timedelta(days=366)


def test_what_was_done_today_is_due_no_more_today() -> None:
    for day in walked(WEEKLY, BEGUN, BEGUN + timedelta(days=60)):
        assert rhythm.dates(WEEKLY, Known(BEGUN), day).due == day
        assert rhythm.dates(WEEKLY, Known(BEGUN, done=day), day) == Dates(next=day + timedelta(days=7))


def test_a_date_of_ones_own_stands_in_place_of_the_rhythms_until_it_was_done() -> None:
    own = date(2026, 12, 24)
    before, on = date(2026, 12, 20), date(2026, 12, 24)
    assert rhythm.dates(WEEKLY, Known(BEGUN, own=own), before) == Dates(next=own)
    assert rhythm.dates(None, Known(BEGUN, own=own), before) == Dates(next=own)
    assert rhythm.dates(WEEKLY, Known(BEGUN, own=own), on).due == own
    assert rhythm.dates(WEEKLY, Known(BEGUN, own=own, done=on), on) == rhythm.dates(WEEKLY, Known(BEGUN, done=on), on)


def test_after_every_scene_one_is_due_until_it_was_done_and_nothing_before() -> None:
    after, today = Rhythm(Cadence.SCENE, Form.FULL), date(2027, 3, 1)
    yesterday = date(2027, 2, 28)
    assert rhythm.dates(after, Known(BEGUN), today) == Dates()
    assert rhythm.dates(after, Known(BEGUN, scene=yesterday), today) == Dates(due=yesterday)
    assert rhythm.dates(after, Known(BEGUN, scene=yesterday, done=today), today) == Dates()
    assert rhythm.dates(after, Known(BEGUN, scene=date(2036, 1, 1)), today) == Dates()


@pytest.mark.parametrize("of", [*EVERY, Rhythm(Cadence.SCENE, Form.SHORT)])
def test_a_rhythm_is_read_from_the_card_that_it_makes(of: Rhythm) -> None:
    assert rhythm.from_lines(of.as_lines()) == of


@pytest.mark.parametrize(
    "lines",
    [
        (), (("cadence", "week"),), (("cadence", "often"), ("form", "full")), (("cadence", "week"), ("form", "")),
        (("cadence", "own"), ("form", "full")), (("cadence", "own"), ("form", "full"), ("days", "0")),
        (("cadence", "own"), ("form", "full"), ("days", "366")), (("cadence", "own"), ("form", "full"), ("days", "x")),
        (("cadence", "own"), ("form", "full"), ("days", "007")), (("form", "full"), ("cadence", "week")),
        (("cadence", "week"), ("form", "full"), ("days", "7")), (("cadence", "own"), ("form", "full"), ("days", "٣")),
    ],
)  # fmt: skip
def test_what_is_no_rhythm_is_refused(lines: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(Malformed):
        rhythm.from_lines(lines)


def test_a_month_keeps_its_day_or_its_last_one() -> None:
    found, day = [], date(2028, 1, 31)
    for _ in range(4):
        following = rhythm.following(MONTHLY, date(2028, 1, 31), day)
        assert following is not None
        found.append(following)
        day = following
    assert found == [date(2028, 2, 29), date(2028, 3, 31), date(2028, 4, 30), date(2028, 5, 31)]
    assert datetime.fromtimestamp(rhythm.on_the_wall(date(2027, 1, 1), 0, UTC), UTC) == datetime(2027, 1, 1, tzinfo=UTC)
