"""What each `does` of a vector case calls, with the case's fields turned into arguments."""

from collections.abc import Callable
from typing import Any

from ownaccord.vault import attest, blinding, derive, recovery, sealing
from ownaccord.vault.canonical import decode
from ownaccord.vault.derive import Argon2Cost, Label
from ownaccord.vault.entries import VaultBook
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.witness import Witness
from tests.vectors.read import raw
from tests.vectors.some import WORDS

Case = dict[str, Any]


def _vouched(case: Case) -> bool:
    reader = Keyring(case["reader"], bytes(32), raw(case["identity"]))
    macs = {who: raw(mac) for who, mac in case["macs"].items()}
    return reader.vouched(
        raw(case["digest"]), macs, case["author"], raw(case["author_public"]), case["space"], case["epoch"]
    )


def _witness(case: Case) -> list[Any]:
    read = Witness.loads(raw(case["data"]))
    return [read.vault_version, *_space(read), *read.pauses]


def _space(read: Witness) -> list[Any]:
    return [part for each in read.spaces for part in (each.space, each.epoch)]


def _kek(case: Case) -> bytes:
    made: bytes = getattr(derive, case["does"])(*(raw(part) for part in case["parts"]), case["person"])
    return made


def _open_vault(case: Case) -> bytes:
    keys = Keyring(case["person"], raw(case["account_key"]), bytes(32))
    return keys.open_vault(raw(case["data"]), case["version"])


def _identity(case: Case) -> bytes:
    return Keyring.from_account_key(case["person"], raw(case["account_key"]), raw(case["data"])).identity


def _place(case: Case) -> sealing.Place:
    return sealing.Place(**case["place"])


READERS: dict[str, Callable[[Case], Any]] = {
    "canonical": lambda case: repr(decode(raw(case["data"]))),
    "unpad": lambda case: sealing.unpad(raw(case["data"])),
    "open_sealed": lambda case: sealing.open_sealed(raw(case["key"]), _place(case), raw(case["data"])),
    "open_from": lambda case: sealing.open_from(raw(case["private"]), _place(case), raw(case["data"])),
    "to_point": lambda case: blinding.to_point(Label(case["label"]), *case["context"]),
    "blinded": lambda case: blinding.blinded(raw(case["exponent"]), raw(case["point"])),
    "stretch": lambda case: derive.stretch(case["words"], raw(case["salt"]), Argon2Cost(**case["cost"])),
    "expand": lambda case: derive.expand(raw(case["key"]), Label(case["label"]), *case["context"]),
    "tag": lambda case: derive.tag(raw(case["key"]), Label(case["label"]), *case["context"]),
    "device_kek": _kek,
    "recovery_kek": _kek,
    "portable_kek": _kek,
    "link_kek": _kek,
    "unwrap": lambda case: Keyring.unwrap(raw(case["kek"]), case["person"], case["kind"], raw(case["data"])),
    "from_account_key": _identity,
    "digest": lambda case: attest.digest(raw(case["header"]), raw(case["state_hash"])),
    "vouched": _vouched,
    "read_recovery_code": lambda case: recovery.read_recovery_code(case["text"]),
    "from_words": lambda case: recovery.from_words(case["text"], WORDS),
    "vault_book": lambda case: repr(VaultBook.loads(sealing.pad(raw(case["data"]), 16384)).under("")),
    "open_vault": _open_vault,
    "witness": _witness,
}


def read(case: Case) -> Any:
    """Return what the case's reader gives, bytes as hex."""
    given = READERS[case["does"]](case)
    return given.hex() if isinstance(given, bytes) else given
