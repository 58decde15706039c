"""Cooling-off, as plain values: what it withdraws and keeps, and what comes of its end."""

from dataclasses import replace

import pytest

from ownaccord.core.cooling import (
    EVERYTHING,
    About,
    Cooling,
    Kept,
    Scope,
    as_list,
    begun,
    ended,
    from_list,
    lasting,
    renewed,
)
from ownaccord.core.errors import Malformed
from ownaccord.core.position import DAY, TRIAL_REVIEW, Entry, Side
from ownaccord.core.statement import State, with_entry, with_told, without
from ownaccord.core.terms import AT_MOST_TALK, Level, Terms
from ownaccord.core.wish import Wish

NOW = 1_790_000_000
YES, TRIAL = Terms(review_by=NOW + 9 * DAY), Terms(level=Level.TRIAL, uses=1, review_by=NOW + 3 * DAY)
CATEGORIES = {"holding": "touch", "massage": "touch", "story": "words"}
STORY, TOUCH = Scope(About.ITEM, "story"), Scope(About.CATEGORY, "touch")


def category_of(item):
    return CATEGORIES.get(item, "")


@pytest.fixture
def state():
    """Yes to holding, a trial of massage, a story told as a limit to show and Talk first to watch."""
    made = State(at=NOW, salt=bytes(32))
    for item, side, terms in (
        ("holding", Side.TOGETHER, YES),
        ("massage", Side.GIVE, TRIAL),
        ("story", Side.WATCH, AT_MOST_TALK),
        ("gone", Side.GIVE, AT_MOST_TALK),
    ):
        made = with_entry(made, Entry(item, side, terms, NOW, 1))
    return with_told(made, "story", Side.SHOW)


@pytest.mark.parametrize(
    ("scope", "items"),
    [(STORY, {"story"}), (TOUCH, {"holding", "massage"}), (EVERYTHING, {"holding", "massage", "story", "gone"})],
)
def test_beginning_it_is_the_plain_withdrawal_of_all_that_it_covers(state, scope, items):
    plain = state
    for entry in state.entries:
        if entry.item in items:
            plain = without(plain, *entry.key)
    found = begun(scope, state, (), category_of, NOW, None)
    assert found.state == plain
    assert {kept.item for kept in found.cooling.kept} == items
    assert found.state.told == state.told


@pytest.mark.parametrize(("later", "items"), [(2 * DAY, ["holding", "massage"]), (4 * DAY, ["holding"])])
def test_what_had_lapsed_is_withdrawn_too_and_not_offered_again(state, later, items):
    found = begun(TOUCH, state, (), category_of, NOW + later, None)
    assert [kept.item for kept in found.cooling.kept] == items
    assert {entry.item for entry in found.state.entries} == {"story", "gone"}


def test_a_wish_on_what_it_covers_is_kept_where_no_position_was(state):
    wishes = [Wish("massage", Side.GIVE, YES, NOW, 1), Wish("massage", Side.RECEIVE, YES, NOW, 2)]
    found = begun(TOUCH, state, [*wishes, Wish("story", Side.SHOW, YES, NOW, 1)], category_of, NOW, NOW + DAY)
    assert found.gone == tuple(wishes)
    assert found.cooling == Cooling(
        TOUCH, NOW, NOW + DAY,
        (Kept("holding", Side.TOGETHER, YES, 1), Kept("massage", Side.GIVE, TRIAL, 1),
         Kept("massage", Side.RECEIVE, YES, 2)),
    )  # fmt: skip


def test_begun_once_more_it_lasts_since_then_with_the_newer_date_and_loses_nothing():
    first, again = Kept("holding", Side.TOGETHER, YES, 1), Kept("holding", Side.TOGETHER, TRIAL, 1)
    other = Kept("massage", Side.GIVE, TRIAL, 1)
    old, new = Cooling(TOUCH, NOW, NOW + DAY, (first,)), Cooling(TOUCH, NOW + DAY, None, (again, other))
    assert lasting(old, new) == Cooling(TOUCH, NOW, None, (first, other))


def test_its_end_makes_wishes_of_what_was_chosen_and_of_nothing_else():
    kept = (Kept("holding", Side.TOGETHER, YES, 1), Kept("massage", Side.GIVE, TRIAL, 2))
    later = NOW + 200 * DAY
    found = ended(Cooling(TOUCH, NOW, None, kept), (), [("massage", Side.GIVE)], category_of, later)
    assert found.wishes == (Wish("massage", Side.GIVE, renewed(TRIAL, NOW, later), later, 2),)
    assert found.others == ()
    assert ended(Cooling(TOUCH, NOW, None, kept), (), [], category_of, later).wishes == ()


def test_a_wish_of_its_end_lasts_as_long_as_what_was_withdrawn_had_left_and_no_longer():
    left = replace(TRIAL, review_by=NOW + 7 * DAY)
    later = NOW + 200 * DAY
    assert renewed(left, NOW, later).review_by == later + 7 * DAY
    assert renewed(left, NOW + 7 * DAY, later).review_by == later + DAY
    assert renewed(replace(left, review_by=NOW + 900 * DAY), NOW, later).review_by == later + TRIAL_REVIEW


def test_what_another_one_covers_as_well_stays_with_that_one():
    kept = (Kept("holding", Side.TOGETHER, YES, 1),)
    whole = Cooling(EVERYTHING, NOW + DAY, None, ())
    found = ended(Cooling(TOUCH, NOW, None, kept), (whole,), [kept[0].key], category_of, NOW)
    assert found.wishes == ()
    assert found.others == (Cooling(EVERYTHING, NOW + DAY, None, kept),)


@pytest.mark.parametrize("scope", [STORY, TOUCH, EVERYTHING])
def test_it_is_written_and_read_alike(scope):
    made = Cooling(scope, NOW, NOW + DAY, (Kept("holding", Side.TOGETHER, YES, 2**200 % 2**31),))
    assert from_list(Scope.of(str(scope)), as_list(made)) == made


@pytest.mark.parametrize("junk", [None, [], [1, 2], "x", [True, "x", [[1]]], [NOW, None, [["holding", "up", [], 1]]]])
def test_what_cannot_be_read_lasts_and_gives_nothing_back(junk):
    found = from_list(EVERYTHING, junk)
    assert (found.scope, found.kept) == (EVERYTHING, ())


@pytest.mark.parametrize("text", ["", "item", "item:", "everything:x", "category:UP", "other:x", "item:a:b", ":x"])
def test_nothing_else_is_a_scope(text):
    with pytest.raises(Malformed):
        Scope.of(text)
