"""What this room does when another asks for it: at an unlock, after a record, with new keys, and when things are taken.

The settings name these functions; the rooms below never import this one.
"""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import feed, memory, reminders
from ownaccord.care.wording import HOURS, KINDS
from ownaccord.consent.looking import Look
from ownaccord.core.calendar import Kind
from ownaccord.core.statement import State


def at_unlock(request: Unlocked) -> None:
    """Let rows that the vault knows nothing of go, as after a reset, and let the calendar say what is so now."""
    book = vaults.read(request.person, request.keys)
    if memory.secret(book) is None:
        feed.revoke(request.person)
    if memory.mail(book) is None:
        reminders.erase(request.person)
    feed.refresh(request.person, request.keys)


def at_record(look: Look, keys: Keyring, new: State) -> None:
    """Let the calendar follow what was just stated."""
    feed.refresh(look.person, keys)


def at_rekey(old: Keyring, fresh: Keyring) -> None:
    """Take the calendar's address away, and end mail: whoever may know the passphrase may have set up either."""
    feed.revoke(old.person)
    reminders.erase(old.person)


def at_leave(person: str, keys: Keyring) -> None:
    """Let dates of a space go that its owner has just left."""
    feed.refresh(person, keys)


def things(request: Unlocked) -> dict[str, Any]:
    """Return what somebody chose for their calendar and their mail; never the address, which opens it."""
    book = vaults.read(request.person, request.keys)
    chosen, mail = memory.choices(book), memory.mail(book)
    found: dict[str, Any] = {}
    if chosen is not None:
        found = {_("Time zone"): chosen.zone, _("Hour"): HOURS[chosen.hour]}
        found |= {str(KINDS[kind]): chosen.titles[kind] for kind in Kind}
    if mail is not None:
        found[_("Words of a mail")] = mail.words
    return {_("Calendar and reminders"): found} if found else {}
