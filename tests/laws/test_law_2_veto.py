"""Law 2, veto: nothing is in force that any member does not permit; and nothing that all permit is missing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.in_force import in_force, open_sides, told
from ownaccord.core.position import DAY, Entry, ItemRule, Shape, Side, as_of
from ownaccord.core.statement import State, with_entry, with_told
from ownaccord.core.terms import NOTHING, Level, Terms, allows_no_more, permits
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import ITEMS, NOW, PEOPLE, RULES, SALT, acts, moments, spaces

ASH, BO, CAM = PEOPLE[:3]
YES = Terms(review_by=NOW + DAY)


def says(*entries, paused=False):
    """A statement with these (item, side, terms)."""
    state = State(at=NOW - DAY, salt=SALT, paused=paused)
    for item, side, terms in entries:
        state = with_entry(state, Entry(item, side, terms, NOW - DAY, RULES[item].edition))
    return state


@often
@given(spaces(), moments, st.sets(st.sampled_from(PEOPLE), max_size=1), st.lists(acts(), min_size=3, max_size=3))
def test_an_act_is_permitted_exactly_when_every_member_permits_it(space, now, pauses, some_acts):
    members, states = space
    found = {(a.item, a.sides): a.terms for a in in_force(RULES, members, states, now, pauses)}
    for item in ITEMS:
        for way in model.arrangements(RULES[item], members):
            terms = found.get((item, tuple(sorted(way.items()))), NOTHING)
            for act in some_acts:
                act = replace(act, when=max(act.when, now))
                wanted = model.permitted(RULES[item], members, states, now, pauses, way, act)
                assert permits(terms, act) == wanted


@often
@given(spaces(), moments)
def test_what_is_in_force_allows_no_more_than_any_members_position(space, now):
    members, states = space
    for arrangement in in_force(RULES, members, states, now, frozenset()):
        assert sorted(person for person, _ in arrangement.sides) == sorted(members)
        for person, side in arrangement.sides:
            entry = states[person].entry(arrangement.item, side)
            assert allows_no_more(arrangement.terms, entry.terms)
            assert arrangement.terms != NOTHING


@pytest.mark.parametrize("count", [2, 3, 8])
def test_one_veto_is_enough_whoever_it_is(count):
    members = PEOPLE[:count]
    everyone = {person: says(("hand-massage", Side.TOGETHER, YES)) for person in members}
    assert [a.terms for a in in_force(RULES, members, everyone, NOW, frozenset())] == [YES]
    for person in members:
        assert in_force(RULES, members, {**everyone, person: says()}, NOW, frozenset()) == ()
        assert in_force(RULES, members, everyone, NOW, {person}) == ()
        paused = {**everyone, person: replace(everyone[person], paused=True)}
        assert in_force(RULES, members, paused, NOW, frozenset()) == ()
        missing = {each: state for each, state in everyone.items() if each != person}
        assert in_force(RULES, members, missing, NOW, frozenset()) == ()


def test_the_pause_of_somebody_else_changes_nothing_here():
    everyone = {person: says(("hand-massage", Side.TOGETHER, YES)) for person in (ASH, BO)}
    assert len(in_force(RULES, (ASH, BO), everyone, NOW, {CAM})) == 1
    assert len(in_force(RULES, (ASH, BO), {**everyone, CAM: says(paused=True)}, NOW, frozenset())) == 1


@pytest.mark.parametrize("members", [(), (ASH,), tuple(f"{n:032x}" for n in range(9))])
def test_a_space_has_two_to_eight_members(members):
    everyone = {person: says(("hand-massage", Side.TOGETHER, YES)) for person in members}
    assert in_force(RULES, members, everyone, NOW, frozenset()) == ()


def test_my_give_meets_your_receive_and_not_your_give():
    give, receive = ("hand-massage", Side.GIVE, YES), ("hand-massage", Side.RECEIVE, YES)
    assert in_force(RULES, (ASH, BO), {ASH: says(give), BO: says(give)}, NOW, frozenset()) == ()
    (found,) = in_force(RULES, (ASH, BO), {ASH: says(give), BO: says(receive)}, NOW, frozenset())
    assert found.sides == ((ASH, Side.GIVE), (BO, Side.RECEIVE))


def test_a_one_sided_yes_opens_no_side():
    states = {
        ASH: says(("hand-massage", Side.GIVE, YES), ("hand-massage", Side.RECEIVE, YES)),
        BO: says(("hand-massage", Side.RECEIVE, YES)),
    }
    assert open_sides(in_force(RULES, (ASH, BO), states, NOW, frozenset())) == {
        "hand-massage": {ASH: frozenset({Side.GIVE}), BO: frozenset({Side.RECEIVE})}
    }


def test_three_members_all_need_a_side_and_every_side_somebody():
    give, receive = ("hand-massage", Side.GIVE, YES), ("hand-massage", Side.RECEIVE, YES)
    states = {ASH: says(give, receive), BO: says(give, receive), CAM: says(give)}
    found = in_force(RULES, (ASH, BO, CAM), states, NOW, frozenset())
    ways = [tuple(side.value for _, side in arrangement.sides) for arrangement in found]
    assert ways == [("give", "receive", "give"), ("receive", "give", "give"), ("receive", "receive", "give")]


def test_a_side_that_the_item_does_not_know_counts_for_nothing():
    entry = Entry("hand-massage", Side.LEAD, YES, NOW - DAY, 1)
    assert as_of(entry, RULES["hand-massage"], NOW) == NOTHING
    assert as_of(entry, None, NOW) == as_of(None, RULES["hand-massage"], NOW) == NOTHING
    assert as_of(entry, ItemRule("other", (Shape.LEAD_FOLLOW,), 1), NOW) == NOTHING


def test_told_limits_do_not_say_whose_they_are():
    states = {ASH: with_told(says(), "hand-massage", Side.GIVE), BO: says()}
    assert told(states) == {("hand-massage", Side.GIVE)}
    assert told(states) == told({ASH: states[BO], BO: states[ASH]})


@often
@given(spaces(), moments)
def test_nobody_is_special(space, now):
    members, states = space
    renamed = dict(zip(members, reversed(members), strict=True))
    other = in_force(RULES, members, {renamed[person]: state for person, state in states.items()}, now, frozenset())
    back = {(a.item, tuple(sorted((renamed[person], side) for person, side in a.sides)), a.terms) for a in other}
    assert back == {(a.item, a.sides, a.terms) for a in in_force(RULES, members, states, now, frozenset())}


def test_talk_first_is_in_force_without_a_review_date():
    talk = Terms(level=Level.TALK)
    states = {person: says(("hand-massage", Side.TOGETHER, talk)) for person in (ASH, BO)}
    assert [a.terms for a in in_force(RULES, (ASH, BO), states, NOW + 9999 * DAY, frozenset())] == [talk]
