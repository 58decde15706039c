"""Questions to the database that every page asks, in words that are written down once.

Django makes the words of a question anew each time, which takes ten times as long as the database needs to answer it.
So only these few are asked in this way; whatever is written goes through the models.
"""

from collections.abc import Collection
from functools import cache
from typing import Any, TypeAlias, TypeVar

from django.db import connection
from django.db.models import Model

Value: TypeAlias = str | int | bytes
Row = TypeVar("Row", bound=Model)


def asked(words: str, *values: Value | Collection[str]) -> list[tuple[Any, ...]]:
    """Return the rows that these words find; a `%s` in them for each value, and nothing in them that anybody typed.

    Where a value is a list, as after IN, its `%s` is put in brackets, once for each that is in it.
    """
    given: list[Value] = []
    places: list[str] = []
    for each in values:
        if isinstance(each, str | int | bytes):
            given.append(each)
            places.append("%s")
        else:
            given.extend(each)
            places.append(f"({', '.join(['%s'] * len(each)) or 'NULL'})")
    with connection.cursor() as cursor:
        cursor.execute(words % tuple(places), given)
        return list(cursor.fetchall())


def first(model: type[Row], which: str, *values: Value) -> Row | None:
    """Return the first row of this table that these words find, which go on after its name; None without any."""
    words, names = _every_column(model)
    for row in asked(f"{words} {which}", *values):
        return model.from_db(connection.alias, names, row)
    return None


@cache
def _every_column(model: type[Model]) -> tuple[str, list[str]]:
    table, fields = model._meta.db_table, model._meta.concrete_fields
    columns = ", ".join(f"{table}.{each.column}" for each in fields)
    return " ".join(("SELECT", columns, "FROM", table)), [each.attname for each in fields]
