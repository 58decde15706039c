"""Members can check who wrote; nobody else can, and nobody can show it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.vault import attest
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from tests.vectors.some import bent, entropy, some

PEOPLE = {who: Keyring.make(who, entropy(who)) for who in ("ash", "bo", "cam", "drew")}
MEMBERS = {who: PEOPLE[who].public for who in ("ash", "bo", "cam")}
DIGEST = some("digest", 32)
WHO = st.sampled_from(sorted(MEMBERS))


@given(WHO, WHO)
def test_every_member_can_check_what_a_member_vouched_for(author: str, reader: str) -> None:
    macs = PEOPLE[author].vouch(DIGEST, "space", 1, MEMBERS)
    assert sorted(macs) == sorted(MEMBERS)
    assert PEOPLE[reader].vouched(DIGEST, macs, author, MEMBERS[author], "space", 1) is True


@given(WHO, WHO, WHO)
def test_nobody_passes_for_another_author(author: str, claimed: str, reader: str) -> None:
    macs = PEOPLE[author].vouch(DIGEST, "space", 1, MEMBERS)
    if claimed != author:
        assert PEOPLE[reader].vouched(DIGEST, macs, claimed, MEMBERS[claimed], "space", 1) is False


@given(WHO, WHO, st.integers(0, 31))
def test_a_changed_bit_anywhere_is_noticed(author: str, reader: str, at: int) -> None:
    macs, public = PEOPLE[author].vouch(DIGEST, "space", 1, MEMBERS), MEMBERS[author]
    changed = macs | {reader: bent(macs[reader], at)}
    assert PEOPLE[reader].vouched(DIGEST, changed, author, public, "space", 1) is False
    assert PEOPLE[reader].vouched(bent(DIGEST, at), macs, author, public, "space", 1) is False


def test_a_reader_could_have_made_the_mac_that_they_check_so_it_proves_nothing_to_others() -> None:
    ash, bo = PEOPLE["ash"], PEOPLE["bo"]
    made = attest.pair_key(ash.identity, bo.public, "space", 1, "ash", "bo")
    assert attest.pair_key(bo.identity, ash.public, "space", 1, "ash", "bo") == made


def test_a_mac_does_not_count_in_the_other_direction() -> None:
    ash, bo = PEOPLE["ash"], PEOPLE["bo"]
    macs = ash.vouch(DIGEST, "space", 1, MEMBERS)
    assert ash.vouched(DIGEST, {"ash": macs["bo"]}, "bo", bo.public, "space", 1) is False


def test_a_stranger_checks_nothing_and_gets_no_mac() -> None:
    macs = PEOPLE["ash"].vouch(DIGEST, "space", 1, MEMBERS)
    assert "drew" not in macs
    assert PEOPLE["drew"].vouched(DIGEST, macs, "ash", MEMBERS["ash"], "space", 1) is False
    assert PEOPLE["drew"].vouched(DIGEST, macs | {"drew": macs["bo"]}, "ash", MEMBERS["ash"], "space", 1) is False


def test_a_new_account_key_leaves_everything_that_was_vouched_for_as_it_was() -> None:
    ash = PEOPLE["ash"]
    anew = ash.rekey(entropy("anew"))
    macs = ash.vouch(DIGEST, "space", 1, MEMBERS)
    assert anew.account_key != ash.account_key
    assert anew.vouched(DIGEST, macs, "ash", ash.public, "space", 1) is True
    assert anew.vouch(DIGEST, "space", 1, MEMBERS) == macs


@pytest.mark.parametrize("public", [bytes(32), b"\x01" + bytes(31), b"", bytes(31), bytes(33)])
def test_a_public_key_that_is_none_fails_calmly(public: bytes) -> None:
    macs = PEOPLE["ash"].vouch(DIGEST, "space", 1, MEMBERS)
    assert PEOPLE["bo"].vouched(DIGEST, macs, "ash", public, "space", 1) is False
    with pytest.raises(Unreadable):
        PEOPLE["ash"].vouch(DIGEST, "space", 1, MEMBERS | {"bo": public})


def test_nothing_slides_between_header_and_state_hash() -> None:
    long, short = b"header" + some("x", 32), b"header"
    assert attest.digest(long, bytes(32)) != attest.digest(short, some("x", 32))
    with pytest.raises(Unreadable):
        attest.digest(short, some("x", 32) + bytes(32))
