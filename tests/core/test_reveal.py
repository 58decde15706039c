"""A round between two honest people: what each learns, what messages look like, crashes, taking back."""

from dataclasses import replace

import pytest

from ownaccord.core import reveal
from ownaccord.core.deck import Line
from ownaccord.core.errors import Forged, Malformed, NotYours, TooLate
from ownaccord.core.position import Shape, Side
from ownaccord.core.reveal import Stand, Step
from tests.core.people import START
from tests.core.revealing import Table, naive

GIVE, RECEIVE, TOGETHER = Side.GIVE, Side.RECEIVE, Side.TOGETHER
A, B, C = "item-0", "item-1", "item-2"


def test_my_give_meets_your_receive_and_both_learn_the_same():
    table = Table().run({(A, GIVE), (B, TOGETHER), (C, Side.SHOW)}, {(A, RECEIVE), (B, TOGETHER), (C, Side.SHOW)})

    assert table.found("ash") == {(A, GIVE), (B, TOGETHER)}
    assert table.found("bo") == {(A, RECEIVE), (B, TOGETHER)}


def test_two_who_would_both_give_have_nothing_in_common():
    table = Table().run({(A, GIVE)}, {(A, GIVE)})

    assert table.found("ash") == table.found("bo") == set()


def test_both_ways_round_are_two_things():
    table = Table().run({(A, GIVE), (A, RECEIVE)}, {(A, GIVE), (A, RECEIVE)})

    assert table.found("ash") == table.found("bo") == {(A, GIVE), (A, RECEIVE)}


def test_messages_have_the_same_sizes_whatever_was_marked():
    everything = Table(lines=5)
    everything.run(everything.sides("ash"), everything.sides("bo"))
    nothing = Table(lines=5, seed="another").run((), ())

    sizes = {step: len(each.body) for step, each in nothing.messages.items()}
    assert sizes == {step: len(each.body) for step, each in everything.messages.items()}
    assert set(sizes) == set(Step)
    assert nothing.found("ash") == nothing.found("bo") == set()


def test_the_place_of_a_point_says_nothing_about_its_slot():
    places = set()
    for number in range(40):
        table = Table(seed=f"places {number}")
        table.seal("ash", {(A, GIVE)})
        places.add(table.mine["ash"].slots.index(0))
    assert places == set(range(6))


def test_who_marked_one_thing_that_is_mutual_is_told_that_everything_was():
    table = Table().run({(A, GIVE)}, {(A, RECEIVE), (C, Side.SHOW)})

    assert table.mine["ash"].everything
    assert not table.mine["bo"].everything
    assert not Table().run((), ()).mine["ash"].everything


def test_no_two_rounds_have_a_point_in_common():
    one, two = Table().run({(A, GIVE)}, {(A, RECEIVE)}), Table(mark=b"\x01" * 16, seed="x").run({(A, GIVE)}, ())

    points = [
        {each.messages[step].body[at : at + 32] for step in Step for at in range(len(each.messages[step].body) - 31)}
        for each in (one, two)
    ]
    assert points[0] & points[1] == set()


def test_nobody_waits_for_anything_but_the_message_that_comes_next():
    table = Table()
    table.seal("ash", {(A, GIVE)})
    table.seal("bo", {(A, RECEIVE)})

    before = table.mine["bo"]
    table.step("bo")
    assert table.mine["bo"] is before and table.messages == {}
    table.step("ash")
    offered = table.mine["ash"]
    table.step("ash")
    assert table.mine["ash"] is offered and offered.stand is Stand.OFFERED


@pytest.mark.parametrize("after", range(6))
def test_a_step_taken_again_from_the_same_vault_makes_the_same_bytes(after):
    table = Table()
    table.seal("ash", {(A, GIVE)})
    table.seal("bo", {(A, RECEIVE)})
    order = ("ash", "bo", "ash", "bo", "ash")
    for name in order[:after]:
        vault = table.mine[name]
        table.step(name)
        rows = dict(table.messages)
        table.mine[name] = vault
        table.step(name)
        assert table.messages == rows
    for name in order[after:]:
        table.step(name)
    assert table.found("ash") == {(A, GIVE)}


@pytest.mark.parametrize("lost", Step)
def test_a_row_that_was_lost_is_written_again(lost):
    table = Table()
    table.seal("ash", {(A, GIVE)})
    table.seal("bo", {(A, RECEIVE)})
    for name in ("ash", "bo", "ash", "bo"):
        table.step(name)
        if lost in table.messages:
            said = table.messages.pop(lost)
            table.post(name)
            assert table.messages.get(lost, said) == said
    table.step("ash")
    assert table.found("ash") == {(A, GIVE)}


def test_what_is_learnt_leaves_no_exponent_and_no_answers_behind():
    table = Table().run({(A, GIVE)}, {(A, RECEIVE)})

    assert {(each.exponent, each.points) for each in table.mine.values()} == {(b"", b"")}


@pytest.mark.parametrize("steps", range(3))
def test_a_round_can_be_taken_back_until_something_can_be_learnt(steps):
    for name in ("ash", "bo"):
        table = Table()
        table.seal("ash", {(A, GIVE)})
        table.seal("bo", {(A, RECEIVE)})
        for each in ("ash", "bo")[:steps]:
            table.step(each)
        gone = reveal.cancel(table.reader(name), table.mine[name], table.messages)
        assert (gone.stand, gone.exponent, gone.slots, gone.points, gone.sent) == (Stand.CANCELLED, b"", (), b"", b"")
        assert reveal.advance(table.reader(name), gone, table.messages) is gone


def test_after_something_can_be_learnt_it_cannot_be_taken_back():
    table = Table()
    table.seal("ash", {(A, GIVE)})
    table.seal("bo", {(A, RECEIVE)})
    for name in ("ash", "bo", "ash"):
        table.step(name)
    for name in ("ash", "bo"):
        with pytest.raises(TooLate):
            reveal.cancel(table.reader(name), table.mine[name], table.messages)
    table.step("bo")
    with pytest.raises(TooLate):
        reveal.cancel(table.reader("bo"), table.mine["bo"], table.messages)


def test_a_round_given_up_keeps_nothing_and_one_that_ended_stays_as_it_is():
    table = Table().run({(A, GIVE)}, {(A, RECEIVE)})
    assert reveal.give_up(table.mine["ash"]) is table.mine["ash"]

    table.seal("ash", {(A, GIVE)})
    given_up = reveal.give_up(table.mine["ash"])
    assert (given_up.stand, given_up.exponent, given_up.slots, given_up.mutual) == (Stand.VOID, b"", (), ())


def test_a_finished_round_takes_nothing_more():
    table = Table().run({(A, GIVE)}, {(A, RECEIVE)})
    for name in ("ash", "bo"):
        assert reveal.advance(table.reader(name), table.mine[name], table.messages) is table.mine[name]


def test_only_sides_of_the_deck_can_be_marked():
    table = Table()
    for wrong in ((A, Side.SHOW), ("another", GIVE), None):
        with pytest.raises(Malformed):
            reveal.seal(table.about, table.keys["ash"].person, {wrong}, table.entropy)


def test_a_round_is_between_its_two_people():
    table = Table()
    with pytest.raises(NotYours):
        table.about.slots("c" * 32)


def test_a_round_that_makes_no_sense_is_none():
    good = Table().about
    line = Line(A, Shape.TOGETHER)
    for wrong in (
        {"second": good.first}, {"first": ""}, {"mark": bytes(15)}, {"lines": ()}, {"lines": (line, line)},
        {"lines": tuple(Line(f"item-{n}", Shape.TOGETHER) for n in range(41))}, {"opens_at": -1},
    ):  # fmt: skip
        with pytest.raises(Malformed):
            replace(good, **wrong)
    with pytest.raises(Malformed):
        Line("No Slug", Shape.TOGETHER)


@pytest.mark.parametrize(
    "changed", [{"opens_at": START + 1}, {"mark": b"\x01" * 16}, {"epoch": 2}, {"lines": (Line(A, Shape.TOGETHER),)}]
)
def test_a_message_of_another_round_is_refused(changed):
    table = Table()
    table.seal("ash", {(A, GIVE)})
    table.step("ash")
    other = replace(table.about, **changed)
    sealed = reveal.seal(other, table.keys["bo"].person, frozenset(), table.entropy)
    with pytest.raises(Forged):
        reveal.advance(table.reader("bo", other), sealed, table.messages)


def test_nothing_private_shows_when_it_is_printed():
    table = Table().run({(A, GIVE)}, {(A, RECEIVE)})
    for each in (table.mine["ash"], table.messages[Step.OFFER], table.reader("ash")):
        assert "item-0" not in repr(each) and "b'" not in repr(each)


def test_the_naive_model_is_what_it_says():
    assert naive({(A, GIVE)}, {(A, RECEIVE)}) == ({(A, GIVE)}, {(A, RECEIVE)})
