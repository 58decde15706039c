"""The entry store: what its owner wrote comes back, what was edited is left out and noticed, what is erased is gone."""

from typing import Any
from unittest import mock

import pytest
from django.db import connection

from ownaccord.accounts.keys import Unreadable
from ownaccord.core.entry import Kind
from ownaccord.core.errors import Malformed, TooLate
from ownaccord.journal import entries
from ownaccord.journal.models import Entry as Row
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Somebody
from tests.rooms.accounts.test_held import everything_stored

TEXT = "Canary by the harbour wall."


def put(who: Somebody, text: str = TEXT, at: int = 1000, kind: Kind = Kind.NOTE) -> str:
    return entries.put(who.id, who.keys, kind, at, {"text": text})


def texts(who: Somebody, **more: Any) -> list[str]:
    return [each.content["text"] for each in entries.every(who.id, who.keys, **more)]


def look(who: Somebody) -> tuple[int, int, bool]:
    """How many entries open, how many do not, and whether they are as they were left."""
    found = entries.look(who.id, who.keys)
    return len(found.entries), len(found.lost), found.as_left


def test_entries_come_back_newest_first_and_by_kind(cast: Cast) -> None:
    ash = cast.ash
    put(ash, "second", at=2000)
    put(ash, "third", at=3000, kind=Kind.MEASURE)
    first = put(ash, "first")

    assert texts(ash) == ["third", "second", "first"]
    assert texts(ash, kinds={Kind.NOTE}) == ["second", "first"]
    assert texts(ash, kinds=set()) == []
    found = entries.one(ash.id, ash.keys, first)
    assert found is not None
    assert (found.id, found.version, found.kind, found.at, found.content) == (
        first, 1, Kind.NOTE, 1000, {"text": "first"},
    )  # fmt: skip
    assert look(ash) == (3, 0, True)


def test_a_changed_entry_keeps_its_kind_and_moment_and_two_devices_do_not_overwrite_each_other(cast: Cast) -> None:
    ash = cast.ash
    entry = put(ash)
    before = Row.objects.get()
    entries.change(ash.id, ash.keys, entry, {"text": "Otherwise."}, seen=1)

    found = entries.one(ash.id, ash.keys, entry)
    assert found is not None
    assert (found.version, found.kind, found.at, texts(ash)) == (2, Kind.NOTE, 1000, ["Otherwise."])
    assert bytes(Row.objects.get().key_sealed) != bytes(before.key_sealed)
    with pytest.raises(TooLate):
        entries.change(ash.id, ash.keys, entry, {"text": "From another device."}, seen=1)
    with pytest.raises(Malformed):
        entries.change(ash.id, ash.keys, entry, {"text": "x" * 2**18})
    assert (texts(ash), look(ash)) == (["Otherwise."], (1, 0, True))


def test_nobody_else_reads_changes_or_erases_it(cast: Cast) -> None:
    ash, bo = cast.ash, cast.bo
    entry = put(ash)
    assert entries.one(bo.id, bo.keys, entry) is None
    assert not entries.is_there(bo.id, entry)
    assert not entries.erase(bo.id, bo.keys, entry)
    with pytest.raises(TooLate):
        entries.change(bo.id, bo.keys, entry, {"text": "Bo's."})
    # Also when Bo, who hosts, takes the row over.
    Row.objects.update(owner_id=bo.id)
    assert (look(bo), look(ash)) == ((0, 1, False), (0, 0, False))
    assert entries.one(bo.id, bo.keys, entry) is None


@ON_SQLITE
def test_nothing_of_it_is_in_any_row(cast: Cast) -> None:
    put(cast.ash)
    assert TEXT.encode() not in everything_stored()
    assert {field.name for field in Row._meta.get_fields()} == {"id", "owner", "key_sealed", "sealed", "version"}
    assert b"note" not in bytes(Row.objects.get().sealed)


@ON_SQLITE
@pytest.mark.parametrize("column", ["key_sealed", "sealed"])
def test_what_was_edited_or_exchanged_cannot_be_read_and_the_others_still_can(cast: Cast, column: str) -> None:
    ash, bo = cast.ash, cast.bo
    put(ash, "whole", at=3000)
    entry, other, bos = put(ash), put(ash, "other", at=2000), put(bo, "Bo's")
    before = getattr(Row.objects.get(pk=entry), column)
    old = bytes(before)
    tried = {
        "version 2": b"\x02" + old[1:], "a byte less": old[:-1], "a byte more": old + b"\0", "nothing": b"",
        "another entry's": bytes(getattr(Row.objects.get(pk=other), column)),
        "Bo's": bytes(getattr(Row.objects.get(pk=bos), column)),
    }  # fmt: skip
    for how, data in tried.items():
        Row.objects.filter(pk=entry).update(**{column: data})
        assert (texts(ash), entries.one(ash.id, ash.keys, entry)) == (["whole", "other"], None), how
        assert look(ash)[:2] == (2, 1), how
    Row.objects.filter(pk=entry).update(**{column: old})
    assert texts(ash) == ["whole", "other", TEXT]


def test_an_older_version_put_back_and_a_row_taken_away_are_noticed_until_they_were_seen(cast: Cast) -> None:
    ash = cast.ash
    entry = put(ash)
    older = Row.objects.get()
    entries.change(ash.id, ash.keys, entry, {"text": "Newer."})
    assert look(ash) == (1, 0, True)

    older.save()
    assert (texts(ash), look(ash)) == ([TEXT], (1, 0, False))
    # What is written meanwhile does not hide it.
    put(ash, "Another.", at=2000)
    assert look(ash) == (2, 0, False)
    entries.take_as_left(ash.id, ash.keys)
    assert look(ash) == (2, 0, True)
    Row.objects.filter(pk=entry).delete()
    assert look(ash) == (1, 0, False)


def test_erasing_overwrites_and_deletes_and_counts_as_left(cast: Cast) -> None:
    ash = cast.ash
    entry = put(ash)
    put(ash, "stays", at=2000)
    with mock.patch.object(Row, "delete") as deleted:
        # What the row holds just before it goes.
        assert entries.erase(ash.id, ash.keys, entry)
        row = Row.objects.get(pk=entry)
        assert deleted.call_count == 1
        assert (set(bytes(row.key_sealed)), set(bytes(row.sealed))) == ({0}, {0})
    Row.objects.filter(pk=entry).delete()
    assert (texts(ash), look(ash)) == (["stays"], (1, 0, True))
    assert not entries.erase(ash.id, ash.keys, entry)
    entries.erase_lost(ash.id, ash.keys)
    for each in entries.every(ash.id, ash.keys):
        entries.erase(ash.id, ash.keys, each.id)
    assert (look(ash), "journal/sum" in ash.book()) == ((0, 0, True), False)


@ON_SQLITE
def test_what_cannot_be_read_can_be_erased(cast: Cast) -> None:
    ash = cast.ash
    put(ash, "stays", at=2000)
    Row.objects.filter(pk=put(ash)).update(sealed=b"?")
    assert look(ash) == (1, 1, True)
    entries.erase_lost(ash.id, ash.keys)
    assert (look(ash), texts(ash)) == ((1, 0, True), ["stays"])


def test_a_new_account_key_takes_every_entry_along_and_the_old_one_opens_none(cast: Cast) -> None:
    ash, old = cast.ash, cast.ash.keys
    entry = put(ash)
    Row.objects.filter(pk=put(ash, "broken")).update(key_sealed=b"?")
    fields = {"secret": PASSPHRASE, "passphrase": "five other old words here", "again": "five other old words here"}
    assert ash.browser.post("/me/someone-may-know/", {**fields, "browser": "own"}).status_code == 303

    assert (texts(ash), look(ash)) == ([TEXT], (1, 1, True))
    assert entries.one(ash.id, old, entry) is None
    # Whoever still holds the old keys writes nothing under them.
    with pytest.raises(Unreadable):
        entries.put(ash.id, old, Kind.NOTE, 1, {})
    assert Row.objects.count() == 2


def test_an_account_that_is_deleted_leaves_no_entry(cast: Cast) -> None:
    put(cast.bo, "Bo's")
    put(cast.ash)
    answer = cast.ash.browser.post("/me/delete/", {"secret": PASSPHRASE, "sure": "on"})
    assert answer.status_code == 303
    assert (Row.objects.count(), texts(cast.bo)) == (1, ["Bo's"])


@ON_SQLITE
def test_what_is_written_by_another_device_between_two_reads_is_no_alarm(cast: Cast) -> None:
    ash = cast.ash
    put(ash)
    real = entries._every_row
    calls = []

    def another_device_writes(person: str) -> Any:
        found = real(person)
        if not calls:
            calls.append(put(ash, "From elsewhere.", at=2000))
        return found

    with mock.patch.object(entries, "_every_row", another_device_writes):
        assert look(ash) == (2, 0, True)


@ON_SQLITE
def test_texts_in_place_of_numbers_break_nothing(cast: Cast) -> None:
    # Only SQLite takes a text for a number.
    put(cast.ash)
    with connection.cursor() as cursor:
        cursor.execute("update journal_entry set version = 'many'")
    assert look(cast.ash)[:2] == (0, 1)
