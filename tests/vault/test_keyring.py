"""The keyring opens what is its person's, and nothing else."""

import os
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.keyring import Keyring, seal_held
from tests.vectors.some import bent, entropy, some

ASH = Keyring.make("ash", entropy("ash"))
BO = Keyring.make("bo", entropy("bo"))
SAME_KEYS_AS_BO = Keyring("bo", ASH.account_key, ASH.identity)
NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)


@given(NAMES, NAMES, NAMES, NAMES, st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_a_wrap_opens_for_its_key_person_and_kind_only(
    person: str, kind: str, other_person: str, other_kind: str, kek: bytes, other_kek: bytes
) -> None:
    wrapped = Keyring(person, ASH.account_key, ASH.identity).wrap(kek, kind, os.urandom)
    assert Keyring.unwrap(kek, person, kind, wrapped) == ASH.account_key
    if (other_kek, other_person, other_kind) != (kek, person, kind):
        with pytest.raises(Unreadable) as refused:
            Keyring.unwrap(other_kek, other_person, other_kind, wrapped)
        assert refused.value.stage is Stage.KEY


@given(st.data())
def test_no_changed_or_shortened_wrap_opens(data: st.DataObject) -> None:
    wrapped = ASH.wrap(some("kek", 32), "device", os.urandom)
    at = data.draw(st.integers(0, len(wrapped) - 1))
    for changed in (bent(wrapped, at), wrapped[:at]):
        with pytest.raises(Unreadable):
            Keyring.unwrap(some("kek", 32), "ash", "device", changed)


def test_an_account_key_and_the_sealed_identity_make_the_keyring_again() -> None:
    again = Keyring.from_account_key("ash", ASH.account_key, ASH.seal_identity(os.urandom))
    assert again == ASH
    assert again.public == ASH.public


def test_the_sealed_identity_opens_neither_for_another_person_nor_under_another_key() -> None:
    sealed = ASH.seal_identity(os.urandom)
    for person, key in (("bo", ASH.account_key), ("ash", BO.account_key), ("ash", b"")):
        with pytest.raises(Unreadable):
            Keyring.from_account_key(person, key, sealed)


@pytest.mark.parametrize("other", [BO, SAME_KEYS_AS_BO, ASH.rekey(entropy("anew"))])
def test_what_is_mine_opens_for_nobody_else_and_not_after_a_new_account_key(other: Keyring) -> None:
    attempts: list[tuple[bytes, Callable[[Keyring, bytes], bytes]]] = [
        (ASH.seal_vault(b"mine", 3, os.urandom), lambda keys, sealed: keys.open_vault(sealed, 3)),
        (ASH.seal_witness(b"mine", os.urandom), lambda keys, sealed: keys.open_witness(sealed)),
        (ASH.seal_mine("device", b"mine", os.urandom), lambda keys, sealed: keys.open_mine("device", sealed)),
    ]
    for sealed, attempt in attempts:
        assert attempt(ASH, sealed) == b"mine"
        with pytest.raises(Unreadable):
            attempt(other, sealed)


@given(st.integers(0, 2**40), st.integers(0, 2**40))
def test_a_vault_opens_as_its_own_version_only(version: int, other: int) -> None:
    sealed = ASH.seal_vault(b"mine", version, os.urandom)
    assert ASH.open_vault(sealed, version) == b"mine"
    if other != version:
        with pytest.raises(Unreadable):
            ASH.open_vault(sealed, other)


def test_nothing_of_mine_opens_as_another_thing_of_mine() -> None:
    with pytest.raises(Unreadable):
        ASH.open_witness(ASH.seal_vault(b"mine", 0, os.urandom))
    with pytest.raises(Unreadable):
        ASH.open_mine("note", ASH.seal_mine("device", b"mine", os.urandom))


def test_a_held_form_opens_for_its_person_and_purpose_even_after_a_new_account_key() -> None:
    sealed = seal_held(ASH.public, "ash", "form", b"what was typed")
    assert ASH.open_held("form", sealed) == b"what was typed"
    assert ASH.rekey(entropy("anew")).open_held("form", sealed) == b"what was typed"
    for keys, purpose in ((ASH, "note"), (BO, "form"), (SAME_KEYS_AS_BO, "form")):
        with pytest.raises(Unreadable):
            keys.open_held(purpose, sealed)


def test_the_working_keys_are_written_and_read_back() -> None:
    assert Keyring.loads("ash", ASH.dumps()) == ASH
    assert Keyring.loads("bo", ASH.dumps()) != ASH


@pytest.mark.parametrize(
    ("data", "stage"),
    [(b"", Stage.VERSION), (b"\x02" + bytes(64), Stage.VERSION), (b"\x01" + bytes(63), Stage.LENGTH)],
)
def test_damaged_working_keys_are_refused(data: bytes, stage: Stage) -> None:
    with pytest.raises(Unreadable) as refused:
        Keyring.loads("ash", data)
    assert refused.value.stage is stage


@pytest.mark.parametrize(("account_key", "identity"), [(bytes(31), bytes(32)), (bytes(32), bytes(33))])
def test_a_keyring_has_whole_keys_from_construction(account_key: bytes, identity: bytes) -> None:
    with pytest.raises(Unreadable):
        Keyring("ash", account_key, identity)


def test_a_new_account_key_keeps_person_and_identity() -> None:
    anew = ASH.rekey(entropy("anew"))
    assert (anew.person, anew.identity, anew.public) == ("ash", ASH.identity, ASH.public)
    assert anew.account_key != ASH.account_key
    assert anew != ASH


def test_showing_a_keyring_shows_nothing_of_it() -> None:
    assert f"{ASH!r} {ASH} {[ASH]}" == "Keyring(...) Keyring(...) [Keyring(...)]"
