"""One value, one sequence of bytes."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.vault.canonical import DEEPEST, decode, encode, scanned
from ownaccord.vault.errors import NotCanonical

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
LEAVES = st.none() | st.booleans() | st.integers(-(2**64), 2**64 - 1) | TEXT | st.binary()
VALUES = st.recursive(
    LEAVES, lambda inside: st.lists(inside, max_size=4) | st.dictionaries(TEXT, inside), max_leaves=12
)


def head(major: int, number: int) -> bytes:
    """The shortest head of RFC 8949, 3: written here a second time."""
    if number < 24:
        return bytes([major << 5 | number])
    size = next(size for size in (1, 2, 4, 8) if number < 256**size)
    return bytes([major << 5 | {1: 24, 2: 25, 4: 26, 8: 27}[size]]) + number.to_bytes(size, "big")


def model(value: Any) -> bytes:
    """The canonical bytes of a value, from the standard and not from the library."""
    if value is None or isinstance(value, bool):
        return {None: b"\xf6", False: b"\xf4", True: b"\xf5"}[value]
    if isinstance(value, int):
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, str | bytes):
        data = value.encode() if isinstance(value, str) else value
        return head(3 if isinstance(value, str) else 2, len(data)) + data
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(model, value))
    pairs = sorted(((model(key), model(part)) for key, part in value.items()), key=lambda pair: (len(pair[0]), pair[0]))
    return head(5, len(pairs)) + b"".join(key + part for key, part in pairs)


@given(VALUES)
def test_a_value_is_written_as_the_standard_says_and_read_back(value: Any) -> None:
    assert encode(value) == model(value)
    assert decode(encode(value)) == value


@given(st.binary(max_size=24))
def test_whatever_bytes_are_accepted_are_the_bytes_of_their_value(data: bytes) -> None:
    try:
        value = decode(data)
    except NotCanonical:
        return
    assert model(value) == data


@given(VALUES, st.data())
def test_a_changed_byte_gives_another_value_or_none(value: Any, data: st.DataObject) -> None:
    good = bytearray(encode(value))
    at = data.draw(st.integers(0, len(good) - 1))
    good[at] ^= data.draw(st.integers(1, 255))
    try:
        changed = decode(bytes(good))
    except NotCanonical:
        return
    assert model(changed) == bytes(good) != model(value)


@given(VALUES, st.binary(min_size=1, max_size=4))
def test_nothing_may_follow_the_end(value: Any, more: bytes) -> None:
    with pytest.raises(NotCanonical):
        decode(encode(value) + more)


@given(st.integers(0, 2**32 - 1), st.sampled_from([1, 2, 4, 8]))
def test_a_number_in_more_bytes_than_it_needs_is_refused(number: int, size: int) -> None:
    if number >= 256**size:
        return
    long = bytes([{1: 24, 2: 25, 4: 26, 8: 27}[size]]) + number.to_bytes(size, "big")
    if long == encode(number):
        assert decode(long) == number
        return
    with pytest.raises(NotCanonical):
        decode(long)


@given(TEXT, LEAVES, LEAVES)
def test_a_key_given_twice_is_refused(key: str, one: Any, other: Any) -> None:
    with pytest.raises(NotCanonical):
        decode(head(5, 2) + model(key) + model(one) + model(key) + model(other))


@given(st.floats())
def test_a_float_has_no_canonical_form(number: float) -> None:
    with pytest.raises(NotCanonical):
        encode([number])


@pytest.mark.parametrize(
    "value", [2**64, -(2**64) - 1, {1: 2}, {b"a": 1}, {None: 1}, {1, 2}, object(), "\ud800", {"\ud800": 1}]
)
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises(NotCanonical):
        encode(value)


def test_a_value_inside_itself_is_refused() -> None:
    round_and_round: list[object] = []
    round_and_round.append(round_and_round)
    with pytest.raises(NotCanonical):
        encode(round_and_round)


def test_a_small_input_that_would_unfold_into_a_huge_one_is_refused_at_once() -> None:
    laughs = b"\xd8\x1c\x82" * 12 + b"\x00" + b"\xd8\x1d\x00" * 12
    with pytest.raises(NotCanonical):
        decode(laughs)


@pytest.mark.parametrize("many", [100, 1_000, 200_000])
def test_deep_nesting_is_refused_calmly(many: int) -> None:
    with pytest.raises(NotCanonical):
        decode(b"\x81" * many + b"\x00")


@pytest.mark.parametrize("inside", [[], ["tea"], [None, b"tea"], [1], {}, {"tea": 1}], ids=str)
def test_sixteen_values_may_stand_in_each_other_and_no_more(inside: object) -> None:
    for _deeper in range(DEEPEST - 1):
        inside = [inside]
    assert decode(encode(inside)) == inside
    with pytest.raises(NotCanonical):
        encode([inside])


@pytest.mark.parametrize("data", ["5b7fffffffffffffff", "9b7fffffffffffffff", "bb7fffffffffffffff", "9affffffff"])
def test_a_length_beyond_the_end_is_refused_calmly(data: str) -> None:
    with pytest.raises(NotCanonical):
        decode(bytes.fromhex(data))


@given(VALUES)
def test_what_is_only_scanned_is_the_same_value(value: Any) -> None:
    assert scanned(encode(value)) == decode(encode(value))


def test_what_is_only_scanned_is_harmless_and_not_yet_canonical() -> None:
    assert scanned(b"\x18\x01") == 1
    with pytest.raises(NotCanonical):
        decode(b"\x18\x01")
    with pytest.raises(NotCanonical):
        scanned(b"\xd8\x1c\x80")
