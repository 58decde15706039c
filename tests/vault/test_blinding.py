"""Blinding beside edwards25519 written down naively: the same points, the same sums, the same refusals."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownaccord.vault import blinding
from ownaccord.vault.derive import Label
from ownaccord.vault.errors import Unreadable
from tests.vectors import edwards
from tests.vectors.point_cases import drawn, refused

wide = st.binary(min_size=64, max_size=64).filter(any)
exponents = wide.map(lambda drawn: blinding.random_exponent(lambda _: drawn))


def model(exponent: bytes, point: bytes) -> bytes:
    """The point under an exponent, by the naive arithmetic."""
    whole = edwards.point_of(point)
    assert whole is not None
    return edwards.bytes_of(edwards.times(int.from_bytes(exponent, "little"), whole))


@settings(max_examples=25)
@given(number=st.integers(0, 1000), exponent=exponents)
def test_a_point_under_an_exponent_is_the_one_of_the_naive_arithmetic(number: int, exponent: bytes) -> None:
    point = drawn(number)
    assert blinding.blinded(exponent, point) == model(exponent, point)


@given(number=st.integers(0, 1000), one=exponents, other=exponents)
def test_two_exponents_give_the_same_whoever_comes_first(number: int, one: bytes, other: bytes) -> None:
    point = drawn(number)
    assert blinding.blinded(one, blinding.blinded(other, point)) == blinding.blinded(
        other, blinding.blinded(one, point)
    )


@settings(max_examples=20)
@given(names=st.lists(st.text(max_size=20), min_size=2, max_size=2, unique=True))
def test_names_have_points_of_the_group_each_its_own(names: list[str]) -> None:
    points = [blinding.to_point(Label.REVEAL_ELEMENT, name) for name in names]
    assert points[0] != points[1]
    for point in points:
        whole = edwards.point_of(point)
        assert whole is not None
        assert edwards.times(edwards.ORDER, whole) == edwards.NEUTRAL
        assert blinding.is_point(point)


@pytest.mark.parametrize("number", range(5))
def test_a_dummy_is_a_point_of_the_group(number: int) -> None:
    whole = edwards.point_of(drawn(number))
    assert whole is not None
    assert edwards.times(edwards.ORDER, whole) == edwards.NEUTRAL != whole


@pytest.mark.parametrize("what, data", refused(drawn(0)), ids=lambda each: each if isinstance(each, str) else "")
def test_what_is_no_point_of_the_group_is_refused(what: str, data: bytes) -> None:
    assert not blinding.is_point(data)
    with pytest.raises(Unreadable):
        blinding.blinded(b"\x02" + bytes(31), data)


def test_an_exponent_is_even_over_the_order_and_never_zero() -> None:
    order = edwards.ORDER.to_bytes(64, "little")
    with pytest.raises(Unreadable):
        blinding.random_exponent(lambda _: order)
    more = (edwards.ORDER + 5).to_bytes(64, "little")
    assert blinding.random_exponent(lambda _: more) == (5).to_bytes(32, "little")
