"""Mail to somebody at hours that they chose, in their own words and with nothing else; only where it is switched on.

The rows need no keys, so that they are sent while everybody is locked. `ask` is for every room. What is due is claimed
before it is sent, in a transaction of its own: nothing is sent twice, however many processes look, and whatever ends
one of them in the middle.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext

from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.lookups import DAY, HOUR, hour
from ownaccord.accounts.models import Person
from ownaccord.care import memory, zones
from ownaccord.care.models import Mailbox, Reminder
from ownaccord.core.calendar import times
from ownaccord.lib import database
from ownaccord.lib.forms import as_one_line

AHEAD = 400 * DAY
MOST = 60
MOST_ASKED = 100
# Hours after which a mail that was not taken is tried again; after the last it is given up.
AGAIN = (1, 2, 4, 8)
# Hours after which one that nobody sent, because nothing ran, is not sent any more.
TOO_LATE = 48


@dataclass(frozen=True, slots=True, repr=False)
class Claimed:
    """A mail that this process, and no other, may send now."""

    pk: int
    to: str
    words: str
    tries: int


def on_offer() -> bool:
    """Whether whoever runs this computer set up a mail server."""
    return settings.OWNACCORD_MAIL is not None


def ask(person: str, at: int, words: str) -> bool:
    """Send this person these words once, in the hour of `at` (unix seconds); False where they want no mail."""
    if not goes_to(person):
        return False
    row = {"person_id": person, "kind": Reminder.Kind.ASKED, "hour": hour(at), "words": as_one_line(words)[:200]}
    with transaction.atomic():
        mine = Reminder.objects.filter(person_id=person, kind=Reminder.Kind.ASKED)
        if not mine.filter(**row).exists() and mine.count() < MOST_ASKED:
            Reminder.objects.create(**row)
    return True


def plan(person: str, book: VaultBook, now: int) -> None:
    """Inside a transaction that holds the account: mail for the next sixty hours in which its calendar shows something.

    Only hours that are still to come: what was due is claimed already, or will be, and never planned again.
    """
    mine = Reminder.objects.filter(person_id=person, kind=Reminder.Kind.PLANNED, tries=0, claimed=False)
    mine.filter(hour__gt=hour(now)).delete()
    mail = memory.mail(book)
    if not _settled(person) and (mail is None or not mail.code):
        # With another address, or none, in the settings mail ends, and what is unsent is erased.
        erase(person)
    if mail is not None and not mail.code and goes_to(person):
        Reminder.objects.bulk_create(
            Reminder(person_id=person, kind=Reminder.Kind.PLANNED, hour=each, words=mail.words)
            for each in sorted(set(_hours(book, now)))[:MOST]
        )


def _hours(book: VaultBook, now: int) -> Iterable[int]:
    for entry in memory.entries(book):
        zone = zones.zone(entry.appointment.zone)
        if zone is not None and not entry.cancelled:
            for each in times(entry.appointment, zone, (hour(now) + 1) * HOUR, now + AHEAD):
                yield hour(int(each.timestamp()))


def goes_to(person: str) -> str:
    """Return where mail of this person goes: the address in their settings once it was settled; empty otherwise."""
    return _settled(person) if on_offer() else ""


def _settled(person: str) -> str:
    address = Person.objects.values_list("email", flat=True).filter(pk=person).first() or ""
    return address if address and is_settled(person, address) else ""


def send_code(person: str, now: int) -> str:
    """Send a code to this person's address, which mail of theirs may go to once they typed it back; the code."""
    code = f"{secrets.randbelow(10**6):06}"
    words = gettext("The code is %(code)s. If you asked for none, nothing more will come.") % {"code": code}
    with transaction.atomic():
        Reminder.objects.filter(person_id=person, kind=Reminder.Kind.CODE, claimed=False).delete()
        Reminder.objects.create(person_id=person, kind=Reminder.Kind.CODE, hour=hour(now), words=words)
    return code


def is_settled(person: str, address: str) -> bool:
    """Whether mail of this person may go to this address."""
    return Mailbox.objects.filter(person_id=person, address=address).exists()


def settle(person: str, address: str) -> None:
    """From now on mail of this person may go to this address."""
    Mailbox.objects.update_or_create(person_id=person, defaults={"address": address})


def erase(person: str) -> None:
    """Nothing more is sent to this person, and nothing unsent is kept."""
    with transaction.atomic():
        Mailbox.objects.filter(person_id=person).delete()
        Reminder.objects.filter(person_id=person).delete()


def claim(now: int) -> Claimed | None:
    """Take the next mail that is due for this process alone; None when there is none. One that may not go is erased."""
    while True:
        with transaction.atomic():
            due = Reminder.objects.filter(claimed=False, hour__lte=hour(now))
            row = database.free(due.order_by("pk")[:1]).select_related("person").first()
            if row is None:
                return None
            to = _to(row)
            if not to:
                row.delete()
            elif Reminder.objects.filter(pk=row.pk, claimed=False).update(claimed=True):
                return Claimed(row.pk, to, row.words, row.tries)


def _to(row: Reminder) -> str:
    address = str(row.person.email)
    return address if is_settled(row.person_id, address) or row.kind == Reminder.Kind.CODE else ""


def sent(claimed: Claimed) -> None:
    """It is sent, or may be: nothing of it is kept."""
    Reminder.objects.filter(pk=claimed.pk).delete()


def not_taken(claimed: Claimed, now: int) -> None:
    """It was certainly not sent: try again later, or give it up. What was switched off meanwhile stays away."""
    row = Reminder.objects.filter(pk=claimed.pk)
    if claimed.tries < len(AGAIN):
        row.update(claimed=False, tries=claimed.tries + 1, hour=hour(now) + AGAIN[claimed.tries])
    else:
        row.delete()


def tidy(now: int) -> None:
    """Erase what nobody sent in time, and what a process had claimed that then ended: it may have been sent."""
    Reminder.objects.filter(hour__lt=hour(now) - TOO_LATE).delete()
