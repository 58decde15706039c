"""What a browser remembers: it fits into a cookie, the most recent first."""

import base64
import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.witness import LIMIT, SPACES, SpaceSeen, Witness
from tests.vectors.some import ASH, BO, entropy, some

KEYS = Keyring.make(ASH, entropy("ash"))
HEADS = {ASH: (4, some("a", 16)), BO: (2, some("b", 16))}
NAMES = st.binary(min_size=16, max_size=16).map(bytes.hex)
SEEN = st.tuples(
    NAMES,
    st.integers(0, 2**20),
    st.dictionaries(NAMES, st.tuples(st.integers(0, 2**32), st.binary(min_size=16, max_size=16)), max_size=8),
)


def of(spaces: list[tuple[str, int, dict[str, tuple[int, bytes]]]], pauses: list[str]) -> Witness:
    witness = Witness()
    for space, epoch, heads in spaces:
        witness = witness.saw(space, epoch, heads)
    for scope in pauses:
        witness = witness.with_pause(scope)
    return witness


@settings(max_examples=60)
@given(st.lists(SEEN, max_size=16), st.lists(NAMES, max_size=90))
def test_a_fitted_witness_fits_a_cookie_and_keeps_the_most_recent(
    spaces: list[tuple[str, int, dict[str, tuple[int, bytes]]]], pauses: list[str]
) -> None:
    witness = of(spaces, pauses)
    fitted = witness.fit()
    cookie = base64.urlsafe_b64encode(KEYS.seal_witness(fitted.dumps(), os.urandom))
    assert len(cookie) == fitted.cookie_size() <= LIMIT
    assert fitted.spaces == witness.spaces[: len(fitted.spaces)]
    assert fitted.pauses == witness.pauses[: len(fitted.pauses)]
    assert Witness.loads(fitted.dumps()) == fitted
    if fitted.spaces != witness.spaces:
        one_more = Witness(0, witness.spaces[: len(fitted.spaces) + 1], fitted.pauses)
        assert one_more.cookie_size() > LIMIT
    if fitted.pauses != witness.pauses:
        assert fitted.spaces == ()
        assert Witness(0, (), witness.pauses[: len(fitted.pauses) + 1]).cookie_size() > LIMIT


def test_twelve_spaces_of_two_and_some_pauses_fit() -> None:
    witness = of([(f"{at:032x}", 9, HEADS) for at in range(SPACES)], ["all", f"{1:032x}"])
    assert witness.fit() == witness


def test_the_thirteenth_space_pushes_out_the_least_recently_opened() -> None:
    witness = of([(f"{at:032x}", 1, HEADS) for at in range(SPACES)], [])
    opened_again = witness.saw(f"{0:032x}", 2, HEADS)
    pushed = opened_again.saw("f" * 32, 1, HEADS)
    assert [each.space for each in pushed.spaces[:2]] == ["f" * 32, f"{0:032x}"]
    assert len(pushed.spaces) == SPACES
    assert pushed.seen(f"{1:032x}") is None
    assert pushed.seen(f"{0:032x}") == SpaceSeen(f"{0:032x}", 2, HEADS)


def test_a_digest_is_kept_by_its_first_sixteen_bytes() -> None:
    long = some("long", 32)
    seen = Witness().saw("space", 1, {ASH: (1, long)}).seen("space")
    assert seen is not None
    assert seen.heads == {ASH: (1, long[:16])}


def test_a_digest_that_is_too_short_cannot_be_remembered() -> None:
    with pytest.raises(Unreadable):
        SpaceSeen("space", 1, {ASH: (1, bytes(15))})


def test_what_is_remembered_cannot_be_changed_from_outside() -> None:
    heads = dict(HEADS)
    seen = SpaceSeen("space", 1, heads)
    heads.clear()
    assert seen.heads == HEADS


def test_a_pause_is_remembered_once_until_it_is_lifted() -> None:
    witness = of([], ["all", "x", "all"])
    assert witness.pauses == ("all", "x")
    assert witness.without_pause("all").pauses == ("x",)
    assert witness.without_pause("y") == witness


def test_the_version_of_the_vault_never_goes_back() -> None:
    assert [Witness(5).at_version(version).vault_version for version in (4, 5, 6)] == [5, 5, 6]


def test_an_ended_space_is_forgotten() -> None:
    witness = Witness().saw("one", 1, HEADS).saw("two", 1, HEADS)
    assert [each.space for each in witness.forget("two").spaces] == ["one"]


@given(st.binary(max_size=60))
def test_whatever_is_read_is_what_would_be_written(data: bytes) -> None:
    try:
        witness = Witness.loads(b"\x01" + data)
    except Unreadable:
        return
    assert witness.dumps() == b"\x01" + data


def test_showing_a_witness_shows_nothing_of_it() -> None:
    witness = Witness().saw("space", 1, HEADS)
    assert f"{witness!r} {witness.spaces[0]!r}" == "Witness(...) SpaceSeen(...)"
