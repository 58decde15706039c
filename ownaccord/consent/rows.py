"""Between the ledger's records and the database: reading a chain from a verified point, and storing one record more."""

from typing import Any

from ownaccord.accounts.keys import NotCanonical, decode, encode
from ownaccord.consent.models import LedgerRow
from ownaccord.core.ledger import Record


def chains(space: str, epoch: int) -> dict[str, list[tuple[int, Record]]]:
    """Return each author's records of this epoch as stored, oldest first: (seq of the row, record)."""
    found: dict[str, list[tuple[int, Record]]] = {}
    for row in LedgerRow.objects.filter(space=space, epoch=epoch).order_by("author", "seq"):
        found.setdefault(row.author, []).append((row.seq, _record(row)))
    return found


def store(space: str, epoch: int, author: str, seq: int, record: Record) -> None:
    """Store a record and erase the state of the author's earlier ones, inside the caller's transaction."""
    LedgerRow.objects.filter(space=space, epoch=epoch, author=author, state__isnull=False).update(state=None)
    LedgerRow.objects.create(
        space=space, epoch=epoch, author=author, seq=seq, header=record.header, state_hash=record.state_hash,
        state=record.state, macs=encode(dict(record.macs)),
    )  # fmt: skip


def erase_states(space: str) -> None:
    """Erase every statement of a space that has ended."""
    LedgerRow.objects.filter(space=space, state__isnull=False).update(state=None)


def _record(row: LedgerRow) -> Record:
    state = bytes(row.state) if row.state is not None else None
    return Record(bytes(row.header), bytes(row.state_hash), state, _macs(bytes(row.macs)))


def _macs(stored: bytes) -> dict[str, bytes]:
    """Return the stored MACs; none when somebody damaged them, and then the record is not vouched for."""
    try:
        macs: Any = decode(stored)
    except NotCanonical:
        return {}
    return macs if isinstance(macs, dict) and all(isinstance(mac, bytes) for mac in macs.values()) else {}
