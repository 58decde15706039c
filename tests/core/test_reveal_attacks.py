"""A round against edited rows, and against a partner with changed software: what is refused, what is learnt."""

from dataclasses import replace
from hashlib import sha256

import pytest
from nacl import bindings

from ownaccord.core import reveal
from ownaccord.core.errors import Forged
from ownaccord.core.position import Side
from ownaccord.core.reveal import Message, Stand, Step
from ownaccord.vault import attest
from ownaccord.vault.blinding import blinded, random_exponent, random_point
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, tag
from tests.core.revealing import Table
from tests.vectors.point_cases import refused

GIVE, RECEIVE = Side.GIVE, Side.RECEIVE
A, C = "item-0", "item-2"
ORDER = ("ash", "bo", "ash", "bo", "ash")
WHOSE = {Step.OFFER: "ash", Step.ANSWER: "bo", Step.RETURN: "ash", Step.TALLY: "bo"}
READS = {Step.OFFER: "bo", Step.ANSWER: "ash", Step.RETURN: "bo", Step.TALLY: "ash"}


@pytest.fixture
def table():
    """Both have sealed; nothing has been sent."""
    made = Table()
    made.seal("ash", {(A, GIVE), (C, Side.SHOW)})
    made.seal("bo", {(A, RECEIVE)})
    return made


def until(table, step):
    """Everything up to the moment when this message lies there and was not read."""
    for name, sent in zip(ORDER, Step, strict=False):
        table.step(name)
        if sent is step:
            return table
    raise AssertionError(step)


def said_by_changed_software(table, step, *parts):
    """A message with other contents, vouched for by its true author: only changed software makes it."""
    name = WHOSE[step]
    mine, about, body = table.mine[name], table.about, encode([reveal.VERSION, *parts])
    header = encode([str(Label.REVEAL), 1, about.as_bytes(), str(step), table.keys[name].person, mine.after])
    digest = attest.digest(header, sha256(body).digest())
    macs = table.keys[name].vouch(digest, about.space, about.epoch, table.members)
    table.messages[step] = Message(body, macs)


def inverted(exponent):
    """The exponent that takes this one away."""
    return bindings.crypto_core_ed25519_scalar_invert(exponent)


def parts_of(table, step):
    """The parts of a message as it lies there."""
    return decode(table.messages[step].body)[1:]


def is_refused(table, step):
    """Whether the one who reads this message refuses it, and stands where they stood."""
    before = table.mine[READS[step]]
    with pytest.raises(Forged):
        table.step(READS[step])
    return table.mine[READS[step]] is before


@pytest.mark.parametrize("step", Step)
def test_what_changed_software_would_say_is_believed_when_it_is_the_same(table, step):
    until(table, step)
    said_by_changed_software(table, step, *parts_of(table, step))
    table.step(READS[step])
    assert table.mine[READS[step]].stand not in (Stand.SEALED, Stand.OFFERED)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("edit", ["bit", "short", "long", "empty", "no macs", "own mac only", "not canonical"])
def test_an_edited_row_is_refused(table, step, edit):
    until(table, step)
    said = table.messages[step]
    body, macs, author = said.body, dict(said.macs), table.keys[WHOSE[step]].person
    table.messages[step] = {
        "bit": Message(body[:40] + bytes([body[40] ^ 1]) + body[41:] if len(body) > 40 else bytes(3), macs),
        "short": Message(body[:-1], macs),
        "long": Message(body + b"\x00", macs),
        "empty": Message(b"", macs),
        "no macs": Message(body, {}),
        "own mac only": Message(body, {author: macs[author]}),
        "not canonical": Message(b"\x9f" + body[1:] + b"\xff", macs),
    }[edit]
    assert is_refused(table, step)


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("other", Step)
def test_no_message_passes_for_another(table, step, other):
    until(table, max(step, other, key=list(Step).index))
    if step is other or other not in table.messages:
        return
    fresh = Table()
    fresh.seal("ash", {(A, GIVE), (C, Side.SHOW)})
    fresh.seal("bo", {(A, RECEIVE)})
    until(fresh, step)
    fresh.messages[step] = fresh.messages.get(other, table.messages[other])
    assert is_refused(fresh, step)


@pytest.mark.parametrize("step", Step)
def test_a_message_of_an_earlier_round_is_no_message_of_this_one(table, step):
    earlier = Table(mark=b"\x07" * 16)
    earlier.seal("ash", {(A, GIVE)})
    earlier.seal("bo", {(A, RECEIVE)})
    until(earlier, step)
    until(table, step)
    table.messages[step] = earlier.messages[step]
    assert is_refused(table, step)


@pytest.mark.parametrize("step", Step)
def test_two_messages_in_one_place_from_two_tries_do_not_mix(table, step):
    """The other has sealed again with another exponent: what was sent before follows something that is not there."""
    until(table, step)
    name = WHOSE[step]
    if step is Step.OFFER:
        return
    said = table.messages[step]
    earlier = list(Step)[list(Step).index(step) - 1]
    again = Table(seed="again")
    again.keys, again.members, again.epoch_key = table.keys, table.members, table.epoch_key
    again.seal("ash", {(A, GIVE)})
    again.seal("bo", {(A, RECEIVE)})
    until(again, earlier)
    assert WHOSE[earlier] != name
    again.messages[step] = said
    assert is_refused(again, step)


@pytest.mark.parametrize("step", [Step.OFFER, Step.ANSWER, Step.RETURN])
@pytest.mark.parametrize("what", ["fewer", "more", "twice", "none", "text", "number", "missing", "another version"])
def test_lists_of_another_length_or_kind_are_refused(table, step, what):
    until(table, step)
    first, *rest = parts_of(table, step)
    twice = first[:32] + first[:32] + first[64:]
    changed = {
        "fewer": [first[:-32], *rest], "more": [first + first[:32], *rest], "twice": [twice, *rest],
        "none": [b"", *rest], "text": ["x" * len(first), *rest], "number": [7, *rest], "missing": rest,
        "another version": [first, *rest, 2],
    }[what]  # fmt: skip
    said_by_changed_software(table, step, *changed)
    assert is_refused(table, step)


@pytest.mark.parametrize("step, at", [(Step.OFFER, 0), (Step.ANSWER, 0), (Step.ANSWER, 1), (Step.RETURN, 0)])
def test_points_outside_the_group_are_refused(table, step, at):
    until(table, step)
    parts = parts_of(table, step)
    for _, bad in refused(parts[at][:32]):
        if len(bad) == 32:
            changed = [*parts]
            changed[at] = bad + parts[at][32:]
            said_by_changed_software(table, step, *changed)
            assert is_refused(table, step)


@pytest.mark.parametrize("tally", [b"", bytes(31), bytes(33), "text", 7])
def test_a_tally_of_another_length_or_kind_is_refused(table, tally):
    until(table, Step.RETURN)
    said_by_changed_software(table, Step.RETURN, parts_of(table, Step.RETURN)[0], tally)
    assert is_refused(table, Step.RETURN)


@pytest.mark.parametrize("tally", [b"", bytes(31), bytes(33), "text", 7])
def test_so_is_the_last_one(table, tally):
    until(table, Step.TALLY)
    said_by_changed_software(table, Step.TALLY, tally)
    assert is_refused(table, Step.TALLY)


def test_if_the_two_tallies_differ_nothing_counts_for_either(table):
    until(table, Step.RETURN)
    said_by_changed_software(table, Step.RETURN, parts_of(table, Step.RETURN)[0], bytes(32))
    table.step("bo")
    assert (table.mine["bo"].stand, table.mine["bo"].mutual) == (Stand.VOID, ())

    given_up = reveal.give_up(table.mine["ash"])
    assert is_refused(table, Step.TALLY) and (given_up.stand, given_up.mutual) == (Stand.VOID, ())


def test_so_it_is_when_the_last_one_differs(table):
    until(table, Step.TALLY)
    said_by_changed_software(table, Step.TALLY, bytes(32))
    table.step("ash")
    assert (table.mine["ash"].stand, table.mine["ash"].mutual) == (Stand.VOID, ())


def test_a_first_person_who_returns_chosen_points_learns_nothing_from_the_tally(table):
    """Each of Bo's places is given a point that stands in Bo's own answer; a true tally would say which were marked."""
    until(table, Step.RETURN)
    twice_of_ash, _points_of_bo = parts_of(table, Step.ANSWER)
    said_by_changed_software(table, Step.RETURN, twice_of_ash, bytes(32))
    table.step("bo")
    (said,) = parts_of(table, Step.TALLY)
    each = [twice_of_ash[at : at + 32] for at in range(0, len(twice_of_ash), 32)]
    possible = ([point for bit, point in enumerate(each) if chosen >> bit & 1] for chosen in range(2 ** len(each)))
    tallies = {
        tag(table.epoch_key, Label.REVEAL_TALLY, table.about.as_bytes(), b"".join(sorted(points)))
        for points in possible
    }
    assert len(tallies) == 2 ** len(each)
    assert said not in tallies
    assert table.found("bo") is None


def test_a_second_person_who_answers_in_another_order_learns_no_item_that_they_did_not_mark(table):
    """Ash finds something false; the tally is over points, so Bo cannot read from it which items these are."""
    until(table, Step.ANSWER)
    twice, own = parts_of(table, Step.ANSWER)
    turned = twice[32:] + twice[:32]
    said_by_changed_software(table, Step.ANSWER, turned, own)
    table.step("ash")
    _, tally = parts_of(table, Step.RETURN)
    names = [encode([[each.item, str(each.shape), each.leads]]) for each in table.mine["ash"].mutual]
    guesses = {tag(table.epoch_key, Label.REVEAL_TALLY, table.about.as_bytes(), name) for name in names}
    assert tally not in guesses


def test_the_database_alone_cannot_test_a_guess(table):
    """Whoever has every row, also the epoch key, and guesses right still sees points that fit every guess."""
    for name in ORDER:
        table.step(name)
    about = table.about
    names = {about.point(table.keys["ash"].person, slot) for slot in range(6)}
    stored = b"".join(message.body for message in table.messages.values())
    every = {stored[at : at + 32] for at in range(len(stored) - 31)}
    assert names & every == set()


def test_an_exponent_of_one_would_show_and_is_never_drawn(table):
    point = table.about.point(table.keys["ash"].person, 0)
    assert blinded(b"\x01" + bytes(31), point) == point
    assert table.mine["ash"].exponent != b"\x01" + bytes(31)


def test_a_seat_that_is_not_in_the_round_cannot_speak(table):
    until(table, Step.OFFER)
    said = table.messages[Step.OFFER]
    table.messages[Step.OFFER] = replace(said, macs={**said.macs, table.keys["bo"].person: bytes(32)})
    assert is_refused(table, Step.OFFER)


def test_changed_software_with_an_exponent_of_its_own_for_each_point_learns_every_yes_and_shows_none(table):
    """What the specification says under *What changed software can do*; if this ever fails, its sentences are old."""
    until(table, Step.OFFER)
    bo, about = table.keys["bo"].person, table.about
    (offered,) = parts_of(table, Step.OFFER)
    known = [slot for slot, key in enumerate(about.slots(bo)) if key is not None]
    apart = {slot: random_exponent(table.entropy) for slot in range(2 * len(about.lines))}
    names = {slot: about.point(bo, slot) if slot in known else random_point(table.entropy) for slot in apart}
    own = b"".join(blinded(apart[slot], name) for slot, name in names.items())
    shared = random_exponent(table.entropy)
    twice = b"".join(blinded(shared, offered[at : at + 32]) for at in range(0, len(offered), 32))
    table.mine["bo"] = replace(table.mine["bo"], after=reveal._digest(
        table.reader("bo"), Step.OFFER, reveal.START, table.messages[Step.OFFER].body
    ))  # fmt: skip
    said_by_changed_software(table, Step.ANSWER, twice, own)
    table.step("ash")
    back, _tally = parts_of(table, Step.RETURN)
    each = {back[32 * at : 32 * at + 32]: slot for at, slot in enumerate(names)}
    under_ash = {slot: blinded(inverted(apart[slot]), point) for point, slot in each.items()}
    marked = {offered[at : at + 32] for at in range(0, len(offered), 32)}
    learnt = {about.mutual(bo, slot) for slot, point in under_ash.items() if point in marked}
    assert {(each.item, each.leads == bo) for each in learnt} == {(A, False), (C, False)}
    assert (table.mine["ash"].stand, table.mine["ash"].mutual) == (Stand.LEARNT, ())
