"""Law 10, rest: after a no that the others could see, nobody but that person proposes the item for 90 days."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.rest import LENGTH, Rest, after_decline, after_tightening, may_propose, merged
from ownaccord.core.statement import State, with_entry, with_pause, without
from ownaccord.core.terms import Level, Terms
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import ITEMS, NOW, PEOPLE, RULES, SALT, acts, spaces, states

ITEM, GIVE, RECEIVE = "hand-massage", Side.GIVE, Side.RECEIVE
ASH, BO, CAM = PEOPLE[:3]
YES = Terms(review_by=NOW + 40 * DAY)

rests = st.builds(Rest, st.sampled_from(ITEMS), st.sampled_from(PEOPLE[:3]), st.integers(NOW - 2, NOW + 2))


@often
@given(st.lists(rests, max_size=5), st.sampled_from(ITEMS), st.sampled_from(PEOPLE[:3]))
def test_nobody_proposes_what_rests_after_somebody_elses_no(kept, item, person):
    resting = {rest.person for rest in kept if rest.item == item and rest.until > NOW}
    assert may_propose(kept, item, person, NOW) == (not resting - {person})
    assert may_propose(merged(kept, NOW), item, person, NOW) == may_propose(kept, item, person, NOW)
    assert len(merged(kept, NOW)) == len({(rest.item, rest.person) for rest in kept if rest.until > NOW})


@often
@given(spaces(2, 3), st.sampled_from(PEOPLE[:3]), st.data())
def test_a_rest_begins_only_from_a_no_that_changed_what_was_permitted(space, person, data):
    members, before = space
    if person not in before:
        return
    after = {**before, person: data.draw(states())}
    begun = after_tightening(RULES, members, before, after, NOW)
    assert {rest.person for rest in begun} <= {person}
    before, after = ({each: replace(s, paused=False) for each, s in every.items()} for every in (before, after))
    some = data.draw(st.lists(acts(when=st.just(NOW)), min_size=5, max_size=5))
    for item in ITEMS:
        for way in model.arrangements(RULES[item], members):
            for act in some:
                was = model.permitted(RULES[item], members, before, NOW, (), way, act)
                if was and not model.permitted(RULES[item], members, after, NOW, (), way, act):
                    assert item in {rest.item for rest in begun}
    visible = {rest.item for rest in begun}
    assert all(
        any(model.find(before[p], item, way[p]) for way in model.arrangements(RULES[item], members) for p in members)
        for item in visible
    )


def both(of_bo=YES):
    """Ash gives; Bo receives and would also show."""
    ash = with_entry(State(NOW, SALT), Entry(ITEM, GIVE, YES, NOW, 1))
    bo = with_entry(State(NOW, SALT), Entry(ITEM, RECEIVE, of_bo, NOW, 1))
    return {ASH: ash, BO: with_entry(bo, Entry("story-reading", Side.SHOW, YES, NOW, 2))}


def test_a_tightening_that_others_can_see_begins_a_rest_of_ninety_days():
    before = both()
    after = {**before, BO: without(before[BO], ITEM, RECEIVE)}
    assert LENGTH == 90 * DAY
    assert after_tightening(RULES, (ASH, BO), before, after, NOW) == (Rest(ITEM, BO, NOW + 90 * DAY),)
    lower = {**before, ASH: with_entry(before[ASH], Entry(ITEM, GIVE, replace(YES, intensity=2), NOW, 1))}
    assert after_tightening(RULES, (ASH, BO), before, lower, NOW) == (Rest(ITEM, ASH, NOW + 90 * DAY),)


def test_a_tightening_that_nobody_could_see_begins_no_rest():
    before = both()
    after = {**before, BO: without(before[BO], "story-reading", Side.SHOW)}
    assert after_tightening(RULES, (ASH, BO), before, after, NOW) == ()


def test_a_pause_or_a_review_date_that_passed_begins_no_rest():
    before = both()
    assert after_tightening(RULES, (ASH, BO), before, {**before, BO: with_pause(before[BO])}, NOW) == ()
    gone = {**before, BO: without(before[BO], ITEM, RECEIVE)}
    assert after_tightening(RULES, (ASH, BO), before, gone, NOW + 41 * DAY) == ()


def test_a_tightening_during_a_pause_begins_its_rest():
    before = both()
    paused = {**before, ASH: with_pause(before[ASH])}
    after = {**paused, BO: without(before[BO], ITEM, RECEIVE)}
    assert after_tightening(RULES, (ASH, BO), paused, after, NOW) == (Rest(ITEM, BO, NOW + 90 * DAY),)


def test_loosening_begins_no_rest():
    before = both(Terms(level=Level.TALK))
    assert after_tightening(RULES, (ASH, BO), before, both(), NOW) == ()


def test_whoever_declined_may_bring_it_back_and_the_others_after_ninety_days():
    kept = (after_decline(ITEM, BO, NOW),)
    assert may_propose(kept, ITEM, BO, NOW)
    assert not may_propose(kept, ITEM, ASH, NOW)
    assert not may_propose(kept, ITEM, ASH, NOW + 90 * DAY - 1)
    assert may_propose(kept, ITEM, ASH, NOW + 90 * DAY)
    assert may_propose(kept, "story-reading", ASH, NOW)


def test_of_several_rests_the_longest_is_kept_for_each_person():
    kept = [Rest(ITEM, BO, NOW + 5), Rest(ITEM, BO, NOW + 9), Rest(ITEM, CAM, NOW + 7), Rest(ITEM, ASH, NOW)]
    assert merged(kept, NOW) == (Rest(ITEM, BO, NOW + 9), Rest(ITEM, CAM, NOW + 7))
    assert not may_propose(kept, ITEM, BO, NOW)
