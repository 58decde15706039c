"""A catalogue of two hundred items in twenty categories: the first page stays short, and every card can be reached."""

import re
from dataclasses import replace

import pytest

from ownaccord.catalogue import load
from tests.people import Cast
from tests.rooms.consent.shared import Shared
from tests.rooms.consent.test_items import names_on
from tests.rooms.consent.upgrades import serves


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty categories of ten items each."""
    real = load()
    categories = tuple(replace(real.categories[0], slug=f"c{n}", number=n, name=f"Category {n}") for n in range(20))
    items = tuple(
        replace(real.items[n % len(real.items)], slug=f"i{n}", category=f"c{n // 10}", name=f"Item {n}", aliases=())
        for n in range(200)
    )
    serves(monkeypatch, replace(real, categories=categories, items=items))


def test_the_first_page_names_twenty_categories_and_no_item(ours: Shared, cast: Cast, large: None) -> None:
    page = cast.ash.browser.get(ours.url("items/")).content.decode()
    assert len(set(re.findall(r"/categories/[0-9a-f]{16}/", page))) == 20
    assert names_on(page) == []


def test_a_category_has_its_ten(ours: Shared, cast: Cast, large: None) -> None:
    page = cast.ash.browser.get(ours.url("categories/c7/")).content.decode()
    assert names_on(page) == [f"Item {n}" for n in range(70, 80)]


def test_a_search_by_risk_alone_folds_what_it_finds_by_category(ours: Shared, cast: Cast, large: None) -> None:
    ours.press(cast.ash, "search/", which="unread")
    page = cast.ash.browser.get(ours.url("search/")).content.decode()
    assert names_on(page) == [f"Item {n}" for n in range(200)]
    assert page.count("<summary>Category ") == 20


def test_a_search_by_words_finds_one_of_them(ours: Shared, cast: Cast, large: None) -> None:
    ours.press(cast.ash, "search/", words="item 137")
    assert names_on(cast.ash.browser.get(ours.url("search/")).content.decode()) == ["Item 137"]
