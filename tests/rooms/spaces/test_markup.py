"""Every state of this room's pages is HTML without mistakes, with one heading and one question."""

import html5lib
from django.test import Client

from ownaccord.spaces import actions
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


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
