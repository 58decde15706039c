"""Keyed hashes under which rows are found without saying what they are about."""

import unicodedata
from datetime import UTC, date, datetime

from django.conf import settings

from ownaccord.accounts.keys import Label, tag

HOUR = 3600
DAY = 86400
LAST = (date.max - date(1970, 1, 1)).days


def _server_key() -> bytes:
    return str(settings.SECRET_KEY).encode()


def plain_name(name: str) -> str:
    """Return the form in which two spellings of one name are the same: NFKC, casefold, single blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def name_lookup(name: str) -> bytes:
    """Return 32 bytes that find the account of this name on this server, and nowhere else."""
    return tag(_server_key(), Label.NAME_LOOKUP, plain_name(name))


def throttle_lookup(what: str, *about: str | bytes) -> bytes:
    """Return the 32-byte key of a throttle row about these things."""
    return tag(_server_key(), Label.THROTTLE, what, *about)


def token_hash(token: bytes) -> bytes:
    """Return what the database keeps of a random token; one way."""
    return tag(_server_key(), Label.TOKEN_HASH, token)


def code_lookup(kind: str, secret: bytes) -> bytes:
    """Return what the database keeps of a stop code, an invitation or a one-time code."""
    return tag(_server_key(), Label.CODE_LOOKUP, kind, secret)


def witness_name(person: str) -> str:
    """Return the short name of this person's witness cookie; it tells a browser's other account nothing."""
    return tag(_server_key(), Label.WITNESS_NAME, person)[:5].hex()


def day(now: int) -> int:
    """Return the day of this unix time."""
    return now // DAY


def date_of(day: int) -> date:
    """Return the date (UTC) of a day since 1970; the last one there is for a day that is later than any."""
    return datetime.fromtimestamp(min(day, LAST) * DAY, UTC).date()


def hour(now: int) -> int:
    """Return the hour of this unix time."""
    return now // HOUR
