"""What a person's own vault keeps of their calendar and their mail; docs/develop/spec/vault-store.md lists it all."""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext

from ownaccord.accounts.keys import VaultBook
from ownaccord.care import zones
from ownaccord.core.calendar import LONGEST_TITLE, Choices, Entry, Kind, entry_as_plain, entry_from_plain
from ownaccord.core.errors import Malformed
from ownaccord.lib.forms import is_one_line

SECRET = 20
LONGEST_WORDS = 120


@dataclass(frozen=True, slots=True)
class Mail:
    """What somebody chose about mail: their own words, and a code that was sent to an address and not typed back yet.

    Without a code it is settled. `left`: how often a code may still be typed.
    """

    words: str
    address: str
    code: str = ""
    until: int = 0
    left: int = 0


def choices(book: VaultBook) -> Choices | None:
    """Return what somebody chose for their calendar; None while it is switched off, also when it cannot be read."""
    match book.get("calendar/choices"):
        case [str(zone), int(hour), dict(titles)] if 0 <= hour < 24 and zones.zone(zone):
            return Choices(zone, hour, {kind: _title(titles.get(str(kind))) for kind in Kind})
    return None


def _title(kept: object) -> str:
    fits = isinstance(kept, str) and 0 < len(kept) <= LONGEST_TITLE and is_one_line(kept)
    return str(kept) if fits else gettext("Note")


def keep_choices(book: VaultBook, zone: str, hour: int, titles: Mapping[str, str]) -> None:
    """Switch the calendar on, or choose anew."""
    book.put("calendar/choices", [zone, hour, {kind: title for kind, title in titles.items() if title}])


def entries(book: VaultBook) -> tuple[Entry, ...]:
    """Return what the calendar shows; an entry that cannot be read is none."""
    kept = book.get("calendar/entries")
    found = []
    for value in kept if isinstance(kept, list | tuple) else ():
        with suppress(Malformed):
            found.append(entry_from_plain(value))
    return tuple(each for each in found if zones.zone(each.appointment.zone))


def keep_entries(book: VaultBook, kept: Iterable[Entry]) -> None:
    """Keep what the calendar shows."""
    book.put("calendar/entries", [entry_as_plain(each) for each in kept])


def secret(book: VaultBook) -> bytes | None:
    """Return the secret of the calendar's address; None when there is none."""
    kept = book.get("calendar/secret")
    return kept if isinstance(kept, bytes) and len(kept) == SECRET else None


def keep_secret(book: VaultBook, kept: bytes | None) -> None:
    """Keep, or with None forget, the secret of the calendar's address."""
    if kept is None:
        book.drop("calendar/secret")
    else:
        book.put("calendar/secret", kept)


def mail(book: VaultBook) -> Mail | None:
    """Return what somebody chose about mail; None while they want none, also when it cannot be read."""
    match book.get("calendar/mail"):
        case [str(words), str(address), str(code), int(until), int(left)] if 0 < len(words) <= LONGEST_WORDS:
            return Mail(words, address, code, until, left) if is_one_line(words) else None
    return None


def keep_mail(book: VaultBook, kept: Mail) -> None:
    """Keep what somebody chose about mail."""
    book.put("calendar/mail", [kept.words, kept.address, kept.code, kept.until, kept.left])


def drop_mail(book: VaultBook) -> None:
    """Forget what somebody chose about mail."""
    book.drop("calendar/mail")


def drop_all(book: VaultBook) -> None:
    """Switch it all off: nothing of a calendar and nothing of mail is kept."""
    book.drop("calendar/choices")
    book.drop("calendar/entries")
    keep_secret(book, None)
    drop_mail(book)
