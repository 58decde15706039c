"""Plans: the same bytes for everybody, and a plan that says what needs another look."""

from dataclasses import replace

import pytest

from ownaccord.core.errors import Malformed
from ownaccord.core.plan import Agreed, Line, Plan, Signal, Way, read_plan
from ownaccord.core.position import DAY, Side
from ownaccord.core.terms import NOTHING, Context, Level, Terms
from ownaccord.vault.canonical import decode, encode
from tests.core.scenes import ITEM, OTHER, Scenes

DIGEST = "6dff0fee6b5e6f0d378a20481140f125ee6e1d127ded69878abc4104444d9f89"


@pytest.fixture
def pair():
    """Ash and Bo, who have agreed on two items."""
    people = Scenes()
    people.agree(ITEM, Side.GIVE, Side.RECEIVE)
    people.agree(OTHER, Side.SHOW, Side.WATCH)
    return people


def another_look(pair, plan):
    """The lines that need another look, for Ash."""
    moment = pair.moment("ash")
    return plan.another_look(moment.for_plan(plan), moment.now)


def test_a_plan_comes_back_and_another_plan_has_another_digest(pair):
    plan, other = pair.plan(), pair.plan()
    assert read_plan(plan.as_bytes) == plan
    assert read_plan(plan.as_bytes).digest == plan.digest != other.digest
    assert replace(plan, check_in=5).digest != plan.digest
    assert repr(plan) == "<Plan>"


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (1, -1), (2, b"1" * 15), (3, ["ash"]), (3, ["b", "a"]), (4, []), (5, "elsewhere"), (5, "away"), (6, 0),
        (6, 721), (7, "cam"), (8, []), (8, [["green", "word", "go"]]), (8, [["red", "wink", "go"]]),
        (8, [["red", "word", "Ember"], ["yellow", "word", "ember"]]), (9, ["a", "b"]), (9, ["a", "b", ""]), (10, 61),
        (10, True), (11, []), (11, [[]]), (11, [["cam"]]), (12, ["x\x00"]), (12, ["x"] * 21), (12, None),
    ],
)  # fmt: skip
def test_whatever_is_out_of_its_range_is_refused(pair, at, value):
    data = pair.plan().as_bytes
    fields = decode(data[1:])
    fields[at] = value
    for wrong in (b"\x01" + encode(fields), b"\x02" + data[1:], data + b"\x00", data[:-1], b""):
        with pytest.raises(Malformed):
            read_plan(wrong)


def test_what_is_no_longer_in_force_as_it_was_planned_needs_another_look(pair):
    plan = pair.plan()
    assert another_look(pair, plan) == ()
    pair.write("bo", lambda state: replace(state, entries=tuple(e for e in state.entries if e.item != ITEM)))
    assert another_look(pair, plan) == (0,)
    pair.clock += 61 * DAY
    assert another_look(pair, plan) == (0, 1)


def test_what_lapses_before_the_planned_end_needs_another_look(pair):
    plan = pair.plan(minutes=600)
    pair.clock = min(line.terms.review_by for line in plan.lines) - 600 * 60
    assert another_look(pair, plan) == ()
    pair.clock += 1
    assert another_look(pair, plan) == (0,)


def test_a_narrower_plan_stands_and_a_wider_one_does_not(pair):
    plan = pair.plan()
    first = plan.lines[0]
    narrow = replace(plan, lines=(replace(first, terms=replace(first.terms, intensity=1)), *plan.lines[1:]))
    later = replace(first.terms, review_by=first.terms.review_by + 1)
    wide = replace(plan, lines=(replace(first, terms=later), *plan.lines[1:]))
    assert (another_look(pair, narrow), another_look(pair, wide)) == ((), (0,))


def test_an_item_that_limits_speech_hearing_or_hands_asks_for_a_sign(pair):
    plan = pair.plan()
    sign = replace(plan, agreed=(*plan.agreed, Agreed(Signal.RED, Way.SIGN, "Three taps")))
    slower = replace(plan, agreed=(*plan.agreed, Agreed(Signal.YELLOW, Way.SIGN, "Three taps")))
    assert [each.needs_signs({ITEM}) for each in (plan, sign, slower)] == [True, False, True]
    assert not plan.needs_signs({"another"})


def test_talk_first_and_nothing_are_never_planned(pair):
    line = pair.plan().lines[0]
    for terms in (NOTHING, Terms(level=Level.TALK, contexts=frozenset({Context.AT_HOME}))):
        with pytest.raises(Malformed):
            replace(line, terms=terms)


def test_only_a_trial_will_be_spent():
    pair = Scenes()
    pair.trial(uses=3)
    (line,) = pair.plan().lines
    assert (line.is_trial, line.terms.uses) == (True, 1)
    pair.agree(ITEM, Side.GIVE, Side.RECEIVE)
    assert [each.is_trial for each in pair.plan().lines] == [False]


def test_the_bytes_are_those_of_the_spec():
    made = Plan(
        "5" * 32, 1, b"m" * 16, ("a", "b"), (_line(),), Context.AT_HOME, 60, "a",
        (Agreed(Signal.RED, Way.WORD, "ember"),), ("Good.", "Slower.", "Stop."), 20, (("a", "b"),), ("Water",),
    )  # fmt: skip
    terms = [2, None, None, ["at_home"], [], [], [], 9, 1]
    assert decode(made.as_bytes[1:]) == [
        "5" * 32, 1, b"m" * 16, ["a", "b"], [["a-walk", [["a", "give"], ["b", "receive"]], terms]], "at_home", 60, "a",
        [["red", "word", "ember"]], ["Good.", "Slower.", "Stop."], 20, [["a", "b"]], ["Water"],
    ]  # fmt: skip
    assert made.as_bytes[:1] == b"\x01"
    assert made.digest.hex() == DIGEST


def _line():
    terms = Terms(level=Level.TRIAL, contexts=frozenset({Context.AT_HOME}), review_by=9, uses=1)
    return Line("a-walk", (("a", Side.GIVE), ("b", Side.RECEIVE)), terms)
