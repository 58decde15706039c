"""A deck on the table: one person proposes a round as a whole, the other takes it up as a whole. Bytes: spec/reveal.md.

The proposal is sealed under the key of the space's epoch and vouched for like a record; taking it up vouches for these
very bytes. Neither says anything about an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

from ownaccord.core.deck import Round
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.record import SpaceView
from ownaccord.core.reveal import Message
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 4096
LONGEST_NAME = 80

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Deal:
    """A round with what its deck is called. Raises ``Malformed``; a name has at most 80 characters."""

    called: str
    about: Round

    def __post_init__(self) -> None:
        if type(self.called) is not str or len(self.called) > LONGEST_NAME:
            raise Malformed("name of a deck")

    def as_bytes(self) -> bytes:
        """The canonical bytes of both."""
        return encode([VERSION, self.called, self.about.as_bytes()])

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """The deal of such bytes, or ``Malformed``; what is read alike but written in another way is none."""
        try:
            _version, called, about = decode(data)
            found = cls(called, Round.from_bytes(about))
        except (Unreadable, ValueError, TypeError):
            raise Malformed("deal") from None
        if found.as_bytes() != data:
            raise Malformed("deal")
        return found


def first_of(proposer: str, other: str, never: str | None) -> str:
    """Return who offers, and so learns first: never who proposes, unless the other must never be."""
    return proposer if other == never else other


def propose(deal: Deal, view: SpaceView, keys: Keyring, epoch_key: bytes, entropy: Entropy) -> Message:
    """Return the proposal of this person, as stored."""
    plain = pad(deal.as_bytes(), FLOOR)
    sealed = seal(_key(epoch_key, keys.person), _place(view, keys.person), plain, entropy)
    return _vouched(_proposed(view, keys.person, sealed), sealed, view, keys)


def proposed(message: Message, author: str, view: SpaceView, keys: Keyring, epoch_key: bytes) -> Deal:
    """Return what this member proposes to the reader; Forged unless they vouch for it and it is about these two."""
    _check(_proposed(view, author, message.body), message, author, view, keys)
    try:
        plain = unpad(open_sealed(_key(epoch_key, author), _place(view, author), message.body), FLOOR)
        deal = Deal.from_bytes(plain)
    except (Unreadable, Malformed):
        raise Forged("not a deck") from None
    about_here = (deal.about.space, deal.about.epoch) == (view.space, view.epoch)
    if not about_here or {deal.about.first, deal.about.second} != set(view.members):
        raise Forged("not about these two")
    return deal


def take_up(proposal: Message, view: SpaceView, keys: Keyring, author: str) -> Message:
    """Return this person's yes to being asked these items at this time, and to nothing else."""
    return _vouched(_taken_up(proposal, view, author, keys.person), b"", view, keys)


def taken_up(message: Message, by: str, proposal: Message, author: str, view: SpaceView, keys: Keyring) -> bool:
    """Whether this member took up this very proposal, as far as the reader can check."""
    try:
        _check(_taken_up(proposal, view, author, by), message, by, view, keys)
    except Forged:
        return False
    return message.body == b""


def _vouched(digest: bytes, body: bytes, view: SpaceView, keys: Keyring) -> Message:
    return Message(body, keys.vouch(digest, view.space, view.epoch, view.members))


def _check(digest: bytes, message: Message, author: str, view: SpaceView, keys: Keyring) -> None:
    known = view.members.get(author)
    if known is None or not keys.vouched(digest, message.macs, author, known, view.space, view.epoch):
        raise Forged("not theirs")


def _proposed(view: SpaceView, author: str, sealed: bytes) -> bytes:
    header = encode([str(Label.REVEAL), VERSION, view.space, view.epoch, "propose", author])
    return attest.digest(header, sha256(sealed).digest())


def _taken_up(proposal: Message, view: SpaceView, author: str, by: str) -> bytes:
    after = _proposed(view, author, proposal.body)
    header = encode([str(Label.REVEAL), VERSION, view.space, view.epoch, "take up", by, after])
    return attest.digest(header, sha256(b"").digest())


def _key(epoch_key: bytes, author: str) -> bytes:
    return expand(epoch_key, Label.REVEAL_KEY, author)


def _place(view: SpaceView, author: str) -> Place:
    return Place("reveal", view.space, view.epoch, author, 0, "propose", VERSION)
