"""Interest: what a deck takes from it, and how a vault keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.deck import Line
from ownaccord.core.errors import Malformed
from ownaccord.core.interest import LONGEST_NOTE, Answer, Interest, Past, as_list, from_list, yes
from ownaccord.core.position import Shape, Side
from ownaccord.vault.canonical import decode, encode

GIVE, RECEIVE = Side.GIVE, Side.RECEIVE
LINES = (Line("massage", Shape.GIVE_RECEIVE), Line("holding", Shape.TOGETHER))
answers = st.builds(
    Answer, st.just("massage"), st.dictionaries(st.sampled_from(Side), st.sampled_from(Interest)),
    st.frozensets(st.sampled_from(Past)), st.text(max_size=30),
)  # fmt: skip


@pytest.mark.parametrize(
    "said, counts",
    [
        ("into", True), ("curious", True), ("willing", True), ("unsure", False), ("not_for_me", False),
        ("limit", False), ("not_applicable", False),
    ],
)  # fmt: skip
def test_three_answers_are_a_yes_in_a_deck_and_the_others_are_none(said: str, counts: bool) -> None:
    answer = Answer("massage", {GIVE: Interest(said)})
    assert yes({"massage": answer}, LINES) == ({("massage", GIVE)} if counts else set())


def test_every_interest_is_tried_above() -> None:
    assert len(Interest) == 7


def test_nothing_is_taken_that_the_deck_does_not_ask() -> None:
    known = {
        "massage": Answer("massage", {RECEIVE: Interest.INTO, Side.TOGETHER: Interest.INTO}),
        "cold": Answer("cold", {GIVE: Interest.INTO}),
    }
    assert yes(known, LINES) == {("massage", RECEIVE)}
    assert yes({}, LINES) == set()


def test_the_three_yeses_cannot_be_told_apart_in_what_a_deck_takes() -> None:
    taken = {
        yes({"massage": Answer("massage", {GIVE: each}, note=each.value)}, LINES)
        for each in (Interest.INTO, Interest.CURIOUS, Interest.WILLING)
    }
    assert len(taken) == 1


@given(answers)
def test_what_a_vault_keeps_comes_back_as_it_was(answer: Answer) -> None:
    assert from_list("massage", decode(encode(as_list(answer)))) == answer


def test_limits_are_named_side_by_side() -> None:
    answer = Answer("massage", {RECEIVE: Interest.LIMIT, GIVE: Interest.INTO})
    assert answer.limits == (("massage", RECEIVE),)


def test_an_answer_in_which_nothing_is_said_is_none() -> None:
    assert Answer("massage").says_nothing
    for said in ({"sides": {GIVE: Interest.UNSURE}}, {"past": frozenset({Past.TRIED})}, {"note": "x"}):
        assert not Answer("massage", **said).says_nothing


@pytest.mark.parametrize(
    "fields",
    [
        None, [], [{}, []], [{}, [], "", 1], [{"give": "love"}, [], ""], [{"sit": "into"}, [], ""], [{}, ["never"], ""],
        [{}, [], 7], [{}, [], "x" * (LONGEST_NOTE + 1)], [[], [], ""], [{}, None, ""],
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(fields: object) -> None:
    with pytest.raises(Malformed):
        from_list("massage", fields)


def test_an_answer_names_an_item_and_shows_nothing_when_printed() -> None:
    with pytest.raises(Malformed):
        Answer("No Slug")
    assert "into" not in repr(Answer("massage", {GIVE: Interest.INTO}, note="into"))
