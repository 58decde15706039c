"""Reading and rewriting a person's one padded vault blob."""

import os
from collections.abc import Callable
from contextvars import ContextVar
from weakref import WeakKeyDictionary

from django.db import transaction

from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import Person
from ownaccord.lib.asking import asked

# One page asks for the same vault several times. What was opened lives as long as the keys that opened it, which is one
# request, and counts only for the very bytes that lie in the row now.
_OPENED: WeakKeyDictionary[Keyring, tuple[int, bytes, VaultBook]] = WeakKeyDictionary()
_ALWAYS: ContextVar[tuple[str, Callable[[VaultBook], None] | None]] = ContextVar("always", default=("", None))


def read(person: str, keys: Keyring) -> VaultBook:
    """Return the opened vault of this person; Unreadable when the row was damaged or swapped."""
    return read_at(person, keys)[1]


def read_at(person: str, keys: Keyring) -> tuple[int, VaultBook]:
    """Return the version of the stored vault too: both as of one moment."""
    for version, sealed in asked("SELECT vault_version, vault FROM accounts_person WHERE id = %s", person):
        return version, _opened(version, bytes(sealed), keys)
    raise Person.DoesNotExist


def _opened(version: int, sealed: bytes, keys: Keyring) -> VaultBook:
    known = _OPENED.get(keys)
    if known is None or known[:2] != (version, sealed):
        known = version, sealed, VaultBook.loads(keys.open_vault(sealed, version))
        _OPENED[keys] = known
    return known[2].copy()


def version(person: str) -> int:
    """Return the version of the stored vault."""
    found: list[tuple[int]] = asked("SELECT vault_version FROM accounts_person WHERE id = %s", person)
    for (version,) in found:
        return version
    raise Person.DoesNotExist


def hold(person: str) -> int:
    """Inside a transaction: nobody else changes this account until it is over; the version of its vault.

    Only changes wait for it. What merely refers to the account, as a form that is kept, does not.
    """
    row = Person.objects.select_for_update(no_key=True).filter(pk=person)
    return row.values_list("vault_version", flat=True).get()


def always(person: str, mutate: Callable[[VaultBook], None] | None) -> None:
    """Let every change of this person's vault do this as well, to the end of this request; None: nothing more."""
    _ALWAYS.set((person, mutate))


def change(person: str, keys: Keyring, mutate: Callable[[VaultBook], None]) -> VaultBook:
    """Apply `mutate` to the freshest vault and store it one version on, all in one transaction.

    Two devices that write at once therefore merge by entry: each applies its own change to what the other left.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update(no_key=True).only("vault", "vault_version").get(pk=person)
        book = _opened(row.vault_version, bytes(row.vault), keys)
        mutate(book)
        whose, besides = _ALWAYS.get()
        if besides is not None and whose == person:
            besides(book)
        row.vault_version += 1
        row.vault = keys.seal_vault(book.dumps(), row.vault_version, os.urandom)
        row.save(update_fields=["vault", "vault_version"])
    # If the caller's transaction does not go through, other bytes lie in the row, and this counts for nothing.
    _OPENED[keys] = row.vault_version, row.vault, book.copy()
    return book


def rewrite(person: str, keys: Keyring) -> VaultBook:
    """Store the vault anew without a change, so that a write says nothing about what was answered."""
    return change(person, keys, lambda book: None)
