"""Signing up, signing in and unlocking. Every failure says the same, costs the same one stretching, tells no part.

Stretching happens before any transaction begins: nobody's pause waits for somebody's passphrase.
"""

import os
import uuid
from collections.abc import Callable, Sequence

from django.db import IntegrityError, transaction

from ownaccord.accounts import codes, drawing, sign_ins, throttling, wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring, Unreadable, VaultBook
from ownaccord.accounts.lookups import day, name_lookup, throttle_lookup
from ownaccord.accounts.models import KeyWrap, Person, SignIn
from ownaccord.accounts.sign_ins import Opened


class NoFit(Exception):
    """Name, words or device do not fit."""


class NameTaken(Exception):
    """Somebody on this server already signs in with this name."""


def sign_up(
    *,
    name: str,
    passphrase: str | None,
    browser: Browser,
    now: int,
    at_once: Callable[[str], None] = lambda person: None,
) -> Opened:
    """Make an account with a recovery code and sign this browser in, unlocked; `browser` has a device secret.

    Without a passphrase: portable sign-in with generated words. `at_once` is called with the new person inside the
    transaction. NameTaken when the name is in use here. Codes wait in the vault until their owner has kept them.
    """
    if Person.objects.filter(name_lookup=name_lookup(name)).exists():
        raise NameTaken
    keys = Keyring.make(uuid.uuid4().hex, os.urandom)
    portable = drawing.portable() if passphrase is None else None
    wrap = first_wrap(keys, passphrase, portable, browser, now)
    try:
        with transaction.atomic():
            _store(keys, name, portable, now)
            at_once(keys.person)
            wraps.store(wrap)
            codes.new_recovery(keys=keys, now=now)
            return sign_ins.start(keys, wrap, browser=browser, shared=portable is not None, now=now)
    except IntegrityError:
        raise NameTaken from None


def first_wrap(keys: Keyring, passphrase: str | None, portable: str | None, browser: Browser, now: int) -> KeyWrap:
    """Return the wrap that a new or renewed account begins with, not yet stored; stretches once."""
    if portable is not None:
        return wraps.for_portable(keys, portable, now)
    return wraps.for_device(keys, passphrase or "", wraps.account_device(browser.device, keys.person), now)


def sign_in(*, name: str, secret: str, browser: Browser, now: int, here: Sequence[tuple[SignIn, bytes]] = ()) -> Opened:
    """Open the account of this name with a passphrase on this device, or with portable words; NoFit, Slow or Busy.

    `here` are the sign-ins of this browser with their tokens: an earlier one of the same person is replaced.
    """
    lookup = name_lookup(name)
    person = Person.objects.filter(name_lookup=lookup).values_list("pk", flat=True).first()
    keys, wrap = _open(person, secret, browser, now, throttle("open", person or lookup, browser))
    before = next((each for each in here if each[0].person_id == keys.person), None)
    shared = wrap.kind == KeyWrap.Kind.PORTABLE or (before is not None and before[0].shared)
    return _started(keys, wrap, browser, shared, now, before)


def unlock(*, row: SignIn, token: bytes, secret: str, browser: Browser, now: int) -> Opened:
    """Open a locked sign-in again; a new one with a new token takes its place. NoFit, Slow or Busy."""
    keys, wrap = _open(row.person_id, secret, browser, now, throttle("open", row.person_id, browser))
    return _started(keys, wrap, browser, row.shared, now, (row, token))


def _started(
    keys: Keyring, wrap: KeyWrap, browser: Browser, shared: bool, now: int, before: tuple[SignIn, bytes] | None
) -> Opened:
    """A new sign-in; NoFit when the passphrase was changed or everything renewed while this one was being checked."""
    try:
        return sign_ins.start(keys, wrap, browser=browser, shared=shared, now=now, before=before)
    except Unreadable:
        raise NoFit from None


def prove(*, person: str, secret: str, browser: Browser, now: int) -> None:
    """Make sure that whoever is here knows the passphrase or portable words of this account; NoFit, Slow or Busy."""
    _open(person, secret, browser, now, throttle("open", person, browser))


def throttle(what: str, who: str | bytes, browser: Browser) -> tuple[bytes, bytes]:
    """Return the keys under which failures are counted: of this account and device, and of this address."""
    return throttle_lookup(what, who, browser.counted_as), throttle_lookup("from", browser.address)


def _open(
    person: str | None, secret: str, browser: Browser, now: int, counted: tuple[bytes, bytes]
) -> tuple[Keyring, KeyWrap]:
    """One stretching, whoever it is; then the keys, or NoFit.

    Others may have failed at this address until it has to wait. In a browser with a device secret words that fit open
    the account all the same: strangers lock nobody out of their own device. Words that do not fit hear of the wait.
    """
    own, address = counted[:1], counted[1:]
    throttling.slow_down(own if browser.brought else counted, now)
    wait = throttling.wait_left(address, now)
    wrap = _wrap_for(person, browser, secret)
    try:
        if wrap is None:
            wraps.dummy(secret)
            raise Unreadable
        keys = wraps.open_with_words(wrap, secret, browser.device)
    except Unreadable:
        throttling.failed(counted, now)
        raise throttling.Slow(wait) if wait else NoFit from None
    throttling.succeeded(counted)
    return keys, wrap


def _wrap_for(person: str | None, browser: Browser, secret: str) -> KeyWrap | None:
    """The portable wrap when six listed words were typed or this browser has none of its own; otherwise its own."""
    owner = person or "0" * 32
    share = wraps.account_device(browser.device or bytes(32), owner)
    own = KeyWrap.objects.filter(person_id=owner, device_lookup=wraps.device_lookup(share)).first()
    portable = KeyWrap.objects.filter(person_id=owner, kind=KeyWrap.Kind.PORTABLE).first()
    # Looked at whoever it is: what somebody has must not be told by the time it takes.
    six = wraps.looks_portable(secret)
    return portable if portable is not None and (own is None or six) else own


def _store(keys: Keyring, name: str, portable: str | None, now: int) -> None:
    book = VaultBook()
    book.put("name", name)
    book.put("showing/stop_offer", True)
    if portable is not None:
        book.put("showing/portable", portable)
    Person.objects.create(
        id=keys.person,
        name_lookup=name_lookup(name),
        public_key=keys.public,
        identity_sealed=keys.seal_identity(os.urandom),
        vault_version=1,
        vault=keys.seal_vault(book.dumps(), 1, os.urandom),
        made_on=day(now),
    )
