"""What this room does when another asks for it: with a new account key, and before an account is deleted."""

from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.journal import entries


def at_rekey(old: Keyring, fresh: Keyring) -> None:
    """Seal the keys of all entries anew."""
    entries.rekey(old, fresh)


def farewell(request: Unlocked) -> None:
    """Erase every entry."""
    entries.erase_all(request.person)
