"""A disagreement ends well: two say what they would like, what matters, find a way to try, and leave it at that."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.reading import Reader, Report
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, press, sees, sees_heading

TITLE = "Weekends away"
DIFFERENTLY = "Where you see it differently"
LIKES = {"Ash": "Going somewhere every other weekend.", "Bo": "Staying at home this year."}
MATTERS = {"Ash": "Being out of the house, and together.", "Bo": "Sleeping in my own bed."}
WAY = "A whole day out, and home for the night."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def at_it(page: Page) -> None:
    steps.opens(page, SPACE, "Talk")
    follow(page, DIFFERENTLY)
    follow(page, TITLE)


def writes(page: Page, words: str, button: str) -> None:
    fill(page, "In your words", words)
    press(page, button)


def test_a_disagreement_ends_in_a_small_trial(house: House, profile: OpenProfile, lived: Lived) -> None:
    report = Report()
    ash, bo = (account.comes_home(profile, lived, name, phone=name == "Ash") for name in ("Ash", "Bo"))
    eyes, both = Reader(ash, "ash", report), {"Ash": ash, "Bo": bo}
    names_it(ash, eyes)
    for said, button in ((LIKES, "This is what I would like"), (MATTERS, "This is what matters to me")):
        each_says_it_apart(both, said, button, eyes)
    finds_a_way(ash, bo, eyes)
    chooses_a_day(ash, eyes)
    for page in (ash, bo):
        at_it(page)
        press(page, "Leave it at this for now")
    sees(bo, "Noted: you would leave it.")
    steps.opens(bo, SPACE, "Talk")
    follow(bo, DIFFERENTLY)
    sees(bo, "Put away. It can begin again.")
    assert report.wrong == {}


def names_it(page: Page, eyes: Reader) -> None:
    steps.opens(page, SPACE, "Talk")
    follow(page, DIFFERENTLY)
    eyes.reads("the list")
    follow(page, "Name something yourself")
    fill(page, "What you see differently, in a few words", TITLE)
    eyes.reads("naming it")
    press(page, "Say it")
    sees_heading(page, TITLE)


def each_says_it_apart(both: dict[str, Page], said: dict[str, str], button: str, eyes: Reader) -> None:
    """Nobody reads the other's before both have written."""
    for name, page in both.items():
        at_it(page)
        writes(page, said[name], button)
        if name == "Ash":
            sees(page, "Yours is kept.")
            eyes.reads(button)
    for page in both.values():
        at_it(page)
        for words in said.values():
            sees(page, words)


def finds_a_way(ash: Page, bo: Page, eyes: Reader) -> None:
    """Bo puts one down that both would try, and neither learns it of the other before both have said so."""
    writes(bo, WAY, "Put it down as a way")
    at_it(ash)
    steps.goes_on(ash, ash.get_by_role("main").get_by_role("button", name="I would try this"))
    sees(ash, "You would try this. Only you see that.")
    eyes.reads("a way")
    at_it(bo)
    assert bo.get_by_text("Everybody would try this.").count() == 0
    steps.goes_on(bo, bo.get_by_role("main").get_by_role("button", name="I would try this"))
    for page in (ash, bo):
        at_it(page)
        sees(page, "Everybody would try this.")
    eyes.reads("a small trial")


def chooses_a_day(page: Page, eyes: Reader) -> None:
    """The day stands among the own dates, under neutral words."""
    follow(page, "Choose a day on which you look at it again")
    day = datetime.now(tz=UTC).date() + timedelta(days=120)
    page.get_by_label("A date of my own").fill(day.isoformat())
    press(page, "Keep it")
    sees(page, str(day.year))
    eyes.reads("a day of one's own")
