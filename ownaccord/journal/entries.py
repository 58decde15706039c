"""The entries of one person: written, changed, read, and erased for good. The only place that touches their rows.

What does not open (edited, moved, another's) is no error: it is left out, and `look` names it beside the others. The
sum of all entries lies in their owner's vault, so that an older row put back, or one taken away, is noticed.
"""

import os
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.core.entry import Drawer, Entry, Kind, Stored, sum_after
from ownaccord.core.errors import Malformed, TooLate
from ownaccord.journal import memory
from ownaccord.journal.models import Entry as Row

ID = 16


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that is stored: what opens, newest first, and the ids of what does not.

    `as_left` is False when an entry is missing, one too many, or an older one than its owner left.
    """

    entries: tuple[Entry, ...]
    lost: tuple[str, ...]
    as_left: bool


def put(person: str, keys: Keyring, kind: Kind, at: int, content: Mapping[str, Any]) -> str:
    """Write a new entry of this moment (unix seconds) and return its id. Malformed when it is too long."""
    entry = Entry(os.urandom(ID).hex(), 1, kind, at, content)
    stored = Drawer(keys).write(entry, os.urandom)
    with transaction.atomic():
        _move_sum(keys, gone=[], come=[stored])
        Row.objects.create(owner_id=person, **_columns(stored))
    return entry.id


def change(person: str, keys: Keyring, entry: str, content: Mapping[str, Any], *, seen: int | None = None) -> None:
    """Write an entry anew, under a fresh key; its kind and its moment stay. Malformed when it is too long.

    `seen`: the version that was looked at. TooLate when the entry is gone, does not open, or is no longer this one.
    """
    with transaction.atomic():
        vaults.hold(person)
        old = one(person, keys, entry)
        if old is None or seen not in (None, old.version):
            raise TooLate("entry")
        new = Entry(old.id, old.version + 1, old.kind, old.at, content)
        stored = Drawer(keys).write(new, os.urandom)
        _move_sum(keys, gone=[old], come=[stored])
        Row.objects.filter(pk=old.id, owner_id=person).update(**_columns(stored))


def erase(person: str, keys: Keyring, entry: str) -> bool:
    """Overwrite an entry and its key, and delete them; whether there was one. One that does not open goes as well."""
    with transaction.atomic():
        vaults.hold(person)
        row = Row.objects.filter(pk=entry, owner_id=person).first()
        if row is None:
            return False
        _move_sum(keys, gone=[_stored(row)], come=[])
        _blank(row)
        row.delete()
    return True


def look(person: str, keys: Keyring) -> Look:
    """Return everything that is stored for this person, opened."""
    found = _looked(person, keys)
    if not found.as_left:
        # Another device may have written between two reads: only what is so while nobody writes is so.
        with transaction.atomic():
            vaults.hold(person)
            found = _looked(person, keys)
    return found


def _looked(person: str, keys: Keyring) -> Look:
    stored, drawer = _every_row(person), Drawer(keys)
    opened = [(each.id, _opened(drawer, each)) for each in stored]
    entries = [entry for _, entry in opened if entry is not None]
    total = drawer.summed((each.id, each.version) for each in stored)
    as_left = total == memory.kept_sum(vaults.read(person, keys))
    return Look(_newest_first(entries), tuple(row for row, entry in opened if entry is None), as_left)


def every(person: str, keys: Keyring, kinds: Collection[Kind] | None = None) -> tuple[Entry, ...]:
    """Return the entries of these kinds, or all, the newest first; what does not open is not among them."""
    drawer = Drawer(keys)
    opened = [entry for each in _every_row(person) if (entry := _opened(drawer, each)) is not None]
    return _newest_first(each for each in opened if kinds is None or each.kind in kinds)


def one(person: str, keys: Keyring, entry: str) -> Entry | None:
    """Return this entry; None when it is not there, another person's, or does not open."""
    row = Row.objects.filter(pk=entry, owner_id=person).first()
    return None if row is None else _opened(Drawer(keys), _stored(row))


def is_there(person: str, entry: str) -> bool:
    """Whether this person has such a row, also when it does not open."""
    return Row.objects.filter(pk=entry, owner_id=person).exists()


def take_as_left(person: str, keys: Keyring) -> None:
    """From now on what is stored is what its owner left: they have seen that something was not."""

    def put_down(book: VaultBook) -> None:
        memory.keep_sum(book, Drawer(keys).summed(Row.objects.filter(owner_id=person).values_list("pk", "version")))

    vaults.change(person, keys, put_down)


def rekey(old: Keyring, fresh: Keyring) -> None:
    """Inside the transaction of a new account key: seal the keys of all entries for it; what does not open stays so."""
    rows, before, after = list(Row.objects.filter(owner_id=old.person)), Drawer(old), Drawer(fresh)
    moved = []
    for row in rows:
        try:
            row.key_sealed = before.moved_to(after, _stored(row), os.urandom).key_sealed
        except Malformed:
            continue
        moved.append(row)
    Row.objects.bulk_update(moved, ["key_sealed"], batch_size=200)
    every_row = [(row.id, row.version) for row in rows]
    _change_sum(fresh, gone=before.summed(every_row), come=after.summed(every_row))


def erase_lost(person: str, keys: Keyring) -> None:
    """Erase what does not open."""
    for entry in look(person, keys).lost:
        erase(person, keys, entry)


def erase_all(person: str) -> None:
    """Overwrite and delete whatever this person has written."""
    for row in Row.objects.filter(owner_id=person).iterator():
        _blank(row)
    Row.objects.filter(owner_id=person).delete()


def _move_sum(keys: Keyring, *, gone: Collection[Entry | Stored], come: Collection[Entry | Stored]) -> None:
    # The vault is written first: keys of before a renewal do not open it, and then no entry is written under them.
    drawer = Drawer(keys)
    went, came = (drawer.summed((each.id, each.version) for each in some) for some in (gone, come))
    _change_sum(keys, gone=went, come=came)


def _change_sum(keys: Keyring, *, gone: bytes, come: bytes) -> None:
    def move(book: VaultBook) -> None:
        memory.keep_sum(book, sum_after(memory.kept_sum(book), gone, come))

    vaults.change(keys.person, keys, move)


def _newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda each: (each.at, each.id), reverse=True))


def _opened(drawer: Drawer, stored: Stored) -> Entry | None:
    try:
        return drawer.read(stored)
    except Malformed:
        return None


def _every_row(person: str) -> list[Stored]:
    rows = Row.objects.filter(owner_id=person).values_list("pk", "version", "key_sealed", "sealed")
    return [Stored(row, version, bytes(key), bytes(sealed)) for row, version, key, sealed in rows]


def _stored(row: Row) -> Stored:
    return Stored(row.id, row.version, bytes(row.key_sealed), bytes(row.sealed))


def _columns(stored: Stored) -> dict[str, Any]:
    return {
        "id": stored.id, "version": stored.version, "key_sealed": stored.key_sealed, "sealed": stored.sealed,
    }  # fmt: skip


def _blank(row: Row) -> None:
    """Write nothing over an entry, as long as it was: first of all its key, without which it is noise."""
    row.key_sealed, row.sealed = bytes(len(row.key_sealed)), bytes(len(row.sealed))
    row.save(update_fields=["key_sealed", "sealed"])
