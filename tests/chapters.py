"""A chapter of a test's story is lived through its pages once in a process; where it would begin alike, it is copied.

    space = told("begun", [ash.browser, bo.browser], lambda: press_the_buttons())

`told` does what `live` does to the rows that are stored, to the cookies of these browsers and to the clock, and gives
what it gives. It is a copy only where the database, every row in it, these cookies, the time and the name of the
chapter are what they were when it was lived: a test that did something before lives on by itself, and so does one in
whose house anything stands in for anything, or commits. A copy makes no request: a test about a request makes it.
"""

import hashlib
import types
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from http.cookies import SimpleCookie
from typing import Any, TypeVar

import pytest
from django.apps import apps
from django.conf import UserSettingsHolder, settings
from django.db import connection, models
from django.test import Client

from ownaccord.accounts import wraps
from tests.hands import held

Row = tuple[Any, ...]
Rows = dict[str, list[Row]]
T = TypeVar("T")


@dataclass(frozen=True)
class Chapter:
    """What one chapter took away and brought."""

    gone: Rows
    come: Rows
    cookies: tuple[SimpleCookie, ...]
    now: int
    given: Any


_lived: dict[bytes, Chapter] = {}


def told(what: object, browsers: Sequence[Client], live: Callable[[], T]) -> T:
    """What `live` does and gives; `what` is everything that it depends on beside rows, cookies and time."""
    if not (connection.in_atomic_block and is_told(held.stand_in)):
        return live()
    before = stored()
    beginning = mark(what, held.now, before, browsers)
    if beginning in _lived:
        return again(_lived[beginning], browsers)
    given = live()
    after = stored()
    jars = tuple(copied(each.cookies) for each in browsers)
    _lived[beginning] = Chapter(missing(before, after), missing(after, before), jars, held.now, given)
    return given


def again(chapter: Chapter, browsers: Sequence[Client]) -> Any:
    """Do to rows, cookies and clock what this chapter did."""
    take(chapter.gone)
    put(chapter.come)
    for browser, jar in zip(browsers, chapter.cookies, strict=True):
        browser.cookies = copied(jar)
    held.now = chapter.now
    return chapter.given


def is_told(stand_in: pytest.MonkeyPatch | None) -> bool:
    """Whether the house goes by the clock in the tests' hands, and nothing stands in for anything but stretching."""
    if stand_in is None or settings.CLOCK != "tests.hands.hands":
        return False
    return not stand_in._setitem and {name for _, name, _ in stand_in._setattr} <= {"stretch", "encrypt"}


def mark(what: object, now: int, rows: Rows, browsers: Iterable[Client]) -> bytes:
    """What tells this beginning from every other one."""
    house = connection.settings_dict["NAME"], now, chosen(), isinstance(wraps.stretch, types.FunctionType)
    found = hashlib.sha256(repr((what, house)).encode())
    for table, lines in rows.items():
        found.update(f"{table} {len(lines)} ".encode())
        for line in lines:
            found.update(repr(line).encode())
    for browser in browsers:
        found.update(repr([(name, morsel.value) for name, morsel in sorted(browser.cookies.items())]).encode())
    return found.digest()


def chosen() -> dict[str, Any]:
    """The settings that a test has made otherwise."""
    found, holder = {}, settings._wrapped
    while isinstance(holder, UserSettingsHolder):
        found = {name: value for name, value in vars(holder).items() if name.isupper()} | found
        holder = holder.default_settings
    return found


def copied(jar: SimpleCookie) -> SimpleCookie:
    """The same cookies, with all that was said about each."""
    fresh = SimpleCookie()
    for name, morsel in jar.items():
        dict.__setitem__(fresh, name, morsel.copy())
    return fresh


def missing(here: Rows, there: Rows) -> Rows:
    """The rows of `here` that are not in `there`."""
    found = {}
    for table, lines in here.items():
        others = set(there[table])
        if rest := [line for line in lines if line not in others]:
            found[table] = rest
    return found


@cache
def tables() -> dict[str, type[models.Model]]:
    """Every table of the house."""
    return {model._meta.db_table: model for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table)}


def stored() -> Rows:
    """Every row that is stored now, in the order of its keys."""
    with connection.cursor() as cursor:
        some = holding(cursor)
        return {
            table: every_row(cursor, table, model) if table in some else [] for table, model in tables().items()
        }


def holding(cursor: Any) -> set[str]:
    """The tables that hold anything; asked at once, for most are empty in most tests."""
    asked = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in tables())
    return {name for (name,) in cursor.execute(asked).fetchall()}


def every_row(cursor: Any, table: str, model: type[models.Model]) -> list[Row]:
    lines = cursor.execute(f'SELECT * FROM "{table}" ORDER BY "{model._meta.pk.column}"').fetchall()
    return [tuple(bytes(each) if isinstance(each, memoryview) else each for each in line) for line in lines]


def put_back(rows: Rows) -> None:
    """Nothing but these rows is stored afterwards; what refers to what is checked at the end, as always."""
    now = stored()
    take(missing(now, rows))
    put(missing(rows, now))


def take(rows: Rows) -> None:
    """These rows are not stored any more."""
    with connection.cursor() as cursor:
        for table, lines in rows.items():
            key = tables()[table]._meta.pk
            place = [field.column for field in tables()[table]._meta.concrete_fields].index(key.column)
            places = ", ".join(["%s"] * len(lines))
            cursor.execute(f'DELETE FROM "{table}" WHERE "{key.column}" IN ({places})', [row[place] for row in lines])


def put(rows: Rows) -> None:
    """These rows are stored too, and no later one is given their number."""
    with connection.cursor() as cursor:
        for table, lines in rows.items():
            places = f"({', '.join(['%s'] * len(lines[0]))})"
            every = [value for line in lines for value in line]
            cursor.execute(f'INSERT INTO "{table}" VALUES {", ".join([places] * len(lines))}', every)
            key = tables()[table]._meta.pk
            if connection.vendor == "postgresql" and isinstance(key, models.AutoField | models.BigAutoField):
                ahead, number = f"pg_get_serial_sequence('{table}', '{key.column}')", f'MAX("{key.column}")'
                cursor.execute(f'SELECT setval({ahead}, GREATEST(nextval({ahead}), {number})) FROM "{table}"')
