"""The witness: what this browser remembers having seen, so that a rolled-back database is noticed.

It may lag behind the chain (a lost response), never lead it. No cookie means no witness, which is no alarm.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.sealing import OVERHEAD

Heads = Mapping[str, tuple[int, bytes]]

SPACES = 12
DIGEST = 16
LIMIT = 3072
_FORMAT = b"\x01"


@dataclass(frozen=True, slots=True, repr=False)
class SpaceSeen:
    """The newest heads seen of one space: author -> (seq, first 16 bytes of the record's digest)."""

    space: str
    epoch: int
    heads: Heads = field(hash=False)

    def __post_init__(self) -> None:
        short = {author: (seq, bytes(digest[:DIGEST])) for author, (seq, digest) in self.heads.items()}
        if any(len(digest) != DIGEST for _, digest in short.values()):
            raise Unreadable(Stage.CONTENT)
        object.__setattr__(self, "heads", MappingProxyType(short))

    def __repr__(self) -> str:
        return "SpaceSeen(...)"


@dataclass(frozen=True, slots=True, repr=False)
class Witness:
    """The version of the own vault, the newest 12 spaces (newest first), and the pauses made in this browser."""

    vault_version: int = 0
    spaces: tuple[SpaceSeen, ...] = ()
    pauses: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return "Witness(...)"

    def seen(self, space: str) -> SpaceSeen | None:
        """Return what is remembered of this space."""
        return next((each for each in self.spaces if each.space == space), None)

    def saw(self, space: str, epoch: int, heads: Heads) -> "Witness":
        """Return a witness that remembers these heads as the newest; the least recently opened space may drop out."""
        others = [each for each in self.spaces if each.space != space]
        return replace(self, spaces=(SpaceSeen(space, epoch, heads), *others)[:SPACES])

    def forget(self, space: str) -> "Witness":
        """Return a witness without this space, once it has ended."""
        return replace(self, spaces=tuple(each for each in self.spaces if each.space != space))

    def at_version(self, vault_version: int) -> "Witness":
        """Return a witness that remembers this version of the vault; never an earlier one than before."""
        return replace(self, vault_version=max(self.vault_version, vault_version))

    def with_pause(self, scope: str) -> "Witness":
        """Return a witness that remembers a pause made here; the newest comes first."""
        return replace(self, pauses=(scope, *(each for each in self.pauses if each != scope)))

    def without_pause(self, scope: str) -> "Witness":
        """Return a witness in which this pause was lifted."""
        return replace(self, pauses=tuple(each for each in self.pauses if each != scope))

    def fit(self, limit: int = LIMIT) -> "Witness":
        """Return the witness that fits `limit` characters, sealed and in base64: oldest spaces go, then pauses."""
        fitted = self
        while fitted.cookie_size() > limit and (fitted.spaces or fitted.pauses):
            if fitted.spaces:
                fitted = replace(fitted, spaces=fitted.spaces[:-1])
            else:
                fitted = replace(fitted, pauses=fitted.pauses[:-1])
        return fitted

    def cookie_size(self) -> int:
        """Return how many characters this takes, sealed and in padded base64."""
        return -(-(len(self.dumps()) + OVERHEAD) // 3) * 4

    def dumps(self) -> bytes:
        """Return the bytes to be sealed with `Keyring.seal_witness`."""
        spaces = [
            [each.space, each.epoch, {who: list(head) for who, head in each.heads.items()}] for each in self.spaces
        ]
        return _FORMAT + encode([self.vault_version, spaces, list(self.pauses)])

    @classmethod
    def loads(cls, data: bytes) -> "Witness":
        """Return the witness that `dumps` wrote; Unreadable otherwise."""
        if data[:1] != _FORMAT:
            raise Unreadable(Stage.VERSION)
        value = decode(data[1:])
        try:
            witness = _witness(value)
        except (TypeError, ValueError, AttributeError):
            raise Unreadable(Stage.CONTENT) from None
        if witness.dumps() != data:
            raise Unreadable(Stage.CONTENT)
        return witness


def _witness(value: Any) -> Witness:
    version, spaces, pauses = value
    seen = tuple(_space(*each) for each in spaces)
    known = {each.space for each in seen}
    texts = isinstance(pauses, list) and all(isinstance(scope, str) for scope in pauses)
    if len(seen) > SPACES or len(known) < len(seen) or not _number(version) or not texts:
        raise TypeError
    return Witness(version, seen, tuple(pauses))


def _space(space: Any, epoch: Any, heads: Any) -> SpaceSeen:
    pairs = {author: (seq, digest) for author, (seq, digest) in heads.items()}
    fits = all(_number(seq) and isinstance(digest, bytes) and len(digest) == DIGEST for seq, digest in pairs.values())
    if not (isinstance(space, str) and _number(epoch) and fits):
        raise TypeError
    return SpaceSeen(space, epoch, pairs)


def _number(value: Any) -> bool:
    return type(value) is int and value >= 0
