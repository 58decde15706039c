"""Own items in a statement: one form in bytes, an edition that is a digest of the meaning, and nothing malformed."""

import hashlib
from dataclasses import replace

import pytest

from ownaccord.core.definition import Definition, as_list, from_list, is_own, own_slug
from ownaccord.core.errors import Malformed
from ownaccord.core.own_items import with_definition, without_definition
from ownaccord.core.position import (
    DIGEST_EDITION,
    Entry,
    Shape,
    Side,
    edition_as_plain,
    edition_from_plain,
    is_edition,
)
from ownaccord.core.statement import State, decode, encode, with_entry, with_told
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.vault.canonical import decode as plain_decode
from ownaccord.vault.canonical import encode as plain_encode
from ownaccord.vault.sealing import pad, unpad
from tests.laws.strategies import NOW, SALT

SLUG = "own-" + "0123456789abcdef" * 2
ONE = Definition(SLUG, "Counting", "One counts.", (Shape.GIVE_RECEIVE, Shape.TOGETHER), frozenset({Context.AT_HOME}))


def fields(state):
    """The version and the plain fields of a statement."""
    plain = unpad(encode(state))
    return plain[0], plain_decode(plain[1:])


def with_items(items, version=b"\x02"):
    """Bytes of an otherwise empty statement with these items in it."""
    _version, first = fields(State(NOW, SALT))
    return pad(version + plain_encode([*first, items]), 8192)


def test_a_statement_without_anything_of_own_items_is_written_as_before():
    assert fields(State(NOW, SALT)) == (1, [NOW, SALT, [], [], False, 12, [], []])


def test_an_own_item_stands_in_the_ninth_field():
    version, found = fields(with_definition(State(NOW, SALT), ONE))
    assert version == 2
    assert found[8] == [[SLUG, "Counting", "One counts.", ["give_receive", "together"], ["at_home"]]]


def test_a_position_on_somebody_elses_own_item_names_its_edition_by_the_digest():
    state = with_entry(State(NOW, SALT), Entry(SLUG, Side.GIVE, Terms(level=Level.TALK), NOW, ONE.edition))
    version, found = fields(state)
    assert (version, found[2][0][4], found[8]) == (2, edition_as_plain(ONE.edition), [])
    assert decode(encode(state)) == state


def test_the_edition_is_the_digest_that_the_spec_says():
    """Computed here from the words of docs/develop/spec/statement.md, with nothing of the code."""
    head = bytes([0x84]) + b"\x68Counting" + b"\x6bOne counts."
    shapes = b"\x82" + b"\x6cgive_receive" + b"\x68together"
    digest = hashlib.sha256(b"own-accord/own-item/1" + head + shapes + b"\x81" + b"\x67at_home").digest()[:16]
    assert edition_as_plain(ONE.edition) == digest
    assert edition_from_plain(digest) == ONE.edition


@pytest.mark.parametrize(
    "other",
    [
        {"name": "counting"}, {"sentence": "One counts"}, {"shapes": (Shape.TOGETHER,)},
        {"contexts": frozenset({Context.AWAY})}, {"contexts": frozenset(Context)},
    ],
)  # fmt: skip
def test_another_meaning_is_another_edition_and_another_slug_is_not(other):
    assert replace(ONE, **other).edition != ONE.edition
    assert replace(ONE, slug=own_slug(b"x" * 16)).edition == ONE.edition


def test_no_edition_of_the_catalogue_is_that_of_an_own_item():
    assert [is_edition(each) for each in (0, 1, 2**31, ONE.edition, 2 * DIGEST_EDITION - 1)] == [True] * 5
    assert [is_edition(each) for each in (-1, 2**31 + 1, DIGEST_EDITION - 1, 2 * DIGEST_EDITION, True)] == [False] * 5
    for wrong in (-1, 2**31 + 1, b"", b"x" * 15, b"x" * 17, None, "1", True):
        with pytest.raises(Malformed):
            edition_from_plain(wrong)


def test_what_was_written_comes_back_and_twenty_fit_into_a_statement():
    state = State(NOW, SALT)
    for number in range(20):
        state = with_definition(state, replace(ONE, slug=own_slug(bytes([number]) * 16)))
    assert decode(encode(state)) == state
    with pytest.raises(Malformed):
        with_definition(state, replace(ONE, slug=own_slug(b"x" * 16)))


def test_taking_it_out_takes_out_whatever_was_said_about_it():
    state = with_definition(State(NOW, SALT), ONE)
    state = with_told(state, SLUG, Side.TOGETHER)
    state = with_entry(state, Entry(SLUG, Side.GIVE, Terms(level=Level.TALK), NOW, ONE.edition))
    assert encode(without_definition(state, SLUG)) == encode(State(NOW, SALT))


GOOD = as_list(ONE)


@pytest.mark.parametrize(
    "item",
    [
        [], GOOD[:4], [*GOOD, 1], ["massage", *GOOD[1:]], ["own-1", *GOOD[1:]], [SLUG.upper(), *GOOD[1:]],
        [SLUG, "", *GOOD[2:]], [SLUG, "x" * 61, *GOOD[2:]], [SLUG, " x", *GOOD[2:]], [SLUG, 7, *GOOD[2:]],
        [SLUG, "a\x00", *GOOD[2:]], [SLUG, "e\u0301", *GOOD[2:]], [SLUG, "x", "", *GOOD[3:]],
        [SLUG, "x", "y" * 201, *GOOD[3:]], [SLUG, "x", "y", [], ["at_home"]], [SLUG, "x", "y", ["give"], ["at_home"]],
        [SLUG, "x", "y", ["together", "give_receive"], ["at_home"]], [SLUG, "x", "y", ["together"] * 2, ["at_home"]],
        [SLUG, "x", "y", ["together"], []], [SLUG, "x", "y", ["together"], ["nowhere"]],
        [SLUG, "x", "y", ["together"], ["away", "at_home"]], [SLUG, "x", "y", ["together"], ["away", "away"]],
        [SLUG, "x", "y", "together", ["away"]], [SLUG, "x", "y", None, ["away"]], None, 7, "x", {},
    ],
)  # fmt: skip
def test_a_definition_that_is_not_well_formed_makes_the_statement_nothing(item):
    assert decode(with_items([GOOD])).items == (ONE,)
    with pytest.raises(Malformed):
        decode(with_items([item]))


@pytest.mark.parametrize(
    "data",
    [
        with_items([]), with_items([GOOD], b"\x01"), with_items([GOOD], b"\x03"), with_items([GOOD, GOOD]),
        with_items(None), with_items("x"), with_items([["own-" + "f" * 32, *GOOD[1:]], GOOD]),
    ],
)  # fmt: skip
def test_there_is_one_way_to_write_own_items_and_no_other(data):
    with pytest.raises(Malformed):
        decode(data)


def test_neither_its_words_nor_its_slug_are_shown_in_an_error():
    assert repr(ONE) == "<Definition>"
    assert from_list(GOOD) == ONE
    assert (is_own(SLUG), is_own("massage"), is_own(SLUG + "0")) == (True, False, False)
    with pytest.raises(Malformed):
        own_slug(b"short")
