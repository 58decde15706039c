"""Two people in one browser: a curtain with signs and no names between them, and a pause that counts for both."""

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import follow, press, sees, sees_heading

ASH_SIGN, BO_SIGN = "boat", "kite"


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def page(profile: OpenProfile, lived: Lived) -> Page:
    """One browser in which Ash and then Bo signed in, each with a sign; Bo is unlocked."""
    page = account.comes_home(profile, lived, "Ash", browser="shared", phone=True)
    bo_comes_beside(page, lived)
    return page


def bo_comes_beside(page: Page, lived: Lived) -> None:
    """Ash, who is here, chooses a sign; then Bo signs in beside them, with another."""
    chooses_a_sign(page, ASH_SIGN)
    page.goto("/me/")
    follow(page, "Curtain")
    follow(page, "Somebody else signs in here")
    account.signs_in(page, "Bo", lived.words["Bo"])
    chooses_a_sign(page, BO_SIGN)


def chooses_a_sign(page: Page, sign: str) -> None:
    """Choose a sign for the curtain in the settings."""
    page.goto("/me/settings/")
    page.get_by_label("My sign at the curtain").select_option(label=sign)
    press(page, "Keep it so")
    sees(page, "It is kept.")


def goes_behind(page: Page, sign: str) -> None:
    """Go to the curtain and choose this sign."""
    page.goto("/curtain/")
    press(page, sign)
    sees_heading(page, "Locked")


def test_the_curtain_shows_signs_and_no_names_and_locks_whoever_was_there(page: Page, lived: Lived) -> None:
    page.goto("/curtain/")
    assert page.get_by_role("main").get_by_role("button").all_inner_texts() == [BO_SIGN, ASH_SIGN]
    shown = page.locator("html").inner_text()
    assert [name for name in ("Ash", "Bo", SPACE) if name in shown] == []

    goes_behind(page, ASH_SIGN)
    page.goto("/s/new/")
    steps.unlocks(page, lived.words["Ash"])
    page.goto("/me/")
    sees(page, "You sign in as Ash.")

    goes_behind(page, BO_SIGN)
    steps.fill(page, "Passphrase, or your six words", lived.words["Ash"])
    press(page, "Unlock")
    sees(page, account.NO_FIT)
    steps.unlocks(page, lived.words["Bo"])
    page.goto("/me/")
    sees(page, "You sign in as Bo.")


def test_a_pause_behind_the_locked_door_counts_for_both(page: Page, profile: OpenProfile, lived: Lived) -> None:
    steps.exits(page)
    page.goto("/")
    sees_heading(page, "Locked")

    steps.goes_on(page, steps.at_hand(page).get_by_role("button", name="Pause"))

    sees_heading(page, "Everything is paused")
    for name in ("Ash", "Bo"):
        elsewhere = account.comes_home(profile, lived, name)
        assert is_paused(elsewhere), f"{name} is not paused"
        elsewhere.goto("/pause/")
        follow(elsewhere, "See what would come back")
        press(elsewhere, "Lift my pause")
        assert not is_paused(elsewhere)


def test_a_pause_while_one_is_unlocked_is_theirs_alone(page: Page, profile: OpenProfile, lived: Lived) -> None:
    steps.goes_on(page, steps.at_hand(page).get_by_role("button", name="Pause"))

    sees_heading(page, "Everything is paused")
    assert is_paused(account.comes_home(profile, lived, "Bo"))
    assert not is_paused(account.comes_home(profile, lived, "Ash"))


def is_paused(page: Page) -> bool:
    """Whether the pages of this person say that everything is paused."""
    page.goto("/me/")
    sees_heading(page, "Mine")
    return page.get_by_role("banner").get_by_text("Everything is paused.").count() > 0
