"""Addresses say nothing: in place of an item's name stands a mark of the reader's own, and it leads nobody else.

On SQLite: a mark is made from a key and a word, without a look into the database.
"""

import re

import pytest

from ownaccord.accounts import stops
from ownaccord.catalogue import load
from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE

NAMED = re.compile(r'(?:href|action)="/s/[0-9a-f]{32}/(?:items|categories)/([^/"]+)/(?:([^/"]+)/)?')
DONE = {"", "positions", "tighten", "tell", "keep", "renew", "read", "open", "close"}
PAGES = ("", "map/", "items/", "wishes/", "history/", "changed/", "search/", "own/", "lift/")
CARDS = ("items/massage/", "items/massage/give/", "categories/sensation/", "categories/connection/")


def marks_on(ours: Shared, cast: Cast, rest: str) -> list[tuple[str, str]]:
    """What stands in place of the item or category, and of the side, in every address of a page."""
    return NAMED.findall(cast.ash.browser.get(ours.url(rest)).content.decode())


def test_no_page_has_a_name_in_an_address(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.ash, "items/cold/tell/", side="receive")
    found = [each for rest in (*PAGES, *CARDS) for each in marks_on(ours, cast, rest)]
    mine = {ours.mark(cast.ash, each.slug) for each in (*load().items, *load().categories)}
    sides = {ours.mark(cast.ash, side.value) for item in load().items for side in item.sides}
    assert len(found) > 40
    assert [each for each in found if each[0] not in mine or each[1] not in DONE | sides] == []


def test_the_filter_of_the_map_has_no_name_either_and_still_filters(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    page = cast.ash.browser.get(ours.url()).content.decode()
    (value,) = re.findall(r'<option value="([0-9a-f]{16})"', page)
    assert value == ours.mark(cast.ash, card_category("massage"))
    chosen = cast.ash.browser.get(ours.url(), {"category": value}).context["sheet"]
    assert chosen.category == card_category("massage")


def card_category(item: str) -> str:
    """The category of an item."""
    return next(each.category for each in load().items if each.slug == item)


@pytest.mark.parametrize("page", ["items/{}/", "items/{}/give/"])
def test_a_mark_opens_for_its_reader_and_for_nobody_else(ours: Shared, cast: Cast, page: str) -> None:
    address = ours.url(page.format(ours.mark(cast.ash, "massage")))
    assert [who.browser.get(address).status_code for who in (cast.ash, cast.bo, cast.cam)] == [200, 404, 404]


def test_a_mark_says_nothing_about_the_same_item_in_another_space(ours: Shared, hers: Shared, cast: Cast) -> None:
    assert ours.mark(cast.ash, "massage") != hers.mark(cast.ash, "massage")


def test_what_was_pressed_on_a_marked_address_while_locked_is_known_again_after_the_unlock(
    ours: Shared, cast: Cast
) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    address = ours.url(f"items/{ours.mark(cast.ash, 'massage')}/tighten/")
    cast.ash.lock()
    cast.ash.browser.post(address, {"side": "give"})
    assert stops.scopes(cast.ash.id) == {ours.id}
    cast.ash.unlock()
    page = cast.ash.browser.get("/held/").content.decode()
    assert f'action="{address}"' in page and "Massage: I give" in page


def test_the_form_behind_a_mark_states_its_own_side(ours: Shared, cast: Cast) -> None:
    item, side = ours.mark(cast.ash, "massage"), ours.mark(cast.ash, "give")
    page = cast.ash.browser.get(ours.url(f"items/{item}/{side}/")).content.decode()
    assert re.findall(r'name="side" value="([^"]+)"', page) == ["give"]
    said = ours.press(cast.ash, f"items/{item}/positions/", side="give", level="1")
    assert said == f"items/{item}/?said=written"
