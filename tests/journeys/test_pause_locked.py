"""A No needs only a signed-in device: pausing and tightening while locked, and what comes back when it is lifted."""

import re

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def test_a_locked_device_pauses_everything_and_lifting_shows_what_comes_back(
    profile: OpenProfile, lived: Lived
) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    rows = steps.reads_the_map(ash, SPACE)
    steps.exits(ash)
    ash.goto("/me/")
    steps.sees_heading(ash, "Locked")

    steps.goes_on(ash, steps.at_hand(ash).get_by_role("button", name="Pause"))
    steps.sees_heading(ash, "Everything is paused")
    assert SPACE not in ash.locator("body").inner_text()
    assert in_force(steps.reads_the_map(bo, SPACE)) == []

    steps.follow(ash, "Unlock, to see what would come back")
    steps.unlocks(ash, lived.words["Ash"])
    steps.sees_heading(ash, "Your pause on everything")
    assert coming_back(ash) == names(in_force(rows))
    steps.press(ash, "Lift my pause")
    steps.sees(ash, "Your pause is lifted.")
    assert steps.reads_the_map(ash, SPACE) == rows
    assert steps.reads_the_map(bo, SPACE) == rows


def test_a_no_pressed_while_locked_pauses_at_once_and_is_shown_again(
    profile: OpenProfile, lived: Lived, house: House
) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    rows = steps.reads_the_map(ash, SPACE)
    item = names(rows)[0]
    house.advance(hours=1)

    steps.goes_on(ash, ash.get_by_role("button", name=steps.named(f"Not any more: {item}")).first)
    steps.sees_heading(ash, "Locked")
    steps.sees(ash, "It is paused already. What you pressed is sealed")
    steps.comes_back(bo, lived.words["Bo"])
    assert in_force(steps.reads_the_map(bo, SPACE)) == []

    steps.unlocks(ash, lived.words["Ash"])
    steps.sees_heading(ash, "What you typed while it was locked")
    steps.sees(ash, item)
    steps.press(ash, "Send it now")
    steps.sees(ash, "It is not available any more, from now on.")
    steps.sees(ash, "Your pause holds here")

    steps.follow(ash, "See what would come back")
    left = [row for row in rows if item not in row]
    assert coming_back(ash) == names(in_force(left))
    steps.press(ash, "Lift my pause")
    steps.sees(ash, "Your pause is lifted.")
    assert steps.map_rows(ash) == left
    assert steps.reads_the_map(bo, SPACE) == left


def in_force(rows: list[str]) -> list[str]:
    """The rows of a map without the limits that somebody told: those stand through every pause."""
    return [row for row in rows if not row.startswith("Off-limits")]


def names(rows: list[str]) -> list[str]:
    """The items of rows of a map."""
    return [re.sub("^(Agreed|Trial|Talk first) ", "", row.split(" | ")[0]) for row in rows]


def coming_back(page: Page) -> list[str]:
    """The items that the page says would come back, in order."""
    return page.locator(".row-name").get_by_role("link").all_inner_texts()
