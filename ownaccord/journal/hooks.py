"""What this room does when another asks for it: a new account key, an account that is deleted, what is taken along."""

from typing import Any

from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.journal import entries, export


def at_rekey(old: Keyring, fresh: Keyring) -> None:
    """Seal the keys of all entries anew."""
    entries.rekey(old, fresh)


def farewell(request: Unlocked) -> None:
    """Erase every entry."""
    entries.erase_all(request.person)


def things(request: Unlocked) -> dict[str, Any]:
    """Return the journal in words."""
    return export.things(request.person, request.keys)
