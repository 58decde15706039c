"""Law 7: the ratchet. From the first confirmation of a scene until a day after its end nothing rises."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core import opening, ratchet
from ownaccord.core.errors import Loosens, Ratcheted, Refused
from ownaccord.core.ledger import Acts, Kind, Quarantine, append
from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.rest import after_tightening
from ownaccord.core.statement import new_state, with_edition, with_entry, with_pause, with_terms, with_wait, without
from ownaccord.core.terms import Act, Context, Level, Terms
from tests.core.people import Memory
from tests.core.scenes import GIVE, ITEM, OTHER, RECEIVE, Scenes
from tests.laws import model
from tests.laws.oracle import probes
from tests.laws.pace import often
from tests.laws.strategies import AREAS, SIGNALS, WORDS

HOUR = 3600
TALK = Terms(level=Level.TALK)
ACTS = probes(Act, tuple(Level)[1:], tuple(Context), WORDS, AREAS, SIGNALS, 12)
BOTH = ("ash", "bo")


@pytest.fixture
def pair():
    """Ash and Bo, who have agreed on one item."""
    people = Scenes()
    people.agree(ITEM, Side.GIVE, Side.RECEIVE)
    return people


def may_rise(pair, name="bo"):
    """Whether this person could write a Talk first now."""
    verified = pair.read(name)
    state = with_entry(pair.base(name, verified), Entry(OTHER, Side.SHOW, TALK, pair.clock, 0))
    try:
        append(pair.view, verified, state, Kind.STATE, pair.keys[name], pair.epoch_key, pair.entropy)
    except Ratcheted:
        return False
    return True


def over_after(pair, seconds):
    """Whether the ratchet holds for these seconds, for both, and not one longer."""
    pair.clock += seconds - 1
    held = not may_rise(pair, "ash") and not may_rise(pair, "bo")
    pair.clock += 1
    return held and may_rise(pair, "ash") and may_rise(pair, "bo")


def test_a_confirmation_alone_counts_for_two_hours(pair):
    assert may_rise(pair)
    pair.confirm("ash", pair.plan())
    assert over_after(pair, 2 * HOUR)


def test_after_an_end_it_holds_for_a_day_whoever_ended_it(pair):
    pair.begin(pair.plan())
    pair.clock += HOUR
    pair.end("bo")
    assert over_after(pair, 24 * HOUR)


@pytest.mark.parametrize(("minutes", "hours"), [(60, 3), (180, 5), (600, 12), (720, 12)])
def test_a_scene_that_nobody_ends_is_over_by_itself(pair, minutes, hours):
    plan = pair.plan(minutes)
    pair.begin(plan)
    assert over_after(pair, (hours + 24) * HOUR)
    assert ratchet.by_itself(0, minutes) == hours * HOUR


def test_it_runs_until_it_is_over_and_not_longer(pair):
    pair.begin(pair.plan())
    begun = pair.clock
    for passed, runs in ((0, True), (3 * HOUR - 1, True), (3 * HOUR, False)):
        states = pair.read("bo").states
        assert (ratchet.running(pair.members, states, begun + passed) is not None) == runs
    pair.end("ash")
    assert ratchet.running(pair.members, pair.read("bo").states, pair.clock) is None


@pytest.mark.parametrize("when", ["confirmed", "running", "ended"])
def test_nothing_that_rises_is_written_and_whatever_tightens_is(pair, when):
    pair.raise_to("ash", OTHER, Side.SHOW, Terms(intensity=2, review_by=pair.clock + 50 * DAY))
    plan = pair.plan()
    pair.confirm("bo", plan)
    if when != "confirmed":
        pair.confirm("ash", plan)
        pair.start("ash", plan)
    if when == "ended":
        pair.end("ash")
    entry = pair.read("ash").states[pair.person("ash")].entry(OTHER, Side.SHOW)
    later = replace(entry, terms=replace(entry.terms, review_by=pair.clock + 60 * DAY))
    for change, acts in (
        (lambda state: with_entry(state, later), Acts()),
        (lambda state: with_entry(state, Entry(ITEM, Side.TOGETHER, TALK, state.at, 0)), Acts()),
        (lambda state: with_wait(state, 0), Acts()),
        (lambda state: with_edition(state, ITEM, 2), Acts()),
        (lambda state: state, Acts(lifting={})),
    ):
        with pytest.raises(Ratcheted):
            pair.write("ash", change, acts)
    pair.write("ash", lambda state: with_wait(state, 40))
    tighter = replace(entry.terms, intensity=1)
    pair.write("ash", lambda state: with_terms(state, OTHER, Side.SHOW, tighter, state.at, entry.edition + 1))
    pair.write("ash", lambda state: without(state, *GIVE))
    assert pair.levels("bo") == {}
    pair.write("bo", with_pause)
    with pytest.raises(Ratcheted):
        pair.write("bo", lambda state: replace(state, paused=False), Acts(lifting={RECEIVE: Terms()}))
    pair.write("bo", lambda state: new_state(state.at, state.salt), kind=Kind.LEAVE)


def risen(pair, name):
    """The other's software is changed and writes a rise during the ratchet."""
    verified, person = pair.read(name), pair.person(name)
    state = pair.base(name, verified)
    wide = {entry.key: entry for entry in state.entries}
    for side in Side:
        entry = Entry(ITEM, side, Terms(review_by=pair.clock + 60 * DAY), state.at, 1)
        wide[entry.key] = entry
    entries = tuple(entry for _, entry in sorted(wide.items()))
    pretended = replace(verified, states={**verified.states, person: replace(state, entries=entries, salt=bytes(32))})
    new = replace(state, entries=entries)
    pair.store(person, *append(pair.view, pretended, new, Kind.STATE, pair.keys[name], pair.epoch_key, pair.entropy))


def test_what_changed_software_raises_meanwhile_is_not_in_force_until_the_ratchet_is_over():
    pair = Scenes()
    wide, narrow = Terms(review_by=pair.clock + 60 * DAY), Terms(intensity=1, review_by=pair.clock + 60 * DAY)
    pair.raise_to("ash", *GIVE, wide)
    pair.raise_to("ash", ITEM, Side.RECEIVE, wide)
    pair.raise_to("bo", *RECEIVE, narrow)
    plan = pair.plan()
    pair.confirm("ash", plan)
    before = pair.in_force("ash")
    risen(pair, "bo")
    assert pair.in_force("ash") == pair.in_force("bo") == before
    assert pair.for_plan("ash", plan) == {ITEM}
    pair.clock += 2 * HOUR
    assert {a.terms.intensity for a in pair.in_force("ash")} == {None}


def test_a_card_that_is_read_again_or_a_catalogue_that_changes_raises_nothing_meanwhile(pair):
    pair.rules[ITEM] = replace(pair.rules[ITEM], ceiling=Level.TALK)
    pair.agree(OTHER, Side.SHOW, Side.WATCH)
    pair.confirm("ash", pair.plan())
    pair.rules[ITEM] = replace(pair.rules[ITEM], ceiling=Level.YES)
    assert pair.levels("bo")[ITEM] == Level.TALK
    pair.clock += 2 * HOUR
    assert pair.levels("bo")[ITEM] == Level.YES


@pytest.mark.parametrize("seconds", [-3650 * DAY, -DAY, -1])
def test_a_clock_set_back_ends_no_ratchet(pair, seconds):
    pair.begin(pair.plan())
    states, before = pair.read("ash").states, pair.in_force("ash")
    assert ratchet.until(states) > pair.clock
    assert opening.in_force(pair.rules, pair.members, states, pair.clock + seconds, frozenset()) == before


def test_a_confirmation_cannot_be_dropped_ended_or_dated_back(pair):
    pair.begin(pair.plan())
    pair.clock += HOUR
    for change in (
        lambda state: replace(state, scene=None),
        lambda state: replace(state, scene=replace(state.scene, start=None)),
        lambda state: replace(state, scene=replace(state.scene, ended_at=state.at - 1)),
        lambda state: replace(state, scene=replace(state.scene, minutes=1)),
        lambda state: replace(state, scene=replace(state.scene, confirmed_at=state.scene.confirmed_at - 1)),
    ):
        with pytest.raises((Loosens, Ratcheted)):
            pair.write("ash", change)
    pair.end("ash")
    pair.clock += 1
    with pytest.raises(Ratcheted):
        pair.write("ash", lambda state: replace(state, scene=replace(state.scene, ended_at=state.at)))


def test_another_scene_takes_the_ratchet_of_the_one_before_along(pair):
    pair.begin(pair.plan())
    pair.end("ash")
    pair.clock += HOUR
    pair.confirm("ash", pair.plan())
    assert over_after(pair, 23 * HOUR)


def test_who_wrote_no_start_says_so_themselves_with_their_next_record(pair):
    plan = pair.plan()
    pair.begin(plan)
    assert pair.read("ash").states[pair.person("bo")].scene.start is None
    pair.step("bo", opening.carried)
    states = pair.read("ash").states
    assert states[pair.person("bo")].scene.start == states[pair.person("ash")].scene.start


def test_a_start_needs_everybody_for_this_very_plan_within_two_hours(pair):
    plan, other = pair.plan(), pair.plan()
    pair.confirm("ash", plan)
    for confirmed in (None, other):
        if confirmed is not None:
            pair.confirm("bo", confirmed)
        with pytest.raises(Refused, match="not everybody"):
            pair.start("ash", plan)
    pair.clock += HOUR
    pair.confirm("bo", plan)
    pair.clock += HOUR
    with pytest.raises(Refused, match="not count"):
        pair.start("bo", plan)


def test_while_a_scene_runs_no_other_is_confirmed(pair):
    pair.begin(pair.plan())
    with pytest.raises(Ratcheted):
        pair.confirm("bo", pair.plan())


def test_losing_a_record_of_a_scene_permits_nothing(pair):
    pair.begin(pair.plan())
    pair.read("bo")
    ash = pair.person("ash")
    pair.rows[ash] = pair.rows[ash][:-1]
    with pytest.raises(Quarantine):
        pair.read("bo")
    pair.memory["bo"], pair.witness["bo"] = Memory(), None
    with pytest.raises(Quarantine):
        pair.read("bo")


def test_a_new_start_takes_the_confirmation_along(pair):
    pair.begin(pair.plan())
    mine = pair.read("ash").states[pair.person("ash")]
    fresh = opening.taken_along(mine, new_state(pair.clock, pair.entropy(32)))
    assert ratchet.until({pair.person("ash"): fresh}) == pair.clock + 27 * HOUR


def test_holding_a_use_back_and_spending_it_begin_no_rest():
    pair = Scenes()
    pair.trial()
    plan, ash = pair.plan(), pair.person("ash")
    before = pair.read("ash").states
    pair.begin(plan)
    during = pair.read("ash").states
    pair.end("ash")
    pair.clock += 25 * HOUR
    pair.settle("ash")
    spent = pair.read("ash").states
    assert after_tightening(pair.rules, pair.members, before, during, pair.clock) == ()
    assert after_tightening(pair.rules, pair.members, during, spent, pair.clock) == ()
    gone = {**during, ash: without(during[ash], *GIVE)}
    assert [rest.person for rest in after_tightening(pair.rules, pair.members, during, gone, pair.clock)] == [ash]


# --- beside a naive onlooker ------------------------------------------------------------------------------------------

doings = st.lists(
    st.tuples(
        st.sampled_from(["confirm", "both", "end", "rise", "tighten", "pause", "nothing", "cheat"]),
        st.sampled_from(BOTH), st.sampled_from([0, 1, 3600, 7199, 7200, 5 * HOUR, DAY, 2 * DAY]),
    ), max_size=7,
)  # fmt: skip


class Onlooker:
    """Knows until when nothing may rise and what was permitted then, from what people did."""

    def __init__(self):
        self.until, self.running, self.bounds = 0, None, []

    def confirmed(self, now, allowed):
        self.until = max(self.until, now + 2 * HOUR)
        self.bounds.append(allowed)

    def started(self, now):
        self.running = now
        self.until = max(self.until, now + 27 * HOUR)

    def ended(self, now, earlier):
        self.until, self.running = max(earlier, now + 24 * HOUR), None


def permitted(pair, name):
    """The probing acts that are permitted now: of each arrangement the numbers."""
    found = {}
    for arrangement in pair.in_force(name):
        acts = (replace(act, when=pair.clock) for act in ACTS)
        found[arrangement.sides] = {n for n, act in enumerate(acts) if model.allows(arrangement.terms, act)}
    return {(way, n) for way, numbers in found.items() for n in numbers}


@often
@given(doings)
def test_nothing_rises_from_the_first_confirmation_until_a_day_after_the_end(many):
    pair, onlooker, earlier = Scenes(), Onlooker(), 0
    pair.agree(ITEM, Side.GIVE, Side.RECEIVE)
    pair.raise_to("ash", ITEM, Side.RECEIVE, Terms(review_by=pair.clock + 80 * DAY))
    for what, name, passed in many:
        pair.clock += passed
        if onlooker.until <= pair.clock:
            onlooker.bounds = []
        if onlooker.running and pair.clock >= onlooker.running + 3 * HOUR:
            onlooker.running = None
        before = permitted(pair, "ash")
        if what in ("confirm", "both") and not onlooker.running and pair.open(pair.moment(name)):
            plan = pair.plan()
            earlier = onlooker.until
            for who in BOTH if what == "both" else (name,):
                pair.confirm(who, plan)
                onlooker.confirmed(pair.clock, before)
            if what == "both":
                pair.start(name, plan)
                onlooker.started(pair.clock)
        elif what == "end" and onlooker.running:
            pair.end(name)
            onlooker.ended(pair.clock, earlier)
        elif what == "tighten":
            lower = Terms(intensity=1)
            pair.say(name, lambda state, low=lower: _lowered(state, low))
        elif what == "pause" and name == "bo" and onlooker.until > pair.clock:
            pair.say(name, with_pause)
        elif what == "cheat":
            risen(pair, "bo")
        assert may_rise(pair) == (pair.clock >= onlooker.until)
        for reader in BOTH:
            allowed = permitted(pair, reader)
            assert all(allowed <= bound for bound in onlooker.bounds)
            assert what == "cheat" or onlooker.until <= pair.clock or allowed <= before


def _lowered(state, low):
    for entry in state.entries:
        state = with_entry(state, replace(entry, terms=less_intense(entry.terms, low)))
    return state


def less_intense(a, b):
    """The same with the lower intensity, whatever the core makes of a meet."""
    return replace(a, intensity=min(a.intensity or 9, b.intensity))
