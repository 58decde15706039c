"""What every page asks in words of its own (ownaccord/lib/asking.py), answered from tables in memory.

By the very words: another question, or another way to ask it, is one that the tables do not know.
"""

from collections.abc import Callable
from typing import Any

from ownaccord.spaces import access, queries

Answers = dict[str, Callable[..., list[Any]]]
# Rows as tuples, of the house's tables.
ASKED: Answers = {
    "SELECT vault_version, vault FROM accounts_person WHERE id = %s": lambda house, who: [
        (row.vault_version, row.vault) for row in house.person.rows if row.pk == who
    ],
    "SELECT vault_version FROM accounts_person WHERE id = %s": lambda house, who: [
        (row.vault_version,) for row in house.person.rows if row.pk == who
    ],
    "SELECT person_id FROM accounts_pause WHERE person_id IN %s AND scope IN %s": lambda house, persons, scopes: [
        (row.person_id,) for row in house.pause.rows if row.person_id in persons and row.scope in scopes
    ],
    "SELECT id FROM accounts_person WHERE stop_lookup = %s": lambda house, lookup: [
        (row.pk,) for row in house.person.rows if row.stop_lookup == lookup
    ],
    "SELECT scope FROM accounts_pause WHERE person_id = %s": lambda house, who: [
        (row.scope,) for row in house.pause.rows if row.person_id == who
    ],
    access._SEATS: lambda house, spaces: sorted(
        ((row.space_id, row.person_id) for row in house.seat.rows if row.space_id in spaces), key=lambda row: row[1]
    ),
    access._JOINED: lambda house, spaces, who: [],
    access._KEYS: lambda house, persons: [
        (row.pk, row.public_key) for row in house.person.rows if row.pk in persons
    ],
}
# Rows of one table, as they are.
WHOLE: Answers = {
    access._SEATED: lambda house, space, who: [
        row for row in house.space.rows if row.pk == space and any(seat.person_id == who for seat in row.seats)
    ],
    queries._GRANTED: lambda house, space, epoch, to: [
        row for row in house.grant.rows if (row.space_id, row.epoch, row.to_id) == (space, epoch, to)
    ],
}


def answered(house: Any) -> Callable[..., list[Any]]:
    """`asked`, over the tables of this house."""
    return lambda words, *values: ASKED[words](house, *values)


def first(house: Any) -> Callable[..., Any]:
    """`first`, over the tables of this house."""
    return lambda _model, which, *values: next(iter(WHOLE[which](house, *values)), None)
