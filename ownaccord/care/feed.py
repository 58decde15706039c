"""A calendar at a secret address: made while its owner is unlocked, sealed under a key from the secret, and opened by
whoever knows the address.

`refresh` is for every room that changes something of which a calendar shows a date; it is called at an unlock and after
a record by itself. The settings name the sources (OWNACCORD_CALENDAR): functions of (person, keys, now) that return
what they know of dates, as `core.calendar.Occasion`.
"""

import base64
import binascii
import logging
import os
from collections.abc import Callable, Iterable

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, Label, Place, Unreadable, VaultBook, expand, open_sealed, pad, seal, unpad
from ownaccord.accounts.lookups import code_lookup, day
from ownaccord.care import calendar, memory, reminders, zones
from ownaccord.care.models import Feed
from ownaccord.core.calendar import Appointment, Choices, Occasion, appointments, merged
from ownaccord.lib import clock

FLOOR = 16384
Source = Callable[[str, Keyring, int], Iterable[Occasion]]

log = logging.getLogger("ownaccord")


def refresh(person: str, keys: Keyring) -> None:
    """Let this person's calendar and planned mail say what is so now; nothing happens while it is switched off."""
    chosen = memory.choices(vaults.read(person, keys))
    if chosen is None:
        return
    now = clock.now()
    wanted = _wanted(person, keys, chosen, now)
    if wanted is None:
        return
    # In one transaction that holds the account: whichever of two pages is later, what it read is what is shown.
    with transaction.atomic():
        book = vaults.change(person, keys, lambda book: _merge(book, person, wanted, day(now)))
        _show(person, book, now)
        if memory.mail(book) is not None:
            reminders.plan(person, book, now)


def _wanted(person: str, keys: Keyring, chosen: Choices, now: int) -> dict[str, Appointment] | None:
    zone, found = zones.zone(chosen.zone), list[Occasion]()
    try:
        for dotted in settings.OWNACCORD_CALENDAR:
            source: Source = import_string(dotted)
            found += source(person, keys, now)
    except Exception:
        # What was in the calendar stays as it is: a mistake elsewhere must not look like something cancelled.
        log.exception("A source of dates failed")
        return None
    return appointments(found, chosen, zone) if zone else None


def _merge(book: VaultBook, person: str, wanted: dict[str, Appointment], today: int) -> None:
    memory.keep_entries(book, merged(memory.entries(book), wanted, today, lambda: os.urandom(16).hex()))
    secret = memory.secret(book)
    if secret is not None and not Feed.objects.filter(person_id=person, lookup=_lookup(secret)).exists():
        # It was taken away without these keys: with a new account key, or by whoever edits the database.
        memory.keep_secret(book, None)


def _show(person: str, book: VaultBook, now: int) -> None:
    secret = memory.secret(book)
    if secret is not None:
        text = calendar.text(memory.entries(book), day(now))
        sealed = seal(expand(secret, Label.FEED_KEY), _place(person), pad(text, FLOOR), os.urandom)
        Feed.objects.update_or_create(person_id=person, defaults={"lookup": _lookup(secret), "sealed": sealed})


def renew(person: str, keys: Keyring) -> None:
    """Give the calendar a new address; an earlier one answers no more."""
    with transaction.atomic():
        book = vaults.change(person, keys, lambda book: memory.keep_secret(book, os.urandom(memory.SECRET)))
        _show(person, book, clock.now())
    refresh(person, keys)


def revoke(person: str) -> None:
    """Let no address of this person's calendar answer any more; needs no keys, the vault follows at the next look."""
    Feed.objects.filter(person_id=person).delete()


def opened(address: str) -> bytes | None:
    """Return the calendar at this address; None for every other, whatever is wrong with it."""
    try:
        secret = base64.b32decode(address.upper())
    except (binascii.Error, ValueError):
        return None
    row = Feed.objects.filter(lookup=_lookup(secret)).first() if len(secret) == memory.SECRET else None
    try:
        return (
            unpad(open_sealed(expand(secret, Label.FEED_KEY), _place(row.person_id), bytes(row.sealed)))
            if row
            else None
        )
    except Unreadable:
        return None


def written(secret: bytes) -> str:
    """Return a secret as it stands in an address: 32 letters and digits."""
    return base64.b32encode(secret).decode().lower()


def _lookup(secret: bytes) -> bytes:
    return code_lookup("calendar", secret)


def _place(person: str) -> Place:
    return Place("feed", author=person)
