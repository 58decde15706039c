"""Law 3 around scenes: whoever has noted what of a scene, and however long ago, a No is always written.

Histories of two people with trials: they confirm, start, end and pass the time, and not everybody writes a record
after it. After each step each of them says something that only tightens; nothing that was spent comes back; and when
no scene runs, the two can begin another one.
"""

from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ownaccord.core import ratchet
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Acts
from ownaccord.core.opening import OthersFirst
from ownaccord.core.position import DAY, Side
from ownaccord.core.statement import with_entry, with_pause, with_wait
from ownaccord.core.terms import Level, Terms
from ownaccord.core.trial import settled
from ownaccord.core.wish import Wish
from tests.core.scenes import GIVE, OTHER, RECEIVE, Scenes
from tests.laws.pace import often

HOUR = 3600
BOTH = ("ash", "bo")


@pytest.fixture
def pair():
    """Ash and Bo with a trial each and one more thing. Bo started and ended a scene; Ash wrote nothing since."""
    people = with_trials()
    plan = people.plan()
    for name in BOTH:
        people.confirm(name, plan)
    people.start("bo", plan)
    people.clock += HOUR
    people.end("bo")
    return people


def with_trials():
    """Each has a trial on their side, twice; and both a Yes that is not a trial."""
    pair = Scenes()
    for name, key in (("ash", GIVE), ("bo", RECEIVE)):
        pair.raise_to(name, *key, Terms(level=Level.TRIAL, uses=2, review_by=pair.clock + 29 * DAY))
    pair.agree(OTHER, Side.SHOW, Side.WATCH)
    return pair


def longer_wait(state):
    return with_wait(state, state.wait_hours + 1)


def uses(pair):
    """The uses left of each trial, as its author's statement counts them outside of a scene."""
    states = pair.read("ash").states
    found = [(states[pair.person(name)].free(*key)) for name, key in (("ash", GIVE), ("bo", RECEIVE))]
    return [0 if entry is None else entry.terms.uses for entry in found]


def another(pair):
    """Another plan is confirmed by both, whoever has to be first, and started."""
    plan = pair.plan()
    order = BOTH
    try:
        pair.confirm(order[0], plan)
    except OthersFirst:
        order = order[::-1]
        pair.confirm(order[0], plan)
    pair.confirm(order[1], plan)
    pair.start(order[1], plan)


def emptied(state):
    return replace(state.scene, held=())


@pytest.mark.parametrize("change", [longer_wait, with_pause])
@pytest.mark.parametrize("hours", [1, 23, 25, 24 * 20])
def test_a_no_is_written_although_the_other_has_noted_nothing_of_the_scene(pair, hours, change):
    pair.clock += hours * HOUR
    pair.say("bo", change)
    assert uses(pair)[0] == 1
    pair.say("ash", change)
    assert uses(pair) == [1, 1]


def test_what_is_spent_holds_nothing_back_any_more_while_it_is_kept_for_the_other(pair):
    pair.clock += 25 * HOUR
    pair.say("bo", longer_wait)
    scene = pair.read("bo").states[pair.person("bo")].scene
    assert scene is not None and scene.held == ()
    pair.say("ash", longer_wait)
    pair.say("bo", longer_wait)
    assert pair.read("bo").states[pair.person("bo")].scene is None
    assert uses(pair) == [1, 1]


def test_a_spent_trial_can_be_granted_again_while_its_scene_is_kept_for_the_other(pair):
    pair.clock += 25 * HOUR
    key, terms = RECEIVE, Terms(level=Level.TRIAL, uses=2, review_by=pair.clock + 20 * DAY)
    acts = Acts(confirmed={key: Wish(*key, terms, pair.clock - DAY, 1)}, wait=12 * HOUR, now=pair.clock)
    entry = pair.read("bo").states[pair.person("bo")].entry(*key)
    pair.say("bo", lambda state: with_entry(state, replace(entry, terms=terms, stated_at=state.at)), acts)
    assert uses(pair) == [1, 2]
    pair.say("ash", longer_wait)
    pair.say("bo", longer_wait)
    assert uses(pair) == [1, 2]


def test_what_a_scene_spent_does_not_come_back_by_holding_nothing_back(pair):
    pair.clock += HOUR
    bo = pair.person("bo")
    with pytest.raises(Refused):
        pair.write("bo", lambda state: replace(state, scene=emptied(state)), Acts(now=pair.clock))
    with pytest.raises(Refused):
        pair.write("bo", lambda state: replace(settled(bo, state, pair.read("bo").states), scene=emptied(state)))
    pair.clock += 24 * HOUR
    with pytest.raises(Refused, match="no second act"):
        pair.write("bo", lambda state: replace(state, scene=emptied(state)), Acts(now=pair.clock))
    assert pair.read("ash").states[bo].scene.held == (RECEIVE,)


def test_who_started_lets_the_other_say_yes_first_while_only_their_record_tells_what_was_spent(pair):
    with pytest.raises(OthersFirst):
        pair.confirm("bo", pair.plan())
    another(pair)
    assert ratchet.running(pair.members, pair.read("ash").states, pair.clock) is not None


def test_an_end_that_only_the_other_wrote_counts_also_after_they_confirmed_something_else():
    pair = with_trials()
    plan = pair.plan()
    pair.begin(plan)
    pair.clock += HOUR
    pair.end("bo")
    over = pair.clock
    pair.clock += HOUR
    pair.confirm("bo", pair.plan())
    assert ratchet.span(pair.person("ash"), pair.read("ash").states).over_at == over
    another(pair)


def test_an_end_that_only_the_other_wrote_counts_also_after_they_wrote_on():
    pair = with_trials()
    pair.begin(pair.plan())
    pair.clock += 60
    pair.end("bo")
    pair.clock += 24 * HOUR
    assert ratchet.until(pair.read("ash").states) <= pair.clock
    pair.say("bo", longer_wait)
    assert ratchet.until(pair.read("ash").states) <= pair.clock


doings = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "scene", "scene", "end", "no", "pass"]), st.sampled_from(BOTH),
        st.sampled_from([0, 1, HOUR, 2 * HOUR, 5 * HOUR, DAY, 2 * DAY]),
    ), max_size=7,
)  # fmt: skip


@often
@given(doings)
@example([("scene", "bo", 0), ("end", "ash", 0), ("scene", "ash", 0)])
@example([("scene", "bo", 0), ("no", "bo", 2 * DAY)])
def test_a_no_is_always_written_and_nothing_that_was_spent_comes_back(many):
    pair, spent = with_trials(), [2, 2]
    for what, name, passed in many:
        pair.clock += passed
        states = pair.read(name).states
        runs = ratchet.running(pair.members, states, pair.clock)
        if what == "confirm" and not runs and pair.open(pair.moment(name)):
            with_others_first(pair, name)
        elif what == "scene" and not runs and pair.open(pair.moment(name)):
            another(pair)
        elif what == "end" and runs:
            pair.end(name)
        elif what == "no":
            pair.say(name, longer_wait)
        left = uses(pair)
        assert all(now <= before for now, before in zip(left, spent, strict=True))
        spent = left if what != "confirm" else spent


def with_others_first(pair, name):
    """Confirm a plan of now, unless the others have to be first."""
    try:
        pair.confirm(name, pair.plan())
    except OthersFirst:
        return
