"""Law 1: meet is commutative, associative, idempotent, EVERYTHING is its identity, NOTHING absorbs; and its meaning."""

from dataclasses import replace

import pytest
from hypothesis import given

from ownaccord.core.errors import Malformed
from ownaccord.core.terms import (
    EVERYTHING,
    NOTHING,
    Act,
    Context,
    Level,
    Terms,
    allows_no_more,
    meet,
    meet_all,
    permits,
)
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import NOW, acts, terms

ACT = Act(Context.AT_HOME, NOW, Level.YES)


@often
@given(terms(), acts())
def test_permits_is_what_the_model_says(a, act):
    assert permits(a, act) == model.allows(a, act)


@often
@given(terms(), terms(), acts())
def test_the_meet_permits_exactly_what_both_permit(a, b, act):
    assert model.allows(meet(a, b), act) == (model.allows(a, act) and model.allows(b, act))


@often
@given(terms(), terms(), terms())
def test_meet_is_commutative_associative_and_idempotent(a, b, c):
    assert meet(a, b) == meet(b, a)
    assert meet(meet(a, b), c) == meet(a, meet(b, c))
    assert meet(a, a) == a
    assert meet_all([a, b, c]) == meet(a, meet(b, c))


@often
@given(terms())
def test_everything_is_the_identity_and_nothing_absorbs(a):
    assert meet(EVERYTHING, a) == a
    assert meet(NOTHING, a) == NOTHING
    assert meet_all([]) == EVERYTHING


@often
@given(terms(), acts())
def test_what_allows_nothing_is_equal_to_nothing(a, act):
    empty = [replace(a, level=Level.NO), replace(a, contexts=frozenset()), replace(a, uses=0)]
    assert empty == [NOTHING] * 3
    assert not model.allows(NOTHING, act)


@often
@given(terms(), terms(), acts())
def test_the_order_is_the_order_of_what_is_permitted(a, b, act):
    assert allows_no_more(meet(a, b), a)
    if allows_no_more(a, b) and model.allows(a, act):
        assert model.allows(b, act)


@pytest.mark.parametrize(
    ("wider", "narrower"),
    [
        (Terms(), Terms(level=Level.TRIAL)),
        (Terms(), Terms(intensity=5)),
        (Terms(intensity=3), Terms(intensity=2)),
        (Terms(), Terms(minutes=60)),
        (Terms(minutes=20), Terms(minutes=10)),
        (Terms(), Terms(contexts=frozenset({Context.AWAY}))),
        (Terms(), Terms(conditions=frozenset({"sober"}))),
        (Terms(), Terms(areas_out=frozenset({"neck"}))),
        (Terms(), Terms(signals=frozenset({"three-taps"}))),
        (Terms(), Terms(review_by=NOW)),
        (Terms(review_by=NOW + 1), Terms(review_by=NOW)),
        (Terms(), Terms(uses=1)),
        (Terms(uses=2), Terms(uses=1)),
    ],
)
def test_each_part_of_the_terms_narrows(wider, narrower):
    assert meet(wider, narrower) == meet(narrower, wider) == narrower
    assert allows_no_more(narrower, wider)
    assert not allows_no_more(wider, narrower)


@pytest.mark.parametrize(
    ("limits", "act"),
    [
        ({"level": Level.TRIAL}, ACT),
        ({"intensity": 2}, replace(ACT, intensity=3)),
        ({"minutes": 10}, replace(ACT, minutes=11)),
        ({"contexts": frozenset({Context.AWAY})}, ACT),
        ({"conditions": frozenset({"sober", "slept"})}, replace(ACT, conditions_held=frozenset({"sober"}))),
        ({"areas_out": frozenset({"neck"})}, replace(ACT, areas_touched=frozenset({"neck", "wrists"}))),
        ({"signals": frozenset({"three-taps"})}, ACT),
        ({"review_by": NOW - 1}, ACT),
        ({"uses": 1}, replace(ACT, uses=2)),
    ],
)
def test_each_part_of_the_terms_forbids(limits, act):
    assert permits(Terms(), act)
    assert not permits(Terms(**limits), act)


def test_at_the_review_date_itself_the_terms_still_count():
    assert permits(Terms(review_by=NOW), ACT)


@pytest.mark.parametrize(
    "wrong",
    [
        {"intensity": 0}, {"intensity": 6}, {"intensity": True}, {"minutes": 0}, {"minutes": 1441}, {"uses": -1},
        {"uses": 100}, {"review_by": -1}, {"review_by": 2**53 + 1}, {"level": 3}, {"contexts": frozenset({"at_home"})},
        {"conditions": frozenset({""})}, {"conditions": frozenset({"x" * 201})}, {"signals": frozenset({"a\x00b"})},
        {"areas_out": frozenset({" neck"})}, {"areas_out": frozenset({"e\u0301"})}, {"conditions": frozenset({7})},
        {"conditions": frozenset({"half \ud800 a letter"})},
    ],
)  # fmt: skip
def test_terms_outside_their_ranges_cannot_be_made(wrong):
    with pytest.raises(Malformed):
        Terms(**wrong)


@pytest.mark.parametrize(
    "right",
    [
        {"intensity": 1}, {"intensity": 5}, {"minutes": 1}, {"minutes": 1440}, {"uses": 1}, {"uses": 99},
        {"review_by": 0}, {"review_by": 2**53}, {"conditions": frozenset({"x"})},
        {"conditions": frozenset({"x" * 200})},
    ],
)  # fmt: skip
def test_terms_at_the_edge_of_their_ranges_can_be_made(right):
    assert Terms(**right).level is Level.YES


@pytest.mark.parametrize("wrong", [{"level_needed": Level.NO}, {"uses": 0}])
def test_an_act_needs_a_level_and_a_use(wrong):
    with pytest.raises(Malformed):
        replace(ACT, **wrong)
