"""Shared-device mode, as its owner chose it for one browser: taken over at every sign-in there, until taken back.

It lies in the vault, under what finds this browser's wrap: past the sign-in, and unseen by whoever has the database.
Nobody but its owner takes it out of there. What cannot be read counts as chosen: that locks sooner and asks more.
"""

from ownaccord.accounts import wraps
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import KeyWrap, SignIn


def is_chosen(book: VaultBook, person: str, browser: Browser) -> bool:
    """Return whether this person wants shared-device mode in this browser."""
    lookup = _lookup(person, browser)
    return lookup is not None and book.get(f"settings/shared/{lookup.hex()}", False) is not False


def choose(book: VaultBook, person: str, browser: Browser, shared: bool) -> None:
    """Write down that it is wanted in this browser, or not any more.

    Not where this browser is no device: there only six words open the account, and with those it is always on.
    """
    lookup = _lookup(person, browser)
    if lookup is None:
        return
    if shared and _devices(person, lookup):
        book.put(f"settings/shared/{lookup.hex()}", True)
    elif not shared:
        book.drop(f"settings/shared/{lookup.hex()}")


def may_be_chosen(person: str, browser: Browser) -> bool:
    """Return whether it may be wanted here, for whoever cannot open the vault any more.

    A living sign-in says so. Where nobody is signed in and the browser was a device of theirs, it may be.
    """
    lookup = _lookup(person, browser)
    devices = _devices(person, lookup) if lookup is not None else []
    return bool(devices) and set(SignIn.objects.filter(wrap_id__in=devices).values_list("shared", flat=True)) != {False}


def _devices(person: str, lookup: bytes) -> list[str]:
    return list(KeyWrap.objects.filter(person_id=person, device_lookup=lookup).values_list("pk", flat=True))


def _lookup(person: str, browser: Browser) -> bytes | None:
    return wraps.device_lookup(wraps.account_device(browser.device, person)) if browser.device else None
