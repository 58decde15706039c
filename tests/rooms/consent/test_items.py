"""The shelf: its categories, one of them, what is closed at first, and what cannot be done safely; nothing counted."""

import re

import pytest

from ownaccord.accounts.models import Person
from ownaccord.catalogue import Item, load
from ownaccord.consent import actions
from ownaccord.consent.addresses import Addresses
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.consent.upgrades import hides

pytestmark = ON_SQLITE

CLOSED = "impact"


def on_show() -> list[Item]:
    """The items of the categories that are not closed at first, in the order of the catalogue."""
    closed = {each.slug for each in load().categories if each.hidden}
    return [item for item in load().items if item.category not in closed]


def names_on(page: str) -> list[str]:
    return re.findall(r'<p class="row-name"><a href="[^"]+">([^<]+)</a>', page)


def page_of(ours: Shared, who: Somebody, rest: str) -> str:
    return who.browser.get(ours.url(rest)).content.decode()


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Impact is closed at first."""
    hides(monkeypatch, CLOSED)


def test_the_first_page_has_every_category_and_no_item(ours: Shared, cast: Cast) -> None:
    page = page_of(ours, cast.ash, "items/")
    every = sorted(load().categories, key=lambda each: each.hidden)
    assert re.findall(r'/categories/([a-z0-9-]+)/">', page) == [ours.mark(cast.ash, each.slug) for each in every]
    assert names_on(page) == []


@pytest.mark.parametrize("category", [each.slug for each in load().categories])
def test_each_category_has_its_items_in_the_order_of_the_catalogue(ours: Shared, cast: Cast, category: str) -> None:
    actions.open_category(person=cast.ash.id, keys=cast.ash.keys, category=category)
    page = page_of(ours, cast.ash, f"categories/{category}/")
    assert names_on(page) == [item.name for item in load().items_in(category)]


@pytest.mark.parametrize("slug", ["no-such-category", "x" * 3000, "Impact"])
def test_a_category_that_does_not_exist_is_nothing_here(ours: Shared, cast: Cast, slug: str) -> None:
    for rest, method in (("", "get"), ("open/", "post"), ("close/", "post")):
        assert getattr(cast.ash.browser, method)(ours.url(f"categories/{slug}/{rest}")).status_code == 404


def test_only_ones_own_word_stands_beside_an_item(ours: Shared, cast: Cast) -> None:
    here = "categories/sensation/"
    before = ours.see(cast.bo, here)
    ours.state(cast.ash, "massage", "give", level="1")
    ours.press(cast.ash, "items/massage/tell/", side="receive")
    page = ours.see(cast.ash, f"categories/{load().item('massage').category}/")  # type: ignore[union-attr]
    assert (page.count("I give: Talk first"), page.count("I receive: off-limits, told")) == (1, 1)
    assert ours.see(cast.bo, here) == before


def test_an_item_with_a_position_can_be_taken_back_from_here(ours: Shared, cast: Cast) -> None:
    here = f"categories/{ours.mark(cast.ash, load().item('massage').category)}/"  # type: ignore[union-attr]
    ours.state(cast.ash, "massage", "give", level="1")
    assert ours.see(cast.ash, here).count("Not any more") == 1
    assert ours.press(cast.ash, "items/massage/tighten/", **{"from": "category"}) == f"{here}?said=tightened"
    assert "Not any more" not in ours.see(cast.ash, here)


def test_nothing_is_counted(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    for rest in ("items/", "categories/contact/", "search/"):
        assert re.findall(r"\d+ (?:of|/) \d+|\d+ ?%", ours.see(cast.ash, rest)) == []


def test_a_closed_category_shows_nothing_of_it_until_it_is_opened(ours: Shared, cast: Cast, closed: None) -> None:
    names = [item.name for item in load().items_in(CLOSED)]
    assert ours.see(cast.ash, "items/").count("Closed at first") == 1
    page = ours.see(cast.ash, f"categories/{CLOSED}/")
    assert page.count("Open this category") == 1 and [name for name in names if name in page] == []
    ours.press(cast.ash, "search/", words="impact hand hand")
    assert [name for name in names if name in ours.see(cast.ash, "search/")] == []
    ours.press(cast.ash, "search/", which="unread")
    assert [name for name in names if name in ours.see(cast.ash, "search/")] == []


def test_opened_it_stays_open_for_this_person_alone_until_closed_again(ours: Shared, cast: Cast, closed: None) -> None:
    names = [item.name for item in load().items_in(CLOSED)]
    assert ours.press(cast.ash, f"categories/{CLOSED}/open/") == f"categories/{CLOSED}/?said=opened"
    cast.ash.lock()
    cast.ash.unlock()
    assert names_on(page_of(ours, cast.ash, f"categories/{CLOSED}/")) == names
    assert names_on(page_of(ours, cast.bo, f"categories/{CLOSED}/")) == []
    ours.press(cast.ash, "search/", words=names[0])
    assert names[0] in names_on(page_of(ours, cast.ash, "search/"))
    assert ours.press(cast.ash, f"categories/{CLOSED}/close/") == "items/?said=closed"
    assert names_on(page_of(ours, cast.ash, f"categories/{CLOSED}/")) == []


def test_what_is_in_force_in_a_closed_category_is_on_the_map_all_the_same(
    ours: Shared, cast: Cast, closed: None
) -> None:
    ours.agree("impact-hand")
    assert ours.see(cast.bo).count("Agreed Impact with the hand") == 1
    assert names_on(page_of(ours, cast.bo, f"categories/{CLOSED}/")) == []


def test_opening_a_category_shows_in_nothing_that_others_have(ours: Shared, cast: Cast, closed: None) -> None:
    before, pages = Person.objects.get(pk=cast.bo.id).vault, [ours.see(cast.bo, rest) for rest in ("map/", "items/")]
    actions.open_category(person=cast.ash.id, keys=cast.ash.keys, category=CLOSED)
    assert bytes(Person.objects.get(pk=cast.bo.id).vault) == bytes(before)
    assert [ours.see(cast.bo, rest) for rest in ("map/", "items/")] == pages


def test_an_open_category_cannot_be_closed(ours: Shared, cast: Cast) -> None:
    assert ours.press(cast.ash, "categories/contact/close/") == "items/?said=same"
    assert ours.press(cast.ash, "categories/contact/open/") == "categories/contact/?said=same"
    assert list(cast.ash.book().under("shelf/")) == []


NECK = "categories/neck-and-breath/"
RULED_OUT = "No safe form of this is known."


def test_what_has_no_safe_form_is_listed_to_be_ruled_out_and_told_in_one_tap(ours: Shared, cast: Cast) -> None:
    page, unsafe = ours.see(cast.ash, NECK), len(load().items_in("neck-and-breath"))
    assert (page.count(RULED_OUT), page.count("Tell this limit")) == (unsafe, unsafe)
    form = {"side": "all", "from": "category"}
    mark = Addresses(ours.id, cast.ash.keys.mark_key()).mark("neck-and-breath")
    assert ours.press(cast.ash, "items/neck-pressure/tell/", **form) == f"categories/{mark}/?said=told"
    page = ours.see(cast.ash, NECK)
    assert page.count("I give: off-limits, told") == page.count("I receive: off-limits, told") == 1
    assert page.count("Tell this limit") == unsafe - 1
    on_the_map = ours.see(cast.bo)
    assert on_the_map.count("Off-limits (told)") >= 1 and on_the_map.count("Pressure on the neck") == 1


def test_where_both_want_it_it_never_goes_above_talk_first(ours: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        ours.read(who, "neck-pressure")
        for side in ("give", "receive"):
            answer = who.browser.post(
                ours.url("items/neck-pressure/positions/"), {"side": side, "level": "3", "contexts": ["at_home"]}
            )
            assert answer.status_code == 422
            assert ours.state(who, "neck-pressure", side, level="1") == "items/neck-pressure/?said=written"
    zones = cast.ash.browser.get(ours.url()).context["sheet"].zones
    assert [(z.name, r.name) for z in zones for b in z.bands for r in b.rows] == [("talk", "Pressure on the neck")]


def test_items_with_a_safe_form_offer_no_limit_in_the_list(ours: Shared, cast: Cast) -> None:
    page = ours.see(cast.ash, "categories/connection/")
    assert (page.count(RULED_OUT), page.count("Tell this limit")) == (0, 0)
