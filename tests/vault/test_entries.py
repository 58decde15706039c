"""The one padded blob of a person."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.vault.entries import FLOOR, VaultBook
from ownaccord.vault.errors import NotCanonical
from ownaccord.vault.sealing import pad, unpad
from tests.vault.test_canonical import TEXT, VALUES
from tests.vectors.some import bent

BOOKS = st.dictionaries(TEXT, VALUES, max_size=6)


def book_of(entries: dict[str, Any]) -> VaultBook:
    book = VaultBook()
    for key, value in entries.items():
        book.put(key, value)
    return book


@given(BOOKS)
def test_a_book_is_written_and_read_back(entries: dict[str, Any]) -> None:
    read = VaultBook.loads(book_of(entries).dumps())
    assert read == book_of(entries)
    assert read.under("") == entries


@given(st.lists(st.tuples(st.sampled_from(["put", "drop"]), st.sampled_from("abc"), st.integers(0, 9))))
def test_a_book_is_a_dict_whatever_is_put_and_dropped(steps: list[tuple[str, str, int]]) -> None:
    book, model = VaultBook(), dict[str, int]()
    for step, key, value in steps:
        if step == "put":
            book.put(key, value)
            model[key] = value
        else:
            book.drop(key)
            model.pop(key, None)
    assert book.under("") == model
    assert [book.get(key, "none") for key in "abc"] == [model.get(key, "none") for key in "abc"]
    assert [key in book for key in "abc"] == [key in model for key in "abc"]


@given(BOOKS)
def test_the_order_in_which_entries_were_put_does_not_show(entries: dict[str, Any]) -> None:
    backwards = dict(reversed(entries.items()))
    assert book_of(entries).dumps() == book_of(backwards).dumps()


def test_under_a_prefix_are_full_names_in_order() -> None:
    book = book_of({"wish/b": 2, "wish/a": 1, "wishes": 3, "name": "Ash"})
    assert list(book.under("wish/").items()) == [("wish/a", 1), ("wish/b", 2)]


def test_thirty_answers_and_none_have_the_same_size() -> None:
    many = book_of({f"interest/{at}": ["curious", "want"] for at in range(30)})
    assert len(many.dumps()) == len(VaultBook().dumps()) == FLOOR


def test_a_full_book_doubles() -> None:
    assert len(book_of({"note": "x" * FLOOR}).dumps()) == 2 * FLOOR


def test_what_was_handed_out_does_not_change_the_book() -> None:
    given_in = ["a"]
    book = book_of({"list": given_in})
    given_in.append("b")
    book.get("list").append("c")
    book.under("")["list"].append("d")
    assert book.get("list") == ["a"]


def test_a_value_without_canonical_form_changes_nothing() -> None:
    book = book_of({"kept": 1})
    for key, value in (("kept", 1.5), ("\ud800", 1)):
        with pytest.raises(NotCanonical):
            book.put(key, value)
    assert book.under("") == {"kept": 1}


def test_a_missing_entry_gives_the_default_and_nothing_stored_gives_nothing() -> None:
    book = book_of({"empty": None})
    assert (book.get("missing"), book.get("missing", 7), book.get("empty", 7)) == (None, 7, None)


def test_the_padding_of_a_book_is_checked() -> None:
    good = VaultBook().dumps()
    assert pad(unpad(good), FLOOR) == good
    with pytest.raises(Exception, match="padding"):
        VaultBook.loads(bent(good))


def test_showing_a_book_shows_nothing_of_it() -> None:
    assert repr(book_of({"name": "Ash"})) == "VaultBook(...)"
