"""A poke: something of this space is newer than what was drawn. It says which space, how new, and how pressing."""

import re
from dataclasses import dataclass
from enum import StrEnum

_WRITTEN = re.compile(r"([0-9a-f]{32}):([0-9]{1,18}):([a-z]{1,16})")


class Kind(StrEnum):
    """Why to look, from the least pressing to the most; two that meet become the more pressing one."""

    LOOK = "look"
    SIGNAL = "signal"


_ORDER = list(Kind)


@dataclass(frozen=True, slots=True)
class Poke:
    """`revision` only ever grows within a space, by one or more with every change that is poked about."""

    space: str
    revision: int
    kind: Kind = Kind.LOOK

    def written(self) -> str:
        """The poke as it goes from process to process."""
        return f"{self.space}:{self.revision}:{self.kind}"


def read(text: str) -> Poke | None:
    """The poke that was written so; None for anything else, and for a kind that only a later version knows."""
    found = _WRITTEN.fullmatch(text)
    if found is None or found[3] not in _ORDER:
        return None
    return Poke(found[1], int(found[2]), Kind(found[3]))


def joined(one: Poke, other: Poke) -> Poke:
    """One poke in place of two of the same space: as new as the newer, as pressing as the more pressing."""
    kind = max(one.kind, other.kind, key=_ORDER.index)
    return Poke(one.space, max(one.revision, other.revision), kind)
