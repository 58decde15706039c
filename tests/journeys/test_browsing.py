"""Looking through the items on a phone, and an item of one's own on its way from the vault to the shared map."""

import re

import pytest
from playwright.sync_api import Page, expect

from ownaccord.catalogue import load
from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, press, sees, sees_heading

OWN, SENTENCE = "Counting breaths", "One person counts the other's breaths aloud."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def ash(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Ash", phone=True)


@pytest.fixture
def bo(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Bo")


def looks_for(page: Page, words: str) -> None:
    """Type words into the search and look."""
    fill(page, "A name or a few words", words)
    press(page, "Look")
    sees(page, "What was found")


def names_found(page: Page) -> list[str]:
    return page.get_by_role("region", name="What was found").locator(".row-name").all_inner_texts()


def test_ash_browses_looks_for_something_and_says_where_they_stand(ash: Page) -> None:
    steps.opens(ash, SPACE, "Items")
    categories = [each.name for each in load().categories if not each.hidden]
    shown = ash.get_by_role("region", name="Categories").get_by_role("link").all_inner_texts()
    assert [name for name in shown if name in categories] == categories
    assert ash.evaluate("document.documentElement.scrollHeight") < 740 * 4

    looks_for(ash, "MÄSSAGE")
    assert names_found(ash)[0] == "Massage"
    address = ash.url
    assert re.fullmatch(r".*/search/", address)
    follow(ash, "Massage")
    sees_heading(ash, "Massage")
    steps.goes_on(ash, ash.get_by_role("link", name=re.compile("^State it")).first)
    ash.get_by_role("radio", name="Talk first").check()
    press(ash, "State it")
    sees_heading(ash, "Massage")


def test_back_from_an_item_shows_what_was_found_and_no_address_has_the_words(ash: Page) -> None:
    asked: list[str] = []
    ash.on("request", lambda request: asked.append(request.url))
    steps.opens(ash, SPACE, "Items")
    looks_for(ash, "massage")
    found = names_found(ash)
    follow(ash, "Massage")
    sees_heading(ash, "Massage")
    ash.go_back()
    sees(ash, "What was found")
    assert names_found(ash) == found
    ash.reload()
    sees(ash, "What was found")
    assert names_found(ash) == found
    assert [url for url in asked if "massage" in url.lower()] == []


def test_a_limit_on_what_has_no_safe_form_is_told_in_one_tap(ash: Page, bo: Page) -> None:
    steps.opens(ash, SPACE, "Items")
    category = next(each for each in load().categories if each.slug == "neck-and-breath")
    item = load().items_in(category.slug)[0].name
    follow(ash, category.name)
    if ash.get_by_role("button", name="Open this category").is_visible():
        press(ash, "Open this category")
    press(ash, f"Tell this limit: {item}")
    sees(ash, "Told. It stands on the map as off-limits")
    steps.reads_the_map(bo, SPACE)
    expect(bo.get_by_role("region", name="Off-limits (told)").get_by_text(item)).to_be_visible()


def writes_an_own_item(page: Page) -> None:
    """Write an item of one's own, for oneself."""
    follow(page, "Items of your own")
    follow(page, "Write one")
    fill(page, "What it is called", OWN)
    fill(page, "What it is, in one sentence", SENTENCE)
    page.get_by_role("checkbox", name="One gives, the other receives").check()
    page.get_by_role("checkbox", name="At home").check()
    press(page, "Keep it")
    sees(page, "Kept, for you alone.")


def reads_and_says_yes(page: Page, side: str) -> None:
    """From the items: the own item's card, read, and Yes on one side."""
    steps.opens(page, SPACE, "Items")
    follow(page, "Written in this space")
    follow(page, OWN)
    sees(page, "Nobody has reviewed this")
    steps.reads_the_card(page)
    steps.states(page, steps.Stand(OWN, side, "Yes"))


def test_an_own_item_comes_from_the_vault_to_the_map(ash: Page, bo: Page, house: House, lived: Lived) -> None:
    steps.opens(ash, SPACE, "Items")
    writes_an_own_item(ash)
    steps.opens(bo, SPACE, "Items")
    expect(bo.get_by_text("Written in this space", exact=True)).to_have_count(0)

    follow(ash, f"Bring it here: {OWN}")
    sees(ash, "From then on everybody in this space can read it")
    press(ash, "Bring it here")
    sees(ash, "Brought here.")
    reads_and_says_yes(ash, "I give")
    reads_and_says_yes(bo, "I receive")
    house.advance(hours=13)
    for name, page in (("Ash", ash), ("Bo", bo)):
        steps.comes_back(page, lived.words[name])
        steps.says_still_so(page, SPACE)
    for page in (ash, bo):
        assert [row for row in steps.reads_the_map(page, SPACE) if OWN in row] != []

    steps.opens(ash, SPACE, "Items")
    follow(ash, "Items of your own")
    press(ash, f"Take it back: {OWN}")
    sees(ash, "Taken back.")
    assert [row for row in steps.reads_the_map(bo, SPACE) if OWN in row] == []
    sees(bo, "No longer available")
