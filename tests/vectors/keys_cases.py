"""Cases of keys, wraps, MACs and codes."""

from typing import Any

from ownaccord.vault import attest, derive
from ownaccord.vault.derive import Argon2Cost, Label
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.recovery import to_words, write_recovery_code
from tests.vectors.some import ASH, BO, CAM, SPACE, WORDS, bent, entropy, some

Cases = list[dict[str, Any]]


def keys() -> Cases:
    salt, words = some("salt", 16), "über den Fluss"
    cost = {"memory_kib": 65536, "passes": 3, "lanes": 1}
    stretch = {"does": "stretch", "words": words, "salt": salt, "cost": cost}
    refused = {
        "too little memory": {"memory_kib": 65535},
        "too few passes": {"passes": 2},
        "no lane": {"lanes": 0},
        "a cost that would exhaust the machine": {"memory_kib": 2**31},
    }
    return [
        {"name": "words, stretched", **stretch, "gives": derive.stretch(words, salt, Argon2Cost())},
        *({"name": name, **stretch, "cost": cost | part, "stage": "cost"} for name, part in refused.items()),
        {"name": "a short salt", **stretch, "salt": salt[:8], "stage": "length"},
        *_wrapping_keys(),
    ]


def _wrapping_keys() -> Cases:
    key, stretched = some("key", 32), some("stretched", 32)
    parts = {
        "device_kek": [stretched, key],
        "recovery_kek": [key[:20]],
        "portable_kek": [stretched],
        "link_kek": [key[:16]],
    }
    good = [
        {"name": does, "does": does, "parts": given, "person": ASH, "gives": getattr(derive, does)(*given, ASH)}
        for does, given in parts.items()
    ]
    bad = [
        {"name": f"{does}, cut", "does": does, "parts": [*given[:-1], given[-1][:-1]], "person": ASH, "stage": "length"}
        for does, given in parts.items()
    ]
    return [*good, *bad]


def labels() -> Cases:
    key, context = some("key", 32), ["ash", 7]
    good = [
        {
            "name": f"{does} {label.value}", "does": does, "key": key, "label": label.value, "context": context,
            "gives": getattr(derive, does)(key, label, *context),
        }
        for label in Label for does in ("expand", "tag")
    ]  # fmt: skip
    short = {"key": key[:15], "label": Label.SIGN_IN.value, "context": context, "stage": "length"}
    return [*good, *({"name": f"{does} with a short key", "does": does, **short} for does in ("expand", "tag"))]


def wraps() -> Cases:
    ash, kek = Keyring(ASH, some("account", 32), some("identity", 32)), some("kek", 32)
    wrapped = ash.wrap(kek, "device", entropy("wrap"))
    base = {"does": "unwrap", "kek": kek, "person": ASH, "kind": "device", "data": wrapped}
    identity = {
        "does": "from_account_key",
        "person": ASH,
        "account_key": ash.account_key,
        "data": ash.seal_identity(entropy("id")),
    }
    return [
        {"name": "opens for its person and kind", **base, "gives": ash.account_key},
        {"name": "another person", **base, "person": BO, "stage": "key", "wrong": "place"},
        {"name": "another kind", **base, "kind": "recovery", "stage": "key", "wrong": "place"},
        {"name": "another key", **base, "kek": some("other", 32), "stage": "key", "wrong": "key"},
        {"name": "a bit of the commitment", **base, "data": bent(wrapped, 0), "stage": "key", "wrong": "damaged"},
        {"name": "a bit of the seal", **base, "data": bent(wrapped), "stage": "seal", "wrong": "damaged"},
        {"name": "cut within the commitment", **base, "data": wrapped[:31], "stage": "key", "wrong": "damaged"},
        {"name": "another version", **base, "data": bent(wrapped, 32), "stage": "version", "wrong": "version"},
        {"name": "the identity opens", **identity, "gives": ash.identity},
        {"name": "the identity of another person", **identity, "person": BO, "stage": "seal", "wrong": "place"},
        {
            "name": "the identity under another account key",
            **identity,
            "account_key": some("other", 32),
            "stage": "seal",
            "wrong": "key",
        },
    ]


def macs() -> Cases:
    ash, bo, cam = (Keyring(who, some(f"account {who}", 32), some(f"identity {who}", 32)) for who in (ASH, BO, CAM))
    header, state_hash = b"\x83\x01\x02\x03", some("state", 32)
    digest = attest.digest(header, state_hash)
    made = ash.vouch(digest, SPACE, 3, {each.person: each.public for each in (ash, bo, cam)})
    base = {
        "does": "vouched",
        "digest": digest,
        "macs": made,
        "reader": BO,
        "identity": bo.identity,
        "author": ASH,
        "author_public": ash.public,
        "space": SPACE,
        "epoch": 3,
    }
    own = {"reader": ASH, "identity": ash.identity}
    return [
        {"name": "digest of a record", "does": "digest", "header": header, "state_hash": state_hash, "gives": digest},
        {
            "name": "a short state hash",
            "does": "digest",
            "header": header,
            "state_hash": state_hash[:31],
            "stage": "length",
        },
        {"name": "Bo can check", **base, "gives": True},
        {"name": "Cam can check", **base, "reader": CAM, "identity": cam.identity, "gives": True},
        {"name": "Ash can check their own", **base, **own, "gives": True},
        {"name": "another digest", **base, "digest": bent(digest), "gives": False, "wrong": "mac"},
        {"name": "another space", **base, "space": "51" * 16, "gives": False, "wrong": "mac"},
        {"name": "another epoch", **base, "epoch": 4, "gives": False, "wrong": "mac"},
        {"name": "another author named", **base, "author": CAM, "gives": False, "wrong": "mac"},
        {"name": "another author's key", **base, "author_public": cam.public, "gives": False, "wrong": "mac"},
        {"name": "Cam's MAC in Bo's place", **base, "macs": made | {BO: made[CAM]}, "gives": False, "wrong": "mac"},
        {"name": "no MAC for Bo", **base, "macs": {ASH: made[ASH]}, "gives": False, "wrong": "mac"},
        {"name": "half a MAC", **base, "macs": made | {BO: made[BO][:16]}, "gives": False, "wrong": "mac"},
        {"name": "an author's key of small order", **base, "author_public": bytes(32), "gives": False, "wrong": "key"},
        {"name": "Ash's own record in another epoch", **base, **own, "epoch": 4, "gives": False, "wrong": "mac"},
        {"name": "Bo's MAC as Ash's own", **base, **own, "macs": {ASH: made[BO]}, "gives": False, "wrong": "mac"},
    ]


def codes() -> Cases:
    recovery, secret = some("recovery", 20), some("stop", 16)
    code, words = write_recovery_code(recovery), list(to_words(secret, WORDS))
    read, spoken = {"does": "read_recovery_code"}, {"does": "from_words"}
    swapped = [words[1], words[0], *words[2:]]
    return [
        {"name": "a recovery code", **read, "text": code, "gives": recovery},
        {
            "name": "typed in small letters with blanks",
            **read,
            "text": code.lower().replace("-", " "),
            "gives": recovery,
        },
        {"name": "the highest code", **read, "text": write_recovery_code(b"\xff" * 20), "gives": b"\xff" * 20},
        {
            "name": "one letter wrong",
            **read,
            "text": ("1" if code[0] != "1" else "2") + code[1:],
            "stage": "slip",
            "wrong": "checksum",
        },
        {
            "name": "two letters exchanged",
            **read,
            "text": code[1] + code[0] + code[2:],
            "stage": "slip",
            "wrong": "checksum",
        },
        {"name": "one letter lost", **read, "text": code[:-1], "stage": "slip", "wrong": "count"},
        {"name": "a letter that codes do not have", **read, "text": "U" + code[1:], "stage": "slip", "wrong": "letter"},
        {"name": "a number above every code", **read, "text": "Z" * 36, "stage": "slip", "wrong": "checksum"},
        {"name": "nothing", **read, "text": " - ", "stage": "no code", "wrong": "count"},
        {"name": "eleven words", **spoken, "text": " ".join(words), "gives": secret},
        {"name": "capitals, commas and lines", **spoken, "text": ",\n".join(words).upper(), "gives": secret},
        {
            "name": "one word wrong",
            **spoken,
            "text": " ".join(["abacus", *words[1:]]),
            "stage": "slip",
            "wrong": "checksum",
        },
        {"name": "two words exchanged", **spoken, "text": " ".join(swapped), "stage": "slip", "wrong": "checksum"},
        {"name": "one word lost", **spoken, "text": " ".join(words[1:]), "stage": "slip", "wrong": "count"},
        {
            "name": "one word too many",
            **spoken,
            "text": " ".join([*words, "abacus"]),
            "stage": "slip",
            "wrong": "count",
        },
        {
            "name": "a word that is not in the list",
            **spoken,
            "text": " ".join(["abacuss", *words[1:]]),
            "stage": "slip",
            "wrong": "word",
        },
        {"name": "no words", **spoken, "text": "", "stage": "no code", "wrong": "count"},
    ]
