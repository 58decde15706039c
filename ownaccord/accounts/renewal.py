"""Changing what opens an account: a new passphrase, everything renewed, recovery, and a reset when all is lost."""

import os
from functools import partial

from django.db import transaction
from django.db.models import Q

from ownaccord.accounts import codes, drawing, hooks, links, shared_devices, sign_ins, throttling, vaults, wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.entry import NoFit, first_wrap, throttle
from ownaccord.accounts.keys import Keyring, Unreadable, VaultBook
from ownaccord.accounts.lookups import name_lookup
from ownaccord.accounts.models import HeldForm, KeyWrap, OneTimeLink, Person, SignIn
from ownaccord.accounts.sign_ins import Opened
from ownaccord.core.position import is_number
from ownaccord.core.terms import LATEST
from ownaccord.vault.recovery import read_recovery_code

NO_LOOSENING_AFTER_RECOVERY = 86400
NO_LOOSENING = "settings/no_loosening_until"
WAS_RESET = "settings/was_reset"


def change_passphrase(*, keys: Keyring, passphrase: str, now: int) -> None:
    """Put a new passphrase on every device of this person; stretches once, sign-ins go on.

    When a device came or went meanwhile it begins anew: none keeps the old passphrase, and none comes back.
    """
    while True:
        fresh = wraps.for_every_device(keys, passphrase, now)
        with transaction.atomic():
            vaults.hold(keys.person)
            here = {wraps.device_lookup(share) for _, share in wraps.shares(keys)}
            if {wrap.device_lookup for wrap in fresh} == here:
                for wrap in fresh:
                    wraps.store(wrap)
                return


def somebody_may_know(
    *, keys: Keyring, passphrase: str | None, browser: Browser, now: int, wait: bool = False
) -> Opened:
    """Renew everything: account key, every wrap, recovery and stop code; other devices and sign-ins are dropped.

    The identity key stays, so nothing shows in any space. Without a passphrase there are new portable words. With
    `wait` nothing can be loosened for a day (after a recovery). Stretches once.
    """
    fresh = keys.rekey(os.urandom)
    portable = drawing.portable() if passphrase is None else None
    wrap = first_wrap(fresh, passphrase, portable, browser, now)
    with transaction.atomic():
        _move_vault(keys, fresh)
        hooks.at_rekey(keys, fresh)
        SignIn.objects.filter(person_id=keys.person).delete()
        OneTimeLink.objects.filter(person_id=keys.person).delete()
        vaults.change(keys.person, fresh, partial(_note, portable=portable, until=now * wait))
        _renew_codes(fresh, now)
        wraps.store(wrap)
        # Only now, so that the successors of this browser's wrap and of the code have kept their days.
        KeyWrap.objects.filter(person_id=keys.person).exclude(Q(pk=wrap.pk) | Q(kind=KeyWrap.Kind.RECOVERY)).delete()
        return sign_ins.start(fresh, wrap, browser=browser, shared=portable is not None, now=now)


def recover(*, name: str, code: str, passphrase: str | None, browser: Browser, now: int) -> Opened:
    """Open an account with its recovery code and renew everything; NoFit, Slow, or BadCode for a slip in the code."""
    secret = read_recovery_code(code)
    lookup = name_lookup(name)
    counted = throttle("recover", lookup, browser)
    throttling.slow_down(counted, now)
    wrap = KeyWrap.objects.filter(person__name_lookup=lookup, kind=KeyWrap.Kind.RECOVERY).first()
    try:
        if wrap is None:
            raise Unreadable
        keys = wraps.open_with_recovery(wrap, secret)
    except Unreadable:
        throttling.failed(counted, now)
        raise NoFit from None
    return somebody_may_know(keys=keys, passphrase=passphrase, browser=browser, now=now, wait=True)


def reset(*, secret: bytes, name: str, passphrase: str | None, browser: Browser, now: int) -> Opened:
    """Begin anew after everything was lost: new keys and an empty vault under the same id; NoFit when it lapsed.

    The new identity quarantines every space until a new invitation; devices, wraps and codes are gone. Where nobody can
    say any more whether this browser was a shared device, it begins as one.
    """
    person = links.whose("reset", secret, now)
    if person is None or not Person.objects.filter(pk=person, name_lookup=name_lookup(name)).exists():
        raise NoFit
    keys = Keyring.make(person, os.urandom)
    portable = drawing.portable() if passphrase is None else None
    wrap = first_wrap(keys, passphrase, portable, browser, now)
    with transaction.atomic():
        vaults.hold(person)
        links.take("reset", secret, now)
        shared = shared_devices.may_be_chosen(person, browser)
        _replace(keys, name, portable, now)
        wraps.store(wrap)
        codes.new_recovery(keys=keys, now=now)
        vaults.change(person, keys, lambda book: shared_devices.choose(book, person, browser, shared))
        return sign_ins.start(keys, wrap, browser=browser, shared=portable is not None, now=now)


def bound_quiet_day(book: VaultBook, now: int) -> None:
    """The day without loosening ends a day from now at the latest: it was counted from a date that was wrong."""
    if NO_LOOSENING in book:
        until, latest = book.get(NO_LOOSENING), now + NO_LOOSENING_AFTER_RECOVERY
        book.put(NO_LOOSENING, min(until, latest) if is_number(until, LATEST) else latest)


def begin_quiet_day(book: VaultBook, now: int) -> None:
    """Nothing can be loosened for a day from now on: what this vault misses may have been a recovery, or a scene."""
    book.put(NO_LOOSENING, now + NO_LOOSENING_AFTER_RECOVERY)


def _note(book: VaultBook, portable: str | None, until: int) -> None:
    book.drop(codes.PORTABLE)
    if portable is not None:
        book.put(codes.PORTABLE, portable)
    if until:
        begin_quiet_day(book, until)


def _renew_codes(keys: Keyring, now: int) -> None:
    codes.new_recovery(keys=keys, now=now)
    if codes.has_stop_code(keys.person):
        codes.new_stop_code(keys=keys)


def _move_vault(old: Keyring, fresh: Keyring) -> None:
    row = Person.objects.select_for_update(no_key=True).get(pk=old.person)
    book = VaultBook.loads(old.open_vault(bytes(row.vault), row.vault_version))
    row.vault_version += 1
    row.vault = fresh.seal_vault(book.dumps(), row.vault_version, os.urandom)
    row.identity_sealed = fresh.seal_identity(os.urandom)
    row.save(update_fields=["vault", "vault_version", "identity_sealed"])


def _replace(keys: Keyring, name: str, portable: str | None, now: int) -> None:
    book = VaultBook()
    book.put("name", name)
    book.put(WAS_RESET, True)
    book.put(codes.STOP_OFFER, True)
    _note(book, portable, until=0)
    row = Person.objects.select_for_update(no_key=True).get(pk=keys.person)
    KeyWrap.objects.filter(person=row).delete()
    HeldForm.objects.filter(person=row).delete()
    row.vault_version += 1
    row.vault = keys.seal_vault(book.dumps(), row.vault_version, os.urandom)
    row.identity_sealed, row.public_key, row.stop_lookup = keys.seal_identity(os.urandom), keys.public, None
    row.save(update_fields=["vault", "vault_version", "identity_sealed", "public_key", "stop_lookup"])
