"""A person's devices and sign-ins: seeing them, adding one with one-time words, dropping one."""

import os
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from ownaccord.accounts import drawing, links, sign_ins, throttling, vaults, wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.entry import NoFit, throttle
from ownaccord.accounts.keys import Keyring, Unreadable, from_words, to_words
from ownaccord.accounts.lookups import code_lookup, date_of
from ownaccord.accounts.models import KeyWrap, OneTimeLink, Person, SignIn
from ownaccord.accounts.sign_ins import Opened
from ownaccord.lib.words import wordlist
from ownaccord.vault.derive import link_kek


@dataclass(frozen=True, slots=True)
class Listed:
    """A device or a sign-in as its owner sees it; `day` is when it was made (UTC)."""

    id: str
    day: date
    here: bool
    portable: bool = False


def devices(person: str, here: SignIn) -> list[Listed]:
    """Return the browsers that know a device secret of this person, the oldest first."""
    rows = KeyWrap.objects.filter(person_id=person, kind=KeyWrap.Kind.DEVICE).order_by("made_on", "pk")
    return [Listed(row.pk, date_of(row.made_on), row.pk == here.wrap_id) for row in rows]


def signed_in(person: str, here: SignIn) -> list[Listed]:
    """Return the sign-ins of this person, the oldest first."""
    rows = SignIn.objects.filter(person_id=person).select_related("wrap").order_by("made_on", "pk")
    portable = KeyWrap.Kind.PORTABLE
    return [Listed(row.pk, date_of(row.made_on), row.pk == here.pk, row.wrap.kind == portable) for row in rows]


def drop(*, person: str, device: str, here: SignIn) -> None:
    """Drop a device of this person, and end what is signed in there; the one in use stays."""
    rows = KeyWrap.objects.filter(pk=device, person_id=person, kind=KeyWrap.Kind.DEVICE)
    rows.exclude(pk=here.wrap_id).delete()


def end(*, person: str, sign_in: str, here: SignIn) -> None:
    """End a sign-in of this person in another browser."""
    SignIn.objects.filter(pk=sign_in, person_id=person).exclude(pk=here.pk).delete()


def offer(*, keys: Keyring, now: int) -> str:
    """Return one-time words that, with the passphrase, open this account on one more device within two minutes."""
    secret = drawing.secret()
    with transaction.atomic():
        vaults.hold(keys.person)
        OneTimeLink.objects.filter(person_id=keys.person, kind=OneTimeLink.Kind.DEVICE).delete()
        OneTimeLink.objects.create(
            lookup=code_lookup("device", secret),
            kind=OneTimeLink.Kind.DEVICE,
            person_id=keys.person,
            wrapped=keys.wrap(link_kek(secret, keys.person), "link", os.urandom),
            expires_at=now + links.NEW_DEVICE_SECONDS,
        )
    return " ".join(to_words(secret, wordlist()))


def join(*, words: str, passphrase: str, browser: Browser, now: int) -> Opened:
    """Add this browser to the account whose one-time words these are; stretches once.

    BadCode for a slip; NoFit when the words lapsed or the passphrase is not the one of the other devices. A wrong
    passphrase leaves the words good, and is counted.
    """
    secret = from_words(words, wordlist())
    counted = throttle("device", secret, browser)
    throttling.slow_down(counted, now)
    keys = _behind(secret, passphrase, counted, now)
    try:
        wrap = wraps.one_more_device(keys, passphrase, wraps.account_device(browser.device, keys.person), now)
    except Unreadable:
        throttling.failed(counted, now)
        raise NoFit from None
    with transaction.atomic():
        vaults.hold(keys.person)
        links.take("device", secret, now)
        others = KeyWrap.objects.filter(person_id=keys.person, kind=KeyWrap.Kind.DEVICE)
        if others.exclude(salt=wrap.salt).exists():
            # The passphrase changed since it was checked.
            raise NoFit
        wraps.store(wrap)
        return sign_ins.start(keys, wrap, browser=browser, shared=False, now=now)


def _behind(secret: bytes, passphrase: str, counted: tuple[bytes, bytes], now: int) -> Keyring:
    link = links.living("device", secret, now).first()
    try:
        if link is None or link.person_id is None:
            wraps.dummy(passphrase)
            raise Unreadable
        opened = Keyring.unwrap(link_kek(secret, link.person_id), link.person_id, "link", bytes(link.wrapped or b""))
        sealed = Person.objects.values_list("identity_sealed", flat=True).get(pk=link.person_id)
        return Keyring.from_account_key(link.person_id, opened, bytes(sealed))
    except Unreadable:
        throttling.failed(counted, now)
        raise NoFit from None
