"""Attack classes on seals: a nonce used twice, bits that carry through, a text for two keys, a place mistaken for
another.
"""

import os
from dataclasses import fields, replace

import pytest

from ownaccord.vault.derive import Argon2Cost, Label, device_kek, expand, stretch
from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.keyring import Keyring, seal_held
from ownaccord.vault.sealing import NONCE, Place, open_from, open_sealed, seal, seal_to
from tests.walls.nonces import distinct
from tests.walls.salamander import two_keys_one_seal

HERE = Place("mine", space="e5" * 16, epoch=3, author="a" * 32, seq=7, kind="device", version=2)
KEY = bytes(range(32))
ASH = Keyring.make("a" * 32, os.urandom)
PARTS = [part.name for part in fields(Place)]


def refused(opening: object, *given: object) -> Stage:
    with pytest.raises(Unreadable) as found:
        opening(*given)  # type: ignore[operator]
    return found.value.stage


def test_a_hundred_thousand_seals_have_as_many_nonces() -> None:
    """A million by `python -m tests.walls.nonces`, which `make laws` runs."""
    assert distinct(100_000) == 100_000


def test_whatever_is_sealed_twice_has_another_nonce_each_time() -> None:
    ways = {
        "vault": lambda: ASH.seal_vault(b"", 1, os.urandom)[1:25],
        "mine": lambda: ASH.seal_mine("x", b"", os.urandom)[1:25],
        "witness": lambda: ASH.seal_witness(b"", os.urandom)[1:25],
        "identity": lambda: ASH.seal_identity(os.urandom)[1:25],
        "wrap": lambda: ASH.wrap(KEY, "device", os.urandom)[33:57],
        "held": lambda: seal_held(ASH.public, ASH.person, "form", b"")[1:33],
    }
    assert {name: len({way() for _ in range(50)}) for name, way in ways.items()} == dict.fromkeys(ways, 50)


@pytest.mark.parametrize("part", PARTS)
def test_a_seal_opens_at_no_place_that_differs_in_one_part(part: str) -> None:
    sealed, handed = seal(KEY, HERE, b"said", os.urandom), seal_to(ASH.public, HERE, b"said")
    assert open_sealed(KEY, HERE, sealed) == b"said" == open_from(ASH.identity, HERE, handed)

    was = getattr(HERE, part)
    for other in (was + 1, 0) if isinstance(was, int) else (was + "x", "", was.upper()):
        there = replace(HERE, **{part: other})
        assert refused(open_sealed, KEY, there, sealed) == Stage.SEAL
        assert refused(open_from, ASH.identity, there, handed) == Stage.SEAL


@pytest.mark.parametrize("left", PARTS)
@pytest.mark.parametrize("right", PARTS)
def test_two_parts_of_a_place_cannot_change_places(left: str, right: str) -> None:
    sealed = seal(KEY, HERE, b"said", os.urandom)
    there = replace(HERE, **{left: getattr(HERE, right), right: getattr(HERE, left)})

    if there == HERE:
        assert open_sealed(KEY, there, sealed) == b"said"
    else:
        assert refused(open_sealed, KEY, there, sealed) in (Stage.SEAL, Stage.CANONICAL)


def test_no_bit_of_a_short_seal_carries_through() -> None:
    sealed, handed, wrapped = seal(KEY, HERE, b"no", os.urandom), seal_to(ASH.public, HERE, b"no"), _wrapped(KEY)
    assert open_sealed(KEY, HERE, sealed) == b"no" == open_from(ASH.identity, HERE, handed)
    for bit in range(8 * len(sealed)):
        assert refused(open_sealed, KEY, HERE, _flipped(sealed, bit)) in (Stage.SEAL, Stage.VERSION)
    for bit in range(8 * len(wrapped)):
        assert refused(Keyring.unwrap, KEY, ASH.person, "device", _flipped(wrapped, bit))
    # The highest bit of an encapsulated key is masked (RFC 7748, 5) but hashed by HPKE, so it is noticed too.
    for bit in range(8 * len(handed)):
        assert refused(open_from, ASH.identity, HERE, _flipped(handed, bit)) in (Stage.SEAL, Stage.VERSION)


def _wrapped(kek: bytes) -> bytes:
    return ASH.wrap(kek, "device", os.urandom)


def _flipped(data: bytes, bit: int) -> bytes:
    return data[: bit // 8] + bytes([data[bit // 8] ^ (1 << bit % 8)]) + data[bit // 8 + 1 :]


def _spliced(first: bytes, second: bytes) -> list[bytes]:
    head, tail = 1 + NONCE, -16
    return [first[:head] + second[head:], first[:tail] + second[tail:], second[:1] + first[1:head] + second[head:]]


def test_pieces_of_two_seals_make_no_third() -> None:
    first, second = (seal(KEY, HERE, said, os.urandom) for said in (b"talk", b"yes!"))

    assert {refused(open_sealed, KEY, HERE, each) for each in _spliced(first, second)} == {Stage.SEAL}


def test_a_text_that_opens_under_two_passphrases_opens_as_no_wrap() -> None:
    """Without the commitment whoever edits the database could try many passphrases with one sign-in of their owner."""
    share, cost = os.urandom(32), Argon2Cost()
    stretched = [stretch(words, b"s" * 16, cost) for words in ("harbour violet", "lantern quarter")]
    one, other = (device_kek(each, share, ASH.person) for each in stretched)
    place = Place("wrap", author=ASH.person, kind="device")
    keys = [expand(kek, Label.WRAP_KEY, ASH.person, "device") for kek in (one, other)]
    both = two_keys_one_seal(*keys, place)
    opened = [open_sealed(key, place, both) for key in keys]
    assert (len(opened[0]), len(opened[1]), opened[0] == opened[1]) == (32, 32, False), "the bare seal has two meanings"

    for mine, foreign in ((one, other), (other, one)):
        commitment = _wrapped(mine)[:32]
        assert len(Keyring.unwrap(mine, ASH.person, "device", commitment + both)) == 32
        assert refused(Keyring.unwrap, foreign, ASH.person, "device", commitment + both) == Stage.KEY


@pytest.mark.parametrize("salt", [b"", b"s" * 15, b"s" * 17])
def test_a_salt_of_another_length_is_refused_before_anything_is_stretched(salt: bytes) -> None:
    assert refused(stretch, "harbour violet", salt, Argon2Cost()) == Stage.LENGTH
