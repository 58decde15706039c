"""The verbs about debriefs: keep one, change it, erase it for good.

That there was a debrief of an item, and its first measure, is noted in the own vault beside it: law 8 asks for it.
"""

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import debriefs
from ownaccord.core.entry import Entry, Kind
from ownaccord.journal import entries
from ownaccord.journal.debrief import Debrief


def keep(*, person: str, keys: Keyring, said: Debrief, now: int) -> str:
    """Keep a new debrief; its id."""
    with transaction.atomic():
        _note(person, keys, said, now)
        return entries.put(person, keys, Kind.DEBRIEF, now, said.as_content())


def change(*, person: str, keys: Keyring, entry: Entry, said: Debrief) -> None:
    """Write a debrief anew; its moment stays. TooLate when it is no longer the one that was looked at."""
    with transaction.atomic():
        # Its own time, not that of the change: a debrief from before a scene never becomes one of that scene.
        _note(person, keys, said, entry.at)
        entries.change(person, keys, entry.id, said.as_content(), seen=entry.version)


def erase(*, person: str, keys: Keyring, entry: Entry) -> None:
    """Erase a debrief for good. What was noted of it stays: that there was one."""
    entries.erase(person, keys, entry.id)


def _note(person: str, keys: Keyring, said: Debrief, at: int) -> None:
    if not said.space or not said.items:
        return

    def put_down(book: VaultBook) -> None:
        for item in said.items:
            debriefs.note(book, said.space, item, at, said.mood)

    vaults.change(person, keys, put_down)
