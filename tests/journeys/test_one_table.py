"""Heard back at one table: one device without scripts, and the curtain between the turns."""

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import fill, press, sees
from tests.journeys.test_two_people_one_browser import ASH_SIGN, BO_SIGN, bo_comes_beside, goes_behind

ASH, BO = "I would like us to begin later.", "You want to begin later in the evening."
CLEARER = "Later, and only on days without work."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def page(profile: OpenProfile, lived: Lived) -> Page:
    """One phone without scripts in which Ash and then Bo signed in, each with a sign; Bo is unlocked."""
    page = profile("table", phone=True, java_script_enabled=False).new_page()
    account.signs_in(page, "Ash", lived.words["Ash"])
    bo_comes_beside(page, lived)
    return page


def test_two_people_hear_each_other_back_on_one_device_with_the_curtain_between(page: Page, lived: Lived) -> None:
    sign = {"Ash": ASH_SIGN, "Bo": BO_SIGN}

    def turn(name: str) -> None:
        """The phone is handed over: the curtain, the own words, and the thread."""
        goes_behind(page, sign[name])
        steps.unlocks(page, lived.words[name])
        steps.opens_the_space(page, SPACE)
        page.goto(f"{page.url.rstrip('/')}/talk/holding/")

    turn("Ash")
    fill(page, "In your words", ASH)
    press(page, "Say it, and hear it back")
    page.goto("/curtain/")
    assert ASH not in page.locator("html").inner_text()
    turn("Bo")
    sees(page, ASH)
    fill(page, "In your words", BO)
    press(page, "This is what I heard")
    turn("Ash")
    sees(page, BO)
    fill(page, "In your words", CLEARER)
    press(page, "Make it clearer")
    turn("Bo")
    fill(page, "In your words", CLEARER)
    press(page, "This is what I heard")
    turn("Ash")
    press(page, "That is it")
    turn("Bo")
    fill(page, "In your words", "So would I.")
    press(page, "Say it")
    sees(page, "So would I.")
