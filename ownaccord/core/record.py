"""A record: one link of an author's chain as stored, its canonical header, and what is said when one does not verify.

Formats: docs/develop/spec/ledger.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from ownaccord.core.errors import Malformed
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Unreadable

VERSION = 1
START = bytes(32)
NONCE = 16
SHORT = 16

Heads = Mapping[str, tuple[int, bytes]]
"""author -> (seq, digest) of a record; a witness keeps the first 16 bytes of the digest only."""


class Stage(StrEnum):
    """Where a reader stopped believing what is stored."""

    CANONICAL = "canonical"
    PLACE = "place"
    MAC = "mac"
    LINK = "link"
    GRANT = "grant"
    SEEN_HEAD = "seen head"
    WITNESS = "witness"
    CLOCK = "clock"
    STATE = "state"


class Quarantine(Exception):
    """Something stored does not verify: nothing of this space is in force for this reader. Carries the stage only."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(str(stage))
        self.stage = stage


class Kind(StrEnum):
    """What a record does: state everything anew, or leave, which ends the space."""

    STATE = "state"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A space as its reader pinned it: `members` are person -> public key, the reader's own included."""

    space: str
    epoch: int
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Header:
    """What a record says in plain. `seen` are the newest heads of the other authors, sorted: (author, seq, digest)."""

    space: str
    epoch: int
    author: str
    seq: int
    kind: Kind
    previous: bytes
    seen: tuple[tuple[str, int, bytes], ...]
    nonce: bytes

    def dumps(self) -> bytes:
        """Return the canonical bytes."""
        seen = [list(head) for head in self.seen]
        fields = [self.space, self.epoch, self.author, self.seq, str(self.kind), self.previous, seen, self.nonce]
        return encode([VERSION, *fields])

    @classmethod
    def loads(cls, data: bytes) -> Header:
        """Return the header of these bytes; Malformed unless they are exactly what `dumps` writes."""
        try:
            version, space, epoch, author, seq, kind, previous, seen, nonce = decode(data)
            heads = tuple((who, number, digest) for who, number, digest in seen)
            header = cls(space, epoch, author, seq, Kind(kind), previous, heads, nonce)
        except (Unreadable, ValueError, TypeError):
            raise Malformed("header") from None
        if version != VERSION or not _is_sound(header) or header.dumps() != data:
            raise Malformed("header")
        return header


def _is_sound(header: Header) -> bool:
    numbers = (header.epoch, header.seq, *(seq for _, seq, _ in header.seen))
    digests = (header.previous, *(digest for _, _, digest in header.seen))
    texts = (header.space, header.author, *(who for who, _, _ in header.seen))
    return (
        all(type(number) is int and number >= 0 for number in numbers)
        and all(type(digest) is bytes and len(digest) == len(START) for digest in digests)
        and all(type(text) is str for text in texts)
        and type(header.nonce) is bytes
        and len(header.nonce) == NONCE
        and [who for who, _, _ in header.seen] == sorted({who for who, _, _ in header.seen} - {header.author})
    )


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One record as stored. `state` is None once a newer one of its author has replaced it; `macs`: member -> MAC."""

    header: bytes
    state_hash: bytes
    state: bytes | None
    macs: Mapping[str, bytes]


def digest_of(record: Record) -> bytes:
    """Return the 32 bytes that the MACs cover and the next record links to; Quarantine when its hash is none."""
    if len(record.state_hash) != len(START):
        raise Quarantine(Stage.CANONICAL)
    return attest.digest(record.header, record.state_hash)
