"""The primitives beneath the vault give what their standards say."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from nacl.bindings import crypto_aead_xchacha20poly1305_ietf_decrypt, crypto_aead_xchacha20poly1305_ietf_encrypt
from nacl.exceptions import CryptoError

from ownaccord.vault import attest, sealing
from ownaccord.vault.derive import Label
from ownaccord.vault.errors import Stage, Unreadable
from tests.vault import hpke_model
from tests.vectors.read import cases, raw

Case = dict[str, Any]


def published(name: str) -> Any:
    return pytest.mark.parametrize("case", cases(f"published/{name}"), ids=lambda case: case["name"])


@published("hkdf_sha256")
def test_hkdf_gives_the_published_output(case: Case) -> None:
    kdf = HKDF(algorithm=SHA256(), length=case["length"], salt=raw(case["salt"]) or None, info=raw(case["info"]))
    assert kdf.derive(raw(case["key"])) == raw(case["output"])


@published("argon2id")
def test_argon2id_gives_the_published_output(case: Case) -> None:
    kdf = Argon2id(
        salt=raw(case["salt"]), length=32, iterations=case["passes"], lanes=case["lanes"],
        memory_cost=case["memory_kib"], secret=raw(case["secret"]), ad=raw(case["data"]),
    )  # fmt: skip
    assert kdf.derive(raw(case["password"])) == raw(case["output"])


@published("x25519")
def test_x25519_gives_the_published_secret_and_an_all_zero_one_is_refused(case: Case) -> None:
    private, public = raw(case["private"]), raw(case["public"])
    if not case["zero"]:
        exchanged = X25519PrivateKey.from_private_bytes(private).exchange(X25519PublicKey.from_public_bytes(public))
        assert exchanged == raw(case["shared"])
        return
    with pytest.raises(Unreadable) as refused:
        attest.pair_key(private, public, "space", 1, "ash", "bo")
    assert refused.value.stage is Stage.KEY
    with pytest.raises(Unreadable) as refused:
        sealing.seal_to(public, sealing.Place("note"), b"a note")
    assert refused.value.stage is Stage.KEY


def test_there_are_published_cases_of_an_all_zero_secret() -> None:
    assert sum(case["zero"] for case in cases("published/x25519")) == 31


@published("xchacha20poly1305")
def test_xchacha20_poly1305_gives_the_published_bytes(case: Case) -> None:
    key, nonce, aad, message, sealed = (raw(case[part]) for part in ("key", "nonce", "aad", "message", "sealed"))
    if case["valid"]:
        assert crypto_aead_xchacha20poly1305_ietf_encrypt(message, aad, nonce, key) == sealed
        assert crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, aad, nonce, key) == message
    else:
        with pytest.raises((CryptoError, ValueError)):
            crypto_aead_xchacha20poly1305_ietf_decrypt(sealed, aad, nonce, key)


@published("hpke")
def test_the_model_of_hpke_gives_the_published_bytes_of_every_step(case: Case) -> None:
    private, public, enc = raw(case["sk_rm"]), raw(case["pk_rm"]), raw(case["enc"])
    secret = hpke_model.shared_secret(private, enc, enc, public)
    assert secret == raw(case["shared_secret"])
    assert hpke_model.key_schedule(secret, raw(case["info"])) == (raw(case["key"]), raw(case["base_nonce"]))
    made = hpke_model.seal(public, raw(case["sk_em"]), raw(case["info"]), raw(case["message"]), raw(case["aad"]))
    assert made == enc + raw(case["sealed"])


@published("hpke")
def test_the_vault_and_the_model_of_hpke_open_what_the_other_sealed(case: Case) -> None:
    private, public, place = raw(case["sk_rm"]), raw(case["pk_rm"]), sealing.Place("note", author="ash")
    info = place.bound(Label.PLACE_HPKE)
    made = hpke_model.seal(public, raw(case["sk_em"]), info, raw(case["message"]))
    assert sealing.open_from(private, place, sealing.FORMAT + made) == raw(case["message"])
    sealed = sealing.seal_to(public, place, raw(case["message"]))
    assert hpke_model.unseal(private, info, sealed[1:]) == raw(case["message"])
