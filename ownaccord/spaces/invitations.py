"""What an invitation carries, and how its secret vouches for both sides (docs/develop/spec/invitation.md).

The secret (16 bytes, eleven words) passes from hand to hand. Whoever only has the database can neither read the names
nor put another key in the place of either: both keys are under a MAC that needs the secret.
"""

import hmac
import os
from collections.abc import Sequence
from dataclasses import dataclass

from ownaccord.accounts.keys import Label, Place, Unreadable, decode, encode, expand, open_sealed, pad, seal, tag, unpad

SECRET = 16
HOURS = 72
INFO_FLOOR = 1024
NAME_FLOOR = 512


class DoesNotOpen(Exception):
    """These words open no invitation: used, withdrawn, lapsed, for somebody else, or edited. Nobody is told which."""


class Changed(Exception):
    """What arrived in answer does not carry the mark of the secret; nothing was pinned and nothing began."""


@dataclass(frozen=True, slots=True)
class Writ:
    """What an invitation is about; every part is under both MACs. `members` are the persons known when it was made."""

    kind: str
    space: str
    epoch: int
    inviter: str
    inviter_public: bytes
    members: tuple[str, ...]

    def marked(self, secret: bytes) -> bytes:
        """Return the MAC by which the inviter's key and the members are known to the invitee: 32 bytes."""
        return tag(secret, Label.INVITATION, "from-inviter", *self._parts())

    def answered(self, secret: bytes, invitee: str, invitee_public: bytes, answer_sealed: bytes) -> bytes:
        """Return the MAC by which the invitee's key and name are known to the inviter: 32 bytes."""
        return tag(secret, Label.INVITATION, "from-invitee", *self._parts(), invitee, invitee_public, answer_sealed)

    def place(self, purpose: str, author: str) -> Place:
        """Return where something sealed under the secret belongs."""
        return Place(purpose, space=self.space, epoch=self.epoch, author=author, kind=self.kind)

    def _parts(self) -> tuple[str | int | bytes, ...]:
        members = encode(sorted(self.members))
        return (self.kind, self.space, self.epoch, self.inviter, self.inviter_public, members)


@dataclass(frozen=True, slots=True, repr=False)
class Info:
    """Who is in the space, by the names that the inviter uses for them."""

    names: dict[str, str]
    members: tuple[str, ...]

    def __repr__(self) -> str:
        return "Info(...)"


def same(left: bytes | memoryview | None, right: bytes) -> bool:
    """Whether a stored MAC is the one that belongs there, in a time that does not tell where they differ."""
    return left is not None and hmac.compare_digest(bytes(left), right)


def seal_info(secret: bytes, place: Place, names: dict[str, str], members: Sequence[str]) -> bytes:
    """Return the names and the members under the secret, padded."""
    plain = pad(encode({"names": names, "members": sorted(members)}), INFO_FLOOR)
    return seal(_key(secret), place, plain, os.urandom)


def open_info(secret: bytes, place: Place, sealed: bytes) -> Info:
    """Return what `seal_info` sealed at this place; DoesNotOpen otherwise."""
    try:
        plain = decode(unpad(open_sealed(_key(secret), place, sealed)))
        return Info(dict(plain["names"]), tuple(plain["members"]))
    except (Unreadable, KeyError, TypeError, ValueError):
        raise DoesNotOpen from None


def seal_name(secret: bytes, place: Place, name: str) -> bytes:
    """Return the name that the invitee goes by in this space, under the secret, padded."""
    return seal(_key(secret), place, pad(name.encode(), NAME_FLOOR), os.urandom)


def open_name(secret: bytes, place: Place, sealed: bytes) -> str:
    """Return the name that the invitee sent; Changed when it is not theirs."""
    try:
        return unpad(open_sealed(_key(secret), place, sealed)).decode()
    except (Unreadable, ValueError):
        raise Changed from None


def page_mark(secret: bytes) -> str:
    """Return what a join page carries so that it cannot take the seat of another invitation opened in the meantime."""
    return tag(secret, Label.INVITATION, "page")[:8].hex()


def _key(secret: bytes) -> bytes:
    return expand(secret, Label.INVITATION_SEAL)
