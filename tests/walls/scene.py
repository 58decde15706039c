"""What every wall is built around: Ash and Bo in a lived-in space, Cam with Ash, Sky out of an ended one; all by pages.

Bo hosts. Everybody is signed in and unlocked in a browser of their own (`tests.people`).
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, begun, sky_left

ITEM = "holding"
CATEGORY = "connection"
PART = "body"
SHELF = ("items/", "search/", "changed/", "own/", "own/new/", f"categories/{CATEGORY}/", f"items/{ITEM}/")
PAGES = ("", "map/", *SHELF, "wishes/", "wait/", "history/", "lift/", "reaffirm/", "leave/")


@dataclass
class Scene:
    """The people, the clock and the space of Ash and Bo in which something is agreed."""

    cast: Cast
    clock: Clock
    ours: Shared

    @property
    def space(self) -> str:
        return self.ours.id

    @property
    def ash(self) -> Somebody:
        return self.cast.ash

    @property
    def bo(self) -> Somebody:
        return self.cast.bo

    def in_force(self, who: Somebody, item: str = ITEM) -> bool:
        """Whether this person's own map shows the item as agreed now."""
        return item in agreed_on(who, self.space)


def lived_in(cast: Cast, clock: Clock) -> Scene:
    """Ash and Bo with something agreed that both have seen since."""
    scene = Scene(cast, clock, Shared(begun(cast.ash, cast.bo), cast))
    scene.ours.agree(ITEM)
    for who in (cast.ash, cast.bo):
        who.lock()
        who.unlock()
        assert scene.in_force(who)
    return scene


def agreed_on(who: Somebody, space: str) -> set[str]:
    """The items that this person's map shows as allowed now, or to be talked about."""
    answer = who.browser.get(f"/s/{space}/map/")
    assert answer.status_code == 200, answer.headers
    return agreed_by(answer)


def agreed_by(answer: HttpResponse) -> set[str]:
    """The same, of a map that was opened."""
    zones = answer.context["sheet"].zones
    return {row.item for zone in zones if zone.name != "limit" for band in zone.bands for row in band.rows}


def beside_and_ended(scene: Scene) -> tuple[str, str]:
    """The space that Cam shares with Ash, and the one that Sky left."""
    return begun(scene.cast.cam, scene.ash), sky_left(scene.cast)


def same_browser(browser: Client, *, checks: bool = False) -> Client:
    """A browser with the same cookies, whose answers leave the original as it is; `checks`: tokens are looked at."""
    twin = Client(enforce_csrf_checks=checks, raise_request_exception=False, headers={"host": "localhost"})
    twin.cookies = SimpleCookie({name: morsel.value for name, morsel in browser.cookies.items()})
    # Made once a browser: to make it anew, for every request, takes longer than many an answer.
    if browser.handler._middleware_chain is None:
        browser.handler.load_middleware()
    twin.handler._middleware_chain = browser.handler._middleware_chain
    return twin


@contextmanager
def undone(*people: Somebody) -> Iterator[None]:
    """Whatever is stored inside is as it was afterwards, and so are the cookies of these people."""
    cookies = [{name: morsel.value for name, morsel in who.browser.cookies.items()} for who in people]
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    for who, before in zip(people, cookies, strict=True):
        who.browser.cookies = SimpleCookie(before)


def plain(answer: HttpResponse) -> str:
    """A page without what differs each time it is made: the tokens of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.content.decode())


def about(who: Somebody) -> str:
    """The mark that ties this person's join page to its invitation."""
    found = re.search(r'name="about" value="([0-9a-f]{16})"', who.browser.get("/join/").content.decode())
    assert found
    return found[1]
