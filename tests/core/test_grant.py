"""Grants: the key of an epoch comes from a pinned member and names exactly the pinned members."""

from dataclasses import replace

import pytest

from ownaccord.core.grant import Grant, make, open_grant
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.vault.keyring import Keyring
from tests.core.people import SPACE, Pair, counting_entropy

KEY = bytes(range(32))


@pytest.fixture
def pair():
    """Three members."""
    return Pair({}, names=("ash", "bo", "cam"))


def opened(grant, pair, name="bo", space=SPACE, epoch=1, by="ash", members=None):
    """What this member finds in a grant."""
    return open_grant(grant, space, epoch, pair.person(by), members or pair.members, pair.keys[name])


def granted(pair, members=None, by="ash"):
    """The grants that somebody makes."""
    return make(SPACE, 1, KEY, members or pair.members, pair.keys[by], pair.entropy)


def test_every_member_finds_the_key_in_their_own_grant_only(pair):
    grants = granted(pair)
    assert {opened(grants[pair.person(name)], pair, name) for name in pair.keys} == {KEY}
    with pytest.raises(Quarantine):
        opened(grants[pair.person("cam")], pair, "bo")


@pytest.mark.parametrize("wrong", [{"space": "6" * 32}, {"epoch": 2}, {"by": "cam"}, {"name": "cam"}])
def test_a_grant_counts_in_its_own_place_only(pair, wrong):
    with pytest.raises(Quarantine) as trouble:
        opened(granted(pair)[pair.person("bo")], pair, **wrong)
    assert trouble.value.stage is Stage.GRANT


def test_a_grant_that_names_others_than_the_pinned_members_is_refused(pair):
    drew = Keyring.make("d" * 32, counting_entropy("drew"))
    fewer = {who: key for who, key in pair.members.items() if who != pair.person("cam")}
    more, other = {**pair.members, drew.person: drew.public}, {**pair.members, pair.person("cam"): drew.public}
    for members in (fewer, more, other):
        with pytest.raises(Quarantine):
            opened(granted(pair, members)[pair.person("bo")], pair)
        with pytest.raises(Quarantine):
            opened(granted(pair)[pair.person("bo")], pair, members=members)


def test_a_grant_by_somebody_who_is_no_member_is_refused(pair):
    grant = granted(pair)[pair.person("bo")]
    fewer = {who: key for who, key in pair.members.items() if who != pair.person("ash")}
    with pytest.raises(Quarantine):
        opened(grant, pair, members=fewer)


def test_a_grant_by_somebody_with_other_keys_is_refused(pair):
    pretender = Keyring.make(pair.person("ash"), counting_entropy("pretender"))
    grant = make(SPACE, 1, KEY, pair.members, pretender, pair.entropy)[pair.person("bo")]
    with pytest.raises(Quarantine):
        opened(grant, pair)


def test_a_damaged_grant_is_refused(pair):
    grant = granted(pair)[pair.person("bo")]
    damaged = [Grant(grant.sealed[:-1] + b"\x00", grant.macs), Grant(b"", grant.macs), Grant(grant.sealed, {})]
    damaged.append(replace(grant, macs={who: bytes(32) for who in grant.macs}))
    damaged.append(Grant(grant.sealed, granted(pair)[pair.person("bo")].macs))
    for each in damaged:
        with pytest.raises(Quarantine):
            opened(each, pair)
