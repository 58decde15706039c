"""A person's settings: what is theirs goes into the vault, what is this browser's into a cookie or its sign-in."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from ownaccord.accounts import shared_devices, sign_ins, vaults
from ownaccord.accounts.browser import PLAIN_ADDRESS, PLAIN_NAME, Face
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import Person
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.position import is_number
from ownaccord.core.statement import LONGEST_WAIT_HOURS
from ownaccord.core.terms import LATEST

WAIT = "settings/wait_hours"
WAIT_BEFORE = "settings/wait_before"
HOUR = 3600
SIGN = "sign"
ASKS = "settings/asks_again"


def read(request: Unlocked) -> dict[str, Any]:
    """Return the settings as the form shows them."""
    book = vaults.read(request.person, request.keys)
    face = request.face
    return {
        "shared": request.sign_in.shared,
        "asks": asks_again(book),
        "face": face.name,
        "icon": face.icon,
        "address": "" if face.address == PLAIN_ADDRESS else face.address,
        "sign": book.get(SIGN, 0),
        "wait": book.get(WAIT),
        "email": Person.objects.values_list("email", flat=True).get(pk=request.person),
    }


def keep(request: Unlocked, chosen: Mapping[str, Any]) -> Face:
    """Store the settings and return the face, which belongs into this browser's cookie."""

    def write(book: VaultBook) -> None:
        shared_devices.choose(book, request.person, request.browser, chosen["shared"])
        _write(book, chosen, request.now)

    with transaction.atomic():
        vaults.change(request.person, request.keys, write)
        Person.objects.filter(pk=request.person).update(email=chosen["email"])
        sign_ins.sign_with(request.sign_in, chosen["sign"])
        if chosen["shared"] != request.sign_in.shared:
            sign_ins.share(request.sign_in, chosen["shared"], request.now)
    return Face(chosen["face"] or PLAIN_NAME, chosen["icon"], chosen["address"])


def own_wait(book: VaultBook, now: int) -> int:
    """Return the person's own waiting time in hours; a shorter one counts only when the longer one has passed once.

    What cannot be read is the longest there is.
    """
    match book.get(WAIT, 0), book.get(WAIT_BEFORE, [0, 0]):
        case int(wait), [int(hours), int(until)]:
            return max(wait, hours if now < until else 0)
    return LONGEST_WAIT_HOURS


def asks_again(book: VaultBook) -> bool:
    """Return whether the own pages ask for the words again also on a device that nobody shares."""
    return book.get(ASKS, False) is not False


def no_loosening_until(book: VaultBook) -> int:
    """Return until when this person can loosen nothing, after a recovery; for ever when it cannot be read."""
    kept = book.get("settings/no_loosening_until", 0)
    return int(kept) if is_number(kept, LATEST) else LATEST


def _write(book: VaultBook, chosen: Mapping[str, Any], now: int) -> None:
    book.put(SIGN, chosen["sign"])
    book.put(ASKS, bool(chosen["asks"]))
    holds = own_wait(book, now)
    if (chosen["wait"] or 0) < holds:
        book.put(WAIT_BEFORE, [holds, now + holds * HOUR])
    if chosen["wait"] is None:
        book.drop(WAIT)
    else:
        book.put(WAIT, chosen["wait"])
