"""Cases of canonical form, padding, and seals."""

from typing import Any

from ownaccord.vault.canonical import encode
from ownaccord.vault.derive import Label
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import FORMAT, Place, pad, seal
from tests.vault import hpke_model
from tests.vectors.some import ASH, BO, SPACE, bent, entropy, some

Cases = list[dict[str, Any]]
PLACE = {"purpose": "state", "space": SPACE, "epoch": 3, "author": ASH, "seq": 7, "kind": "state", "version": 1}

_NOT_CANONICAL = {
    "nothing at all": "",
    "a list of indefinite length": "9f01ff",
    "a dict of indefinite length": "bf616101ff",
    "a text in pieces": "7f61616162ff",
    "bytes in pieces": "5f41004101ff",
    "the same key twice": "a2616101616102",
    "keys in the wrong order": "a2616201616102",
    "longer keys before shorter ones": "a262616101616202",
    "a one written in two bytes": "1801",
    "a length written in three bytes": "59000100",
    "a half float": "f93c00",
    "a double float": "fb3ff0000000000000",
    "a tag": "c11a00000000",
    "a large number as a tag": "c249010000000000000000",
    "a shared reference to itself": "d81c81d81d00",
    "undefined": "f7",
    "an unknown simple value": "f8ff",
    "a number as a key": "a10102",
    "bytes as a key": "a1416101",
    "something behind the end": "0000",
    "half a text": "6261",
    "a list that is cut off": "8201",
    "a text that is not UTF-8": "62ffff",
    "deeper than sixteen": "81" * 17 + "00",
}


def canonical() -> Cases:
    values: dict[str, object] = {
        "nothing": None,
        "yes": True,
        "the lowest number": -(2**64),
        "the highest number": 2**64 - 1,
        "a text outside ASCII": "ü\u2013\U0001f33f",
        "some bytes": b"\x00\xff",
        "an empty list": [],
        "a dict, short keys first": {"a": [True, None], "b": 1, "aa": {"x": b""}},
        "sixteen deep": [],
    }
    deep: object = 0
    for _ in range(16):
        deep = [deep]
    values["sixteen deep"] = deep
    good = [
        {"name": name, "does": "canonical", "data": encode(value), "gives": repr(value)}
        for name, value in values.items()
    ]
    bad = [
        {"name": name, "does": "canonical", "data": data, "stage": "canonical"} for name, data in _NOT_CANONICAL.items()
    ]
    return [*good, *bad]


def padding() -> Cases:
    good = pad(b"a note", 16)
    wrong = {
        "a byte that is not zero": bent(good),
        "a length beyond the end": bent(good, 0),
        "a length one too short": (5).to_bytes(4, "big") + good[4:],
        "not a power of two": good + bytes(1),
        "cut in half, so that the note is cut": good[:8],
        "shorter than a length": b"\x00\x00",
        "nothing": b"",
    }
    return [
        {"name": "a note in sixteen bytes", "does": "unpad", "data": good, "gives": b"a note"},
        {"name": "nothing in eight bytes", "does": "unpad", "data": pad(b"", 8), "gives": b""},
        {"name": "exactly full", "does": "unpad", "data": pad(b"four", 8), "gives": b"four"},
        *({"name": name, "does": "unpad", "data": data, "stage": "padding"} for name, data in wrong.items()),
    ]


def sealed() -> Cases:
    key, plain = some("key", 32), b"only here"
    data = seal(key, Place(**PLACE), plain, entropy("nonce"))
    base = {"does": "open_sealed", "key": key, "place": PLACE, "data": data}
    moved = {
        "purpose": "vault",
        "space": "51" * 16,
        "epoch": 4,
        "author": BO,
        "seq": 8,
        "kind": "leave",
        "version": 2,
    }
    return [
        {"name": "opens at its place", **base, "gives": plain},
        {"name": "nothing, sealed", **base, "data": seal(key, Place(**PLACE), b"", entropy("empty")), "gives": b""},
        *(
            {"name": f"at another {part}", **base, "place": PLACE | {part: value}, "stage": "seal", "wrong": "place"}
            for part, value in moved.items()
        ),
        {"name": "another key", **base, "key": some("other", 32), "stage": "seal", "wrong": "key"},
        {"name": "a short key", **base, "key": key[:31], "stage": "length", "wrong": "key"},
        *_damaged(base, data, {"the nonce": 1, "the text": 25, "the tag": -1}, 41),
    ]


def sealed_to() -> Cases:
    ash = Keyring(ASH, some("account", 32), some("identity", 32))
    held = {"purpose": "held", "author": ASH, "kind": "form"}
    data = FORMAT + hpke_model.seal(ash.public, some("once", 32), Place(**held).bound(Label.PLACE_HPKE), b"later")
    base = {"does": "open_from", "private": ash.identity, "place": held, "data": data}
    return [
        {"name": "opens for its person", **base, "gives": b"later"},
        {"name": "another kind", **base, "place": held | {"kind": "note"}, "stage": "seal", "wrong": "place"},
        {"name": "another person named", **base, "place": held | {"author": BO}, "stage": "seal", "wrong": "place"},
        {"name": "another key", **base, "private": some("other", 32), "stage": "seal", "wrong": "key"},
        {
            "name": "an all-zero key inside",
            **base,
            "data": FORMAT + bytes(32) + data[33:],
            "stage": "seal",
            "wrong": "damaged",
        },
        *_damaged(base, data, {"the key inside": 1, "the text": 33, "the tag": -1}, 49),
    ]


def _damaged(base: dict[str, Any], data: bytes, spots: dict[str, int], shortest: int) -> Cases:
    return [
        *(
            {"name": f"a bit of {what}", **base, "data": bent(data, at), "stage": "seal", "wrong": "damaged"}
            for what, at in spots.items()
        ),
        {"name": "the last byte lost", **base, "data": data[:-1], "stage": "seal", "wrong": "damaged"},
        {"name": "too short", **base, "data": data[: shortest - 1], "stage": "length", "wrong": "damaged"},
        {"name": "another version", **base, "data": b"\x02" + data[1:], "stage": "version", "wrong": "version"},
        {"name": "nothing at all", **base, "data": b"", "stage": "version", "wrong": "damaged"},
    ]
