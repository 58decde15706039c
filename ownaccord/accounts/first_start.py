"""The first start: from this computer itself, or with the words that the command line printed, and only once."""

import ipaddress

from django.conf import settings
from django.db import transaction

from ownaccord.accounts import cookies, links
from ownaccord.accounts.entry import NoFit
from ownaccord.accounts.models import Host, OneTimeLink, Person
from ownaccord.accounts.requests import Asked

FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_PROTO", "HTTP_FORWARDED")


def is_open() -> bool:
    """Return whether this house still waits for its first account."""
    return not Person.objects.exists()


def from_here(request: Asked) -> bool:
    """Return whether the request comes from this computer itself; behind a proxy nobody can tell, so it does not."""
    if getattr(settings, "SECURE_PROXY_SSL_HEADER", None) or any(each in request.META for each in FORWARDED):
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def may_begin(request: Asked) -> bool:
    """Return whether this browser may make the first account: the host is named, and it is here or has the words."""
    return is_open() and Host.objects.exists() and (from_here(request) or _has_words(request))


def name_host(name: str) -> None:
    """Write down who runs this computer; there is one row, whatever happens."""
    with transaction.atomic():
        Host.objects.update_or_create(pk=1, defaults={"name": name})


def first_account(person: str) -> None:
    """Remember that this account belongs to whoever runs this computer, and spend the words; NoFit for the second."""
    if not Host.objects.filter(person__isnull=True).update(person_id=person):
        raise NoFit  # somebody else was first
    OneTimeLink.objects.filter(kind=OneTimeLink.Kind.FIRST).delete()


def open_sign_up(*, host: str, opened: bool) -> None:
    """Open sign-up to whoever reaches this computer, or close it; nothing happens for anybody but who runs it."""
    with transaction.atomic():
        Host.objects.filter(person_id=host).update(sign_up_open=opened)


def _has_words(request: Asked) -> bool:
    secret = cookies.get(request, cookies.LINK)
    return bool(secret) and links.is_good("first", secret or b"", request.now)
