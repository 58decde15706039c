"""Where keys come from: Argon2id, HKDF and HMAC, and the one table of every label.

No two uses share a key: each names a label of this table, and its context goes into the derivation in canonical form.
"""

import hashlib
import hmac
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ownaccord.vault.canonical import encode
from ownaccord.vault.errors import Stage, TooWeak, Unreadable

KEY = 32
SALT = 16
SHORTEST_SECRET = 16


class Label(StrEnum):
    """Every label there is. `__doc__` of a label says what it makes; docs/develop/spec/keys.md lists them all."""

    def __new__(cls, name: str, promise: str) -> Self:
        label = str.__new__(cls, f"own-accord/v1/{name}")
        label._value_ = f"own-accord/v1/{name}"
        label.__doc__ = promise
        return label

    KEK_DEVICE = "kek/device", "HKDF: passphrase (stretched) and device secret -> key that wraps the account key."
    KEK_RECOVERY = "kek/recovery", "HKDF: recovery code -> key that wraps the account key."
    KEK_PORTABLE = "kek/portable", "HKDF: portable words (stretched) -> key that wraps the account key."
    KEK_LINK = "kek/link", "HKDF: one-time words for a new device -> key that wraps the account key."
    WRAP_KEY = "wrap/key", "HKDF: wrapping key, person, kind -> key under which the account key is sealed."
    WRAP_COMMITMENT = "wrap/commitment", "HMAC: wrapping key, person, kind -> what ties a wrap to this one key."
    ACCOUNT_IDENTITY = "account/identity", "HKDF: account key -> key that seals the private identity key."
    ACCOUNT_VAULT = "account/vault", "HKDF: account key -> key that seals the vault."
    ACCOUNT_WITNESS = "account/witness", "HKDF: account key -> key that seals the witness cookies."
    ACCOUNT_MINE = "account/mine", "HKDF: account key, purpose -> key that seals other things of one's own."
    ACCOUNT_MARK = "account/mark", "HKDF: account key -> key of the HMACs that stand for a word in one's own addresses."
    ACCOUNT_ENTRIES = "account/entries", "HKDF: account key -> key that seals the key of each entry of one's own."
    ENTRY_MARK = "entry/mark", "HMAC: key of one's entries, id, version -> what one entry adds to the sum of all."
    SELF_MAC_KEY = "identity/self-mac", "HKDF: private identity key, person -> key of the MACs on one's own records."
    PAIR_MAC_KEY = "identity/pair-mac", "HKDF: X25519 of two identities, space, epoch, author, reader -> MAC key."
    RECORD_DIGEST = "record/digest", "SHA-256 prefix: header and hash of the sealed state -> digest of a record."
    RECORD_MAC = "record/mac", "HMAC: pair key, digest -> what one member can check about a record."
    RECORD_SELF_MAC = "record/self-mac", "HMAC: self-MAC key, space, epoch, author, digest -> the author's own check."
    RECORD_KEY = "record/key", "HKDF: epoch key, author, seq -> key that seals one state."
    EPOCH_COMMITMENT = "epoch/commitment", "Commitment to an epoch key, named in every grant."
    EPOCH_GRANT = "epoch/grant", "What a grant says, as its digest and MAC see it."
    INVITATION = "invitation/mac", "HMAC: invitation secret, both identity keys, direction -> proof between two people."
    INVITATION_SEAL = "invitation/seal", "HKDF: invitation secret -> key that seals the names an invitation carries."
    INTRODUCTION = "introduction", "What an introduction says, as its digest and MAC see it."
    REVEAL = "reveal", "What a message of a reveal says, as its digest and MACs see it."
    REVEAL_KEY = "reveal/key", "HKDF: epoch key, author -> key that seals the deck that somebody proposes."
    REVEAL_ELEMENT = "reveal/element", "SHA-512, to a point: round, item and who takes which side -> what is compared."
    REVEAL_TALLY = "reveal/tally", "HMAC: epoch key, round, what is mutual -> whether both found the same."
    SHOWN = "shown", "What a message about shown cards says, as its digest and MACs see it."
    SHOWN_KEY = "shown/key", "HKDF: epoch key, author, number -> key that seals the cards that somebody shows."
    TOGETHER = "together", "What a message about texts that open together says, as its digest and MACs see it."
    TOGETHER_SAID = "together/said", "SHA-256 prefix: round, author, salt and text -> what ties somebody to one text."
    TOGETHER_HEARD = "together/heard", "SHA-256 prefix: round, attempt and everybody's votes -> what a share is about."
    TOGETHER_KEY = "together/key", "HKDF: epoch key, mark, author -> key that seals the text that somebody opens."
    TOGETHER_SCENE = "together/scene", "SHA-256 prefix: everybody's confirmations -> what stands for a scene."
    TOGETHER_MARK = "together/mark", "HKDF: epoch key, space, scene -> mark of the round of texts about a scene."
    PLAN = "plan", "What a message that puts a plan on the table says, as its digest and MACs see it."
    PLAN_KEY = "plan/key", "HKDF: epoch key, author -> key that seals the plan that somebody puts on the table."
    THREAD = "thread", "What a post of a thread says, as its digest and MACs see it."
    THREAD_MARK = "thread/mark", "HKDF: epoch key, space, topic -> what names a thread in the database."
    THREAD_KEY = "thread/key", "HKDF: epoch key, topic, author, number -> key that seals one post."
    THREAD_APART = "thread/apart", "What ties somebody to the one key of what they wrote apart, before they show it."
    SCENE_KEY = "scene/key", "HKDF: epoch key, digest of the plan -> key that seals the steps of its scene."
    PASS_KEY = "scene/pass", "HKDF: secret of a scene pass -> key of what this device holds while the scene lasts."
    FEED_KEY = "feed/key", "HKDF: secret of a calendar's address -> key that seals what the calendar shows."
    PLACE = "place", "Additional data of every seal: where it belongs."
    PLACE_HPKE = "place/hpke", "HPKE info of everything sealed to an identity: where it belongs."
    SIGN_IN = "sign-in", "HKDF: cookie of a sign-in -> key that seals its working keys."
    ACCOUNT_DEVICE = "account/device", "HKDF: device secret of a browser, person -> this account's share of it."
    DEVICE_LOOKUP = "lookup/device", "HMAC: share of a device secret -> finds a wrap."
    NAME_LOOKUP = "lookup/name", "HMAC: server key, name -> finds an account."
    CODE_LOOKUP = "lookup/code", "HMAC: server key, kind, code -> finds a stop code, an invitation, a one-time code."
    TOKEN_HASH = "lookup/token", "HMAC: server key, random token -> what the database keeps of it."
    THROTTLE = "throttle", "HMAC: server key, what is tried and by whom -> finds a row that counts tries."
    WITNESS_NAME = "cookie/witness", "HMAC: server key, person -> short name of a witness cookie."


@dataclass(frozen=True, slots=True)
class Argon2Cost:
    """What one stretching costs; TooWeak below the floor of 64 MiB, 3 passes, 1 lane, whatever a row says.

    The ceiling keeps an edited row from exhausting the machine.
    """

    memory_kib: int = 65536
    passes: int = 3
    lanes: int = 1

    def __post_init__(self) -> None:
        if not (65536 <= self.memory_kib <= 2**20 and 3 <= self.passes <= 16 and 1 <= self.lanes <= 4):
            raise TooWeak

    def at_least(self, stored: Self) -> Self:
        """Return the higher of both in each part: the cost of a new wrap never falls behind a stored one."""
        return type(self)(
            max(self.memory_kib, stored.memory_kib), max(self.passes, stored.passes), max(self.lanes, stored.lanes)
        )


def stretch(secret: str, salt: bytes, cost: Argon2Cost) -> bytes:
    """Return 32 bytes from words that a person types: NFKC, UTF-8, Argon2id (RFC 9106). `salt`: 16 bytes."""
    of_length(salt, SALT)
    # surrogatepass: a lone surrogate must not become an exception that quotes the passphrase.
    text = unicodedata.normalize("NFKC", secret).encode("utf-8", "surrogatepass")
    kdf = Argon2id(salt=salt, length=KEY, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory_kib)
    return kdf.derive(text)


def expand(key: bytes, label: Label, *context: str | int | bytes) -> bytes:
    """Return the 32-byte key for this use: HKDF-SHA-256 (RFC 5869), no salt, info = canonical [label, *context]."""
    if len(key) < SHORTEST_SECRET:
        raise Unreadable(Stage.LENGTH)
    return HKDF(algorithm=SHA256(), length=KEY, salt=None, info=_named(label, context)).derive(key)


def tag(key: bytes, label: Label, *context: str | int | bytes) -> bytes:
    """Return 32 bytes that only a holder of `key` can make: HMAC-SHA-256 over canonical [label, *context]."""
    if len(key) < SHORTEST_SECRET:
        raise Unreadable(Stage.LENGTH)
    return hmac.digest(key, _named(label, context), hashlib.sha256)


def same(left: bytes, right: bytes) -> bool:
    """Whether two byte strings are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(left, right)


def device_kek(stretched: bytes, device_secret: bytes, person: str) -> bytes:
    """Return the wrapping key of one browser: needs the stretched passphrase and the device secret, 32 bytes each."""
    return expand(of_length(stretched, KEY) + of_length(device_secret, KEY), Label.KEK_DEVICE, person)


def recovery_kek(code: bytes, person: str) -> bytes:
    """Return the wrapping key of the recovery code (20 bytes, random, so it needs no stretching)."""
    return expand(of_length(code, 20), Label.KEK_RECOVERY, person)


def portable_kek(stretched: bytes, person: str) -> bytes:
    """Return the wrapping key of stretched portable words."""
    return expand(of_length(stretched, KEY), Label.KEK_PORTABLE, person)


def link_kek(secret: bytes, person: str) -> bytes:
    """Return the wrapping key of the one-time words for a new device (16 bytes, random)."""
    return expand(of_length(secret, 16), Label.KEK_LINK, person)


def of_length(value: bytes, length: int) -> bytes:
    """Return the value unchanged; Unreadable when it is not exactly this long."""
    if len(value) != length:
        raise Unreadable(Stage.LENGTH)
    return value


def _named(label: Label, context: tuple[str | int | bytes, ...]) -> bytes:
    return encode([label.value, *context])
