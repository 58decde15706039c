"""Texts that open together: nothing before everybody has written, then what each was tied to, and no trace of who."""

from dataclasses import replace
from hashlib import sha256

import cbor2
import pytest

from ownaccord.core import apart, together
from ownaccord.core.apart import Round, Stand
from ownaccord.core.errors import Malformed
from ownaccord.core.together import Message, There
from ownaccord.vault.blinding import NEUTRAL, put_together, random_point, without
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Unreadable
from tests.core.people import SPACE
from tests.core.together_circle import Circle

TEXTS = {"ash": "I would like a slower start.", "bo": "Thank you for asking on Tuesday.", "cam": "One evening alone."}
CIRCLES = [("ash", "bo"), ("ash", "bo", "cam")]


def written(names=("ash", "bo"), rounds=3):
    """A circle in which everybody has looked around before, and then writes."""
    circle = Circle(names)
    circle.around(rounds)
    circle.wants |= {name: TEXTS[name] for name in names}
    return circle


@pytest.mark.parametrize("names", CIRCLES)
@pytest.mark.parametrize("rounds", range(4))
def test_it_opens_within_four_looks_of_each_once_everybody_has_written(names, rounds):
    circle = written(names, rounds)
    circle.around(4 if rounds else 5)

    assert circle.all_complete()
    said = {circle.person(name): TEXTS[name] for name in names}
    assert [mine.read for mine in circle.mine.values()] == [said] * len(names)


@pytest.mark.parametrize("silent", ["ash", "bo", "cam"])
def test_nothing_opens_while_one_has_not_written(silent):
    circle = written(CIRCLES[1])
    circle.wants[silent] = None
    circle.around(12)

    assert circle.texts == {}
    assert {stand in (Stand.VOTED, Stand.SHARED) for stand in circle.stands().values()} == {True}


def test_what_was_taken_back_in_time_is_not_said():
    circle = written()
    circle.step("ash")
    circle.wants["ash"] = None
    circle.around(8)
    assert circle.texts == {}

    circle.wants["ash"] = "Something else."
    circle.around(4)
    assert circle.mine["bo"].read[circle.person("ash")] == "Something else."


@pytest.mark.parametrize("names", CIRCLES)
@pytest.mark.parametrize("other", [None, "Something shorter."])
def test_until_the_own_share_it_can_be_taken_back_or_changed_also_when_others_have_counted(names, other):
    circle = Circle(names)
    circle.wants |= {name: TEXTS[name] for name in names}
    for name in (*names[1:], *names, *names[1:]):
        circle.step(name)
    assert (circle.stands()["ash"], circle.stands()[names[-1]]) == (Stand.VOTED, Stand.SHARED)
    circle.wants["ash"] = other
    circle.around(8)

    assert circle.all_complete() is (other is not None)
    assert TEXTS["ash"] not in {text for mine in circle.mine.values() for text in mine.read.values()}
    assert (circle.texts == {}) is (other is None)


@pytest.mark.parametrize("names", CIRCLES)
@pytest.mark.parametrize("other", [None, "Something shorter."])
def test_whenever_it_is_taken_back_or_changed_before_it_lies_there_nobody_ever_reads_it(names, other):
    found = set()
    for first in names:
        for looks in range(4 * len(names)):
            circle = written(names, 1)
            for number in range(looks):
                circle.step(names[(names.index(first) + number) % len(names)])
            if circle.person("ash") in circle.texts:
                break
            found.add(circle.stands()["ash"])
            circle.wants["ash"] = other
            circle.around(5)
            others = [circle.mine[name].read for name in names if name != "ash"]
            assert TEXTS["ash"] not in {text for read in others for text in read.values()}
            assert other is not None or circle.person("ash") not in circle.texts
    assert Stand.SHARED in found


def shape(message):
    """What a row shows to whoever cannot count votes: its length, and how far it is."""
    _version, attempt, _key, _vote, _bound, of, _share, _heard = decode(message.body)
    return len(message.body), attempt, of


@pytest.mark.parametrize("names", CIRCLES)
def test_rows_look_the_same_and_change_at_the_same_looks_whoever_has_written(names):
    worlds = []
    for who in ((), names[:1], names[1:], names[-1:]):
        circle, seen = Circle(names), []
        for look in range(10):
            circle.wants |= {name: TEXTS[name] for name in who if look >= 2}
            for name in names:
                before = circle.messages.get(circle.person(name))
                circle.step(name)
                now = circle.messages[circle.person(name)]
                seen.append((before == now, shape(now), sorted(circle.texts)))
        worlds.append(seen)

    assert worlds.count(worlds[0]) == len(worlds)


def test_who_holds_the_epoch_key_and_an_own_side_counts_nothing_out_of_a_row():
    for wants in (TEXTS["ash"], None):
        circle = Circle()
        circle.wants["ash"] = wants
        circle.around(4)
        bo, seen = circle.mine["bo"], decode(circle.messages[circle.person("ash")].body)
        _version, _attempt, key, vote, bound, _of, share, _heard = seen
        first, second = vote[:32], vote[32:]
        points = {share, bo.share, key, first, bo.vote[:32], bo.vote[32:], bo.second}
        own = {together.blinding.blinded(bo.exponent, point) for point in points}
        known = points | own | {put_together([one, other]) for one in points | own for other in points | own}

        assert NEUTRAL not in {without(second, each) for each in known if together.is_point(each)}
        assert bound != together._bound(circle.about, circle.person("ash"), bytes(32), TEXTS["ash"])


def test_a_text_in_place_of_the_one_that_was_tied_is_not_read():
    circle = written()
    looks = iter(("ash", "bo") * 4)
    while Stand.OPENING not in circle.stands().values():
        circle.step(next(looks))
    first = next(name for name, stand in circle.stands().items() if stand is Stand.OPENING)
    other = next(name for name in circle.mine if name != first)
    changed = replace(circle.mine[first], text="Something nicer.")
    circle.texts[circle.person(first)] = together.sealed_text(circle.reader(first), changed, circle.entropy)
    circle.step(other)
    assert circle.mine[other].stand is Stand.OPENING

    circle.step(first)
    circle.step(other)
    assert circle.mine[other].read[circle.person(first)] == TEXTS[first]


def bent(message):
    """Every kind of edit of a row."""
    body = decode(message.body)
    yield "another version", encode([2, *body[1:]])
    yield "cut", message.body[:-1]
    yield "longer", message.body + b"\x00"
    yield "no list", encode("nothing")
    yield "no point", encode([*body[:2], bytes(32), *body[3:]])
    yield "short", encode([*body[:4], b"", *body[5:]])


@pytest.mark.parametrize("kind", [kind for kind, _ in bent(Message(encode([1, *[b""] * 7]), {}))])
def test_what_is_bent_is_as_if_it_were_not_there(kind):
    circle = written()
    whole = circle.messages[circle.person("ash")]
    body = dict(bent(whole))[kind]
    digest = together._digest(circle.about, circle.person("ash"), body)
    vouched = circle.keys["ash"].vouch(digest, SPACE, 1, circle.members)
    for macs in (whole.macs, vouched):
        rows = {**circle.messages, circle.person("ash"): Message(body, macs)}
        assert together._heard(circle.reader("bo"), rows) == {}


def test_a_key_that_was_made_so_that_all_come_to_nothing_voids_the_round_and_breaks_no_look():
    circle = Circle()
    circle.step("bo")
    own = decode(circle.messages[circle.person("bo")].body)[2]
    point = random_point(circle.entropy)
    against = without(point, put_together([point, own]))
    count = (0).to_bytes(4, "big")
    body = encode([1, count, against, bytes(64), bytes(32), count, bytes(32), bytes(32)])
    digest = together._digest(circle.about, circle.person("ash"), body)
    circle.messages[circle.person("ash")] = Message(body, circle.keys["ash"].vouch(digest, SPACE, 1, circle.members))
    circle.wants["bo"] = TEXTS["bo"]
    for _ in range(2):
        circle.step("bo")
        assert (circle.mine["bo"].stand, circle.texts) == (Stand.VOID, {})


def test_after_an_older_side_came_back_nothing_opens():
    circle = written(rounds=0)
    circle.wants["bo"] = None
    circle.around(2)
    older = circle.mine["ash"]
    circle.around(3)
    circle.mine["ash"] = older
    circle.wants["bo"] = TEXTS["bo"]
    circle.around(6)

    assert circle.texts == {}
    assert not set(circle.stands().values()) & {Stand.OPENING, Stand.COMPLETE}


def test_a_side_is_kept_and_comes_back_as_it_was():
    circle = written()
    for _ in range(6):
        for mine in circle.mine.values():
            assert apart.from_list(decode(encode(apart.as_list(mine)))) == mine
        circle.around()
    assert circle.all_complete()


@pytest.mark.parametrize("text", ["", "x" * (apart.LONGEST + 1), 7])
def test_what_is_no_text_is_refused(text):
    circle = Circle()
    with pytest.raises(Malformed):
        together.advance(circle.reader("ash"), circle.mine["ash"], There({}), text, circle.entropy)


def test_every_text_is_as_long_when_it_is_sealed():
    sizes = set()
    for text in ("a", "\U0001f54a" * apart.LONGEST):
        circle = written()
        circle.wants["ash"] = text
        circle.around(4)
        assert circle.mine["bo"].read[circle.person("ash")] == text
        sizes |= {len(sealed) for sealed in circle.texts.values()}
    assert len(sizes) == 1


@pytest.mark.parametrize("members", [("a",), ("b", "a"), ("a", "a")])
def test_a_round_is_of_two_or_more_in_their_order(members):
    with pytest.raises(Malformed):
        Round(SPACE, 1, bytes(16), members)


def test_points_that_are_none_are_not_put_together():
    with pytest.raises(Unreadable):
        put_together([bytes(32)])
    with pytest.raises(Unreadable):
        without(bytes(32), bytes(32))


def test_the_bytes_are_those_of_the_specification():
    circle = written()
    person, salt = circle.person("ash"), bytes(range(32))
    about = cbor2.dumps([SPACE, 1, bytes(16), sorted(circle.members)], canonical=True)
    said = cbor2.dumps(["own-accord/v1/together/said", 1, about, person, salt, TEXTS["ash"]], canonical=True)

    assert circle.about.as_bytes() == about
    assert together._bound(circle.about, person, salt, TEXTS["ash"]) == sha256(said).digest()
    body = cbor2.loads(circle.messages[person].body)
    assert [len(part) for part in body[1:]] == [4, 32, 64, 32, 4, 32, 32]
    assert cbor2.dumps(body, canonical=True) == circle.messages[person].body
