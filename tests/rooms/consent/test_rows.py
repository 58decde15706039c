"""Reading the chains: the newest rows as of one moment, and no more of the past than has to be followed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ownaccord.consent import actions, rows
from ownaccord.consent.models import LedgerRow
from ownaccord.core.ledger import Stage
from tests.rooms.consent.pair import Pair, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    pair = make_pair()
    for hours in range(20, 26):
        actions.set_wait(look=pair.look(pair.ash), keys=pair.ash.keys, hours=hours)
    actions.set_wait(look=pair.look(pair.bo), keys=pair.bo.keys, hours=20)
    return pair


def newest(pair: Pair) -> dict[str, int]:
    members = (pair.ash.person, pair.bo.person)
    return {who: seq for who, (seq, _) in rows.newest(pair.space, 1, members).items()}


def test_the_newest_rows_are_read_in_one_statement(pair: Pair) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert newest(pair) == {pair.ash.person: 5, pair.bo.person: 0}
    assert len(asked) == 1


def test_rows_of_other_spaces_epochs_and_nobody_do_not_count(pair: Pair) -> None:
    for change in ({"space": "e" * 32}, {"epoch": 2}):
        row = LedgerRow.objects.filter(author=pair.ash.person).latest("seq")
        for name, value in {**change, "pk": None, "seq": 9}.items():
            setattr(row, name, value)
        row.save(force_insert=True)
    assert newest(pair) == {pair.ash.person: 5, pair.bo.person: 0}


@pytest.mark.parametrize("name", ["", "first", "last"])
def test_a_row_of_somebody_who_is_no_member_is_trouble(pair: Pair, name: str) -> None:
    first, last = sorted((pair.ash.person, pair.bo.person))
    author = {"": "", "first": f"{first[:31]}z", "last": f"{last[:31]}z"}[name]
    row = LedgerRow.objects.get(author=pair.bo.person)
    row.pk, row.author = None, author
    row.save(force_insert=True)
    assert newest(pair) == {pair.ash.person: 5, pair.bo.person: 0, author: 0}
    assert pair.look(pair.ash).trouble is Stage.PLACE


def test_only_what_has_to_be_followed_is_read(pair: Pair) -> None:
    heads = rows.newest(pair.space, 1, (pair.ash.person, pair.bo.person))
    whole = rows.followed(pair.space, 1, heads, {})
    assert {who: [seq for seq, _ in chain] for who, chain in whole.items()} == {
        pair.ash.person: [0, 1, 2, 3, 4, 5], pair.bo.person: [0],
    }  # fmt: skip
    part = rows.followed(pair.space, 1, heads, {pair.ash.person: 4, pair.bo.person: 0})
    assert [seq for seq, _ in part[pair.ash.person]] == [4, 5]
    with CaptureQueriesContext(connection) as asked:
        assert rows.followed(pair.space, 1, heads, {pair.ash.person: 5, pair.bo.person: 0}) == {
            who: [row] for who, row in heads.items()
        }
    assert len(asked) == 0
