"""What the pages about calendar and mail show, already opened for this person."""

from dataclasses import dataclass

from django.utils.formats import date_format

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import Person
from ownaccord.care import feed, memory, reminders, zones
from ownaccord.care.wording import again
from ownaccord.core.calendar import DAY, Choices, Entry, times

SHOWN = 30
AHEAD = 366 * DAY


@dataclass(frozen=True, slots=True)
class Coming:
    """One line of what comes: its title, when next, how often again, and by what it is taken along."""

    title: str
    when: str
    again: str
    uid: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Calendar and mail as they stand; without choices all is off. `address`: its secret part, if there is one."""

    choices: Choices | None
    address: str
    coming: tuple[Coming, ...]
    mail_offered: bool
    mail_on: bool


def sheet(person: str, keys: Keyring, now: int) -> Sheet:
    """Return how calendar and mail stand."""
    book = vaults.read(person, keys)
    secret, mail = memory.secret(book), memory.mail(book)
    return Sheet(
        memory.choices(book), feed.written(secret) if secret else "", _coming(book, now), reminders.on_offer(),
        mail is not None and not mail.code and bool(reminders.goes_to(person)),
    )  # fmt: skip


def _coming(book: VaultBook, now: int) -> tuple[Coming, ...]:
    if memory.choices(book) is None:
        return ()
    found = []
    for entry in memory.entries(book):
        zone, at = zones.zone(entry.appointment.zone), entry.appointment
        following = times(at, zone, now, now + AHEAD)[:1] if zone and not entry.cancelled else ()
        found += [(moment, Coming(at.title, _when(moment), again(at.repeats), entry.uid)) for moment in following]
    return tuple(coming for _moment, coming in sorted(found, key=lambda each: (each[0], each[1].uid))[:SHOWN])


def _when(moment: object) -> str:
    return date_format(moment, "l, j F Y, H:i")  # type: ignore[arg-type]


def entry(person: str, keys: Keyring, uid: str) -> Entry | None:
    """Return the entry of this uid that is not cancelled; None for every other."""
    book = vaults.read(person, keys)
    every = memory.entries(book) if memory.choices(book) is not None else ()
    return next((each for each in every if each.uid == uid and not each.cancelled), None)


@dataclass(frozen=True, slots=True)
class Post:
    """Mail as it stands: the address of the settings, whether it was settled, and what else was chosen."""

    address: str
    words: str
    waits: bool
    on: bool


def post(person: str, keys: Keyring, now: int) -> Post:
    """Return how mail stands. Another address in the settings than the settled one waits for a code of its own."""
    mail, address = (
        memory.mail(vaults.read(person, keys)),
        Person.objects.values_list("email", flat=True).get(pk=person),
    )
    same = mail is not None and mail.address == address
    waits = mail is not None and same and bool(mail.code) and now < mail.until and mail.left > 0
    on = mail is not None and same and not mail.code and reminders.is_settled(person, address)
    return Post(address, mail.words if mail else "", waits, on)
