"""Grants: how the key of an epoch reaches each member, vouched for by whoever began the epoch.

A grant names the space, the epoch and exactly these members with their keys. Format: docs/develop/spec/grant.md.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from ownaccord.core.record import Quarantine, Stage
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, same, tag
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_from, seal_to

VERSION = 1


@dataclass(frozen=True, slots=True, repr=False)
class Grant:
    """One member's grant: the epoch key sealed to them, and the granter's MACs (member -> MAC)."""

    sealed: bytes
    macs: Mapping[str, bytes]


def make(
    space: str,
    epoch: int,
    epoch_key: bytes,
    members: Mapping[str, bytes],
    keys: Keyring,
    entropy: Callable[[int], bytes],
) -> dict[str, Grant]:
    """Return a grant of this key for every member (person -> public key). HPKE draws its own entropy."""
    commitment = _commitment(epoch_key, space, epoch)
    grants = {}
    for person, public in members.items():
        plain = encode([VERSION, epoch_key, commitment])
        sealed = seal_to(public, _place(space, epoch, keys.person, person), plain)
        digest = _digest(space, epoch, keys.person, members, commitment, sealed)
        grants[person] = Grant(sealed, keys.vouch(digest, space, epoch, members))
    return grants


def open_grant(grant: Grant, space: str, epoch: int, by: str, members: Mapping[str, bytes], keys: Keyring) -> bytes:
    """Return the epoch key, if the pinned member `by` granted it to exactly the pinned members; Quarantine
    otherwise.
    """
    try:
        plain = open_from(keys.identity, _place(space, epoch, by, keys.person), grant.sealed)
        version, epoch_key, commitment = decode(plain)
    except (Unreadable, ValueError, TypeError):
        raise Quarantine(Stage.GRANT) from None
    if version != VERSION or type(epoch_key) is not bytes or len(epoch_key) != KEY or by not in members:
        raise Quarantine(Stage.GRANT)
    if type(commitment) is not bytes or plain != encode([VERSION, epoch_key, commitment]):
        raise Quarantine(Stage.GRANT)
    digest = _digest(space, epoch, by, members, commitment, grant.sealed)
    fits = same(commitment, _commitment(epoch_key, space, epoch))
    if not fits or not keys.vouched(digest, grant.macs, by, members[by], space, epoch):
        raise Quarantine(Stage.GRANT)
    return bytes(epoch_key)


def _commitment(epoch_key: bytes, space: str, epoch: int) -> bytes:
    return tag(epoch_key, Label.EPOCH_COMMITMENT, space, epoch)


def _place(space: str, epoch: int, by: str, to: str) -> Place:
    return Place("grant", space, epoch, by, 0, to, VERSION)


def _digest(space: str, epoch: int, by: str, members: Mapping[str, bytes], commitment: bytes, sealed: bytes) -> bytes:
    listed = [[person, members[person]] for person in sorted(members)]
    header = encode([str(Label.EPOCH_GRANT), VERSION, space, epoch, by, listed, commitment])
    return attest.digest(header, sha256(sealed).digest())
