"""The plot of one's own measures: what is drawn is what the table says, and there are never many marks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from ownaccord.core.measure import Measure, Scale
from ownaccord.journal import plot
from ownaccord.journal.plot import Span, draw, frame

LAST = date(2026, 11, 26)
NOON = int(datetime(2026, 11, 26, 12, tzinfo=UTC).timestamp())
DAY = 86_400


def day_of(moment: int) -> date:
    return datetime.fromtimestamp(moment, UTC).date()


def three_years(a_day: int = 1) -> list[Measure]:
    """Every day of three years, every scale, several times a day."""
    return [
        Measure(NOON - DAY * back - number, dict.fromkeys(Scale, (back + number) % 5))
        for back in range(1120) for number in range(a_day)
    ]  # fmt: skip


@pytest.mark.parametrize(("span", "most"), [(Span.SEASON, 92), (Span.YEAR, 53), (Span.THREE_YEARS, 40)])
def test_three_years_of_answers_are_a_few_hundred_marks_and_as_many_rows(span: Span, most: int) -> None:
    found = draw(frame(span, LAST), three_years(3), (), {}, day_of)

    assert [lane.marks.count("M") for lane in found.lanes] == [most] * 5
    assert [len(lane.spots) for lane in found.lanes] == [most] * 5
    assert len(found.rows) == most
    assert found.rows[0].last == LAST and found.rows[-1].first == found.frame.first


def test_a_row_says_the_middle_and_how_far_it_went() -> None:
    said = [Measure(NOON - number, {Scale.MOOD: place}) for number, place in enumerate((4, 1, 2))]
    found = draw(frame(Span.SEASON, LAST), [*said, Measure(NOON - DAY, {Scale.SLEEP: 3})], (), {}, day_of)

    assert [(row.first, row.last, dict(row.spots)) for row in found.rows] == [
        (LAST, LAST, {Scale.MOOD: plot.Spot(91, 2, 1, 4)}),
        (LAST - timedelta(days=1), LAST - timedelta(days=1), {Scale.SLEEP: plot.Spot(90, 3, 3, 3)}),
    ]
    assert found.lanes[0].ranges.count("M") == 1
    assert [lane.ranges for lane in found.lanes[1:]] == [""] * 4


def test_the_highest_word_stands_on_top_the_lowest_at_the_bottom_and_the_newest_at_the_right() -> None:
    said = [Measure(NOON, {Scale.SLEEP: 4}), Measure(NOON - 91 * DAY, {Scale.SLEEP: 0})]
    marks = draw(frame(Span.SEASON, LAST), said, (), {}, day_of).lanes[1].marks

    old, new = (tuple(map(float, each.split("h")[0].split())) for each in marks.split("M")[1:])
    assert old[0] < 10 and new[0] > 300
    assert new[1] < 10 and old[1] > 60


def test_moments_and_the_quiet_line_are_drawn_where_they_are() -> None:
    moments = [LAST, LAST, LAST - timedelta(days=3), LAST - timedelta(days=400), LAST + timedelta(days=1)]
    found = draw(frame(Span.SEASON, LAST), [], moments, {Scale.MOOD: 2}, day_of)

    assert [lane.events.count("M") for lane in found.lanes] == [2] * 5
    assert [lane.usual for lane in found.lanes] == ["M8 38H312", "", "", "", ""]
    assert found.rows == ()


def test_what_is_outside_the_days_is_not_drawn() -> None:
    said = [Measure(NOON + DAY, {Scale.BODY: 1}), Measure(NOON - 92 * DAY, {Scale.BODY: 1})]

    assert [lane.marks for lane in draw(frame(Span.SEASON, LAST), said, (), {}, day_of).lanes] == [""] * 5


def test_every_scale_has_a_shape_of_its_own() -> None:
    said = [Measure(NOON, dict.fromkeys(Scale, 2))]
    lanes = draw(frame(Span.SEASON, LAST), said, (), {}, day_of).lanes

    assert len({lane.marks for lane in lanes}) == 5
