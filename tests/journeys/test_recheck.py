"""A quarter of recheck-ins of two, and one of them is silent at the end: nothing opens, and every yes lapses."""

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

MONTH = 28


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def chooses_a_month(page: Page, eyes: Reader | None = None) -> None:
    steps.opens(page, SPACE, "Our rhythm")
    follow(page, "Choose mine")
    if eyes:
        eyes.reads("choosing")
    page.get_by_role("radio", name="An hour a month", exact=True).check()
    page.get_by_role("radio", name="Everything, one question a page", exact=True).check()
    press(page, "Show it")
    sees(page, "Shown to everybody here.")


def looks_again(page: Page, eyes: Reader, words: str) -> None:
    """Every page of the full form, up to what all may read."""
    steps.opens(page, SPACE, "Our rhythm")
    eyes.reads("rhythm")
    follow(page, "Look again")
    eyes.reads("beginning")
    steps.goes_on(page, page.get_by_role("button", name="Everything"))
    fill(page, "In your own words", f"{words}, quietly")
    eyes.reads("a question")
    press(page, "Keep it, and go on")
    keeps_what_is_due(page, eyes)
    follow(page, "Go on")
    for _question in range(3):
        follow(page, "Rather not say")
    fill(page, "What you would change", words)
    press(page, "Keep it, and go on")
    sees_heading(page, "To read together")
    page.get_by_role("checkbox", name=words).last.check()
    eyes.reads("what all may read")
    press(page, "Let it be read")
    sees(page, "Not everyone yet.")
    eyes.reads("waiting")
    follow(page, "Go on")
    eyes.reads("the next date")
    press(page, "End it for today")
    sees(page, "What you stated stands")


def takes_five_minutes(page: Page, words: str, eyes: Reader | None = None) -> None:
    """The items only, and a line for all."""
    steps.opens(page, SPACE, "Our rhythm")
    follow(page, "Look again")
    steps.goes_on(page, page.get_by_role("button", name="Five minutes"))
    keeps_what_is_due(page, eyes)
    follow(page, "Go on")
    fill(page, "In your own words", words)
    press(page, "Let it be read")
    sees(page, "Not everyone yet.")
    follow(page, "Go on")
    press(page, "End it for today")
    sees(page, "What you stated stands")


def keeps_what_is_due(page: Page, eyes: Reader | None) -> None:
    while page.get_by_role("heading", level=1, name="Nothing more is due").count() == 0:
        if eyes:
            eyes.reads("an item")
        steps.goes_on(page, page.get_by_role("button", name="Keep it"))
        sees(page, "Kept as it is, with a later review date.")


def at_the_texts(page: Page) -> None:
    steps.opens(page, SPACE, "Our rhythm")
    follow(page, "To read together")


def looks_until_it_opens(ash: Page, bo: Page) -> None:
    for page in (ash, bo):
        at_the_texts(page)
    for page in (ash, bo, ash, bo, ash):
        if page.get_by_role("button", name="Look again").count():
            press(page, "Look again")


def test_a_quarter_of_recheck_ins_with_one_partner_silent_at_the_end(
    house: House, profile: OpenProfile, lived: Lived
) -> None:
    report = Report()
    ash, bo = (account.comes_home(profile, lived, name, phone=name == "Ash") for name in ("Ash", "Bo"))
    eyes = Reader(ash, "ash", report)
    chooses_a_month(ash, eyes)
    chooses_a_month(bo)

    come_back(house, {ash: "Ash", bo: "Bo"}, lived)
    looks_again(ash, eyes, "In the first month, Ash")
    takes_five_minutes(bo, "In the first month, Bo")
    looks_until_it_opens(ash, bo)
    for page in (ash, bo):
        at_the_texts(page)
        sees(page, "One thing to change? In the first month, Ash")
        sees(page, "In the first month, Bo")
    eyes.reads("read together")

    come_back(house, {ash: "Ash"}, lived)
    takes_five_minutes(ash, "In the second month, Ash", eyes)
    assert "No longer available" not in on_the_map(ash)
    for _look in range(3):
        at_the_texts(ash)
        press(ash, "Look again")
        sees(ash, "Not everyone yet.")
    come_back(house, {ash: "Ash"}, lived)
    at_the_texts(ash)
    sees(ash, "Not everyone yet.")
    assert "No longer available" in on_the_map(ash)
    assert report.wrong == {}


def come_back(house: House, people: dict[Page, str], lived: Lived, days: int = MONTH) -> None:
    """A month later each signs in again, for their sign-in is over by then."""
    house.advance(days=days)
    for page, name in people.items():
        account.signs_in(page, name, lived.words[name])
        sees_heading(page, "Us")


def on_the_map(page: Page) -> str:
    """The headings of the map."""
    steps.opens(page, SPACE, "Consent map")
    return " ".join(page.get_by_role("main").get_by_role("heading", level=2).all_inner_texts())
