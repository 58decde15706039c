"""What an invitation carries, and how its secret vouches for both sides (docs/develop/spec/invitation.md).

The secret (16 bytes, eleven words) passes from hand to hand. Whoever only has the database can neither read the names
nor put another key in the place of either: both keys are under a MAC that needs the secret.
"""

import hmac
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import pairwise

from ownaccord.accounts.keys import Label, Place, Unreadable, decode, encode, expand, open_sealed, pad, seal, tag, unpad
from ownaccord.core.terms import is_plain
from ownaccord.lib.forms import is_one_line

SECRET = 16
HOURS = 72
INFO_FLOOR = 1024
NAME_FLOOR = 512
LIST_FLOOR = 4096

Listed = tuple[tuple[int, str], ...]
"""The list of a space for three to eight: number and name of each seat, in the order of the numbers."""


class DoesNotOpen(Exception):
    """These words open no invitation: used, withdrawn, lapsed, for somebody else, or edited. Nobody is told which."""


class Changed(Exception):
    """What arrived in answer does not carry the mark of the secret; nothing was pinned and nothing began."""


@dataclass(frozen=True, slots=True)
class Writ:
    """What an invitation is about; every part is under both MACs. `members` are the persons known when it was made.

    `seat` and `listed`: for which seat of which list it is, in a space for more than two.
    """

    kind: str
    space: str
    epoch: int
    inviter: str
    inviter_public: bytes
    members: tuple[str, ...]
    seat: int | None = None
    listed: Listed = ()

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
        known = (self.kind, self.space, self.epoch, self.inviter, self.inviter_public, members)
        return known if self.seat is None else (*known, self.seat, encode(self.listed))


@dataclass(frozen=True, slots=True, repr=False)
class Info:
    """Who is in the space, by the names that the inviter uses for them."""

    names: dict[str, str]
    members: tuple[str, ...]
    seat: int | None = None
    listed: Listed = ()

    def __repr__(self) -> str:
        return "Info(...)"


def same(left: bytes | memoryview | None, right: bytes) -> bool:
    """Whether a stored MAC is the one that belongs there, in a time that does not tell where they differ."""
    return left is not None and hmac.compare_digest(bytes(left), right)


def seal_info(
    secret: bytes, place: Place, names: dict[str, str], members: Sequence[str], seat: int | None = None,
    listed: Listed = (),
) -> bytes:  # fmt: skip
    """Return the names and the members under the secret, and the list with the seat if there is one, padded."""
    return seal(_key(secret), place, _said(Info(names, tuple(sorted(members)), seat, listed)), os.urandom)


def open_info(secret: bytes, place: Place, sealed: bytes) -> Info:
    """Return what `seal_info` sealed at this place; DoesNotOpen otherwise."""
    try:
        padded = open_sealed(_key(secret), place, sealed)
        said = decode(unpad(padded))
        info = Info(dict(said["names"]), tuple(said["members"]), said.get("seat"), listed(said.get("list", [])))
        fits = _is_sound(info, place.author) and _said(info) == padded
    except (Unreadable, KeyError, TypeError, ValueError):
        raise DoesNotOpen from None
    if not fits:
        raise DoesNotOpen
    return info


def _said(info: Info) -> bytes:
    said: dict[str, object] = {"names": info.names, "members": list(info.members)}
    if info.seat is None:
        return pad(encode(said), INFO_FLOOR)
    return pad(encode(said | {"seat": info.seat, "list": info.listed}), LIST_FLOOR)


def _is_sound(info: Info, inviter: str) -> bool:
    """Whether each part is what its type says, and the parts fit. The inviter's software may be any software."""
    seats = [number for number, _name in info.listed]
    placed = not seats if info.seat is None else type(info.seat) is int and {0, info.seat} <= set(seats)
    return (
        all(is_name(name) for name in info.names.values())
        and all(type(person) is str for person in info.members)
        and inviter in info.members
        and _is_list(info.listed)
        and placed
    )


def _is_list(seen: Listed) -> bool:
    typed = all(type(number) is int and is_name(name) for number, name in seen)
    return typed and all(one < other for (one, _), (other, _) in pairwise(seen))


def is_name(name: object) -> bool:
    """Whether this can stand on a page as somebody's name: one plain line, or nothing where no name is known."""
    return type(name) is str and (not name or (is_plain(name) and is_one_line(name)))


def seal_name(secret: bytes, place: Place, name: str) -> bytes:
    """Return the name that the invitee goes by in this space, under the secret, padded."""
    return seal(_key(secret), place, pad(name.encode(), NAME_FLOOR), os.urandom)


def open_name(secret: bytes, place: Place, sealed: bytes) -> str:
    """Return the name that the invitee sent; Changed when it is not theirs."""
    try:
        name = unpad(open_sealed(_key(secret), place, sealed), NAME_FLOOR).decode()
    except (Unreadable, ValueError):
        raise Changed from None
    if not is_name(name):
        raise Changed
    return name


def seal_list(secret: bytes, place: Place, seen: Listed) -> bytes:
    """Return the list that the invitee has seen, under the secret, padded."""
    return seal(_key(secret), place, pad(encode(seen), LIST_FLOOR), os.urandom)


def open_list(secret: bytes, place: Place, sealed: bytes) -> Listed:
    """Return the list that the invitee saw; Changed when the answer is not theirs."""
    try:
        plain = unpad(open_sealed(_key(secret), place, sealed), LIST_FLOOR)
        seen = listed(decode(plain))
        fits = _is_list(seen) and encode(seen) == plain
    except (Unreadable, TypeError, ValueError):
        raise Changed from None
    if not fits:
        raise Changed
    return seen


def listed(stored: Iterable[tuple[int, str]]) -> Listed:
    """Return a stored list as it is compared: a tuple of pairs."""
    return tuple((number, name) for number, name in stored)


def list_mark(seen: Listed) -> str:
    """Return what a page carries that shows this list, so that a press never agrees to another one."""
    return sha256(encode(seen)).hexdigest()[:16]


def page_mark(secret: bytes, seen: Listed = ()) -> str:
    """Return what a join page carries so that it cannot take the seat of another invitation opened in the meantime.

    In a space for more than two it names the list too, so that nobody joins by a list that they did not see.
    """
    return tag(secret, Label.INVITATION, "page", *([encode(seen)] if seen else []))[:8].hex()


def _key(secret: bytes) -> bytes:
    return expand(secret, Label.INVITATION_SEAL)
