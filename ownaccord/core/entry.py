"""An entry: what somebody wrote for themselves, under a key of its own, so that erasing the key erases the entry.

Everything that an entry says, also what kind it is and when it was written, is under that key; a row shows its size in
powers of two, and how often it was changed. Format: docs/develop/spec/entry.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed
from ownaccord.core.position import is_number
from ownaccord.core.terms import LATEST
from ownaccord.vault.canonical import encode, scanned
from ownaccord.vault.derive import KEY, Label, tag
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 1024
LONGEST = 2**18
EMPTY_SUM = bytes(KEY)

Entropy = Callable[[int], bytes]


class Kind(StrEnum):
    """What an entry is."""

    NOTE = "note"
    THOUGHT = "thought"
    TRIGGER = "trigger"
    DEBRIEF = "debrief"
    MEASURE = "measure"
    REPAIR = "repair"
    AMENDS = "amends"


@dataclass(frozen=True, slots=True)
class Entry:
    """An opened entry. `version` counts from 1 how often it was written, `at` is a unix second.

    `content` are canonical values by name; what stands in it is the business of its kind.
    """

    id: str
    version: int
    kind: Kind
    at: int
    content: Mapping[str, Any] = field(repr=False)


@dataclass(frozen=True, slots=True, repr=False)
class Stored:
    """An entry as its row has it."""

    id: str
    version: int
    key_sealed: bytes
    sealed: bytes


class Drawer:
    """Seals and opens the entries of one person; every writing draws a fresh key for its entry."""

    __slots__ = ("_key", "_person")

    def __init__(self, keys: Keyring) -> None:
        # Derived once: a drawer may hold thousands.
        self._person, self._key = keys.person, keys.key_of_entries()

    def __repr__(self) -> str:
        return "Drawer(...)"

    def write(self, entry: Entry, entropy: Entropy) -> Stored:
        """Return this entry sealed under a key of its own. Malformed when it is too long, or no entry."""
        plain = _plain(entry)
        if len(plain) > LONGEST:
            raise Malformed("entry")
        key = entropy(KEY)
        sealed = seal(key, self._at("entry", entry.id, entry.version), pad(plain, FLOOR), entropy)
        return Stored(entry.id, entry.version, self._wrapped(key, entry.id, entry.version, entropy), sealed)

    def read(self, stored: Stored) -> Entry:
        """Return the entry of a row; Malformed when the row was edited, moved, or is another's."""
        try:
            key = self._unwrapped(stored)
            plain = unpad(open_sealed(key, self._at("entry", stored.id, stored.version), stored.sealed), FLOOR)
            version, kind, at, content = listed(scanned(plain))
            entry = Entry(stored.id, stored.version, Kind(kind), at, content)
        except (Unreadable, ValueError, TypeError):
            raise Malformed("entry") from None
        if version != VERSION or _plain(entry) != plain:
            raise Malformed("entry")
        return entry

    def moved_to(self, fresh: Drawer, stored: Stored, entropy: Entropy) -> Stored:
        """Return the same entry, its key sealed for another account key; Malformed when this one does not open it."""
        try:
            key = self._unwrapped(stored)
        except Unreadable:
            raise Malformed("entry") from None
        wrapped = fresh._wrapped(key, stored.id, stored.version, entropy)
        return Stored(stored.id, stored.version, wrapped, stored.sealed)

    def summed(self, rows: Iterable[tuple[str, int]]) -> bytes:
        """Return the sum over (id, version) of every row: it tells whether one is missing, older or too many.

        Only its owner can say what a row adds, so rows cannot be chosen to make up for each other.
        """
        return _modulo(sum(int.from_bytes(self._mark(row, version), "big") for row, version in rows))

    def _mark(self, row: str, version: int) -> bytes:
        return tag(self._key, Label.ENTRY_MARK, row, version)

    def _wrapped(self, key: bytes, row: str, version: int, entropy: Entropy) -> bytes:
        return seal(self._key, self._at("entry-key", row, version), key, entropy)

    def _unwrapped(self, stored: Stored) -> bytes:
        return open_sealed(self._key, self._at("entry-key", stored.id, stored.version), stored.key_sealed)

    def _at(self, purpose: str, row: str, version: int) -> Place:
        return Place(purpose, author=self._person, seq=version, kind=row, version=VERSION)


def sum_after(total: bytes, gone: bytes, come: bytes) -> bytes:
    """Return a sum of entries after some went and some came; what did not fit before still does not fit."""
    return _modulo(*(int.from_bytes(each, "big") for each in (total, come)), -int.from_bytes(gone, "big"))


def _modulo(*parts: int) -> bytes:
    return (sum(parts) % (1 << 8 * KEY)).to_bytes(KEY, "big")


def _plain(entry: Entry) -> bytes:
    if type(entry.content) is not dict or not is_number(entry.at, LATEST):
        raise Malformed("entry")
    try:
        return encode([VERSION, str(entry.kind), entry.at, entry.content])
    except Unreadable:
        raise Malformed("entry") from None
