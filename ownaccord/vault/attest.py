"""Attestation without proof: one MAC per member and one for oneself.

Members can check who wrote a record; nobody can show it to the world, for every reader could have made the MAC that
they check. There are no signatures anywhere, on purpose.
"""

import hashlib
from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ownaccord.vault.derive import KEY, Label, expand, of_length, same, tag
from ownaccord.vault.errors import Stage, Unreadable


def digest(header: bytes, state_hash: bytes) -> bytes:
    """Return the 32-byte digest of a record: SHA-256(label | header | hash of its sealed state)."""
    # The label is constant and the hash has a fixed length at the end, so nothing can slide between the parts.
    return hashlib.sha256(Label.RECORD_DIGEST.encode() + header + of_length(state_hash, KEY)).digest()


def public_of(private: bytes) -> bytes:
    """Return the X25519 public key of a 32-byte private key."""
    key = X25519PrivateKey.from_private_bytes(of_length(private, KEY)).public_key()
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def pair_key(own_private: bytes, peer_public: bytes, space: str, epoch: int, author: str, reader: str) -> bytes:
    """Return the MAC key from author to reader; both sides get the same one. Unreadable when the peer's key is none."""
    shared = _agree(own_private, peer_public)
    both = sorted((public_of(own_private), peer_public))
    return expand(shared, Label.PAIR_MAC_KEY, space, epoch, author, reader, *both)


def vouch(
    digest: bytes, own_private: bytes, self_mac_key: bytes, space: str, epoch: int, author: str,
    members: Mapping[str, bytes],
) -> dict[str, bytes]:  # fmt: skip
    """Return one 32-byte MAC for every other member of `members` (person -> public key), and the author's own."""
    of_length(digest, KEY)
    macs = {author: _self_mac(digest, self_mac_key, space, epoch, author)}
    for reader in sorted(set(members) - {author}):
        key = pair_key(own_private, members[reader], space, epoch, author, reader)
        macs[reader] = tag(key, Label.RECORD_MAC, digest)
    return macs


def vouched(
    digest: bytes, macs: Mapping[str, bytes], reader: str, reader_private: bytes, reader_self_key: bytes,
    author: str, author_public: bytes, space: str, epoch: int,
) -> bool:  # fmt: skip
    """Whether the author vouched for this digest to this reader. Missing, damaged, foreign: no, without exception."""
    try:
        of_length(digest, KEY)
        if reader == author:
            wanted = _self_mac(digest, reader_self_key, space, epoch, author)
        else:
            key = pair_key(reader_private, author_public, space, epoch, author, reader)
            wanted = tag(key, Label.RECORD_MAC, digest)
    except Unreadable:
        return False
    return same(macs.get(reader, b""), wanted)


def _self_mac(digest: bytes, key: bytes, space: str, epoch: int, author: str) -> bytes:
    return tag(key, Label.RECORD_SELF_MAC, space, epoch, author, digest)


def _agree(own_private: bytes, peer_public: bytes) -> bytes:
    private = X25519PrivateKey.from_private_bytes(of_length(own_private, KEY))
    try:
        shared = private.exchange(X25519PublicKey.from_public_bytes(of_length(peer_public, KEY)))
    except ValueError:
        raise Unreadable(Stage.KEY) from None
    # `cryptography` raises for the all-zero secret of a small-order point (RFC 7748, 6.1); this does not rely on it.
    if same(shared, bytes(KEY)):
        raise Unreadable(Stage.KEY)
    return shared
