"""The canonical form of a statement: one way to write it, and no other is read."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import terms_as_list, terms_from_list
from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.statement import (
    Asks,
    Proposal,
    State,
    decode,
    encode,
    with_declined,
    with_entry,
    with_proposal,
    with_terms,
    with_told,
    without,
    without_declined,
    without_items,
    without_proposal,
    without_told,
)
from ownaccord.core.terms import NOTHING, Context, Level, Terms
from ownaccord.vault.canonical import decode as plain_decode
from ownaccord.vault.canonical import encode as plain_encode
from ownaccord.vault.sealing import pad, unpad
from tests.laws.pace import often
from tests.laws.strategies import NOW, SALT, states, terms

ITEM = "hand-massage"
HOME_AWAY = ["at_home", "away"]
EVERYWHERE = ["at_home", "away", "remote", "with_others"]
YES = Terms(
    intensity=3, minutes=20, contexts=frozenset({Context.AWAY, Context.AT_HOME}), conditions=frozenset({"sober", "a"}),
    areas_out=frozenset({"neck"}), signals=frozenset({"three-taps"}), review_by=NOW + DAY, uses=2,
)  # fmt: skip


def full():
    """A statement with something in every field."""
    state = with_entry(State(NOW, SALT, paused=True, wait_hours=24), Entry(ITEM, Side.GIVE, YES, NOW - 5, 3))
    state = with_entry(state, Entry("a-walk", Side.TOGETHER, Terms(level=Level.TALK), NOW, 0))
    state = with_told(with_told(state, ITEM, Side.RECEIVE), "a-walk", Side.GIVE)
    state = with_proposal(
        with_proposal(state, Proposal(b"2" * 16, ITEM, Asks.TALK)), Proposal(b"1" * 16, ITEM, Asks.TERMS)
    )
    return with_declined(with_declined(state, b"9" * 16), b"8" * 16)


def fields_of(state):
    """The fields as the canonical form lists them, to be changed."""
    return plain_decode(unpad(encode(state))[1:])


def written(fields, version=b"\x01", floor=8192):
    """Bytes that look like a statement."""
    return pad(version + plain_encode(fields), floor)


@often
@given(states(), st.booleans(), st.integers(0, 336))
def test_a_statement_comes_back_as_it_was_written(state, paused, hours):
    state = replace(state, paused=paused, wait_hours=hours)
    assert decode(encode(state)) == state
    assert len(encode(state)) == 8192


@often
@given(terms())
def test_terms_come_back_as_they_were_kept(any_terms):
    assert terms_from_list(plain_decode(plain_encode(terms_as_list(any_terms)))) == any_terms


def test_every_field_comes_back():
    state = decode(encode(full()))
    assert state == full()
    assert [entry.item for entry in state.entries] == ["a-walk", ITEM]
    assert [proposal.id[:1] for proposal in state.proposals] == [b"1", b"2"]
    assert state.declined == (b"8" * 16, b"9" * 16)
    assert without_proposal(state, b"1" * 16).proposals == (Proposal(b"2" * 16, ITEM, Asks.TALK),)
    assert without_declined(state, b"8" * 16).declined == (b"9" * 16,)
    assert without_told(state, "a-walk", Side.GIVE).told == {(ITEM, Side.RECEIVE)}


def test_the_fields_stand_as_the_spec_says():
    assert fields_of(full()) == [
        NOW, SALT,
        [
            ["a-walk", "together", [1, None, None, EVERYWHERE, [], [], [], None, None], NOW, 0],
            [ITEM, "give", [3, 3, 20, HOME_AWAY, ["a", "sober"], ["neck"], ["three-taps"], NOW + DAY, 2], NOW - 5, 3],
        ],
        [["a-walk", "give"], [ITEM, "receive"]], True, 24,
        [[b"1" * 16, ITEM, "terms"], [b"2" * 16, ITEM, "talk"]], [b"8" * 16, b"9" * 16],
    ]  # fmt: skip


def changed(at, value):
    """The full statement's fields with one of them replaced; `at` is the way to it."""
    fields = fields_of(full())
    place = fields
    for step in at[:-1]:
        place = place[step]
    place[at[-1]] = value
    return fields


@pytest.mark.parametrize(
    "fields",
    [
        changed([0], -1), changed([0], 2**53 + 1), changed([0], "1"), changed([0], True), changed([1], b"1" * 31),
        changed([1], "1" * 32), changed([4], 1), changed([5], 337), changed([5], -1), changed([5], None),
        changed([2], list(reversed(fields_of(full())[2]))), changed([2], fields_of(full())[2][:1] * 2),
        changed([2, 0, 0], "A walk"), changed([2, 0, 0], ""), changed([2, 0, 0], "a" * 65), changed([2, 0, 1], "host"),
        changed([2, 0, 2, 0], 0), changed([2, 0, 2, 0], 4), changed([2, 0, 3], NOW + 1), changed([2, 0, 4], -1),
        changed([2, 0], ["a-walk", "together"]), changed([2, 1, 2, 1], 6), changed([2, 1, 2, 2], 0),
        changed([2, 1, 2, 3], ["away", "at_home"]), changed([2, 1, 2, 3], ["away", "away"]), changed([2, 1, 2, 3], []),
        changed([2, 1, 2, 3], ["elsewhere"]), changed([2, 1, 2, 4], ["sober", "a"]), changed([2, 1, 2, 4], "sober"),
        changed([2, 1, 2, 4], ["x\x00"]), changed([2, 1, 2, 7], None), changed([2, 1, 2, 7], NOW + 367 * DAY),
        changed([2, 1, 2, 8], 0), changed([2, 1, 4], 0), changed([3], [[ITEM, "receive"], ["a-walk", "give"]]),
        changed([3], [[ITEM, "receive"]] * 2), changed([3], [[ITEM, "give"]]), changed([3], [["Hand", "give"]]),
        changed([6], [[b"1" * 15, ITEM, "talk"]]), changed([6], [[b"1" * 16, ITEM, "order"]]), changed([6], "x"),
        changed([7], [b"9" * 16] * 2), changed([7], [b"9" * 15]), changed([7], ["9" * 16]), changed([7], [7]),
        fields_of(full())[:-1], [*fields_of(full()), None], {}, None, 7, [],
    ],
)  # fmt: skip
def test_whatever_is_out_of_its_range_or_order_is_refused(fields):
    with pytest.raises(Malformed):
        decode(written(fields))


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\x00" * 8192, written(fields_of(full()), version=b"\x02"), written(fields_of(full()), version=b""),
        written(fields_of(full()), floor=16384), encode(full())[:-1], encode(full()) + b"\x00",
        encode(full())[:-1] + b"\x01", pad(b"\x01", 8192), pad(b"\x01\xff", 8192),
    ],
)  # fmt: skip
def test_an_unknown_version_or_another_padding_is_refused(data):
    with pytest.raises(Malformed):
        decode(data)


@often
@given(st.binary(max_size=300))
def test_bytes_that_nobody_wrote_are_refused(data):
    with pytest.raises(Malformed):
        decode(pad(b"\x01" + data, 8192))


def test_a_long_statement_takes_the_next_power_of_two_and_a_huge_one_is_refused():
    words = frozenset(f"{number:0200d}" for number in range(60))
    long = with_entry(State(NOW, SALT), Entry(ITEM, Side.GIVE, replace(YES, conditions=words), NOW, 1))
    assert len(encode(long)) == 16384
    assert decode(encode(long)) == long
    words = frozenset(f"{number:0200d}" for number in range(6000))
    with pytest.raises(Malformed):
        encode(with_entry(State(NOW, SALT), Entry(ITEM, Side.GIVE, replace(YES, conditions=words), NOW, 1)))


def test_a_statement_shows_nothing_of_itself_in_an_error_page():
    assert repr(full()) == "<State>"


def test_an_untold_no_leaves_the_same_bytes_as_never_having_answered():
    state = State(NOW, SALT)
    with_yes = with_entry(state, Entry(ITEM, Side.GIVE, YES, NOW, 1))
    for gone in (
        without(with_yes, ITEM, Side.GIVE),
        with_terms(with_yes, ITEM, Side.GIVE, NOTHING, NOW, 1),
        without_items(with_yes, [ITEM]),
    ):
        assert encode(gone) == encode(state)
