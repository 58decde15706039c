"""The verbs of calendar and mail: what somebody chose is kept in their vault, and the rows follow it."""

import hmac
from collections.abc import Mapping

from django.db import transaction

from ownaccord.accounts import throttling, vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.lookups import DAY, throttle_lookup
from ownaccord.care import feed, memory, reminders
from ownaccord.care.memory import Mail

TRIES = 5
CODES_A_DAY = 3


def choose(*, person: str, keys: Keyring, zone: str, hour: int, titles: Mapping[str, str]) -> None:
    """Switch the calendar on, or choose its zone, hour and titles anew."""
    vaults.change(person, keys, lambda book: memory.keep_choices(book, zone, hour, titles))
    feed.refresh(person, keys)


def make_address(*, person: str, keys: Keyring) -> None:
    """Give the calendar an address that nobody knows yet; an earlier one answers no more."""
    if memory.choices(vaults.read(person, keys)) is not None:
        feed.renew(person, keys)


def drop_address(*, person: str, keys: Keyring) -> None:
    """Let the calendar have no address any more."""
    with transaction.atomic():
        vaults.change(person, keys, lambda book: memory.keep_secret(book, None))
        feed.revoke(person)


def write_mail(*, person: str, keys: Keyring, address: str, words: str, now: int) -> str:
    """Keep the words of a mail; where mail goes to this address already nothing else changes.

    Otherwise a code goes there first, at most three times a day, and until it is typed back nothing else does: nobody
    can have this house write to somebody else. Return "kept", "sent" or "often".
    """
    before = memory.mail(vaults.read(person, keys))
    if before is not None and not before.code and reminders.is_settled(person, address):
        vaults.change(person, keys, lambda book: memory.keep_mail(book, Mail(words, address)))
        feed.refresh(person, keys)
        return "kept"
    if throttling.spent(throttle_lookup("mail code", person), now, CODES_A_DAY):
        return "often"
    with transaction.atomic():
        vaults.hold(person)
        reminders.erase(person)
        mail = Mail(words, address, reminders.send_code(person, now), now + DAY, TRIES)
        vaults.change(person, keys, lambda book: memory.keep_mail(book, mail))
    return "sent"


def settle(*, person: str, keys: Keyring, code: str, now: int) -> bool:
    """Begin to send mail, if this is the code that was sent; a few slips are allowed."""
    mail = memory.mail(vaults.read(person, keys))
    if mail is None or not mail.code or now >= mail.until or mail.left < 1:
        return False
    if not hmac.compare_digest(mail.code.encode(), code.encode()):
        slipped = Mail(mail.words, mail.address, mail.code, mail.until, mail.left - 1)
        vaults.change(person, keys, lambda book: memory.keep_mail(book, slipped))
        return False
    with transaction.atomic():
        vaults.change(person, keys, lambda book: memory.keep_mail(book, Mail(mail.words, mail.address)))
        reminders.settle(person, mail.address)
    feed.refresh(person, keys)
    return True


def stop_mail(*, person: str, keys: Keyring) -> None:
    """Send nothing more, and keep nothing that was not sent yet."""
    with transaction.atomic():
        vaults.change(person, keys, memory.drop_mail)
        reminders.erase(person)


def switch_off(*, person: str, keys: Keyring) -> None:
    """Switch all of it off: no address, no mail, and nothing of it is kept."""
    with transaction.atomic():
        vaults.change(person, keys, memory.drop_all)
        feed.revoke(person)
        reminders.erase(person)
