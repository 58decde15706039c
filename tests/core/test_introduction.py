"""Introductions: from somebody who is pinned, to this reader alone, and naming everybody with the keys they have."""

from dataclasses import replace

import pytest

from ownaccord.core.introduction import Introduced, Introduction, make, read
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.vault.canonical import encode
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, pad, seal_to
from tests.core.people import SPACE, Pair, counting_entropy


@pytest.fixture
def pair():
    """Three members."""
    return Pair({}, names=("ash", "bo", "cam"))


def everybody(pair):
    """The list that Ash gives."""
    return tuple(Introduced(keys.person, name.capitalize(), keys.public) for name, keys in pair.keys.items())


def introduced(pair, to="bo", by="ash", people=None, keys=None):
    """What one member writes to another."""
    reader = pair.keys[to]
    listed = everybody(pair) if people is None else people
    return make(SPACE, 1, reader.person, reader.public, listed, keys or pair.keys[by])


def found(given, pair, name="bo", space=SPACE, epoch=1, by="ash", public=None):
    """What this reader finds in it."""
    pinned = public or pair.members[pair.person(by)]
    return read(given, space, epoch, pair.person(by), pinned, pair.keys[name])


def refused(given, pair, **more):
    with pytest.raises(Quarantine) as trouble:
        found(given, pair, **more)
    assert trouble.value.stage is Stage.GRANT


def lines(people):
    """Names and keys by person."""
    return {each.person: (each.name, each.public) for each in people}


def test_each_reader_finds_everybody_in_their_own_introduction(pair):
    for name in ("bo", "cam"):
        assert lines(found(introduced(pair, name), pair, name)) == lines(everybody(pair))
    refused(introduced(pair, "cam"), pair, name="bo")


@pytest.mark.parametrize("wrong", [{"space": "6" * 32}, {"epoch": 2}, {"by": "cam"}, {"name": "cam"}, {"name": "ash"}])
def test_it_counts_in_its_own_place_only(pair, wrong):
    refused(introduced(pair), pair, **wrong)


def test_somebody_with_other_keys_than_the_pinned_ones_introduces_nobody(pair):
    pretender = Keyring.make(pair.person("ash"), counting_entropy("pretender"))
    refused(introduced(pair, keys=pretender), pair)
    refused(introduced(pair), pair, public=pretender.public)


def test_it_has_to_name_its_reader_and_its_introducer_with_their_own_keys(pair):
    ash, bo, cam = everybody(pair)
    other = bytes(range(32))
    for people in (
        (ash, cam), (bo, cam), (ash, replace(bo, public=other), cam), (replace(ash, public=other), bo, cam),
    ):  # fmt: skip
        refused(introduced(pair, people=people), pair)


def test_nobody_is_in_it_twice_by_person_name_or_key(pair):
    ash, bo, cam = everybody(pair)
    for twice in (replace(cam, person="d" * 32), replace(cam, name="Other"), replace(cam, public=bytes(range(32)))):
        people = (ash, bo, cam, replace(cam, **{k: getattr(twice, k) for k in ("person", "name", "public")}))
        refused(introduced(pair, people=people), pair)


def test_a_list_of_one_or_of_nine_is_no_list(pair):
    ash, bo, _cam = everybody(pair)
    more = [Introduced(str(n) * 32, f"N{n}", bytes([n]) * 32) for n in range(1, 8)]
    assert len(found(introduced(pair, people=[ash, bo, *more[:6]]), pair)) == 8
    refused(introduced(pair, people=[ash, bo, *more]), pair)
    refused(introduced(pair, people=[]), pair)


def test_a_damaged_introduction_is_refused(pair):
    given = introduced(pair)
    again = introduced(pair)
    damaged = [
        Introduction(given.sealed[:-1] + bytes([given.sealed[-1] ^ 1]), given.macs), Introduction(b"", given.macs),
        Introduction(given.sealed, {}), Introduction(given.sealed, {who: bytes(32) for who in given.macs}),
        Introduction(again.sealed, given.macs),
    ]  # fmt: skip
    for each in damaged:
        refused(each, pair)


@pytest.mark.parametrize(
    "said", [[2, []], [1, 5], [1, [["x"]]], [1, [["a", "b", 3]]], ["x"], {}, [1, [[1, "b", bytes(32)]]]]
)
def test_something_else_from_the_same_hand_is_refused(pair, said):
    from ownaccord.core import introduction

    bo, ash = pair.keys["bo"], pair.keys["ash"]
    place = Place("introduction", SPACE, 1, ash.person, 0, bo.person, 1)
    sealed = seal_to(bo.public, place, pad(encode(said), 2048))
    digest = introduction._digest(SPACE, 1, ash.person, bo.person, sealed)
    refused(Introduction(sealed, ash.vouch(digest, SPACE, 1, {bo.person: bo.public})), pair)
