"""The one padded blob in which a person keeps what is only theirs: a flat book of named entries."""

from typing import Any

from ownaccord.vault.canonical import decode, encode, known
from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.sealing import pad, unpad

FLOOR = 16384
_FORMAT = b"\x01"


class VaultBook:
    """Named entries, each a canonical value. Reading or writing one never hands out what is inside the book itself."""

    __slots__ = ("_entries",)

    def __init__(self) -> None:
        # Only what `put` encoded or `loads` decoded gets in here, so it is canonical whenever it is read.
        self._entries: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return "VaultBook(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, VaultBook) and self._entries == other._entries

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, key: str) -> bool:
        return key in self._entries

    def get(self, key: str, default: Any = None) -> Any:
        """Return a fresh copy of the entry, or `default`; tuples come back as lists."""
        stored = self._entries.get(key)
        return default if stored is None else known(stored)

    def put(self, key: str, value: object) -> None:
        """Set the entry; NotCanonical when the value has no canonical form, and then nothing changes."""
        encode(key)
        self._entries[key] = encode(value)

    def drop(self, key: str) -> None:
        """Remove the entry, if there is one."""
        self._entries.pop(key, None)

    def under(self, prefix: str) -> dict[str, Any]:
        """Return the entries whose name begins with `prefix`, by full name, in the order of their names."""
        return {key: known(self._entries[key]) for key in sorted(self._entries) if key.startswith(prefix)}

    def copy(self) -> "VaultBook":
        """Return a book with the same entries, which changes on its own."""
        book = VaultBook()
        book._entries = dict(self._entries)
        return book

    def dumps(self) -> bytes:
        """Return the padded bytes: at least 16384, then the next power of two, whatever is inside."""
        return pad(_FORMAT + encode(self._entries), FLOOR)

    @classmethod
    def loads(cls, data: bytes) -> "VaultBook":
        """Return the book of these bytes; Unreadable when any part of it is not exactly as `dumps` writes it."""
        plain = unpad(data, FLOOR)
        if plain[:1] != _FORMAT:
            raise Unreadable(Stage.VERSION)
        entries = decode(plain[1:])
        if not isinstance(entries, dict) or not all(isinstance(value, bytes) for value in entries.values()):
            raise Unreadable(Stage.CONTENT)
        for value in entries.values():
            decode(value)
        book = cls()
        book._entries = entries
        return book
