"""An entry: it opens as it was written, in its own place and version, for its owner, and in no other way."""

from dataclasses import replace
from typing import Any

import pytest

from ownaccord.core.entry import EMPTY_SUM, FLOOR, LONGEST, Drawer, Entry, Kind, Stored, sum_after
from ownaccord.core.errors import Malformed
from ownaccord.vault.canonical import encode
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, pad, seal
from tests.core.people import counting_entropy

entropy = counting_entropy("entry")
ASH, BO = (Keyring.make(letter * 32, entropy) for letter in "ab")
NOTE = Entry("1" * 32, 1, Kind.NOTE, 1_700_000_000, {"text": "Rain all day.", "asked": ""})
OTHER = replace(NOTE, id="2" * 32)


def written(entry: Entry = NOTE, keys: Keyring = ASH) -> Stored:
    return Drawer(keys).write(entry, entropy)


def opens(stored: Stored, keys: Keyring = ASH) -> bool:
    """Whether it opens for these keys; then it is what was written."""
    try:
        assert Drawer(keys).read(stored).content == NOTE.content
    except Malformed:
        return False
    return True


def test_an_entry_comes_back_as_it_was_written() -> None:
    assert Drawer(ASH).read(written()) == NOTE
    assert Drawer(ASH).read(written(replace(NOTE, content={}, at=0, kind=Kind.MEASURE))).kind is Kind.MEASURE


def test_every_writing_draws_a_key_of_its_own_and_a_row_shows_a_power_of_two() -> None:
    first, second = written(), written()
    assert (first.key_sealed, first.sealed) != (second.key_sealed, second.sealed)
    assert not opens(replace(first, key_sealed=second.key_sealed))
    assert len(first.sealed) == len(written(replace(NOTE, kind=Kind.DEBRIEF, content={"text": "x" * 900})).sealed)
    assert len(first.sealed) - FLOOR == 41


@pytest.mark.parametrize(
    "edit",
    [
        {"id": OTHER.id}, {"version": 2}, {"version": 0}, {"key_sealed": b""}, {"sealed": b""}, {"id": ""},
        {"key_sealed": bytes(73)}, {"sealed": bytes(1065)}, {"sealed": written().key_sealed},
        {"key_sealed": written(OTHER).key_sealed}, {"sealed": written(OTHER).sealed},
        {"key_sealed": written(NOTE, BO).key_sealed}, {"sealed": written(NOTE, BO).sealed},
    ],
    ids=str,
)  # fmt: skip
def test_an_edited_moved_or_exchanged_row_does_not_open(edit: dict[str, Any]) -> None:
    assert opens(written())
    assert not opens(replace(written(), **edit))


def test_an_older_version_does_not_open_in_the_place_of_a_newer_one() -> None:
    newer = written(replace(NOTE, version=2))
    older = written()
    assert opens(newer) and opens(older)
    assert not opens(replace(newer, key_sealed=older.key_sealed, sealed=older.sealed))


def test_it_opens_for_nobody_else_and_under_no_other_account_key() -> None:
    assert not opens(written(), BO)
    assert not opens(written(), ASH.rekey(entropy))


def test_its_key_moves_to_a_new_account_key_and_leaves_the_old_one() -> None:
    fresh = ASH.rekey(entropy)
    moved = Drawer(ASH).moved_to(Drawer(fresh), written(), entropy)
    assert opens(moved, fresh)
    assert not opens(moved)
    with pytest.raises(Malformed):
        Drawer(ASH).moved_to(Drawer(fresh), moved, entropy)


@pytest.mark.parametrize(
    "edit",
    [
        {"at": -1}, {"at": 2**53 + 1}, {"at": True}, {"content": ["text"]}, {"content": {"a": 1.5}},
        {"content": {"a": "\ud800"}}, {"content": {"text": "x" * LONGEST}},
    ],
    ids=["before", "never", "a truth", "a list", "a fraction", "half a sign", "too long"],
)  # fmt: skip
def test_what_is_no_entry_is_not_written(edit: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        written(replace(NOTE, **edit))


@pytest.mark.parametrize(
    "plain",
    [
        encode([2, "note", 0, {}]), encode([1, "poem", 0, {}]), encode([1, "note", -1, {}]), encode([1, "note", 0, []]),
        encode([1, "note", 0]), encode({}), encode([1, "note", True, {}]), b"", b"\x84\x18\x01" + encode("note") * 3,
    ],
)  # fmt: skip
def test_another_version_kind_or_form_does_not_open_under_the_right_keys(plain: bytes) -> None:
    assert not opens(planted(pad(plain, FLOOR)))
    assert opens(planted(pad(encode([1, "note", 0, dict(NOTE.content)]), FLOOR)))
    assert not opens(planted(pad(encode([1, "note", 0, dict(NOTE.content)]), 2 * FLOOR)))


def planted(padded: bytes) -> Stored:
    """A row with these bytes under all the right keys."""
    key, place = entropy(32), Place("entry", author=ASH.person, seq=1, kind=NOTE.id)
    wrapped = seal(ASH.key_of_entries(), replace(place, purpose="entry-key"), key, entropy)
    return Stored(NOTE.id, 1, wrapped, seal(key, place, padded, entropy))


def test_the_sum_tells_what_is_missing_older_or_too_many_and_not_the_order() -> None:
    drawer = Drawer(ASH)
    rows = [("1" * 32, 1), ("2" * 32, 3), ("3" * 32, 1)]
    total = drawer.summed(rows)
    assert drawer.summed(reversed(rows)) == total
    others = [rows[:2], rows + rows[:1], [*rows[:2], ("3" * 32, 2)], [*rows[1:], ("4" * 32, 1)], []]
    assert total not in {drawer.summed(each) for each in others}
    assert drawer.summed([]) == EMPTY_SUM != Drawer(BO).summed(rows) != total


def test_a_sum_follows_what_goes_and_comes_and_keeps_what_did_not_fit() -> None:
    drawer, one, two, three = Drawer(ASH), ("1" * 32, 1), ("2" * 32, 1), ("2" * 32, 2)
    total = sum_after(EMPTY_SUM, EMPTY_SUM, drawer.summed([one, two]))
    assert total == drawer.summed([one, two])
    total = sum_after(total, drawer.summed([two]), drawer.summed([three]))
    assert total == drawer.summed([one, three])
    assert sum_after(total, drawer.summed([one, three]), EMPTY_SUM) == EMPTY_SUM
    # One was taken away behind its owner's back: whatever they do with the other, it does not fit.
    assert sum_after(total, drawer.summed([three]), EMPTY_SUM) != EMPTY_SUM


def test_nothing_of_it_shows_in_a_repr() -> None:
    assert "Rain" not in repr(NOTE)
    assert repr(Drawer(ASH)) == "Drawer(...)"
    assert ASH.key_of_entries().hex() not in repr(written())
