"""Cases of what is stored per person: the vault and the witness. The reader adds the padding."""

from typing import Any

from ownaccord.vault.canonical import encode
from ownaccord.vault.entries import VaultBook
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import unpad
from ownaccord.vault.witness import Witness
from tests.vectors.some import ASH, BO, SPACE, entropy, some

Cases = list[dict[str, Any]]


def vault_store() -> Cases:
    book = VaultBook()
    for key, value in {"name": "Ash", "pin/x/y": some("public", 32), "card/a": 2, "history/1": [True, None]}.items():
        book.put(key, value)
    plain = unpad(book.dumps())
    ash = Keyring(ASH, some("account", 32), some("identity", 32))
    sealed = ash.seal_vault(b"a vault", 7, entropy("vault"))
    read = {"does": "vault_book"}
    opened = {"does": "open_vault", "person": ASH, "account_key": ash.account_key, "version": 7, "data": sealed}
    return [
        {"name": "four entries", **read, "data": plain, "gives": repr(book.under(""))},
        {"name": "no entries", **read, "data": unpad(VaultBook().dumps()), "gives": "{}"},
        {"name": "another version", **read, "data": b"\x02" + plain[1:], "stage": "version"},
        {"name": "nothing inside", **read, "data": b"", "stage": "version"},
        {"name": "not a dict", **read, "data": b"\x01" + encode([1]), "stage": "content"},
        {"name": "an entry that is not bytes", **read, "data": b"\x01" + encode({"name": "Ash"}), "stage": "content"},
        {
            "name": "an entry that is not canonical",
            **read,
            "data": b"\x01" + encode({"name": b"\x18\x01"}),
            "stage": "canonical",
        },
        {"name": "something behind the end", **read, "data": plain + b"\x00", "stage": "canonical"},
        {"name": "opens as its version", **opened, "gives": b"a vault"},
        {"name": "an older version in its place", **opened, "version": 8, "stage": "seal", "wrong": "place"},
        {"name": "another person's", **opened, "person": BO, "stage": "seal", "wrong": "place"},
        {"name": "another account key", **opened, "account_key": some("other", 32), "stage": "seal", "wrong": "key"},
    ]


def witness() -> Cases:
    seen = Witness(vault_version=9).with_pause("all").saw(SPACE, 3, {ASH: (4, some("a", 16)), BO: (2, some("b", 16))})
    read, good = {"does": "witness"}, seen.dumps()
    heads = {ASH: [4, some("a", 16)]}

    def bad(name: str, value: object) -> dict[str, Any]:
        return {"name": name, **read, "data": b"\x01" + encode(value), "stage": "content"}

    return [
        {"name": "a space and a pause", **read, "data": good, "gives": [9, SPACE, 3, "all"]},
        {"name": "another version", **read, "data": b"\x02" + good[1:], "stage": "version"},
        {"name": "nothing at all", **read, "data": b"", "stage": "version"},
        {"name": "cut off", **read, "data": good[:-1], "stage": "canonical"},
        bad("not three parts", [9, []]),
        bad("a version below nothing", [-1, [], []]),
        bad("a version that is a truth", [True, [], []]),
        bad("a pause that is no text", [9, [], [1]]),
        bad("pauses that are one text", [9, [], "all"]),
        bad("a short digest", [9, [[SPACE, 3, {ASH: [4, b"short"]}]], []]),
        bad("a long digest", [9, [[SPACE, 3, {ASH: [4, some("a", 32)]}]], []]),
        bad("heads that are a list", [9, [[SPACE, 3, [ASH]]], []]),
        bad("an epoch that is a text", [9, [[SPACE, "3", heads]], []]),
        bad("thirteen spaces", [9, [[f"{at:032x}", 1, heads] for at in range(13)], []]),
        bad("the same space twice", [9, [[SPACE, 3, heads], [SPACE, 4, heads]], []]),
        bad("a number instead", 9),
    ]
