"""A scene is made once by its pages; every other test gets a copy of its rows, cookies and time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie
from typing import Any

from django.apps import apps
from django.db import connection

from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.walls.scene import Scene

Rows = dict[str, list[tuple[Any, ...]]]


@dataclass(frozen=True)
class Kept:
    """What a scene is made of."""

    rows: Rows
    cookies: dict[str, dict[str, str]]
    now: int
    scene: Scene


# By the kind of database too: a number that is true in one is a yes in the other.
_made: dict[tuple[str, str], Kept] = {}


def copy_of(name: str, clock: Clock, make: Callable[[], Scene]) -> Scene:
    """The scene of this name: made by `make` the first time, copied from then on."""
    place = connection.vendor, name
    if place not in _made:
        scene = make()
        _made[place] = Kept(stored(), {who: cookies_of(each) for who, each in people(scene).items()}, clock.now, scene)
        return scene
    kept = _made[place]
    put_back(kept.rows)
    clock.now = kept.now
    cast: Cast = object.__new__(Cast)
    cast._made = {who: with_cookies(who.capitalize(), cookies) for who, cookies in kept.cookies.items()}
    return replace(kept.scene, cast=cast, clock=clock, ours=Shared(kept.scene.space, cast))


def people(scene: Scene) -> dict[str, Somebody]:
    return scene.cast._made


def cookies_of(who: Somebody) -> dict[str, str]:
    return {name: morsel.value for name, morsel in who.browser.cookies.items()}


def with_cookies(name: str, cookies: dict[str, str]) -> Somebody:
    fresh = Somebody(name)
    fresh.browser.cookies = SimpleCookie(cookies)
    return fresh


def tables() -> list[str]:
    """Every table of the house."""
    return sorted(model._meta.db_table for model in apps.get_models())


def stored() -> Rows:
    """Every row that is stored now."""
    with connection.cursor() as cursor:
        return {table: cursor.execute(f'SELECT * FROM "{table}"').fetchall() for table in tables()}


def put_back(rows: Rows) -> None:
    """Nothing but these rows is stored afterwards; what refers to what is checked at the end, as always."""
    with connection.cursor() as cursor:
        for table in tables():
            cursor.execute(f'DELETE FROM "{table}"')
        for table, lines in rows.items():
            for line in lines:
                places = ", ".join(["%s"] * len(line))
                cursor.execute(f'INSERT INTO "{table}" VALUES ({places})', line)
