"""Questions in words of their own are answered as the models would answer them, on both databases."""

import pytest

from ownaccord.accounts.models import Host, Person
from ownaccord.lib.asking import asked, first

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def people() -> None:
    for name in ("ash", "bo", "it's %s"):
        Person.objects.create(
            id=name, name_lookup=name.encode(), public_key=bytes(32), identity_sealed=b"", vault=b"\xff", made_on=3
        )
    Host.objects.create(name="Bo", sign_up_open=True)


def test_columns_come_in_their_order_and_as_what_they_are() -> None:
    assert [(who, bytes(vault), day) for who, vault, day in asked(
        "SELECT id, vault, made_on FROM accounts_person WHERE id = %s", "ash"
    )] == [("ash", b"\xff", 3)]  # fmt: skip
    assert asked("SELECT name, sign_up_open FROM accounts_host") == [("Bo", True)]


def test_a_value_is_never_a_part_of_the_words() -> None:
    words = "SELECT id FROM accounts_person WHERE id = %s AND made_on = %s"
    assert asked(words, "it's %s", 3) == [("it's %s",)]
    assert asked(words, "' OR '1' = '1", 3) == []


def test_of_a_list_each_is_looked_for_and_in_an_empty_one_is_nothing() -> None:
    words = "SELECT id FROM accounts_person WHERE id IN %s ORDER BY id"
    assert asked(words, ["bo", "ash", "nobody"]) == [("ash",), ("bo",)]
    assert asked(words, frozenset({"bo"})) == [("bo",)]
    assert asked(words, []) == []


def test_bytes_are_looked_for_as_bytes() -> None:
    assert asked("SELECT id FROM accounts_person WHERE name_lookup = %s", b"bo") == [("bo",)]


def test_a_whole_row_is_one_of_its_model_and_what_is_not_there_is_none() -> None:
    for who in ("ash", "it's %s"):
        row = first(Person, "WHERE id = %s", who)
        assert row is not None and not row._state.adding
        same = Person.objects.get(pk=who)
        assert [bytes(value) if isinstance(value, memoryview) else value for value in vars(row).values()][1:] == [
            bytes(value) if isinstance(value, memoryview) else value for value in vars(same).values()
        ][1:]
    assert first(Person, "WHERE id = %s", "nobody") is None
    host = first(Host, "WHERE name = %s", "Bo")
    assert host is not None and host.sign_up_open is True
