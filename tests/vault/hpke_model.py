"""HPKE base mode written a second time, straight from RFC 9180, on top of X25519, HMAC and ChaCha20-Poly1305.

An independent model for the tests: the vault uses the library's HPKE. Here the ephemeral key is an argument, so that
vectors can be made again byte by byte.
"""

import hashlib
import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from nacl.bindings import crypto_scalarmult_base

_KEM = b"KEM\x00\x20"
_HPKE = b"HPKE\x00\x20\x00\x01\x00\x03"


def _extract(suite: bytes, salt: bytes, label: bytes, key: bytes) -> bytes:
    return hmac.digest(salt or bytes(32), b"HPKE-v1" + suite + label + key, hashlib.sha256)


def _expand(suite: bytes, key: bytes, label: bytes, info: bytes, length: int) -> bytes:
    message = length.to_bytes(2, "big") + b"HPKE-v1" + suite + label + info
    return hmac.digest(key, message + b"\x01", hashlib.sha256)[:length]


def shared_secret(private: bytes, public: bytes, enc: bytes, recipient: bytes) -> bytes:
    """Return ExtractAndExpand of section 4.1: `private` is the ephemeral or the recipient's, `public` the other's."""
    dh = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
    return _expand(_KEM, _extract(_KEM, b"", b"eae_prk", dh), b"shared_secret", enc + recipient, 32)


def key_schedule(secret: bytes, info: bytes) -> tuple[bytes, bytes]:
    """Return key and base nonce of section 5.1, mode base."""
    context = b"\x00" + _extract(_HPKE, b"", b"psk_id_hash", b"") + _extract(_HPKE, b"", b"info_hash", info)
    prk = _extract(_HPKE, secret, b"secret", b"")
    return _expand(_HPKE, prk, b"key", context, 32), _expand(_HPKE, prk, b"base_nonce", context, 12)


def seal(public: bytes, ephemeral: bytes, info: bytes, message: bytes, aad: bytes = b"") -> bytes:
    """Return enc | ciphertext, with this ephemeral private key."""
    enc = crypto_scalarmult_base(ephemeral)
    key, nonce = key_schedule(shared_secret(ephemeral, public, enc, public), info)
    return enc + ChaCha20Poly1305(key).encrypt(nonce, message, aad)


def unseal(private: bytes, info: bytes, sealed: bytes, aad: bytes = b"") -> bytes:
    """Return the message of enc | ciphertext."""
    enc = sealed[:32]
    key, nonce = key_schedule(shared_secret(private, enc, enc, crypto_scalarmult_base(private)), info)
    return ChaCha20Poly1305(key).decrypt(nonce, sealed[32:], aad)
