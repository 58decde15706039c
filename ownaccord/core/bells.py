"""Frozen things that happened, for the bell board: ids only. A lost bell may delay a screen; it can never extend a
permission.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PositionTightened:
    """Somebody's statement in this space allows less than before."""

    space: str


@dataclass(frozen=True, slots=True)
class PositionWritten:
    """A record was written in this space."""

    space: str


@dataclass(frozen=True, slots=True)
class PauseSet:
    """This person's pause holds in this space; without a space, in every one of theirs."""

    space: str
    person: str


@dataclass(frozen=True, slots=True)
class PauseLifted:
    """A pause was lifted in this space."""

    space: str


@dataclass(frozen=True, slots=True)
class SpaceBegan:
    """Everyone named in the space has joined."""

    space: str


@dataclass(frozen=True, slots=True)
class SpaceEnded:
    """Somebody left; nothing of the space is in force."""

    space: str


@dataclass(frozen=True, slots=True)
class EpochBegan:
    """A new epoch has begun here, with everything at No; nobody has reaffirmed in it yet."""

    space: str


@dataclass(frozen=True, slots=True)
class Reaffirmed:
    """Everyone has reaffirmed; a new epoch has begun, with everything at No."""

    space: str
    epoch: int
