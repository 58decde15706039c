"""Somebody who is locked, or has no account, or no scripts, reaches those who can help, and Exit now works there."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House

OPEN_TO_ALL = ("/", "/sign-in/", "/stop/", "/join/", "/recover/", "/new-device/", "/grounding/", "/no/such/page/")
LOCKED = ("/me/", "/pause/", "/stop/", "/join/", "/grounding/", "/no/such/page/")


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def asks_for_help(page: Page, here: str) -> None:
    """From this page to the list of those who can help: two taps, whatever the page is."""
    page.goto(here)
    steps.goes_on(page, steps.at_hand(page).get_by_role("link", name="Help", exact=True))
    steps.sees_heading(page, "Help")
    steps.follow(page, "Who can help")
    steps.sees_heading(page, "Who can help")


def finds_a_number(page: Page, place: str) -> str:
    """Choose a place and return the first number to call there."""
    steps.follow(page, place)
    steps.sees_heading(page, "Who can help")
    shown = page.get_by_role("main").get_by_role("link", name=re.compile("^Call ")).first
    assert shown.get_attribute("rel") == "noreferrer"
    return str(shown.get_attribute("href"))


def test_somebody_locked_gets_there_from_any_page_and_exits_from_there(profile: OpenProfile, lived: Lived) -> None:
    ash = account.comes_home(profile, lived, "Ash", phone=True)
    steps.opens_the_space(ash, account.SPACE)
    steps.exits(ash)

    for here in LOCKED:
        asks_for_help(ash, here)
        assert account.SPACE not in ash.locator("body").inner_text()
    assert finds_a_number(ash, "Scotland") == "tel:999"
    steps.follow(ash, "If you are afraid of somebody")
    steps.sees_heading(ash, "If you are afraid of somebody")
    steps.exits(ash)


def test_somebody_signed_out_gets_there_from_any_page_and_three_times_shift_exits(profile: OpenProfile) -> None:
    drew = profile("drew").new_page()

    for here in OPEN_TO_ALL:
        asks_for_help(drew, here)
    assert finds_a_number(drew, "New Zealand") == "tel:111"
    for _ in range(3):
        drew.keyboard.press("Shift")
    drew.wait_for_url("about:blank")


def test_without_scripts_it_is_the_same(profile: OpenProfile, house: House) -> None:
    drew = profile("drew", phone=True, java_script_enabled=False).new_page()

    for here in ("/", "/stop/"):
        drew.goto(here)
        steps.at_hand(drew).get_by_role("link", name="Help", exact=True).click()
        drew.wait_for_url("**/help/")
        drew.get_by_role("main").get_by_role("link", name="Who can help", exact=True).click()
        drew.wait_for_url("**/help/people/")
    drew.get_by_role("main").get_by_role("link", name="Germany", exact=True).click()
    drew.wait_for_url("**/help/people/?place=de")
    assert drew.get_by_role("link", name="Call 116 016").first.get_attribute("href") == "tel:116016"
    drew.get_by_text("Another place", exact=True).click()
    drew.get_by_role("link", name="Austria", exact=True).click()
    drew.wait_for_url("**/help/people/?place=at")
    steps.at_hand(drew).get_by_role("button", name="Exit now").click()
    drew.wait_for_url("**/blank/")
