"""A draft as a vault keeps it, and what can be chosen where more than two are there. Nothing here needs a database."""

from typing import Any

import pytest

from ownaccord.accounts.keys import VaultBook
from ownaccord.core.in_force import Arrangement
from ownaccord.core.plan import MOST_LINES, Agreed, Signal, Way
from ownaccord.core.position import Side
from ownaccord.core.terms import EVERYTHING, Context
from ownaccord.scenes import draft
from ownaccord.scenes.draft import Chosen, Draft, Ready, When, Words
from ownaccord.scenes.forms import WhatForm, WordsForm
from ownaccord.scenes.offers import Offer

WHOLE = Draft(
    (Chosen("massage", (("ash", Side.GIVE), ("bo", Side.RECEIVE))),),
    When(Context.AWAY, 30, 10, "bo"),
    Words((Agreed(Signal.RED, Way.WORD, "ember"),), ("a", "b", "c"), ("de",)),
    Ready((("ash", "bo"),), ("water",)),
)


def book_with(kept: object) -> VaultBook:
    book = VaultBook()
    book.put("space/here/draft", kept)
    return book


def test_what_is_kept_is_what_is_read_and_only_in_its_own_space() -> None:
    book = book_with(None)
    for step in draft.STEPS:
        part = Draft().saying(step, getattr(WHOLE, step))
        draft.keep(book, "here", part)
        assert draft.kept(VaultBook.loads(book.dumps()), "here") == part
    draft.keep(book, "here", WHOLE)
    assert draft.kept(VaultBook.loads(book.dumps()), "here") == WHOLE
    assert draft.kept(book, "there") == Draft()
    draft.drop(book, "here")
    assert draft.kept(book, "here") == Draft()


@pytest.mark.parametrize("kept", [None, 1, "x", b"", [], {}, [None] * 3, [None] * 5, [None, None, None, None]])
def test_an_entry_that_cannot_be_read_says_nothing(kept: object) -> None:
    assert draft.kept(book_with(kept), "here") == Draft()


WRONG: list[tuple[str, Any]] = [
    ("what", [["massage", [["bo", "give"], ["ash", "receive"]]]]),
    ("what", [["massage", [["ash", "dance"]]]]),
    ("what", [["Not a slug", [["ash", "give"]]]]),
    ("what", [["massage", [["ash", "give"]]]] * (MOST_LINES + 1)),
    ("when", ["moon", 30, 10, ""]),
    ("when", ["away", 0, 0, ""]),
    ("when", ["away", 721, 0, ""]),
    ("when", ["away", 30, 31, ""]),
    ("when", ["away", True, 0, ""]),
    ("when", ["away", 30, 10, None]),
    ("words", [[["blue", "word", "x"]], ["a", "b", "c"], []]),
    ("words", [[["red", "word", ""]], ["a", "b", "c"], []]),
    ("words", [[["red", "word", "x"]], ["a", "b"], []]),
    ("words", [[["red", "word", "x"]], ["a", "b", " c"], []]),
    ("words", [[["red", "word", str(n)] for n in range(13)], ["a", "b", "c"], []]),
    ("ready", [[], []]),
    ("ready", [[[]], []]),
    ("ready", [[[1]], []]),
    ("ready", [[["ash"]], ["a\n"]]),
    ("ready", [[["ash"]], ["x"] * 21]),
]


@pytest.mark.parametrize(("step", "fields"), WRONG)
def test_a_part_that_cannot_be_read_was_not_said_and_the_others_stand(step: str, fields: Any) -> None:
    book = book_with(None)
    draft.keep(book, "here", WHOLE)
    stored = book.get("space/here/draft")
    stored[draft.STEPS.index(step)] = fields
    assert draft.kept(book_with(stored), "here") == WHOLE.saying(step, getattr(Draft(), step))


# --- three and more ---------------------------------------------------------------------------------------------------

NAMES = {"1": "Ash", "2": "Bo", "3": "Cam"}
GIVE, TAKE = Side.GIVE, Side.RECEIVE


def among_three(*several: tuple[Side, Side, Side]) -> Offer:
    found = (Arrangement("massage", tuple(zip("123", sides, strict=True)), EVERYTHING) for sides in several)
    return Offer("m", "massage", "Massage", "", "", (), (), False, tuple(found))


def test_among_three_whose_side_is_whose_is_asked_where_it_is_open_and_never_as_a_list_of_everything() -> None:
    offer = among_three((GIVE, TAKE, TAKE), (TAKE, GIVE, TAKE))
    form = WhatForm([offer], (), NAMES, {"order_m": "1", "side_m_0": "receive", "side_m_1": "give"})
    assert list(form.fields) == ["order_m", "side_m_0", "side_m_1"]
    assert form.is_valid()
    assert form.said() == (Chosen("massage", (("1", TAKE), ("2", GIVE), ("3", TAKE))),)


@pytest.mark.parametrize("sides", [("give", "give"), ("receive", "receive"), ("", ""), ("give", "")])
def test_sides_that_are_not_in_force_together_cannot_be_chosen(sides: tuple[str, str]) -> None:
    offer = among_three((GIVE, TAKE, TAKE), (TAKE, GIVE, TAKE))
    form = WhatForm([offer], (), NAMES, {"order_m": "1", "side_m_0": sides[0], "side_m_1": sides[1]})
    assert list(form.errors) == ["order_m"]


def test_two_words_and_two_signs_for_each_signal_come_back_where_they_were_typed() -> None:
    agreed = tuple(
        Agreed(signal, way, f"{signal} {way} {n}")
        for signal in (Signal.RED, Signal.YELLOW, Signal.GREEN) for way in Way for n in (1, 2)
    )  # fmt: skip
    said = Words(agreed, ("g", "y", "r"))
    shown = WordsForm(said, {}, False)
    form = WordsForm(None, {}, False, {name: shown[name].value() for name in shown.fields})
    assert form.is_valid() and form.said() == said
