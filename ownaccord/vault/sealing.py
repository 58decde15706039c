"""Sealing: under a key, or to somebody's public key; always bound to the place where it belongs.

Under a key: XChaCha20-Poly1305 (libsodium; draft-irtf-cfrg-xchacha-03). To a person: HPKE base mode (RFC 9180,
DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305); anybody can seal to a public key, so opening proves no
author.
"""

from collections.abc import Callable
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt, crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.exceptions import CryptoError

from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import KEY, Label, of_length
from ownaccord.vault.errors import Stage, Unreadable

Entropy = Callable[[int], bytes]

FORMAT = b"\x01"
NONCE = 24
OVERHEAD = len(FORMAT) + NONCE + 16
LONGEST = 2**32 - 1
_SUITE = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)


@dataclass(frozen=True, slots=True)
class Place:
    """Where sealed bytes belong. Every part is authenticated: bytes moved to another place do not open there."""

    purpose: str
    space: str = ""
    epoch: int = 0
    author: str = ""
    seq: int = 0
    kind: str = ""
    version: int = 1

    def bound(self, label: Label = Label.PLACE) -> bytes:
        """Return the canonical bytes of this place, as seals authenticate them."""
        parts = [self.purpose, self.space, self.epoch, self.author, self.seq, self.kind, self.version]
        return FORMAT + encode([label.value, *parts])


def seal(key: bytes, place: Place, plaintext: bytes, entropy: Entropy) -> bytes:
    """Return version byte | 24-byte nonce | ciphertext and tag, readable with this 32-byte key at this place only."""
    # A random nonce of 24 bytes does not repeat (2^-97 after 2^48 seals), so no counter has to survive a restore.
    nonce = of_length(entropy(NONCE), NONCE)
    sealed = crypto_aead_xchacha20poly1305_ietf_encrypt(plaintext, place.bound(), nonce, of_length(key, KEY))
    return FORMAT + nonce + sealed


def open_sealed(key: bytes, place: Place, sealed: bytes) -> bytes:
    """Return what was sealed with this key at this place; Unreadable otherwise."""
    body = _body(sealed, OVERHEAD)
    try:
        return crypto_aead_xchacha20poly1305_ietf_decrypt(
            body[NONCE:], place.bound(), body[:NONCE], of_length(key, KEY)
        )
    except CryptoError:
        raise Unreadable(Stage.SEAL) from None


def seal_to(public: bytes, place: Place, plaintext: bytes) -> bytes:
    """Return version byte | encapsulated key | ciphertext, for the holder of the private key at this place only.

    HPKE draws its ephemeral key inside `cryptography`. Unreadable when the public key is none.
    """
    info = place.bound(Label.PLACE_HPKE)
    try:
        return FORMAT + _SUITE.encrypt(plaintext, X25519PublicKey.from_public_bytes(of_length(public, KEY)), info)
    except (ValueError, InvalidTag):
        # A public key of small order gives the all-zero shared secret, which RFC 7748 lets us refuse and we do.
        raise Unreadable(Stage.KEY) from None


def open_from(private: bytes, place: Place, sealed: bytes) -> bytes:
    """Return what was sealed to this identity for this place; Unreadable otherwise."""
    body = _body(sealed, len(FORMAT) + KEY + 16)
    info = place.bound(Label.PLACE_HPKE)
    try:
        return _SUITE.decrypt(body, X25519PrivateKey.from_private_bytes(of_length(private, KEY)), info)
    except (ValueError, InvalidTag):
        raise Unreadable(Stage.SEAL) from None


def pad(data: bytes, floor: int) -> bytes:
    """Return 4-byte length | data | zeros: the smallest power of two that holds it and is at least `floor` bytes."""
    if floor < 8 or floor & (floor - 1) or len(data) > LONGEST:
        raise ValueError("the floor is a power of two from 8 up")
    size = max(floor, 1 << (len(data) + 3).bit_length())
    return (len(data).to_bytes(4, "big") + data).ljust(size, b"\x00")


def unpad(padded: bytes, floor: int | None = None) -> bytes:
    """Return what was padded; Unreadable when the size is no power of two, or anything but zeros follows.

    With `floor` also when it is another size than the one that `pad` gives: then there is one padding, and no other.
    """
    size = len(padded)
    length = int.from_bytes(padded[:4], "big")
    if size < 8 or size & (size - 1) or length > size - 4 or padded.count(0, 4 + length) != size - 4 - length:
        raise Unreadable(Stage.PADDING)
    if floor is not None and size != max(floor, 1 << (length + 3).bit_length()):
        raise Unreadable(Stage.PADDING)
    return padded[4 : 4 + length]


def _body(sealed: bytes, shortest: int) -> bytes:
    if sealed[:1] != FORMAT:
        raise Unreadable(Stage.VERSION)
    if len(sealed) < shortest:
        raise Unreadable(Stage.LENGTH)
    return sealed[1:]
