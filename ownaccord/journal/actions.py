"""The verbs of this room: everything goes into the person's own entries, and nowhere else."""

from collections.abc import Mapping
from typing import Any

from ownaccord.accounts.keys import Keyring
from ownaccord.core.entry import Kind
from ownaccord.journal import entries


def write(*, person: str, keys: Keyring, kind: Kind, now: int, said: Mapping[str, Any]) -> str:
    """Keep what somebody wrote, as a new entry of this moment; its id."""
    return entries.put(person, keys, kind, now, dict(said))


def change(*, person: str, keys: Keyring, entry: str, seen: int, said: Mapping[str, Any]) -> None:
    """Keep what was written in place of the version that was seen; TooLate when there is another one by now."""
    entries.change(person, keys, entry, dict(said), seen=seen)


def erase(*, person: str, keys: Keyring, entry: str) -> None:
    """Erase an entry with its key."""
    entries.erase(person, keys, entry)


def erase_lost(*, person: str, keys: Keyring) -> None:
    """Erase whatever cannot be read."""
    entries.erase_lost(person, keys)


def take_as_left(*, person: str, keys: Keyring) -> None:
    """Its owner has seen that something is not as they left it."""
    entries.take_as_left(person, keys)
