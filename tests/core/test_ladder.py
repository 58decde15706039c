"""A ladder, as plain values: which step can be asked for, what it asks for, and what is shown of it."""

from dataclasses import replace

import pytest

from ownaccord.core.calendar import FURTHEST
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.ladder import (
    MOST_STEPS,
    Ladder,
    as_lines,
    as_list,
    asked,
    from_lines,
    from_list,
    is_open,
    stepped_down,
    with_step,
    without_last,
)
from ownaccord.core.position import DAY, Side
from ownaccord.core.terms import Context, Level, Terms, allows_no_more

NOW = 1_790_000_000
FIRST = Terms(level=Level.TRIAL, uses=1, minutes=5, intensity=1, contexts=frozenset({Context.AT_HOME}))
SECOND, THIRD = replace(FIRST, minutes=10), replace(FIRST, minutes=20, conditions=frozenset({"sober"}))
LOOKED_AT = (NOW // DAY + 20) * DAY
THREE = Ladder("massage", Side.GIVE, (FIRST, SECOND, THIRD))
LEADS = Ladder("kneeling", Side.FOLLOW, (FIRST, SECOND), 1, NOW, "red scarf on the door", LOOKED_AT)


def test_only_the_next_step_or_the_same_once_more_can_be_asked_for():
    assert THREE.numbers == (1,)
    on_first = asked(THREE, 1, NOW)
    assert (on_first.place, on_first.asked_at, on_first.numbers) == (1, NOW, (1, 2))
    assert asked(on_first, 1, NOW + 5).place == 1
    for number in (0, 2, 3, 4):
        with pytest.raises(Refused):
            asked(THREE, number, NOW)
    assert replace(THREE, place=3).numbers == (3,)


def test_one_step_down_stops_at_the_foot():
    assert [stepped_down(replace(THREE, place=place), NOW).place for place in (3, 2, 1, 0)] == [2, 1, 0, 0]


def test_a_step_is_a_trial_of_one_time_for_at_most_thirty_days():
    terms = THREE.terms(3, NOW)
    assert terms == replace(THIRD, review_by=NOW + 30 * DAY)
    with pytest.raises(Refused):
        THREE.terms(4, NOW)


def test_a_dynamic_has_a_sign_in_every_step_and_never_counts_beyond_its_review():
    terms = LEADS.terms(1, NOW)
    assert terms.conditions == {"if:red scarf on the door"}
    assert terms.review_by == LOOKED_AT
    assert allows_no_more(terms, replace(FIRST, review_by=LOOKED_AT))
    assert LEADS.is_due(LOOKED_AT)
    with pytest.raises(Refused):
        asked(LEADS, 2, LOOKED_AT)
    for wrong in ({"sign": ""}, {"review_at": None}):
        with pytest.raises(Malformed):
            replace(LEADS, **wrong)


@pytest.mark.parametrize(
    ("in_force", "reaches"),
    [
        (SECOND, True), (replace(SECOND, minutes=None, level=Level.YES, uses=None), True), (FIRST, False),
        (replace(SECOND, conditions=frozenset({"sober"})), True), (replace(SECOND, intensity=None), True),
        (Terms(level=Level.TALK), False), (replace(SECOND, contexts=frozenset({Context.AWAY})), False),
        (Terms(level=Level.NO), False),
    ],
)  # fmt: skip
def test_a_step_is_open_only_when_what_is_in_force_reaches_it(in_force, reaches):
    assert is_open(SECOND, in_force) is reaches


def test_steps_are_added_and_taken_off_at_the_end_and_none_that_was_reached():
    grown = with_step(with_step(Ladder("massage", Side.GIVE), FIRST), SECOND)
    assert grown.steps == (FIRST, SECOND)
    assert without_last(grown).steps == (FIRST,)
    with pytest.raises(Refused):
        without_last(replace(grown, place=2))
    full = replace(grown, steps=(FIRST,) * MOST_STEPS)
    with pytest.raises(Malformed):
        with_step(full, SECOND)


@pytest.mark.parametrize(
    "wrong",
    [
        {"steps": (Terms(level=Level.YES),)}, {"steps": (replace(FIRST, uses=2),)}, {"place": 4}, {"asked_at": -1},
        {"steps": (replace(FIRST, review_by=NOW),)}, {"sign": "two\nlines"}, {"sign": "x" * 121}, {"review_at": "soon"},
    ],
)  # fmt: skip
def test_nothing_else_is_a_ladder(wrong):
    with pytest.raises(Malformed):
        replace(THREE, **wrong)


@pytest.mark.parametrize("made", [THREE, LEADS, replace(THREE, place=2, asked_at=NOW)])
def test_it_is_kept_and_shown_and_read_alike_but_for_how_far_its_owner_is(made):
    assert from_list(made.item, made.side, as_list(made)) == made
    assert from_lines(as_lines(made)) == replace(made, place=0, asked_at=0)
    assert as_lines(made) == as_lines(replace(made, place=0, asked_at=0))


@pytest.mark.parametrize(
    "change",
    [
        lambda lines: (), lambda lines: lines[:3], lambda lines: (("x", "y"), *lines[1:]),
        lambda lines: (*lines, ("step", "zz")), lambda lines: (*lines, ("step", "00")), lambda lines: lines[:4],
        lambda lines: (*lines, ("other", "00")), lambda lines: (*lines[:3], ("review", "007"), *lines[4:]),
        lambda lines: (*lines[:3], ("review", "9" * 5000), *lines[4:]),
        lambda lines: (*lines[:3], ("review", str(LOOKED_AT + 5)), *lines[4:]),
        lambda lines: (*lines[:3], ("review", str(FURTHEST // DAY * DAY + DAY)), *lines[4:]),
        lambda lines: (*lines, ("step", "81" * 3900)),
        lambda lines: (*lines[:4], ("step", lines[4][1].upper())), lambda lines: (lines[0], ("side", "up"), *lines[2:]),
    ],
)  # fmt: skip
def test_whatever_else_somebody_shows_is_no_ladder(change):
    with pytest.raises(Malformed):
        from_lines(change(as_lines(THREE)))


@pytest.mark.parametrize("junk", [None, [], "x", [[1], 0, 0, "", None], [[], 1, 0, "", None], [[], 0, 0, 5, None]])
def test_what_cannot_be_read_is_none(junk):
    with pytest.raises(Malformed):
        from_list("massage", Side.GIVE, junk)
