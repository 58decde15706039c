"""The stop code: eleven words on paper that pause everything of somebody's, typed in a browser that nobody has used."""

import pytest
from playwright.sync_api import Page, expect

from ownaccord.lib.words import wordlist
from ownaccord.vault.recovery import to_words
from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House

READ = "If it belongs to an account here, everything of that account is paused now."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def test_a_stop_code_pauses_everything_from_a_browser_that_nobody_has_used(profile: OpenProfile, lived: Lived) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    rows = in_force(bo)
    paper = makes_a_stop_code(ash)
    stranger = profile("third", phone=True).new_page()

    types_the_stop_code(stranger, with_a_slip(paper))
    steps.sees(stranger, "A word is wrong. Nothing is paused yet.")
    assert stranger.get_by_label("The eleven words").input_value() == with_a_slip(paper)
    assert in_force(bo) == rows != []

    steps.fill(stranger, "The eleven words", paper)
    steps.press(stranger, "Pause everything")
    steps.sees(stranger, READ)

    assert in_force(bo) == []
    assert in_force(ash) == []
    expect(ash.get_by_role("banner").get_by_text("Everything is paused.")).to_be_visible()
    expect(bo.get_by_text("paused")).to_have_count(0)


def test_a_code_that_belongs_to_nobody_is_answered_alike_and_pauses_nobody(profile: OpenProfile, lived: Lived) -> None:
    ash = account.comes_home(profile, lived, "Ash")
    rows = in_force(ash)
    paper = makes_a_stop_code(ash)
    stranger = profile("third").new_page()

    types_the_stop_code(stranger, " ".join(to_words(bytes(range(16)), wordlist())))
    steps.sees(stranger, READ)
    answered = everything_on(stranger)
    assert in_force(ash) == rows != []

    types_the_stop_code(stranger, paper)
    steps.sees(stranger, READ)
    assert everything_on(stranger) == answered
    assert in_force(ash) == []


def in_force(page: Page) -> list[str]:
    """What the map says now, without the limits that somebody told: those stand through every pause."""
    return [row for row in steps.reads_the_map(page, SPACE) if not row.startswith("Off-limits")]


def makes_a_stop_code(page: Page) -> str:
    """Make a stop code from one's own pages; return the words on the paper."""
    page.goto("/me/")
    steps.follow(page, "Stop code")
    return steps.takes_a_stop_code(page)


def types_the_stop_code(page: Page, words: str) -> None:
    """Find the way from the first page to where a stop code is typed, and type it."""
    page.goto("/")
    steps.goes_on(page, steps.at_hand(page).get_by_role("link", name="Pause"))
    steps.sees_heading(page, "Pause with a stop code")
    steps.fill(page, "The eleven words", words)
    steps.press(page, "Pause everything")


def with_a_slip(words: str) -> str:
    """The same words with the third one taken for another of the list."""
    typed = words.split()
    typed[2] = "abacus" if typed[2] != "abacus" else "zoom"
    return " ".join(typed)


def everything_on(page: Page) -> tuple[str, str | None]:
    """The address of a page and all of its words, shown or not."""
    return page.url, page.locator("body").text_content()
