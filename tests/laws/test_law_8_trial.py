"""Law 8: a trial is spent by a scene. A confirmation holds one use back, for this scene only; a start spends it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core import opening
from ownaccord.core.errors import Loosens, Ratcheted, Refused
from ownaccord.core.ledger import Acts
from ownaccord.core.opening import AnotherLook
from ownaccord.core.plan import planned
from ownaccord.core.position import DAY
from ownaccord.core.statement import with_entry, with_pause, without
from ownaccord.core.terms import Context, Level
from ownaccord.core.trial import Debrief, may_grant_again, settled
from tests.core.scenes import GIVE, ITEM, Scenes
from tests.laws.pace import often

HOUR = 3600


def free_uses(pair, name="ash"):
    """How often the trial can still be done outside of a scene, as everybody reads it."""
    return max((a.terms.uses for a in pair.in_force(name)), default=0)


@pytest.fixture
def pair():
    """Ash and Bo with a trial of one use."""
    people = Scenes()
    people.trial()
    return people


def test_a_confirmation_holds_one_use_back_that_counts_for_its_scene_only(pair):
    plan, other = pair.plan(), pair.plan()
    pair.confirm("bo", plan)
    assert free_uses(pair) == 1
    pair.confirm("ash", plan)
    assert free_uses(pair) == free_uses(pair, "bo") == 0
    assert pair.for_plan("bo", plan) == {ITEM}
    pair.start("ash", plan)
    assert pair.for_plan("bo", plan) == pair.for_plan("ash", plan) == {ITEM}
    assert pair.for_plan("bo", other) == pair.for_plan("ash", other) == set()


def test_after_the_scene_the_use_is_spent_for_good_and_not_put_back(pair):
    plan = pair.plan()
    pair.begin(plan)
    pair.clock += HOUR
    pair.end("bo")
    assert pair.for_plan("ash", plan) == set()
    pair.clock += 25 * HOUR
    for name in ("ash", "bo"):
        with pytest.raises(Refused, match="nothing to put back"):
            pair.put_back(name, [GIVE])
    assert free_uses(pair) == 0
    pair.settle("ash")
    assert pair.read("bo").states[pair.person("ash")].entry(*GIVE) is None
    assert free_uses(pair) == 0


@pytest.mark.parametrize("hours", [2, 3, 48, 24 * 20])
def test_without_a_start_no_time_and_no_other_record_puts_it_back_but_its_author_in_one_act(pair, hours):
    pair.confirm("ash", pair.plan())
    pair.clock += hours * HOUR
    assert free_uses(pair) == 0
    pair.settle("bo")
    pair.settle("ash")
    assert free_uses(pair) == 0
    with pytest.raises(Refused, match="nothing to put back"):
        pair.put_back("bo", [GIVE])
    pair.put_back("ash", [GIVE])
    assert free_uses(pair) == free_uses(pair, "bo") == 1


def test_while_its_confirmation_counts_nothing_is_put_back(pair):
    pair.confirm("ash", pair.plan())
    pair.clock += 2 * HOUR - 1
    with pytest.raises(Ratcheted) as refused:
        pair.put_back("ash", [GIVE])
    assert refused.value.until == pair.clock + 1


def test_a_use_is_not_put_back_by_a_record_that_does_not_say_so(pair):
    pair.confirm("ash", pair.plan())
    pair.clock += 3 * HOUR
    with pytest.raises(Loosens, match="no second act"):
        pair.write("ash", lambda state: replace(state, scene=None), Acts(now=pair.clock))


def test_a_plan_that_is_confirmed_in_place_of_another_takes_the_use_along(pair):
    first = pair.plan()
    second = pair.plan()
    for plan in (first, second):
        pair.confirm("ash", plan)
    pair.confirm("bo", second)
    pair.start("bo", second)
    assert pair.for_plan("bo", second) == {ITEM}
    assert free_uses(pair) == 0


@pytest.mark.parametrize("hours", [40, 30 * 24])
def test_a_scene_that_began_spends_also_what_its_author_never_wrote_down_and_what_has_lapsed(pair, hours):
    plan = pair.plan()
    for name in ("ash", "bo"):
        pair.confirm(name, plan)
    pair.start("bo", plan)
    pair.clock += hours * HOUR
    with pytest.raises(Loosens, match="not said yet"):
        pair.write("bo", lambda state: replace(state, scene=None), Acts(now=pair.clock))
    with pytest.raises(Refused, match="nothing to put back"):
        pair.put_back("ash", [GIVE])
    pair.step("ash", opening.carried)
    pair.settle("bo")
    pair.settle("ash")
    assert free_uses(pair) == 0


def test_granting_a_spent_trial_again_takes_a_wish_and_a_wait(pair):
    plan = pair.plan()
    entry = pair.read("ash").states[pair.person("ash")].entry(*GIVE)
    pair.begin(plan)
    pair.end("ash")
    pair.clock += 25 * HOUR
    states = pair.read("ash").states

    def again(state):
        return with_entry(settled(pair.person("ash"), state, states), entry)

    with pytest.raises(Loosens, match="no second act"):
        pair.write("ash", again, Acts(putting_back=frozenset([GIVE]), now=pair.clock))
    pair.settle("ash")
    pair.raise_to("ash", *GIVE, entry.terms)
    assert free_uses(pair) == 1


def test_a_withdrawal_in_the_middle_of_the_scene_counts_at_once(pair):
    plan = pair.plan()
    pair.begin(plan)
    pair.write("ash", lambda state: without(state, *GIVE))
    assert pair.for_plan("bo", plan) == set()


def test_a_plan_whose_trial_is_gone_needs_another_look(pair):
    plan = pair.plan()
    pair.write("bo", with_pause)
    with pytest.raises(AnotherLook):
        pair.confirm("ash", plan)


@often
@given(st.integers(1, 3), st.lists(st.sampled_from(["scene", "not today", "back", "days"]), max_size=6))
def test_uses_are_counted_as_a_naive_onlooker_counts_them(uses, days):
    pair = Scenes()
    pair.trial(uses)
    left, held = uses, 0
    for what in days:
        if what == "scene" and left + held:
            pair.begin(pair.plan(lines=_lines(pair)))
            left, held = (left, 0) if held else (left - 1, 0)
            pair.end("ash")
            pair.clock += 25 * HOUR
            pair.settle("ash")
            pair.settle("bo")
        elif what == "not today" and left + held:
            pair.confirm("ash", pair.plan(lines=_lines(pair)))
            left, held = (left, 1) if held else (left - 1, 1)
            pair.clock += 3 * HOUR
        elif what == "back" and held:
            pair.put_back("ash", [GIVE])
            left, held = left + 1, 0
        else:
            pair.clock += DAY
        assert free_uses(pair) == free_uses(pair, "bo") == left


def _lines(pair):
    """The one line, whether or not its use is held back from an earlier try."""
    moment = pair.moment("ash")
    found = opening.in_force(moment.rules, moment.members, moment.states, moment.now, frozenset(), bytes(32))
    return tuple(planned(each, Context.AT_HOME) for each in found if each.terms.level > Level.TALK)


def test_a_spent_trial_waits_for_the_own_debrief_and_for_the_own_line():
    ended = 1000
    assert not may_grant_again(ended, [], None)
    assert not may_grant_again(ended, [Debrief(ended - 1, 9)], None)
    assert may_grant_again(ended, [Debrief(ended, None)], None)
    assert not may_grant_again(ended, [Debrief(ended, None)], 5)
    assert not may_grant_again(ended, [Debrief(ended, 9), Debrief(ended + 5, 4)], 5)
    assert may_grant_again(ended, [Debrief(ended + 5, 5), Debrief(ended, 1)], 5)
    assert not may_grant_again(None, [Debrief(ended, 9)], None)
