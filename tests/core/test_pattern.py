"""Patterns beside a naive model: hours are counted on a wall, pairs and triples are all looked at, one by one."""

from datetime import UTC, datetime, timedelta, timezone
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.pattern import DAY, HOUR, MOST, Moment, Pattern, What, found, merged

NOW = 1_800_000_000
ITEMS = ("holding", "massage")
ZONE = timezone(timedelta(hours=2))
TIMES = st.one_of(
    st.integers(NOW - 200 * DAY, NOW + 2 * DAY), st.integers(0, 30).map(lambda days: NOW - days * DAY - NOW % DAY),
    st.sampled_from([NOW - 180 * DAY, NOW - 180 * DAY - 1, NOW - 90 * DAY, NOW - 3 * DAY, NOW, NOW + DAY]),
)  # fmt: skip
MOMENTS = st.lists(
    st.one_of(
        st.builds(Moment, TIMES, st.just(What.ASKED), st.sampled_from(ITEMS)),
        st.builds(Moment, TIMES, st.just(What.WIDER), st.sampled_from(ITEMS), st.integers(1, 3)),
    ),
    max_size=9,
)
LEVELS = st.one_of(st.none(), st.dictionaries(st.sampled_from(ITEMS), st.integers(1, 3)))


def naive(moments: list[Moment], levels: dict[str, int] | None) -> set[str]:
    """The same, as somebody would do it with a diary and a pencil."""
    begin, end = (datetime.fromtimestamp(NOW, UTC) + timedelta(days=days) for days in (-180, 1))
    diary = [(datetime.fromtimestamp(m.at, UTC), m.what.value, m.item, m.level) for m in moments]
    diary = sorted(line for line in diary if begin <= line[0] <= end)
    asked = [(when, item) for when, what, item, _level in diary if what == "asked"]
    wider = [(when, item, level) for when, what, item, level in diary if what == "wider"]
    names = set()
    soon = [when for when, item, _level in wider for asked_at, about in asked
            if about == item and asked_at <= when <= asked_at + timedelta(days=3)]  # fmt: skip
    if len(set(soon)) > 1:
        names.add("soon")
    if any(len({i for _w, i in three}) == 1 and three[2][0] - three[0][0] <= timedelta(days=90)
           for three in combinations(asked, 3)):  # fmt: skip
        names.add("again")
    nightly = [when.astimezone(ZONE).strftime("%H") in {"22", "23", "00", "01", "02", "03", "04", "05"}
               for when, *_rest in diary]  # fmt: skip
    if len(nightly) > 2 and False not in nightly:
        names.add("night")
    last = {item: level for _when, item, level in wider}
    rose = any(levels is not None and item in levels and levels[item] > level for item, level in last.items())
    if levels is not None and len({when for when, *_rest in wider}) > 2 and not rose:
        names.add("one side")
    return names


@given(MOMENTS, LEVELS)
def test_every_pattern_is_the_one_that_a_diary_and_a_pencil_find(
    moments: list[Moment], levels: dict[str, int] | None
) -> None:
    moments = list(dict.fromkeys(moments))
    assert {str(each) for each in found(moments, levels, NOW, ZONE)} == naive(moments, levels)


@given(MOMENTS, LEVELS)
def test_the_order_of_what_is_remembered_does_not_matter(moments: list[Moment], levels: dict[str, int] | None) -> None:
    assert found(reversed(moments), levels, NOW, ZONE) == found(moments, levels, NOW, ZONE)


@given(st.lists(MOMENTS, max_size=12))
def test_what_is_remembered_is_each_once_the_newest_last_and_no_more_than_there_is_room_for(
    several: list[list[Moment]]
) -> None:
    kept: tuple[Moment, ...] = ()
    for more in several:
        kept = merged(kept, more)
        assert kept == merged(kept, more)
    times = sorted({moment for more in several for moment in more})
    assert list(kept) == times[-MOST:]


def test_one_ask_one_yes_and_one_late_evening_are_no_pattern() -> None:
    night = NOW - NOW % DAY - 10 * DAY + 21 * HOUR
    once = [Moment(night, What.ASKED, "holding"), Moment(night + HOUR, What.WIDER, "holding", 2)]
    assert found(once, {"holding": 2}, NOW, ZONE) == frozenset()
    again = [Moment(at.at + 2 * DAY, at.what, "massage", at.level) for at in once]
    assert found([*once, *again], {"holding": 2}, NOW, ZONE) == {Pattern.SOON, Pattern.NIGHT}
