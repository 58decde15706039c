"""A scene is made once by its pages; every other test gets a copy of its rows, cookies and time."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from http.cookies import SimpleCookie

from django.db import connection

from tests.chapters import Rows, copied, put_back, stored
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.walls.scene import Scene


@dataclass(frozen=True)
class Kept:
    """What a scene is made of."""

    rows: Rows
    cookies: dict[str, SimpleCookie]
    now: int
    scene: Scene


# By the kind of database too: a number that is true in one is a yes in the other.
_made: dict[tuple[str, str], Kept] = {}


def copy_of(name: str, clock: Clock, make: Callable[[], Scene]) -> Scene:
    """The scene of this name: made by `make` the first time, copied from then on."""
    place = connection.vendor, name
    if place not in _made:
        scene = make()
        cookies = {who: copied(each.browser.cookies) for who, each in people(scene).items()}
        _made[place] = Kept(stored(), cookies, clock.now, scene)
        return scene
    kept = _made[place]
    put_back(kept.rows)
    clock.now = kept.now
    cast: Cast = object.__new__(Cast)
    cast._made = {who: with_cookies(who.capitalize(), cookies) for who, cookies in kept.cookies.items()}
    return replace(kept.scene, cast=cast, clock=clock, ours=Shared(kept.scene.space, cast))


def people(scene: Scene) -> dict[str, Somebody]:
    return scene.cast._made


def with_cookies(name: str, cookies: SimpleCookie) -> Somebody:
    fresh = Somebody(name)
    fresh.browser.cookies = copied(cookies)
    return fresh
