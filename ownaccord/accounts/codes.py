"""The codes a person keeps: recovery, stop code, portable words. A new one waits in the vault until it was kept."""

import os

from django.db import transaction

from ownaccord.accounts import drawing, vaults, wraps
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.lookups import code_lookup
from ownaccord.accounts.models import KeyWrap, Person
from ownaccord.lib.words import wordlist
from ownaccord.vault.recovery import new_recovery_code, read_recovery_code, to_words

RECOVERY = "showing/recovery"
STOP = "showing/stop"
STOP_OFFER = "showing/stop_offer"
PORTABLE = "showing/portable"


def new_recovery(*, keys: Keyring, now: int) -> None:
    """Make a recovery code; an earlier one stops working."""
    code = new_recovery_code(os.urandom)
    with transaction.atomic():
        wraps.store(wraps.for_recovery(keys, read_recovery_code(code), now))
        vaults.change(keys.person, keys, lambda book: book.put(RECOVERY, code))


def new_stop_code(*, keys: Keyring) -> None:
    """Make a stop code, replacing an earlier one."""
    secret = drawing.secret()

    def show(book: VaultBook) -> None:
        book.put(STOP, " ".join(to_words(secret, wordlist())))
        book.drop(STOP_OFFER)

    with transaction.atomic():
        Person.objects.filter(pk=keys.person).update(stop_lookup=code_lookup("stop", secret))
        vaults.change(keys.person, keys, show)


def drop_stop_code(*, keys: Keyring) -> None:
    """Make the stop code worthless."""
    with transaction.atomic():
        Person.objects.filter(pk=keys.person).update(stop_lookup=None)
        vaults.change(keys.person, keys, lambda book: book.drop(STOP))


def new_portable(*, keys: Keyring, now: int) -> None:
    """Make six new words that open the account in any browser; earlier ones stop working. Stretches once."""
    words = drawing.portable()
    wrap = wraps.for_portable(keys, words, now)
    with transaction.atomic():
        wraps.store(wrap)
        vaults.change(keys.person, keys, lambda book: book.put(PORTABLE, words))


def drop_portable(*, keys: Keyring) -> None:
    """Make the portable words worthless, and end the sign-ins that they opened."""
    with transaction.atomic():
        KeyWrap.objects.filter(person_id=keys.person, kind=KeyWrap.Kind.PORTABLE).delete()
        vaults.change(keys.person, keys, lambda book: book.drop(PORTABLE))


def kept(*, keys: Keyring, what: str) -> None:
    """Forget the shown code `what`: its owner has it now."""
    vaults.change(keys.person, keys, lambda book: book.drop(what))


def has_stop_code(person: str) -> bool:
    """Return whether this person has a stop code."""
    return Person.objects.filter(pk=person, stop_lookup__isnull=False).exists()


def has_portable(person: str) -> bool:
    """Return whether this person has portable words."""
    return KeyWrap.objects.filter(person_id=person, kind=KeyWrap.Kind.PORTABLE).exists()
