"""Between the ledger's records and the database: reading a chain from a verified point, and storing one record more."""

from collections.abc import Collection, Iterator, Mapping
from functools import cache
from itertools import pairwise
from typing import Any, TypeAlias

from ownaccord.accounts.keys import NotCanonical, decode, encode
from ownaccord.consent.models import LedgerRow
from ownaccord.core.ledger import Record
from ownaccord.lib.asking import asked

Stored: TypeAlias = bytes | memoryview


def chains(space: str, epoch: int) -> dict[str, list[tuple[int, Record]]]:
    """Return each author's records of this epoch as stored, oldest first: (seq of the row, record)."""
    found: dict[str, list[tuple[int, Record]]] = {}
    for row in LedgerRow.objects.filter(space=space, epoch=epoch).order_by("author", "seq"):
        found.setdefault(row.author, []).append((row.seq, _record(row)))
    return found


def newest(space: str, epoch: int, members: Collection[str]) -> dict[str, tuple[int, Record]]:
    """Return each author's newest row of this epoch, and one of anybody who is no member, as of one moment.

    One statement: between two of them somebody could write a record that has seen what the first did not find. A branch
    for each author, so that an index leads to each and the length of a history costs nothing.
    """
    given: list[str | int] = []
    for who in members:
        given += [space, epoch, who, space, epoch, who]
    for edges in _outside(sorted(members)):
        given += [space, epoch, *edges]
    return {author: (seq, _as_record(*stored)) for author, seq, *stored in asked(_newest(len(members)), *given)}


@cache
def _newest(members: int) -> str:
    """Return that statement. Every page that looks at a space asks it, and building it anew took most of the time."""
    columns = "SELECT author, seq, header, state_hash, state, macs"
    here = columns + " FROM consent_ledgerrow WHERE space = %s AND epoch = %s AND author"
    last = "SELECT max(seq) FROM consent_ledgerrow WHERE space = %s AND epoch = %s AND author = %s"
    between = [here + " > %s AND author < %s"] * (members - 1)
    inside = [here + f" = %s AND seq = ({last})"] * members
    return " UNION ALL ".join([*inside, here + " < %s", *between, here + " > %s"])


def newest_of(space: str, author: str) -> tuple[int, int] | None:
    """Return the place of this author's newest row of all epochs: (epoch, seq)."""
    rows = LedgerRow.objects.filter(space=space, author=author).order_by("-epoch", "-seq")
    return rows.values_list("epoch", "seq").first()


def _outside(members: list[str]) -> Iterator[tuple[str, ...]]:
    """Where the rows of somebody who is no member would lie: the ranges before, between and after the members."""
    yield (members[0],)
    yield from pairwise(members)
    yield (members[-1],)


def followed(
    space: str, epoch: int, heads: Mapping[str, tuple[int, Record]], reach: Mapping[str, int]
) -> dict[str, list[tuple[int, Record]]]:
    """Return each author's records from where they have to be followed up to this newest one, oldest first."""
    return {who: [*_between(space, epoch, who, reach.get(who, 0), row[0]), row] for who, row in heads.items()}


def _between(space: str, epoch: int, author: str, first: int, last: int) -> list[tuple[int, Record]]:
    if first >= last:
        return []
    rows = LedgerRow.objects.filter(space=space, epoch=epoch, author=author, seq__gte=first, seq__lt=last)
    return [(row.seq, _record(row)) for row in rows.order_by("seq")]


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
    return _as_record(row.header, row.state_hash, row.state, row.macs)


def _as_record(header: Stored, state_hash: Stored, state: Stored | None, macs: Stored) -> Record:
    return Record(bytes(header), bytes(state_hash), bytes(state) if state is not None else None, _macs(bytes(macs)))


def _macs(stored: bytes) -> dict[str, bytes]:
    """Return the stored MACs; none when somebody damaged them, and then the record is not vouched for."""
    try:
        macs: Any = decode(stored)
    except NotCanonical:
        return {}
    return macs if isinstance(macs, dict) and all(isinstance(mac, bytes) for mac in macs.values()) else {}
