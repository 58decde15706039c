"""Laws 2 to 6 over whole histories: two members, pauses, clocks, leaving, starting anew, and an attacker.

The oracle (tests/laws/oracle.py) shares no code with the core. While nothing is tampered with, exactly what everybody
says now is permitted; while an attacker edits, deletes, truncates, swaps, replays or rolls back, never more than that.
"""

from contextlib import suppress
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from ownaccord.core.errors import Refused
from ownaccord.core.in_force import in_force
from ownaccord.core.ledger import Acts, Kind, Quarantine, SpaceView, Stage
from ownaccord.core.position import Entry, Side
from ownaccord.core.statement import (
    new_state,
    with_edition,
    with_entry,
    with_pause,
    with_terms,
    with_told,
    with_wait,
    without,
    without_items,
)
from ownaccord.core.terms import NOTHING, Act, Context, Level, Terms
from ownaccord.core.wish import WaitWish, Wish, effective_wait, lift_pause, state_it, still_so
from tests.core.people import SPACE, Pair
from tests.laws import model, tampering
from tests.laws.calm import FOLLOW, GIVE, LEAD, NAMES, RECEIVE, SHOW, TOGETHER, WATCH, Calm, items, keys, names
from tests.laws.oracle import DAY, HOUR, Oracle, probes
from tests.laws.pace import histories
from tests.laws.strategies import AREAS, RULES, SIGNALS, WORDS

matching = st.sampled_from([(GIVE, RECEIVE), (TOGETHER, TOGETHER), (WATCH, SHOW), (LEAD, FOLLOW)])
WANTED = [
    Terms(),
    Terms(level=Level.TALK),
    Terms(level=Level.TRIAL, uses=1),
    Terms(level=Level.TRIAL, uses=2),
    Terms(intensity=2),
    Terms(minutes=10),
    Terms(conditions=frozenset({"sober"})),
    Terms(contexts=frozenset({Context.AT_HOME}), intensity=3),
    Terms(areas_out=frozenset({"neck"})),
    Terms(signals=frozenset({"three-taps"})),
    NOTHING,
]
wanted = st.just(Terms()) | st.sampled_from(WANTED)
ACTS = probes(Act, tuple(Level)[1:], tuple(Context), WORDS, AREAS, SIGNALS)


class Histories(Calm, RuleBasedStateMachine):
    """Two people, one database, and everything that can happen to it."""

    people_in = Pair

    @initialize()
    def begin(self):
        self.rules = dict(RULES)
        self.pair, self.other = self.people_in(self.rules), Pair(self.rules, epoch=7)
        self.other.agree("hand-massage", Side.GIVE, Side.RECEIVE)
        self.people = {self.pair.person(name): name for name in NAMES}
        self.oracle = Oracle(NAMES, ACTS)
        self.wait_wishes, self.before, self.force = {}, {}, dict.fromkeys(NAMES, ())
        self.cooling = {name: {} for name in NAMES}
        self.true_rows, self.old_rows, self.old_memory = None, [], []

    # --- what people do ---------------------------------------------------------------------------------------------

    def write(self, name, change, acts=None, kind=Kind.STATE):
        """Write through the pen; the oracle takes in what was written. False when the core refused it."""
        made = []

        def noted(state):
            made.append(change(state))
            return made[-1]

        clock_before, wait = self.pair.clock, self.oracle.wait()
        acts = acts or Acts()
        try:
            self.pair.write(name, noted, acts, kind)
        except Refused:
            return False
        self.old_rows = [*self.old_rows, {person: list(rows) for person, rows in self.pair.rows.items()}][-6:]
        self.oracle.left = self.oracle.left or kind is Kind.LEAVE
        self.oracle.wrote(name, made[-1], acts.confirmed, max(clock_before, made[-1].at), wait)
        return True

    def edition(self, item):
        return self.rules[item].edition

    @property
    def whole(self):
        return self.true_rows is None

    @precondition(lambda self: self.whole)
    @rule(name=names, key=keys, terms=wanted, days=st.sampled_from([2, 25, 80]))
    def state_a_position(self, name, key, terms, days):
        now = self.pair.clock
        terms = NOTHING if self.is_cooling(name, key[0]) else terms
        new = terms if terms.level <= Level.TALK else replace(terms, review_by=now + days * DAY)
        written = self.oracle.written.get(name)
        old = written.terms(*key) if written else NOTHING
        step = state_it(old, new, now)
        self.oracle.wishes[name].pop(key, None)
        if step.wish is not None:
            self.oracle.wishes[name][key] = (step.wish, now)
        done = self.write(name, lambda s: with_terms(s, *key, step.write_now, s.at, self.edition(key[0])))
        if done:
            assert all(
                model.allows(replace(new, review_by=None), act)
                for act in ACTS
                if act.level_needed > 1
                and model.allows(replace(self.oracle.written[name].terms(*key), review_by=None), act)
            )

    @precondition(lambda self: self.whole)
    @rule(pair_of_keys=matching, terms=wanted, other=wanted, days=st.sampled_from([2, 25, 80]))
    def both_talk_sleep_and_agree(self, pair_of_keys, terms, other, days):
        for name, key, each in zip(NAMES, pair_of_keys, (terms, other), strict=True):
            self.state_a_position(name, key, each, days)
        self.pair.clock += self.oracle.wait()
        for name in NAMES:
            self.still_so(name, narrower=False)

    @precondition(lambda self: self.whole)
    @rule(name=names, narrower=st.booleans())
    def still_so(self, name, narrower):
        wait = effective_wait(self.verified_states(name), 0, self.pair.members)
        confirmed = {}
        for key, (terms, since) in self.oracle.wishes[name].items():
            confirmed[key] = Wish(*key, terms, since, self.edition(key[0]))

        def change(state):
            for wish in confirmed.values():
                less = replace(wish.terms, intensity=1) if narrower else None
                state = still_so(state, wish, less, state.at, wait)
            return state

        if confirmed and self.write(name, change, Acts(confirmed=confirmed, wait=wait)):
            self.oracle.wishes[name] = {}

    @precondition(lambda self: self.whole)
    @rule(name=names, item=items, key=keys, how=st.sampled_from(["side", "item", "all", "told"]))
    def tighten(self, name, item, key, how):
        change = {
            "side": lambda s: without(s, *key),
            "told": lambda s: with_told(s, *key),
            "item": lambda s: without_items(s, [item]),
            "all": lambda s: without_items(s, None),
        }[how]
        assert self.write(name, change) or self.oracle.left
        self.oracle.wishes[name] = {k: w for k, w in self.oracle.wishes[name].items() if k[0] != item and k != key}

    @precondition(lambda self: self.whole)
    @rule(name=names, item=items)
    def read_the_card_again(self, name, item):
        self.write(name, lambda s: with_edition(s, item, self.edition(item)))

    @rule(item=items)
    def a_card_changes(self, item):
        self.rules[item] = replace(self.rules[item], edition=self.rules[item].edition + 1)

    @precondition(lambda self: self.whole)
    @rule(name=names, locked=st.booleans())
    def pause(self, name, locked):
        if locked:
            self.oracle.paused.add(name)
        else:
            self.copy_in(name)

    def copy_in(self, name):
        written = self.oracle.written.get(name)
        if written is not None and not written.paused:
            own = {entry.key: entry.terms for entry in written.entries}
            if self.write(name, with_pause):
                self.before[name] = (own, self.force[name])

    @precondition(lambda self: self.whole)
    @rule(name=names)
    def lift(self, name):
        if name in self.oracle.paused:
            self.copy_in(name)
        states = self.verified_states(name)
        written = states.get(self.pair.person(name))
        if written is None:
            self.oracle.paused.discard(name)
        elif written.paused:
            own, then = self.before.get(name, ({}, ()))
            unpaused = {**states, self.pair.person(name): replace(written, paused=False)}
            would_be = in_force(self.rules, self.pair.members, unpaused, self.pair.clock, frozenset())
            if self.write(name, lambda s: lift_pause(s, own, then, would_be, s.at).state, Acts(lifting=own)):
                self.oracle.paused.discard(name)

    def verified_states(self, name):
        with suppress(Quarantine):
            return self.pair.read(name).states
        return {}

    @precondition(lambda self: self.whole)
    @rule(name=names, hours=st.sampled_from([0, 6, 12, 30]))
    def ask_for_another_wait(self, name, hours):
        if not self.write(name, lambda s: with_wait(s, hours)):
            self.wait_wishes[name] = WaitWish(hours, self.pair.clock)

    @precondition(lambda self: self.whole)
    @rule(name=names)
    def shorten_the_wait(self, name):
        wish, wait = self.wait_wishes.get(name), self.oracle.wait()
        before = self.oracle.written.get(name)
        if wish and self.write(name, lambda s: with_wait(s, wish.hours), Acts(wait_wish=wish, wait=wait)):
            hours = before.wait_hours if before else 12
            assert wish.hours >= hours or self.oracle.written[name].at - wish.since >= wait

    @rule(hours=st.sampled_from([1, 6, 12, 12, 24, 24 * 20, 24 * 40]))
    def time_passes(self, hours):
        self.pair.clock += hours * HOUR

    @rule(days=st.sampled_from([-3660, -30, -1, -1, 1, 3660]), back=st.sampled_from([True, True, True, False]))
    def the_clock_jumps(self, days, back):
        self.pair.clock += days * DAY
        self.nothing_more_than_everybody_says()
        if back:
            self.pair.clock -= days * DAY

    @precondition(lambda self: self.whole and not self.oracle.left)
    @rule(name=names, sure=st.integers(0, 15))
    def leave(self, name, sure):
        if sure == 0:
            assert self.write(name, lambda s: new_state(s.at, s.salt), kind=Kind.LEAVE)

    @precondition(lambda self: self.whole)
    @rule(forward=st.sampled_from([0, 24]))
    def everybody_starts_anew(self, forward):
        old, epoch = self.pair, self.pair.view.epoch + 1
        self.pair = self.people_in(self.rules, epoch=epoch)
        self.pair.clock, self.pair.witness, self.pair.entropy = old.clock + forward * HOUR, old.witness, old.entropy
        self.pair.view, self.pair.epoch_key = SpaceView(SPACE, epoch, old.members), old.entropy(32)
        paused = self.oracle.paused | {name for name, state in self.oracle.written.items() if state.paused}
        cooling_on = self.oracle.cooling
        self.oracle = Oracle(NAMES, ACTS)
        self.oracle.paused, self.oracle.cooling = paused, cooling_on
        self.wait_wishes, self.before, self.force = {}, {}, dict.fromkeys(NAMES, ())

    # --- what an attacker does --------------------------------------------------------------------------------------

    @precondition(lambda self: self.whole)
    @rule(name=names, key=keys)
    def try_to_write_a_yes_without_a_second_act(self, name, key):
        written = self.oracle.written.get(name)
        if written is None or written.entry(*key) is None:
            yes = Terms(review_by=self.pair.clock + DAY)
            assert not self.write(name, lambda s: with_entry(s, Entry(*key, yes, s.at, self.edition(key[0]))))

    @rule(
        how=st.sampled_from(sorted(tampering.WAYS)),
        victim=names,
        seed=st.integers(0, 2**16),
        stays=st.sampled_from([False, False, True]),
    )
    def tamper(self, how, victim, seed, stays):
        if self.whole:
            self.true_rows = self.pair.rows
            self.true_memory = {name: dict(self.pair.memory[name].heads) for name in NAMES}
        self.pair.rows = tampering.WAYS[how](self, self.pair.person(victim), seed)
        self.nothing_more_than_everybody_says()
        if not stays:
            self.the_backup_is_put_back()

    @rule(name=names, back=st.integers(1, 4))
    def roll_back_a_vault(self, name, back):
        if not self.whole and len(self.old_memory) >= back:
            self.pair.memory[name].heads = dict(self.old_memory[-back][name])

    @precondition(lambda self: not self.whole)
    @rule()
    def the_backup_is_put_back(self):
        self.pair.rows, self.true_rows = self.true_rows, None
        for name in NAMES:
            self.pair.memory[name].heads = self.true_memory[name]

    # --- what must hold ---------------------------------------------------------------------------------------------

    @invariant()
    def nothing_more_than_everybody_says(self):
        if hasattr(self, "pair"):
            for name in NAMES:
                self.check_reader(name)
            self.old_memory = [*self.old_memory, {n: dict(self.pair.memory[n].heads) for n in NAMES}][-6:]

    def check_reader(self, name):
        was_stale = self.has_not_seen_everything(name)
        try:
            verified = self.pair.read(name) if self.whole else self.pair.verify(name, self.pair.clock)
        except Quarantine as trouble:
            assert not self.whole or self.expects_trouble(trouble.stage)
            return
        if self.whole:
            assert not self.wrong_dates() or self.oracle.left
        elif was_stale:
            return
        now = max(self.pair.clock, verified.latest, self.pair.memory[name].latest)
        self.compare(name, verified, now)

    def has_not_seen_everything(self, name):
        rows = self.pair.rows if self.whole else self.true_rows
        memory, witness = self.pair.memory[name].heads, self.pair.witness[name]
        seen = dict(witness.heads) if witness and witness.epoch == self.pair.view.epoch else {}
        return any(
            max(memory.get(person, (-1, b""))[0], seen.get(person, (-1, b""))[0]) < each[-1][0]
            for person, each in rows.items()
        )

    def wrong_dates(self):
        return any(state.at > self.pair.clock + DAY for state in self.oracle.written.values())

    def expects_trouble(self, stage):
        return stage is Stage.CLOCK and self.wrong_dates()

    def compare(self, name, verified, now):
        paused = {self.pair.person(each) for each in self.oracle.paused}
        found = in_force(self.rules, self.pair.members, verified.states, now, paused)
        if self.whole:
            self.force[name] = found
        by_way = {(a.item, tuple(sorted((self.people[p], side) for p, side in a.sides))): a.terms for a in found}
        acts_now = [replace(act, when=now) for act in ACTS]
        for item in self.rules.values():
            for way in model.arrangements(item, NAMES):
                terms = by_way.get((item.slug, tuple(sorted(way.items()))))
                for number, act in enumerate(acts_now):
                    permitted = model.allows(terms, act)
                    wanted_ = self.oracle.permits(item, way, number, act)
                    assert wanted_ or not permitted, "more is permitted than everybody says"
                    assert not self.whole or permitted == wanted_, "less is permitted than everybody says"


TestHistories = Histories.TestCase
TestHistories.settings = histories
