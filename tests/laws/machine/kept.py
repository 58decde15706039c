"""Everything that is stored and that the machine's people and its attacker touch, as plain values of one moment."""

from dataclasses import dataclass
from typing import NamedTuple

from ownaccord.core.ledger import Record
from tests.laws.machine.scene_rows import NOTHING, Laid

Place = tuple[str, int, str, int]
"""(space, epoch, author, seq) of a row."""


class VaultRow(NamedTuple):
    """What an account's row holds that matters here."""

    version: int
    vault: bytes
    public: bytes
    identity: bytes


class GrantRow(NamedTuple):
    """One grant of an epoch key as stored."""

    by: str
    sealed: bytes
    macs: bytes


@dataclass(frozen=True, slots=True)
class Kept:
    """One moment of the database. Nothing in it is ever changed in place."""

    rows: dict[Place, Record]
    vaults: dict[str, VaultRow]
    spaces: dict[str, tuple[int, bool]]
    grants: dict[tuple[str, int, str], GrantRow]
    pauses: tuple[tuple[str, str], ...]
    scenes: Laid = NOTHING

    def newest(self, space: str) -> dict[str, Record]:
        """Each author's newest record of the epoch that the space's row names."""
        epoch, found = self.spaces[space][0], {}
        for (where, at, author, _seq), record in sorted(self.rows.items(), key=lambda each: each[0]):
            if where == space and at == epoch:
                found[author] = record
        return found
