"""The pen of the ledger: who may write what, when, and with which keys."""

from dataclasses import replace

import pytest

from ownaccord.core import ledger
from ownaccord.core.errors import ClockWrong, Loosens, Malformed, NotYours, TooLate
from ownaccord.core.ledger import Kind, Quarantine, Stage, Verified
from ownaccord.core.position import DAY, Side
from ownaccord.core.statement import State, new_state, with_pause, with_told, with_wait
from ownaccord.core.terms import Level
from ownaccord.vault.keyring import Keyring
from tests.core.people import Pair
from tests.laws.strategies import RULES

ITEM = "hand-massage"


@pytest.fixture
def pair():
    """Ash and Bo, who have agreed on one item; both have looked."""
    people = Pair(RULES)
    people.agree(ITEM, Side.GIVE, Side.RECEIVE)
    people.write("bo", lambda state: with_told(state, "story-reading", Side.SHOW))
    assert people.levels("ash") == people.levels("bo") == {ITEM: Level.YES}
    return people


def test_with_a_wrong_clock_only_what_tightens_is_written(pair):
    pair.clock -= 3650 * DAY
    pair.write("bo", with_pause)
    for change in (lambda s: replace(s, paused=False), lambda s: with_wait(s, 0)):
        with pytest.raises(Loosens):
            pair.write("bo", change)
    with pytest.raises(Loosens):
        pair.talk("bo", ITEM, Side.GIVE)
    pair.write("bo", lambda state: new_state(state.at, state.salt), kind=Kind.LEAVE)


def base(pair, name, **changes):
    """What somebody verified, and their next statement."""
    verified = pair.read(name)
    return verified, replace(pair.base(name, verified), **changes)


def append(pair, name, verified, new, kind=Kind.STATE, keys=None, view=None):
    """Call the pen."""
    keys, view = keys or pair.keys[name], view or pair.view
    return ledger.append(view, verified, new, kind, keys, pair.epoch_key, pair.entropy)


def test_only_a_member_with_the_pinned_keys_writes(pair):
    verified, new = base(pair, "bo")
    for keys in (Keyring.make("bobobobo", pair.entropy), Keyring.make("d" * 32, pair.entropy)):
        with pytest.raises(NotYours):
            append(pair, "bo", verified, new, keys=keys)


def test_a_record_never_goes_back_in_time(pair):
    verified, new = base(pair, "bo")
    pair.clock = verified.latest + 1000
    pair.write("ash", with_pause)
    verified, new = base(pair, "bo")
    own = verified.states[pair.person("bo")].at
    assert own < verified.latest - 300
    append(pair, "bo", verified, replace(new, at=verified.latest - 300))
    with pytest.raises(ClockWrong):
        append(pair, "bo", verified, replace(new, at=verified.latest - 301))
    mine = State(verified.latest, pair.entropy(32))
    ahead = replace(verified, states={**verified.states, pair.person("bo"): mine})
    with pytest.raises(ClockWrong):
        append(pair, "bo", ahead, replace(new_state(mine.at - 1, pair.entropy(32))))


def test_nothing_is_written_on_top_of_an_own_record_that_was_not_read(pair):
    verified, new = base(pair, "bo")
    with pytest.raises(TooLate):
        append(pair, "bo", replace(verified, states={}), new)
    with pytest.raises(TooLate):
        append(pair, "bo", replace(verified, heads={}), new)


def test_random_bytes_are_used_once(pair):
    verified, new = base(pair, "bo")
    with pytest.raises(Malformed):
        append(pair, "bo", verified, replace(new, salt=verified.states[pair.person("bo")].salt))


def test_whoever_leaves_says_nothing_else_and_nobody_writes_after_them(pair):
    verified, new = base(pair, "bo")
    with pytest.raises(Malformed):
        append(pair, "bo", verified, new, kind=Kind.LEAVE)
    pair.write("bo", with_pause)
    pair.write("bo", lambda state: with_wait(state, 99))
    pair.write("bo", lambda state: new_state(state.at, state.salt), kind=Kind.LEAVE)
    left = pair.read("ash")
    assert (left.left, dict(left.states)) == (frozenset({pair.person("bo")}), {})
    for kind in Kind:
        with pytest.raises(TooLate):
            append(pair, "ash", left, new_state(pair.clock, pair.entropy(32)), kind=kind)


def test_a_record_after_leaving_is_noticed(pair):
    pair.write("bo", lambda state: new_state(state.at, state.salt), kind=Kind.LEAVE)
    bo = pair.person("bo")
    seq, digest = pair.memory["bo"].heads[bo]
    state = new_state(pair.clock, pair.entropy(32))
    pretended = Verified({bo: replace(state, salt=bytes(32))}, {bo: (seq, digest)})
    pair.rows[bo].append(append(pair, "bo", pretended, state))
    pair.memory["ash"].heads = {}
    pair.witness["ash"] = None
    with pytest.raises(Quarantine) as trouble:
        pair.verify("ash", pair.clock)
    assert trouble.value.stage is Stage.LINK
