"""What a scene adds to a statement: its bytes, and that a statement without one keeps its own."""

from dataclasses import replace

import pytest

from ownaccord.core.confirmation import Confirmation, Force, Start, force_of, met
from ownaccord.core.errors import Malformed
from ownaccord.core.position import Entry, Side
from ownaccord.core.statement import State, decode, encode, with_entry
from ownaccord.core.terms import NOTHING, Context, Level, Terms
from ownaccord.vault.canonical import decode as plain_decode
from ownaccord.vault.canonical import encode as plain_encode
from ownaccord.vault.sealing import pad, unpad
from tests.laws.strategies import NOW, SALT

ITEM = "hand-massage"
KEY, OTHER = (ITEM, Side.GIVE), ("a-walk", Side.TOGETHER)
TRIAL = Terms(level=Level.TRIAL, contexts=frozenset({Context.AWAY}), review_by=NOW + 9, uses=1)
FORCE = force_of(
    [(ITEM, "bo", Side.RECEIVE, TRIAL), (ITEM, "ash", Side.GIVE, TRIAL), ("a-walk", "bo", Side.TOGETHER, TRIAL)]
)
START = Start(NOW - 5, (("ash", b"m" * 16), ("bo", b"n" * 16)))
SCENE = Confirmation(b"p" * 32, b"m" * 16, NOW - 9, 60, FORCE, (KEY,), NOW + 7, START, NOW - 1)
FULL = replace(with_entry(State(NOW, SALT), Entry(*KEY, TRIAL, NOW, 1)), scene=SCENE, unused=(OTHER,))


def fields_of(state):
    """Version and fields."""
    plain = unpad(encode(state))
    return plain[0], plain_decode(plain[1:])


def test_a_statement_without_a_scene_keeps_its_bytes():
    assert fields_of(State(NOW, SALT)) == (1, [NOW, SALT, [], [], False, 12, [], []])


def test_the_fields_stand_as_the_spec_says():
    version, fields = fields_of(FULL)
    terms = [2, None, None, ["away"], [], [], [], NOW + 9, 1]
    assert (version, fields[8:]) == (3, [
        [],
        [
            b"p" * 32, b"m" * 16, NOW - 9, 60,
            [["bo", "ash"], [terms], [["a-walk", [[0, 2, 0]]], [ITEM, [[1, 0, 0], [0, 1, 0]]]]],
            [[ITEM, "give"]], NOW + 7, [NOW - 5, [["ash", b"m" * 16], ["bo", b"n" * 16]]], NOW - 1,
        ],
        [["a-walk", "together"]],
    ])  # fmt: skip


@pytest.mark.parametrize(
    "scene", [SCENE, replace(SCENE, ended_at=None), replace(SCENE, start=None, ended_at=None), None]
)
def test_it_comes_back_as_it_was_written_within_the_same_padding(scene):
    state = replace(FULL, scene=scene)
    assert decode(encode(state)) == state
    assert len(encode(state)) == len(encode(State(NOW, SALT))) == 8192


@pytest.mark.parametrize(
    ("way", "value"),
    [
        ((9, 0), b"p" * 31), ((9, 1), b"m" * 17), ((9, 2), NOW + 1), ((9, 2), -1), ((9, 3), 0), ((9, 3), 721),
        ((9, 3), True), ((9, 5), [["a-walk", "together"]]), ((9, 5), [[ITEM, "give"]] * 2), ((9, 5), [["A", "give"]]),
        ((9, 6), None), ((9, 7), [NOW - 10, [["ash", b"m" * 16], ["bo", b"n" * 16]]]), ((9, 7), None), ((9, 7), []),
        ((9, 7), [NOW - 5, [["ash", b"m" * 16]]]), ((9, 7), [NOW - 5, [["bo", b"m" * 16], ["ash", b"n" * 16]]]),
        ((9, 8), NOW - 6), ((9, 8), NOW + 1), ((9, 8), True), ((9, 4, 0), ["ash", "bo"]), ((9, 4, 1), []),
        ((9, 4, 2), []), ((9, 4, 2, 0, 1, 0), [-2, 2, 0]), ((9, 4, 2, 0, 1, 0), [0, -5, 0]),
        ((9, 4, 2, 0, 1, 0), [0, 7, 0]), ((9, 4, 2, 0, 1, 0), [0, 2, True]), ((9, 4, 2, 1, 1), [[0, 1, 0], [1, 0, 0]]),
        ((10,), [["a-walk", "together"]] * 2), ((10,), None), ((9,), []), ((9,), 7),
    ],
)  # fmt: skip
def test_whatever_is_out_of_its_range_or_order_is_refused(way, value):
    _, fields = fields_of(FULL)
    place = fields
    for step in way[:-1]:
        place = place[step]
    place[way[-1]] = value
    with pytest.raises(Malformed):
        decode(pad(b"\x03" + plain_encode(fields), 8192))


def test_an_empty_scene_under_its_version_and_a_scene_under_another_are_refused():
    _, fields = fields_of(FULL)
    for version, wrong in (
        (b"\x03", [*fields[:9], None, []]),
        (b"\x02", fields),
        (b"\x01", fields),
        (b"\x03", fields[:10]),
    ):
        with pytest.raises(Malformed):
            decode(pad(version + plain_encode(wrong), 8192))


def test_one_use_less_is_free_while_one_is_held_back():
    twice = with_entry(FULL, Entry(*KEY, replace(TRIAL, uses=2), NOW, 1))
    assert FULL.free(*KEY) is None
    assert twice.free(*KEY).terms.uses == 1
    assert replace(twice, scene=None).free(*KEY).terms.uses == 2
    assert replace(twice, scene=None, unused=(KEY,)).free(*KEY).terms.uses == 1


def test_what_was_in_force_is_met_and_what_was_not_is_nothing():
    lower = force_of([(ITEM, "ash", Side.GIVE, replace(TRIAL, intensity=1))])
    assert met(FORCE, [lower]) == lower
    assert lower.within(FORCE) and not FORCE.within(lower)
    assert FORCE.terms("ash", ITEM, Side.RECEIVE) == NOTHING
    for wrong in (((ITEM, "ash", Side.GIVE, NOTHING),), ((ITEM, "", Side.GIVE, TRIAL),), FORCE.lines[::-1]):
        with pytest.raises(Malformed):
            Force(wrong)


def test_nothing_of_it_shows_in_an_error_page():
    assert (repr(SCENE), repr(START), repr(FORCE)) == ("<Confirmation>", "<Start>", "<Force>")
