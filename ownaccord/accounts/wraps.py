"""Making and opening wraps: the three ways from something a person has to their account key.

Stretching is slow on purpose, so no function here that stretches may run inside a transaction: a pause would wait.
"""

import os
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from ownaccord.accounts.keys import Keyring, Label, Unreadable, expand, tag
from ownaccord.accounts.lookups import day
from ownaccord.accounts.models import KeyWrap, Person, SignIn
from ownaccord.lib.words import known_words
from ownaccord.vault.derive import Argon2Cost, device_kek, portable_kek, recovery_kek, stretch
from ownaccord.vault.recovery import plain_words

AT_ONCE = 2
PATIENCE = 10.0
PORTABLE_WORDS = 6
_gate = threading.BoundedSemaphore(AT_ONCE)


class Busy(Exception):
    """Too many passphrases are being checked at this moment; nothing was tried."""


@contextmanager
def turn() -> Iterator[None]:
    """One of the few places for work that is slow and large on purpose; Busy when the wait is too long."""
    if not _gate.acquire(timeout=PATIENCE):
        raise Busy
    try:
        yield
    finally:
        _gate.release()


def stretched(secret: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return the stretched passphrase, a few at once so that memory stays bounded; Busy when the wait is too long."""
    with turn():
        return stretch(secret, salt, cost)


def account_device(device: bytes, person: str) -> bytes:
    """Return this account's own share of the browser's device secret; it tells nothing about the secret itself."""
    return expand(device, Label.ACCOUNT_DEVICE, person)


def device_lookup(share: bytes) -> bytes:
    """Return what finds the wrap of an account's share of a device secret."""
    return tag(share, Label.DEVICE_LOOKUP)


def dummy(secret: str) -> None:
    """Spend the same work as one real attempt, for a name that nobody has."""
    stretched(secret, bytes(16), Argon2Cost())


def looks_portable(secret: str) -> bool:
    """Return whether this is written like portable words: six of the list."""
    typed = plain_words(secret).split()
    return len(typed) == PORTABLE_WORDS and known_words().issuperset(typed)


def for_device(keys: Keyring, passphrase: str, share: bytes, now: int) -> KeyWrap:
    """Return the wrap for one browser, not yet stored: passphrase and this account's share of its device secret."""
    salt, cost = os.urandom(16), Argon2Cost()
    return _for_share(keys, stretched(passphrase, salt, cost), share, salt, cost, now)


def for_portable(keys: Keyring, words: str, now: int) -> KeyWrap:
    """Return the wrap under six generated words, not yet stored; good in any browser."""
    salt, cost = os.urandom(16), Argon2Cost()
    kek = portable_kek(stretched(plain_words(words), salt, cost), keys.person)
    return _new(keys, KeyWrap.Kind.PORTABLE, kek, now, salt, cost)


def for_every_device(keys: Keyring, passphrase: str, now: int) -> list[KeyWrap]:
    """Return the successor of every stored wrap of a browser, under a new passphrase; stretches once."""
    salt = os.urandom(16)
    old = shares(keys)
    cost = Argon2Cost()
    for wrap, _ in old:
        cost = cost.at_least(_cost(wrap))
    once = stretched(passphrase, salt, cost)
    return [_for_share(keys, once, share, salt, cost, now) for _, share in old]


def for_recovery(keys: Keyring, code: bytes, now: int) -> KeyWrap:
    """Return the wrap under the recovery code, not yet stored; nothing is stretched, the code is random."""
    return _new(keys, KeyWrap.Kind.RECOVERY, recovery_kek(code, keys.person), now, b"", Argon2Cost())


def store(wrap: KeyWrap) -> KeyWrap:
    """Store a new wrap in place of what it succeeds: of the same browser, or of the one recovery code, or the words.

    Sign-ins that the earlier one opened go on, and so does its day: whoever has the database is not told when somebody
    thought that it was time for another passphrase or code.
    """
    same = KeyWrap.objects.filter(person_id=wrap.person_id, kind=wrap.kind)
    if wrap.kind == KeyWrap.Kind.DEVICE:
        same = same.filter(device_lookup=wrap.device_lookup)
    with transaction.atomic():
        # Through the table and not through vaults, which stands above this file.
        Person.objects.select_for_update(no_key=True).only("pk").get(pk=wrap.person_id)
        days = dict(same.values_list("pk", "made_on"))
        old = list(days)
        wrap.made_on = min(days.values(), default=wrap.made_on)
        KeyWrap.objects.filter(pk__in=old).update(device_lookup=None)
        wrap.save(force_insert=True)
        SignIn.objects.filter(wrap_id__in=old).update(wrap=wrap)
        KeyWrap.objects.filter(pk__in=old).delete()
    return wrap


def open_with_words(wrap: KeyWrap, secret: str, device: bytes | None) -> Keyring:
    """Return the keyring behind a device or portable wrap; Unreadable when the words or the device do not fit."""
    if wrap.kind == KeyWrap.Kind.PORTABLE:
        once = stretched(plain_words(secret), bytes(wrap.salt), _cost(wrap))
        return _keyring(wrap, portable_kek(once, wrap.person_id))
    once = stretched(secret, bytes(wrap.salt), _cost(wrap))
    share = account_device(device or bytes(32), wrap.person_id)
    return _keyring(wrap, device_kek(once, share, wrap.person_id))


def open_with_recovery(wrap: KeyWrap, code: bytes) -> Keyring:
    """Return the keyring behind the recovery wrap; Unreadable when the code does not fit."""
    return _keyring(wrap, recovery_kek(code, wrap.person_id))


def one_more_device(keys: Keyring, passphrase: str, share: bytes, now: int) -> KeyWrap:
    """Return the wrap for one more browser, not yet stored; Unreadable when it is not the passphrase of the others.

    Nor is there one for somebody without any device: six words open every browser, and nothing here checks new words.
    Stretches once: the same stretched passphrase opens the wrap that is there and makes the new one.
    """
    known = shares(keys)
    if not known:
        dummy(passphrase)
        raise Unreadable
    wrap, other = known[0]
    salt, cost = bytes(wrap.salt), _cost(wrap)
    once = stretched(passphrase, salt, cost)
    if _keyring(wrap, device_kek(once, other, keys.person)) != keys:
        raise Unreadable
    return _for_share(keys, once, share, salt, cost, now)


def shares(keys: Keyring) -> list[tuple[KeyWrap, bytes]]:
    """Return every device wrap of this person with its share opened; one that does not open is left out."""
    found = []
    for wrap in KeyWrap.objects.filter(person_id=keys.person, kind=KeyWrap.Kind.DEVICE):
        try:
            found.append((wrap, keys.open_mine("device", bytes(wrap.device_sealed or b""))))
        except Unreadable:
            continue
    return found


def _keyring(wrap: KeyWrap, kek: bytes) -> Keyring:
    account_key = Keyring.unwrap(kek, wrap.person_id, str(wrap.kind), bytes(wrap.wrapped))
    sealed = Person.objects.values_list("identity_sealed", flat=True).get(pk=wrap.person_id)
    return Keyring.from_account_key(wrap.person_id, account_key, bytes(sealed))


def _cost(wrap: KeyWrap) -> Argon2Cost:
    return Argon2Cost(wrap.memory_kib, wrap.passes, wrap.lanes)


def _for_share(keys: Keyring, once: bytes, share: bytes, salt: bytes, cost: Argon2Cost, now: int) -> KeyWrap:
    wrap = _new(keys, KeyWrap.Kind.DEVICE, device_kek(once, share, keys.person), now, salt, cost)
    wrap.device_lookup = device_lookup(share)
    wrap.device_sealed = keys.seal_mine("device", share, os.urandom)
    return wrap


def _new(keys: Keyring, kind: KeyWrap.Kind, kek: bytes, now: int, salt: bytes, cost: Argon2Cost) -> KeyWrap:
    return KeyWrap(
        id=uuid.uuid4().hex,
        person_id=keys.person,
        kind=kind,
        salt=salt,
        memory_kib=cost.memory_kib,
        passes=cost.passes,
        lanes=cost.lanes,
        wrapped=keys.wrap(kek, str(kind), os.urandom),
        made_on=day(now),
    )
