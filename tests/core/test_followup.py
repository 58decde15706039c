"""When follow-ups come: own times, hours that pass evenly through every change of the clock, and own dips."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core import followup
from ownaccord.core.followup import HOUR, LONGEST, MOST, USUAL, Moment, Times

END = 1_700_000_000
ZONES = ("Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Santiago")
HOURS = st.sets(st.integers(1, LONGEST), max_size=MOST).map(lambda found: tuple(sorted(found)))
DIPS = st.lists(st.integers(0, (LONGEST + 30) * HOUR), max_size=12)


def test_without_own_times_they_come_after_six_hours_and_after_one_two_and_three_days() -> None:
    assert followup.moments(END, Times()) == (
        Moment(6, END + 6 * HOUR, END + 24 * HOUR), Moment(24, END + 24 * HOUR, END + 48 * HOUR),
        Moment(48, END + 48 * HOUR, END + 72 * HOUR), Moment(72, END + 72 * HOUR, END + 120 * HOUR),
    )  # fmt: skip


def test_none_at_all_is_a_choice_too() -> None:
    assert followup.moments(END, Times(()), [6 * HOUR]) == ()


@pytest.mark.parametrize("hours", [(0,), (-6,), (LONGEST + 1,), (24, 6), (6, 6), tuple(range(1, MOST + 2))])
def test_what_are_no_times_is_refused(hours: tuple[int, ...]) -> None:
    with pytest.raises(ValueError):
        Times(hours)


@pytest.mark.parametrize("zone", ZONES)
def test_through_two_years_of_changed_clocks_the_same_hours_pass(zone: str) -> None:
    """Every third day at half past one in the night, there; the independent clock is the zone's own."""
    place = ZoneInfo(zone)
    wall = datetime(2026, 1, 1, 1, 30, tzinfo=place)
    for day in range(0, 731, 3):
        ended = wall + timedelta(days=day)
        found = followup.moments(int(ended.timestamp()), Times())
        there = [datetime.fromtimestamp(each.at, UTC) - ended.astimezone(UTC) for each in found]
        assert there == [timedelta(hours=each) for each in USUAL]
        clock = [datetime.fromtimestamp(each.at, place).replace(tzinfo=None) for each in found]
        assert all(abs(at - ended.replace(tzinfo=None) - gone) <= timedelta(hours=1)
                   for at, gone in zip(clock, there, strict=True))  # fmt: skip


@given(HOURS, DIPS, st.integers(0, 2**33))
def test_at_any_moment_at_most_one_is_there_and_a_clock_that_jumps_makes_none_of_them_wait(
    hours: tuple[int, ...], dips: list[int], now: int
) -> None:
    found = followup.moments(END, Times(hours), dips)
    assert sum(each.is_here(now) for each in found) <= 1
    assert [each.at for each in found] == sorted({each.at for each in found})
    assert [each.hours for each in found] == list(hours)


@given(HOURS, DIPS)
def test_a_dip_moves_only_the_nearest_one_and_never_past_where_the_dip_came(
    hours: tuple[int, ...], dips: list[int]
) -> None:
    still = followup.moments(END, Times(hours, moves=False), dips)
    moved = followup.moments(END, Times(hours), dips)
    assert [each.at - END for each in still] == [each * HOUR for each in hours]
    for before, after in zip(still, moved, strict=True):
        if before.at != after.at:
            toward = [END + each for each in dips if (after.at - before.at) * (END + each - before.at) > 0]
            assert toward
            assert abs(after.at - before.at) < max(abs(each - before.at) for each in toward)


def test_one_dip_moves_it_half_the_way_and_two_two_thirds() -> None:
    def second(*dips: int) -> int:
        return followup.moments(0, Times(), [each * HOUR for each in dips])[1].at

    assert (second(), second(30), second(30, 30), second(30, 33), second(20)) == (
        24 * HOUR, 27 * HOUR, 28 * HOUR, 29 * HOUR, 22 * HOUR,
    )  # fmt: skip
    assert second(14, 37) == 24 * HOUR, "these belong to the one before and the one after"


def test_a_dip_belongs_to_the_end_before_it_and_counts_for_later_scenes_alone() -> None:
    day = 24 * HOUR
    ends, lows = (10 * day, 40 * day), (9 * day, 12 * day, 39 * day, 40 * day + HOUR)
    assert followup.dips(ends, lows, before=40 * day) == (2 * day,)
    assert followup.dips(ends, lows, before=40 * day + 1) == (HOUR, 2 * day)
    assert followup.dips(ends, lows, before=10 * day) == ()
    assert followup.dips((), lows, before=99 * day) == ()
