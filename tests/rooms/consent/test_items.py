"""The shelf of items: all of them by category, with only one's own words on them, and nothing counted."""

import re
from dataclasses import replace

import pytest

from ownaccord.catalogue import load
from ownaccord.consent import shelf
from tests.people import Cast
from tests.rooms.consent.shared import Shared


def names_on(page: str) -> list[str]:
    return re.findall(r'<p class="row-name"><a href="[^"]+">([^<]+)</a>', page)


def test_every_item_of_every_open_category_stands_in_the_order_of_the_catalogue(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/")).content.decode()
    closed = {each.slug for each in load().categories if each.hidden}
    assert names_on(page) == [item.name for item in load().items if item.category not in closed]


def test_one_category_can_be_chosen(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/"), {"category": "impact"}).content.decode()
    assert names_on(page) == [item.name for item in load().items_in("impact")]


def test_an_unknown_category_shows_all(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url("items/"), {"category": "x" * 5000}).content.decode()
    assert len(names_on(page)) > 30


def test_only_ones_own_word_stands_beside_an_item(ours: Shared, cast: Cast) -> None:
    before = ours.see(cast.bo, "items/")
    ours.state(cast.ash, "massage", "give", level="1")
    ours.press(cast.ash, "items/cold/tell/", side="receive")
    page = ours.see(cast.ash, "items/")
    assert (page.count("I give: Talk first"), page.count("I receive: off-limits, told")) == (1, 1)
    assert ours.see(cast.bo, "items/") == before


def test_an_item_with_a_position_can_be_taken_back_from_here(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    assert ours.see(cast.ash, "items/").count("Not any more") == 1
    assert ours.press(cast.ash, "items/massage/tighten/", **{"from": "items"}) == "items/?said=tightened"
    assert "Not any more" not in ours.see(cast.ash, "items/")


def test_nothing_is_counted(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    assert re.findall(r"\d+ (?:of|/) \d+|\d+ ?%", ours.see(cast.ash, "items/")) == []


def test_a_hidden_category_is_opened_on_purpose(ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    real = load()
    categories = tuple(replace(each, hidden=each.slug == "impact") for each in real.categories)
    monkeypatch.setattr(shelf, "load", lambda: replace(real, categories=categories))
    page = ours.see(cast.ash, "items/")
    assert page.count("Open this category : Impact") == 1
    assert "Impact with the hand" not in page
    opened = cast.ash.browser.get(ours.url("items/"), {"category": "impact"}).content.decode()
    assert names_on(opened) == [item.name for item in real.items_in("impact")]
