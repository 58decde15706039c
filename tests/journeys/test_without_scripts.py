"""A browser that runs no script: the main forms work, and Pause and Exit now too."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import press, sees_heading


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def test_signing_in_stating_a_position_pausing_and_exiting_need_no_script(profile: OpenProfile, lived: Lived) -> None:
    page = profile("plain", phone=True, java_script_enabled=False).new_page()
    account.signs_in(page, "Ash", lived.words["Ash"])
    sees_heading(page, "Us")

    rows = steps.reads_the_map(page, SPACE)
    steps.goes_on(page, page.locator(".map-row").first.get_by_role("link").first)
    steps.goes_on(page, page.get_by_role("link", name=re.compile("^State it")).first)
    page.get_by_role("radio", name=re.compile("^No")).check()
    press(page, "State it")
    steps.sees(page, "Written. It counts now")
    assert len(steps.reads_the_map(page, SPACE)) < len(rows)

    steps.at_hand(page).get_by_role("button", name="Grounding").click()
    expect(page.locator("#grounding")).to_be_visible()
    page.goto("/grounding/")
    sees_heading(page, "Grounding")
    steps.goes_on(page, steps.at_hand(page).get_by_role("button", name="Pause"))
    sees_heading(page, "Everything is paused")
    steps.at_hand(page).get_by_role("button", name="Exit now").click()
    expect(page).to_have_url(re.compile("/blank/$"))
    page.goto("/me/")
    steps.unlocks(page, lived.words["Ash"])
    sees_heading(page, "Mine")
