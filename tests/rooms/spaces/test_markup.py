"""Every state of this room's pages is HTML without mistakes, with one heading and one question.

On SQLite: templates know no database.
"""

import html5lib
from django.test import Client

from ownaccord.spaces import actions
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast, circle
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE


def _well_made(browser: Client, address: str) -> None:
    page = browser.get(address).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    # The frame holds one more, hidden, in its idle cover.
    assert page.count("<h1>") == 1
    assert page.count('class="button"') <= 1


def test_before_during_and_after_the_beginning(ash: Somebody, bo: Somebody) -> None:
    _well_made(ash.browser, "/")
    _well_made(ash.browser, "/s/new/")
    space = cast.make_space(ash)
    _well_made(ash.browser, f"/s/{space}/")
    words = cast.invite(ash, space)
    _well_made(ash.browser, f"/s/{space}/")
    cast.join(bo, words)
    _well_made(ash.browser, f"/s/{space}/")
    _well_made(bo.browser, f"/s/{space}/")
    ash.browser.post(f"/s/{space}/begin/")
    for address in (f"/s/{space}/", f"/s/{space}/invitation/", "/"):
        _well_made(bo.browser, address)
    actions.end(space=space)
    _well_made(bo.browser, "/")


def test_the_join_page_in_each_state(ash: Somebody, bo: Somebody, drew: Client) -> None:
    _well_made(drew, "/")
    _well_made(drew, "/join/")
    words = cast.invite(ash, cast.make_space(ash))
    for browser in (drew, bo.browser, ash.browser):
        cast.open_words(browser, words)
        _well_made(browser, "/join/")
    _well_made(bo.browser, "/")


def test_an_estranged_space(ash: Somebody, bo: Somebody, space: str) -> None:
    anew = cast.after_a_reset(ash)
    for each in (anew, bo):
        _well_made(each.browser, f"/s/{space}/")
        _well_made(each.browser, "/")


def test_a_list_in_each_state(ash: Somebody, bo: Somebody, cam: Somebody) -> None:
    _well_made(ash.browser, "/s/new/more/")
    space = circle.make((ash, bo, cam))
    for rest in ("", "list/", "seats/1/"):
        _well_made(ash.browser, space.url(rest))
    cast.open_words(bo.browser, circle.invite(space, 1))
    _well_made(bo.browser, "/join/")
    _well_made(ash.browser, space.url("seats/1/"))
    circle.join(space, 1)
    _well_made(bo.browser, space.url())
    _well_made(ash.browser, space.url("seats/1/"))
    ash.browser.post(space.url("list/"), circle.fields(("Ash", "Bo", "Camille")))
    for who in (ash, bo):
        _well_made(who.browser, space.url())


def test_being_introduced_and_estranged(ash: Somebody, bo: Somebody, cam: Somebody) -> None:
    space = circle.gathered((ash, bo, cam))
    _well_made(ash.browser, space.url())
    circle.begin(space)
    for who in space.people:
        _well_made(who.browser, space.url())
    for who in (bo, cam):
        circle.go_on(space, who)
    for rest in ("", "invitation/"):
        _well_made(bo.browser, space.url(rest))
    anew = cast.after_a_reset(cam)
    for each in (ash, bo, anew):
        _well_made(each.browser, space.url())
    circle.join(space, sorted(who.id for who in space.people).index(cam.id), anew, ash)
    for each in (ash, bo, anew):
        _well_made(each.browser, space.url())
