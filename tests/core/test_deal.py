"""A deck on the table: who may learn first, what a proposal vouches for, and what taking it up says yes to."""

from dataclasses import replace

import pytest

from ownaccord.core import deal
from ownaccord.core.deal import Deal
from ownaccord.core.deck import Line, Round
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.position import Shape
from ownaccord.core.record import SpaceView
from ownaccord.core.reveal import Message
from ownaccord.vault.canonical import encode
from tests.core.people import SPACE, START, counting_entropy
from tests.core.revealing import Table


def view_of(table: Table) -> SpaceView:
    return SpaceView(SPACE, 1, table.members)


def proposed(table: Table, found: Deal | None = None, by: str = "ash") -> Message:
    made = found or Deal("closeness", table.about)
    return deal.propose(made, view_of(table), table.keys[by], table.epoch_key, table.entropy)


def read(table: Table, message: Message, author: str = "ash") -> Deal:
    keys = table.keys["bo" if author == "ash" else "ash"]
    return deal.proposed(message, table.keys[author].person, view_of(table), keys, table.epoch_key)


@pytest.mark.parametrize(
    "proposer, other, host, first",
    [("ash", "bo", "bo", "ash"), ("bo", "ash", "bo", "ash"), ("ash", "bo", None, "bo"), ("ash", "bo", "cam", "bo")],
)
def test_neither_who_proposes_nor_who_hosts_is_first_and_the_host_never(
    proposer: str, other: str, host: str | None, first: str
) -> None:
    assert deal.first_of(proposer, other, host) == first


def test_the_other_reads_what_was_proposed_and_nothing_of_it_shows() -> None:
    table, long = Table(lines=3), Table(lines=40)
    message = proposed(table)
    assert read(table, message) == Deal("closeness", table.about)
    assert len(message.body) == len(proposed(long).body)
    assert b"item-0" not in message.body


def test_a_deal_is_read_as_it_is_written_or_not_at_all() -> None:
    found = Deal("closeness", Table(lines=40).about)
    assert Deal.from_bytes(found.as_bytes()) == found
    for broken in (b"", found.as_bytes()[:-1], encode([1, "x", b""]), encode([2, "x", found.about.as_bytes()]),
                   encode([1, "x" * 81, found.about.as_bytes()]), encode([1, 5, found.about.as_bytes()]),
                   encode([1, "x", {}]), encode([1, "x", {"a": 0}]), encode([1, "x", 7])):  # fmt: skip
        with pytest.raises(Malformed):
            Deal.from_bytes(broken)
    for broken in (b"", found.about.as_bytes() + b"\0", encode([SPACE, 1, bytes(16), "a", "b", [], START])):
        with pytest.raises(Malformed):
            Round.from_bytes(broken)


def test_what_somebody_else_proposed_or_edited_is_forged() -> None:
    table = Table()
    message = proposed(table)
    for edit in ({"body": message.body[:-1] + b"\0"}, {"macs": {}}, {"body": b""}):
        broken = replace(message, **edit)  # type: ignore[arg-type]
        with pytest.raises(Forged):
            read(table, broken)
    with pytest.raises(Forged):
        read(table, message, author="bo")


@pytest.mark.parametrize("what", ["space", "epoch", "people"])
def test_a_proposal_is_about_these_two_here_and_now(what: str) -> None:
    table = Table()
    other = {"space": {"space": "1" * 32}, "epoch": {"epoch": 2}, "people": {"second": "somebody else"}}[what]
    with pytest.raises(Forged):
        read(table, proposed(table, Deal("", replace(table.about, **other))))


def test_taking_up_says_yes_to_this_very_proposal() -> None:
    table = Table()
    ash, bo = table.keys["ash"], table.keys["bo"]
    message = proposed(table)
    another = proposed(table, Deal("", Round(SPACE, 1, b"\1" * 16, ash.person, bo.person,
                                             (Line("item-0", Shape.TOGETHER),), START)))  # fmt: skip
    taken = deal.take_up(message, view_of(table), bo, ash.person)

    def up(taking: Message, proposal: Message, by: str = bo.person) -> bool:
        return deal.taken_up(taking, by, proposal, ash.person, view_of(table), ash)

    assert up(taken, message)
    assert not up(taken, another)
    assert not up(replace(taken, macs={}), message)
    assert not up(replace(taken, body=b"x"), message)
    assert not up(deal.take_up(message, view_of(table), ash, ash.person), message)
    assert not up(taken, message, by="cam")


def test_a_deal_of_another_entropy_has_another_body() -> None:
    table = Table()
    one = proposed(table)
    table.entropy = counting_entropy("else")
    assert proposed(table).body != one.body
