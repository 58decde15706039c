"""What is sealed opens with its key, at its place, unchanged, and in no other way."""

import os
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.vault.errors import Stage, Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import OVERHEAD, Place, open_from, open_sealed, pad, seal, seal_to, unpad
from tests.vectors.some import bent, entropy, some

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
NUMBERS = st.integers(0, 2**64 - 1)
PLACES = st.builds(Place, NAMES, NAMES, NUMBERS, NAMES, NUMBERS, NAMES, NUMBERS)
KEY = some("key", 32)


@given(PLACES, PLACES)
def test_two_places_are_bound_alike_only_if_they_are_the_same(one: Place, other: Place) -> None:
    assert (one.bound() == other.bound()) == (one == other)


@given(PLACES, PLACES, st.binary(max_size=40))
def test_sealed_bytes_open_at_their_place_only(place: Place, other: Place, plain: bytes) -> None:
    sealed = seal(KEY, place, plain, os.urandom)
    assert len(sealed) == len(plain) + OVERHEAD
    assert open_sealed(KEY, place, sealed) == plain
    if other != place:
        with pytest.raises(Unreadable):
            open_sealed(KEY, other, sealed)


@given(st.binary(max_size=40), st.data())
def test_no_changed_or_shortened_seal_opens(plain: bytes, data: st.DataObject) -> None:
    place = Place("note")
    sealed = seal(KEY, place, plain, os.urandom)
    at = data.draw(st.integers(0, len(sealed) - 1))
    for changed in (bent(sealed, at), sealed[:at], sealed + b"\x00"):
        with pytest.raises(Unreadable):
            open_sealed(KEY, place, changed)


@given(PLACES, st.binary(max_size=40), st.data())
def test_what_is_sealed_to_a_person_opens_for_them_at_its_place_only(
    place: Place, plain: bytes, data: st.DataObject
) -> None:
    ash, bo = Keyring.make("ash", entropy("ash")), Keyring.make("bo", entropy("bo"))
    sealed = seal_to(ash.public, place, plain)
    assert open_from(ash.identity, place, sealed) == plain
    wrong = [(bo.identity, place, sealed), (ash.identity, replace(place, epoch=place.epoch ^ 1), sealed)]
    wrong.append((ash.identity, place, bent(sealed, data.draw(st.integers(0, len(sealed) - 1)))))
    for private, where, what in wrong:
        with pytest.raises(Unreadable):
            open_from(private, where, what)


def test_a_seal_needs_as_much_entropy_as_it_asks_for() -> None:
    with pytest.raises(Unreadable):
        seal(KEY, Place("note"), b"", lambda length: bytes(length - 1))


def test_the_same_words_sealed_twice_look_different() -> None:
    draw = entropy("twice")
    assert seal(KEY, Place("note"), b"words", draw) != seal(KEY, Place("note"), b"words", draw)
    public = Keyring.make("ash", entropy("ash")).public
    assert seal_to(public, Place("note"), b"words") != seal_to(public, Place("note"), b"words")


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_the_wrong_length_seals_and_opens_nothing(length: int) -> None:
    place, key = Place("note"), bytes(length)
    sealed = seal(KEY, place, b"", os.urandom)
    attempts: list[Any] = [
        lambda: seal(key, place, b"", os.urandom), lambda: open_sealed(key, place, sealed),
        lambda: seal_to(key, place, b""), lambda: open_from(key, place, b"\x01" + bytes(60)),
    ]  # fmt: skip
    for attempt in attempts:
        with pytest.raises(Unreadable) as refused:
            attempt()
        assert refused.value.stage is Stage.LENGTH


@given(st.binary(max_size=300), st.sampled_from([8, 16, 64, 256]))
def test_padding_is_a_power_of_two_that_hides_the_length_and_comes_off_again(data: bytes, floor: int) -> None:
    padded = pad(data, floor)
    wanted = floor
    while wanted < len(data) + 4:
        wanted *= 2
    assert len(padded) == wanted
    assert unpad(padded) == data


@given(st.binary(max_size=60), st.data())
def test_no_byte_of_the_padding_can_change(data: bytes, draw: st.DataObject) -> None:
    padded = pad(data, 128)
    at = draw.draw(st.integers(4 + len(data), 127))
    with pytest.raises(Unreadable) as refused:
        unpad(bent(padded, at))
    assert refused.value.stage is Stage.PADDING


@given(st.binary(max_size=40))
def test_whatever_unpads_is_what_padding_makes_of_it(data: bytes) -> None:
    try:
        plain = unpad(data)
    except Unreadable:
        return
    assert data == (len(plain).to_bytes(4, "big") + plain).ljust(len(data), b"\x00")


@pytest.mark.parametrize("floor", [0, 4, 7, 12, -8, 100])
def test_a_floor_that_is_no_power_of_two_is_a_mistake(floor: int) -> None:
    with pytest.raises(ValueError, match="floor"):
        pad(b"", floor)
