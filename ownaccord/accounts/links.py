"""One-time codes in words: the host's, for a first start, a new account or a reset, and one's own for a new device."""


from django.db import transaction
from django.db.models import QuerySet

from ownaccord.accounts import drawing, sign_ins
from ownaccord.accounts.entry import NoFit
from ownaccord.accounts.keys import to_words
from ownaccord.accounts.lookups import code_lookup, name_lookup
from ownaccord.accounts.models import OneTimeLink, Person
from ownaccord.lib.words import wordlist

LINK_SECONDS = 72 * 3600
NEW_DEVICE_SECONDS = 120


def for_first_start(now: int) -> str:
    """Return words that let whoever has them begin here from another computer; three days, for the command line."""
    return _make(OneTimeLink.Kind.FIRST, None, now)


def for_account(now: int) -> str:
    """Return words that let whoever has them make one account; three days."""
    return _make(OneTimeLink.Kind.ACCOUNT, None, now)


def for_reset(name: str, now: int) -> str | None:
    """Return words that let the owner of this name begin anew; three days. None when nobody here has the name."""
    person = Person.objects.filter(name_lookup=name_lookup(name)).values_list("pk", flat=True).first()
    return None if person is None else _make(OneTimeLink.Kind.RESET, person, now)


def living(kind: str, secret: bytes, now: int) -> QuerySet[OneTimeLink]:
    """Return the row of this code if it has not lapsed.

    One that lapses later than any can was made before a clock was turned back: who needs it can get another one.
    """
    last = now + (NEW_DEVICE_SECONDS if kind == OneTimeLink.Kind.DEVICE else LINK_SECONDS) + sign_ins.TURNED
    found = OneTimeLink.objects.filter(pk=code_lookup(kind, secret), kind=kind)
    return found.filter(expires_at__gt=now, expires_at__lte=last)


def is_good(kind: str, secret: bytes, now: int) -> bool:
    """Return whether this code can still be used."""
    return living(kind, secret, now).exists()


def whose(kind: str, secret: bytes, now: int) -> str | None:
    """Return the person for whom this living code was made."""
    return living(kind, secret, now).values_list("person_id", flat=True).first()


def take(kind: str, secret: bytes, now: int) -> OneTimeLink:
    """Spend a code inside the caller's transaction and return its row; NoFit when it lapsed or was spent."""
    link = living(kind, secret, now).select_for_update().first()
    if link is None:
        raise NoFit
    OneTimeLink.objects.filter(pk=link.pk).delete()
    return link


def _make(kind: str, person: str | None, now: int) -> str:
    secret = drawing.secret()
    with transaction.atomic():
        OneTimeLink.objects.filter(kind=kind, person_id=person, person__isnull=False).delete()
        OneTimeLink.objects.create(
            lookup=code_lookup(kind, secret), kind=kind, person_id=person, expires_at=now + LINK_SECONDS
        )
    return " ".join(to_words(secret, wordlist()))
