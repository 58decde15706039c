"""The keyring: what a person holds while unlocked, and the only thing that opens what is theirs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from ownaccord.vault import attest
from ownaccord.vault.derive import KEY, Label, expand, of_length, same, tag
from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.sealing import Entropy, Place, open_from, open_sealed, seal, seal_to

_FORMAT = b"\x01"


@dataclass(frozen=True, slots=True, weakref_slot=True, repr=False, eq=False)
class Keyring:
    """A person's working keys: the account key and the private identity key (X25519), 32 bytes each."""

    person: str
    account_key: bytes
    identity: bytes

    def __post_init__(self) -> None:
        of_length(self.account_key, KEY)
        of_length(self.identity, KEY)

    def __repr__(self) -> str:
        return "Keyring(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Keyring) and self.person == other.person and same(self.dumps(), other.dumps())

    def __hash__(self) -> int:
        return hash(self.person)

    @property
    def public(self) -> bytes:
        """The public identity key, which the others in a space pin."""
        return attest.public_of(self.identity)

    @classmethod
    def make(cls, person: str, entropy: Entropy) -> Self:
        """Return fresh keys for this person."""
        return cls(person, entropy(KEY), entropy(KEY))

    def rekey(self, entropy: Entropy) -> Self:
        """Return a keyring with a new account key and the same identity, so that nothing shows in any space."""
        return type(self)(self.person, entropy(KEY), self.identity)

    def dumps(self) -> bytes:
        """Return the bytes of these keys, to be sealed under the cookie of a sign-in and nowhere else."""
        return _FORMAT + self.account_key + self.identity

    @classmethod
    def loads(cls, person: str, data: bytes) -> Self:
        """Return the keyring that `dumps` wrote; Unreadable otherwise."""
        if data[:1] != _FORMAT:
            raise Unreadable(Stage.VERSION)
        of_length(data, 1 + 2 * KEY)
        return cls(person, data[1 : 1 + KEY], data[1 + KEY :])

    # --- the account key, wrapped -------------------------------------------------------------------------------------

    def wrap(self, kek: bytes, kind: str, entropy: Entropy) -> bytes:
        """Return the account key wrapped under `kek`, bound to this person and this kind of wrap.

        A 32-byte commitment comes first: the seal alone could be made to open under several guessed keys at once.
        """
        key, commitment, place = _wrapping(kek, self.person, kind)
        return commitment + seal(key, place, self.account_key, entropy)

    @staticmethod
    def unwrap(kek: bytes, person: str, kind: str, wrapped: bytes) -> bytes:
        """Return the account key behind a wrap; Unreadable when key, person or kind do not fit."""
        key, commitment, place = _wrapping(kek, person, kind)
        if not same(wrapped[:KEY], commitment):
            raise Unreadable(Stage.KEY)
        return of_length(open_sealed(key, place, wrapped[KEY:]), KEY)

    def seal_identity(self, entropy: Entropy) -> bytes:
        """Return the private identity key sealed under the account key."""
        return seal(_own(self.account_key, Label.ACCOUNT_IDENTITY), self._at("identity"), self.identity, entropy)

    @classmethod
    def from_account_key(cls, person: str, account_key: bytes, sealed_identity: bytes) -> Self:
        """Return the keyring of an unwrapped account key and the sealed identity; Unreadable when they do not fit."""
        key = _own(of_length(account_key, KEY), Label.ACCOUNT_IDENTITY)
        return cls(person, account_key, open_sealed(key, Place("identity", author=person), sealed_identity))

    # --- things of one's own ------------------------------------------------------------------------------------------

    def seal_vault(self, plaintext: bytes, version: int, entropy: Entropy) -> bytes:
        """Return the vault sealed as this version of it; an older one does not open as a newer one."""
        return seal(_own(self.account_key, Label.ACCOUNT_VAULT), self._at("vault", seq=version), plaintext, entropy)

    def open_vault(self, sealed: bytes, version: int) -> bytes:
        """Return the vault of exactly this version; Unreadable otherwise."""
        return open_sealed(_own(self.account_key, Label.ACCOUNT_VAULT), self._at("vault", seq=version), sealed)

    def seal_witness(self, plaintext: bytes, entropy: Entropy) -> bytes:
        """Return a witness sealed for its cookie."""
        return seal(_own(self.account_key, Label.ACCOUNT_WITNESS), self._at("witness"), plaintext, entropy)

    def open_witness(self, sealed: bytes) -> bytes:
        """Return the witness of a cookie; Unreadable when it is not this account's."""
        return open_sealed(_own(self.account_key, Label.ACCOUNT_WITNESS), self._at("witness"), sealed)

    def seal_mine(self, purpose: str, plaintext: bytes, entropy: Entropy) -> bytes:
        """Return something of one's own sealed for this purpose."""
        key = expand(self.account_key, Label.ACCOUNT_MINE, purpose)
        return seal(key, self._at("mine", kind=purpose), plaintext, entropy)

    def open_mine(self, purpose: str, sealed: bytes) -> bytes:
        """Return what was sealed for this purpose; Unreadable otherwise."""
        key = expand(self.account_key, Label.ACCOUNT_MINE, purpose)
        return open_sealed(key, self._at("mine", kind=purpose), sealed)

    def mark_key(self) -> bytes:
        """Return the key of the marks that stand in this person's addresses in place of words."""
        return _own(self.account_key, Label.ACCOUNT_MARK)

    def key_of_entries(self) -> bytes:
        """Return the key under which the own key of each of this person's entries is sealed."""
        return _own(self.account_key, Label.ACCOUNT_ENTRIES)

    def open_held(self, purpose: str, sealed: bytes) -> bytes:
        """Return what was sealed to this person while locked, for this purpose; it proves no author."""
        return open_from(self.identity, _held(self.person, purpose), sealed)

    # --- vouching -----------------------------------------------------------------------------------------------------

    def vouch(self, digest: bytes, space: str, epoch: int, members: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return this person's MACs on a record: one per member of `members` (person -> public key), own included."""
        return attest.vouch(digest, self.identity, self._self_mac_key(), space, epoch, self.person, members)

    def vouched(
        self, digest: bytes, macs: Mapping[str, bytes], author: str, author_public: bytes, space: str, epoch: int
    ) -> bool:
        """Whether the author vouched for this digest to this person."""
        own = self._self_mac_key()
        return attest.vouched(digest, macs, self.person, self.identity, own, author, author_public, space, epoch)

    def _self_mac_key(self) -> bytes:
        # From the identity, not from the account key: a new account key must not make one's own records look forged.
        return expand(self.identity, Label.SELF_MAC_KEY, self.person)

    def _at(self, purpose: str, seq: int = 0, kind: str = "") -> Place:
        return Place(purpose, author=self.person, seq=seq, kind=kind)


def seal_held(public: bytes, person: str, purpose: str, plaintext: bytes) -> bytes:
    """Return something sealed to a locked person's public key, for `Keyring.open_held`."""
    return seal_to(public, _held(person, purpose), plaintext)


def _held(person: str, purpose: str) -> Place:
    return Place("held", author=person, kind=purpose)


def _own(account_key: bytes, label: Label) -> bytes:
    return expand(account_key, label)


def _wrapping(kek: bytes, person: str, kind: str) -> tuple[bytes, bytes, Place]:
    of_length(kek, KEY)
    key = expand(kek, Label.WRAP_KEY, person, kind)
    return key, tag(kek, Label.WRAP_COMMITMENT, person, kind), Place("wrap", author=person, kind=kind)
