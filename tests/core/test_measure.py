"""Measures: what is usual for oneself, what offers a pause, and what was said around a moment."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.measure import Measure, Scale, around, lows, usual

DAY, NOW = 86_400, 1_000 * 86_400
PLACES = st.integers(0, 4)


def days(*places: int, until: int = NOW, scale: Scale = Scale.MOOD) -> list[Measure]:
    """One measure a day, the last of them just at `until`."""
    return [Measure(until - DAY * back, {scale: place}) for back, place in enumerate(reversed(places))]


@given(st.lists(PLACES, min_size=5, max_size=30))
def test_what_is_usual_is_the_lower_median_of_the_own_last_thirty_days(places: list[int]) -> None:
    older = [Measure(NOW - 30 * DAY - back, {Scale.MOOD: 4}) for back in range(40)]
    other = days(*places, scale=Scale.SLEEP)

    found = usual([*older, *days(*places), *other], Scale.MOOD, NOW)

    assert found == statistics.median_low(places)


def test_nothing_is_usual_before_there_are_five_answers() -> None:
    assert usual(days(1, 1, 1, 1), Scale.MOOD, NOW) is None
    assert usual(days(1, 1, 1, 1, 1), Scale.MOOD, NOW) == 1
    assert usual(days(1, 1, 1, 1, 1), Scale.BODY, NOW) is None


@pytest.mark.parametrize(
    ("before", "newest", "found"),
    [
        ((3, 3, 3, 3, 3), 1, (Scale.MOOD,)),
        ((3, 3, 3, 3, 3), 2, ()),
        ((3, 3, 3, 3, 3), 4, ()),
        ((3, 3, 3, 3), 1, ()),
        ((0, 0, 0, 0, 0), 0, (Scale.MOOD,)),
        ((), 0, (Scale.MOOD,)),
        ((), 1, ()),
    ],
)
def test_low_is_the_lowest_word_or_two_words_below_the_usual(
    before: tuple[int, ...], newest: int, found: tuple[Scale, ...]
) -> None:
    assert lows(days(*before, newest), NOW) == found


def test_only_a_fresh_answer_is_low_and_a_clock_set_back_makes_none() -> None:
    assert lows(days(0), NOW + 2 * DAY) == (Scale.MOOD,)
    assert lows(days(0), NOW + 2 * DAY + 1) == ()
    assert lows(days(0), NOW - 1) == ()
    assert lows([], NOW) == ()


def test_what_is_low_is_found_in_whatever_order_the_answers_come() -> None:
    assert lows(reversed(days(3, 3, 3, 3, 3, 0)), NOW) == lows(days(3, 3, 3, 3, 3, 0), NOW) == (Scale.MOOD,)


def test_around_a_moment_stand_the_middles_of_the_days_before_and_after() -> None:
    every = [*days(0, 1, 4, 4), *days(0, until=NOW + DAY), *days(2, 2, 1, until=NOW - 40 * DAY)]

    assert around(every, Scale.MOOD, NOW - DAY + 1, 2) == (1, 0)
    assert around(every, Scale.MOOD, NOW - DAY, 2) == (0, 4)
    assert around(every, Scale.SLEEP, NOW, 2) == (None, None)


def test_each_scale_has_its_own_newest_answer_and_of_one_second_the_lower_one_counts() -> None:
    low = Measure(NOW - DAY, {Scale.MOOD: 0})
    later = Measure(NOW, {Scale.SLEEP: 4, Scale.BODY: 0})

    assert lows([low, later], NOW) == (Scale.MOOD, Scale.BODY)
    for same in ([Measure(NOW, {Scale.MOOD: 4}), Measure(NOW, {Scale.MOOD: 0})],):
        assert lows(same, NOW) == lows(same[::-1], NOW) == (Scale.MOOD,)


@pytest.mark.parametrize(
    ("at", "said"),
    [(NOW, {}), (NOW, {Scale.MOOD: 5}), (NOW, {Scale.MOOD: -1}), (NOW, {Scale.MOOD: True}), (-1, {Scale.MOOD: 1}),
     (NOW, {"mood": 1})],
)  # fmt: skip
def test_what_is_no_measure_is_refused(at: int, said: dict[Scale, int]) -> None:
    with pytest.raises(Malformed):
        Measure(at, said)
