"""Law 3: tightening is alone and instant: what tightens counts at once, whatever else a statement asks for."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.in_force import in_force
from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.statement import (
    State,
    rewritten,
    with_entry,
    with_pause,
    with_terms,
    with_told,
    with_wait,
    without,
    without_items,
)
from ownaccord.core.terms import NOTHING, Context, Level, Terms, allows_no_more, meet
from ownaccord.core.wish import Step, state_it
from tests.core.people import Pair
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import ITEMS, NOW, RULES, SALT, acts, states, terms

ITEM, GIVE, RECEIVE = "hand-massage", Side.GIVE, Side.RECEIVE
YES = Terms(review_by=NOW + 40 * DAY)


@often
@given(terms(), terms(), acts(when=st.just(NOW)))
def test_what_the_new_statement_does_not_allow_is_not_allowed_from_then_on(old, new, act):
    written = state_it(old, new, NOW).write_now
    if act.level_needed > Level.TALK and model.allows(written, act):
        assert model.allows(new, act)


@often
@given(terms(), terms(), acts(when=st.just(NOW)))
def test_what_both_statements_allow_stays_allowed_without_a_wait(old, new, act):
    if model.allows(old, act) and model.allows(new, act):
        assert model.allows(state_it(old, new, NOW).write_now, act)


@often
@given(terms(), terms())
def test_a_tighter_statement_is_written_as_it_is_and_leaves_no_wish(old, any_terms):
    tighter = meet(replace(old, review_by=max(old.review_by or NOW, NOW)) if old != NOTHING else old, any_terms)
    old = replace(old, review_by=max(old.review_by or NOW, NOW)) if old != NOTHING else old
    if tighter.review_by is None or tighter.review_by >= NOW:
        assert state_it(old, tighter, NOW) == Step(tighter, None)


def test_an_incomparable_statement_tightens_now_and_keeps_the_rest_as_a_wish():
    old = replace(YES, intensity=3, contexts=frozenset({Context.AT_HOME}))
    new = replace(YES, intensity=2, contexts=frozenset({Context.AT_HOME, Context.AWAY}))
    assert state_it(old, new, NOW) == Step(replace(old, intensity=2), new)


def test_a_wish_above_talk_first_leaves_no_trace_in_what_others_hold():
    talk = Terms(level=Level.TALK)
    assert state_it(talk, replace(YES, intensity=2), NOW) == Step(talk, replace(YES, intensity=2))
    assert state_it(NOTHING, YES, NOW) == Step(NOTHING, YES)
    assert state_it(replace(YES, level=Level.TRIAL, uses=1), YES, NOW).write_now == replace(
        YES, level=Level.TRIAL, uses=1
    )


@often
@given(states(), states(), st.sampled_from(ITEMS), st.sampled_from(Side), acts())
def test_whatever_tightens_a_statement_never_allows_more(mine, other, item, side, act):
    entry = mine.entry(item, side)
    tighter = [without(mine, item, side), with_told(mine, item, side), with_pause(mine), without_items(mine, [item])]
    tighter += [without_items(mine, None), with_wait(mine, mine.wait_hours + 1), rewritten(mine, NOW, SALT)]
    if entry is not None:
        lower = meet(entry.terms, Terms(level=Level.TALK, intensity=1))
        tighter.append(with_terms(mine, item, side, lower, mine.at, entry.edition))
    members = ("a", "b")
    for new in tighter:
        for name in ITEMS:
            for way in model.arrangements(RULES[name], members):
                if model.permitted(RULES[name], members, {"a": new, "b": other}, NOW, (), way, act):
                    assert model.permitted(RULES[name], members, {"a": mine, "b": other}, NOW, (), way, act)


def test_withdrawing_touches_one_side_only():
    state = with_entry(State(NOW, SALT), Entry(ITEM, GIVE, YES, NOW, 1))
    state = with_entry(state, Entry(ITEM, RECEIVE, YES, NOW, 1))
    assert [entry.side for entry in without(state, ITEM, GIVE).entries] == [RECEIVE]
    assert with_told(state, ITEM, GIVE).told == {(ITEM, GIVE)}
    assert with_entry(with_told(state, ITEM, GIVE), Entry(ITEM, GIVE, YES, NOW, 1)).told == frozenset()
    assert without_items(state, ["another"]) == state
    assert without_items(state, None).entries == without_items(state, [ITEM]).entries == ()


@pytest.mark.parametrize("level", [Level.NO, Level.TALK])
@pytest.mark.parametrize("clock", [0, -10 * 366 * DAY, 10 * 366 * DAY])
def test_a_tightening_is_read_by_the_other_at_once_whatever_the_clock_says(level, clock):
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    assert pair.levels("ash") == {ITEM: Level.YES}
    pair.clock += clock
    lower = meet(YES, Terms(level=level))
    pair.write(
        "bo", lambda state: with_terms(state, ITEM, RECEIVE, meet(state.terms(ITEM, RECEIVE), lower), state.at, 1)
    )
    pair.clock -= clock
    assert pair.levels("ash").get(ITEM, Level.NO) <= level


def test_a_tightening_changes_nothing_of_what_it_does_not_name():
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    pair.agree("story-reading", Side.SHOW, Side.WATCH)
    pair.write("bo", lambda state: without(state, ITEM, RECEIVE))
    assert pair.levels("ash") == pair.levels("bo") == {"story-reading": Level.YES}


def test_the_pages_of_both_are_made_from_the_same_statements():
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    states_of_both = pair.read("ash").states
    assert in_force(RULES, pair.members, states_of_both, NOW, frozenset()) == pair.in_force("bo")
    assert all(allows_no_more(a.terms, Terms()) for a in pair.in_force("bo"))
