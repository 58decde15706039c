"""The one vault: opened once for one pair of keys, always the one that lies in the row now."""

import os
import uuid

import pytest
from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, Unreadable, VaultBook
from ownaccord.accounts.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def keys() -> Keyring:
    keys = Keyring.make(uuid.uuid4().hex, os.urandom)
    Person.objects.create(
        id=keys.person, name_lookup=os.urandom(32), public_key=keys.public,
        identity_sealed=keys.seal_identity(os.urandom),
        vault_version=1, vault=keys.seal_vault(VaultBook().dumps(), 1, os.urandom), made_on=20_000,
    )  # fmt: skip
    return keys


def again(keys: Keyring) -> Keyring:
    """The same keys on another device."""
    return Keyring.loads(keys.person, keys.dumps())


def test_two_devices_that_write_in_turn_lose_nothing(keys: Keyring) -> None:
    other = again(keys)
    for number, each in enumerate((keys, other, keys, other)):
        vaults.change(keys.person, each, lambda book, number=number: book.put(f"line/{number}", number))
    for each in (keys, other, again(keys)):
        assert vaults.read(keys.person, each).under("line/") == {f"line/{number}": number for number in range(4)}


def test_what_is_done_to_a_book_that_was_read_changes_no_other(keys: Keyring) -> None:
    vaults.read(keys.person, keys).put("line", 1)
    assert "line" not in vaults.read(keys.person, keys)
    book = vaults.change(keys.person, keys, lambda book: book.put("line", 2))
    book.put("line", 3)
    assert vaults.read(keys.person, keys).get("line") == 2


@pytest.mark.parametrize("damage", [{"vault": b"nothing"}, {"vault_version": 7}])
def test_a_row_that_was_changed_is_never_answered_from_what_was_opened_before(
    keys: Keyring, damage: dict[str, object]
) -> None:
    vaults.read(keys.person, keys)
    Person.objects.filter(pk=keys.person).update(**damage)
    with pytest.raises(Unreadable):
        vaults.read(keys.person, keys)


def test_what_was_opened_is_gone_with_the_keys_that_opened_it(keys: Keyring) -> None:
    before = len(vaults._OPENED)
    other = Keyring.loads(keys.person, keys.dumps())
    vaults.read(keys.person, other)
    assert len(vaults._OPENED) == before + 1
    del other
    assert len(vaults._OPENED) == before


def test_what_was_just_stored_is_not_opened_again_and_what_was_undone_is_not_kept(
    keys: Keyring, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []
    real = Keyring.open_vault
    monkeypatch.setattr(Keyring, "open_vault", lambda *given: opened.append(given[2]) or real(*given))
    for number in (1, 2):
        vaults.change(keys.person, keys, lambda book, number=number: book.put("line", number))
    assert (vaults.read(keys.person, keys).get("line"), opened) == (2, [1])
    with pytest.raises(LookupError), transaction.atomic():
        vaults.change(keys.person, keys, lambda book: book.put("line", 3))
        raise LookupError
    assert (vaults.read(keys.person, keys).get("line"), opened) == (2, [1, 3])
