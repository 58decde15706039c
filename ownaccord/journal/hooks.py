"""What this room does when another asks for it: a new account key, an account that is deleted, what is taken along."""

from typing import Any

from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.journal import entries, excerpted, export


def at_rekey(old: Keyring, fresh: Keyring) -> None:
    """Seal the keys of all entries anew."""
    entries.rekey(old, fresh)


def farewell(request: Unlocked) -> None:
    """Erase every entry."""
    entries.erase_all(request.person)


def things(request: Unlocked) -> dict[str, Any]:
    """Return the journal in words, and what was put down after a scene or is kept for it."""
    return {**export.things(request.person, request.keys), **excerpted.things(request)}
