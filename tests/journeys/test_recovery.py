"""A forgotten passphrase: the recovery code opens the account in another browser, the old keys are worthless."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import NEXT_WORDS, NO_FIT, SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import ASH_WORDS, press, sees, sees_heading


def test_a_recovery_code_opens_the_account_elsewhere_and_drops_the_other_devices(profile: OpenProfile) -> None:
    old, new = profile("old").new_page(), profile("new", phone=True).new_page()
    code = account.begins_the_house(old, "ash", ASH_WORDS)

    account.recovers(new, "ash", code, NEXT_WORDS)
    fresh = account.copies_the_recovery_code(new)
    sees_heading(new, "Us")

    assert fresh != code
    old.goto("/me/")
    sees_heading(old, "Sign in")
    for words in (ASH_WORDS, NEXT_WORDS):
        account.signs_in(old, "ash", words)
        sees(old, NO_FIT)
    new.goto("/me/devices/")
    sees(new, "This browser")
    expect(new.get_by_text("Another browser")).to_have_count(0)
    steps.exits(new)
    new.goto("/")
    steps.unlocks(new, NEXT_WORDS)
    sees_heading(new, "Us")


def test_a_used_code_opens_nothing_and_a_slip_in_one_is_said_without_trying_it(profile: OpenProfile) -> None:
    code = account.begins_the_house(profile("ash").new_page(), "ash", ASH_WORDS)
    account.recovers(profile("new").new_page(), "ash", code, NEXT_WORDS)
    page = profile("third").new_page()

    account.recovers(page, "ash", code[:-1] + ("2" if code[-1] != "2" else "3"), ASH_WORDS)
    sees(page, "Something in this code is not right. Please compare it group by group.")
    assert page.get_by_label("Recovery code").input_value()[:-1] == code[:-1]

    account.recovers(page, "ash", code, ASH_WORDS)
    sees(page, NO_FIT)


class TestInASpace:
    """What a recovery changes, and what not, where somebody has lived for a while."""

    @pytest.fixture
    def house(self, lived_in: House) -> House:
        return lived_in

    def test_nothing_can_be_loosened_for_a_day_while_tightening_works_at_once(
        self, profile: OpenProfile, house: House, lived: Lived
    ) -> None:
        before = account.comes_home(profile, lived, "Ash", browser="before")
        before.goto("/me/recovery/")
        steps.fill(before, "Your passphrase or six words, as they are now", lived.words["Ash"])
        press(before, "Make a new one")
        code = account.copies_the_recovery_code(before)
        before.goto("/")
        rows = steps.reads_the_map(before, SPACE)

        page = profile("new", phone=True).new_page()
        account.recovers(page, "Ash", code, NEXT_WORDS)
        account.copies_the_recovery_code(page)
        assert steps.reads_the_map(page, SPACE) == rows

        item = tightens_the_first(page)
        assert len(steps.reads_the_map(page, SPACE)) == len(rows) - 1

        states_it_again(page, item)
        house.advance(hours=13)
        assert not can_say_still_so(page), "loosened within a day of a recovery"
        house.advance(hours=12)
        assert can_say_still_so(page)
        steps.says_still_so(page, SPACE)


def tightens_the_first(page: Page) -> str:
    """Make the first thing on the open map unavailable; return its name."""
    row = page.locator(".map-row").first
    name = row.get_by_role("link").first.inner_text()
    steps.goes_on(page, row.get_by_role("button", name="Not any more"))
    sees(page, "It is not available any more, from now on.")
    return name


def states_it_again(page: Page, item: str) -> None:
    """State Trial on the first side of an item; it becomes a wish."""
    steps.opens_item(page, SPACE, item)
    steps.goes_on(page, page.get_by_role("link", name=re.compile("^State it")).first)
    page.get_by_role("radio", name="Trial").check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    press(page, "State it")
    sees_heading(page, item)


def can_say_still_so(page: Page) -> bool:
    """Whether, at this hour, a wish on the page of wishes can be raised."""
    page.goto("/")
    steps.unlocks(page, NEXT_WORDS)
    steps.opens(page, SPACE, "My wishes")
    return page.get_by_role("checkbox").count() > 0
