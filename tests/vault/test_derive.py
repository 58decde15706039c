"""Where keys come from."""

import hashlib
import hmac
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.bindings import crypto_pwhash_alg, crypto_pwhash_ALG_ARGON2ID13

from ownaccord.vault import derive
from ownaccord.vault.derive import Argon2Cost, Label, expand, stretch, tag
from ownaccord.vault.errors import Stage, TooWeak, Unreadable
from tests.vault.test_canonical import model
from tests.vectors.some import some

CONTEXT = st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.binary() | st.integers(0, 2**32), max_size=3)


@given(st.binary(min_size=16, max_size=64), st.sampled_from(Label), CONTEXT)
def test_expand_is_hkdf_and_tag_is_hmac_over_the_canonical_label_and_context(
    key: bytes, label: Label, context: list[str | int | bytes]
) -> None:
    named = model([label.value, *context])
    prk = hmac.digest(bytes(32), key, hashlib.sha256)
    assert expand(key, label, *context) == hmac.digest(prk, named + b"\x01", hashlib.sha256)
    assert tag(key, label, *context) == hmac.digest(key, named, hashlib.sha256)


def test_stretching_agrees_with_the_argon2id_of_another_library() -> None:
    words, salt = "five words and a ﬁsh", some("salt", 16)
    plain = unicodedata.normalize("NFKC", words).encode()
    other = crypto_pwhash_alg(32, plain, salt, 3, 64 * 2**20, crypto_pwhash_ALG_ARGON2ID13)
    assert b"fish" in plain
    assert stretch(words, salt, Argon2Cost()) == other


def test_two_ways_of_typing_one_letter_stretch_alike_and_a_blank_more_does_not() -> None:
    salt, cost = some("salt", 16), Argon2Cost()
    assert stretch("u\u0308ber", salt, cost) == stretch("über", salt, cost) != stretch("über ", salt, cost)


def test_half_a_surrogate_is_stretched_without_an_exception_that_quotes_it() -> None:
    assert len(stretch("\ud800", some("salt", 16), Argon2Cost())) == 32


@pytest.mark.parametrize(
    ("memory_kib", "passes", "lanes"),
    [(65535, 3, 1), (65536, 2, 1), (65536, 3, 0), (0, 0, 0), (2**20 + 1, 3, 1), (65536, 17, 1), (65536, 3, 5)],
)
def test_a_cost_below_the_floor_or_above_the_ceiling_cannot_be_made(memory_kib: int, passes: int, lanes: int) -> None:
    with pytest.raises(TooWeak):
        Argon2Cost(memory_kib, passes, lanes)


def test_the_floor_is_the_default_and_a_stored_cost_never_falls() -> None:
    assert Argon2Cost() == Argon2Cost(65536, 3, 1)
    stored = Argon2Cost(131072, 3, 2)
    assert Argon2Cost(65536, 5, 1).at_least(stored) == Argon2Cost(131072, 5, 2)
    assert stored.at_least(Argon2Cost()) == stored


def test_every_label_is_unlike_every_other_and_says_what_it_makes() -> None:
    assert len({label.value for label in Label}) == len(Label.__members__)
    assert len({label.__doc__ for label in Label}) == len(Label)
    assert all(label.startswith("own-accord/v1/") for label in Label)


def test_no_two_labels_and_no_two_persons_share_a_key() -> None:
    key = some("key", 32)
    made = [make(key, label, who) for make in (expand, tag) for label in Label for who in ("ash", "bo")]
    assert len(set(made)) == 4 * len(Label)


def test_what_is_split_differently_is_another_context() -> None:
    key = some("key", 32)
    ways = [("ab", "c"), ("a", "bc"), ("abc",), (b"ab", "c"), ("ab", "c", ""), ("abc", 0), ("ab", "c", 0)]
    assert len({expand(key, Label.PLACE, *way) for way in ways}) == len(ways)


@pytest.mark.parametrize("make", [expand, tag])
def test_a_key_under_sixteen_bytes_makes_nothing(make: object) -> None:
    for length in (0, 15):
        with pytest.raises(Unreadable) as refused:
            make(bytes(length), Label.SIGN_IN)  # type: ignore[operator]
        assert refused.value.stage is Stage.LENGTH


def test_each_way_in_gives_its_own_key_and_needs_all_its_parts() -> None:
    one, other = some("one", 32), some("other", 32)
    keys = [
        derive.device_kek(one, other, "ash"),
        derive.device_kek(other, one, "ash"),
        derive.device_kek(one, other, "bo"),
        derive.device_kek(one, one, "ash"),
        derive.portable_kek(one, "ash"),
        derive.recovery_kek(one[:20], "ash"),
        derive.link_kek(one[:16], "ash"),
    ]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("make", "good"), [(derive.portable_kek, 32), (derive.recovery_kek, 20), (derive.link_kek, 16)]
)
def test_a_part_of_the_wrong_length_makes_no_key(make: object, good: int) -> None:
    for length in (0, good - 1, good + 1):
        with pytest.raises(Unreadable):
            make(bytes(length), "ash")  # type: ignore[operator]


def test_a_device_key_takes_no_bytes_of_one_part_for_the_other() -> None:
    with pytest.raises(Unreadable):
        derive.device_kek(bytes(31), bytes(33), "ash")
