"""A ladder of three steps by two people: shown by one, taken over by the other, each step after everybody asked."""

import json

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, press, sees

ITEM = "kneeling"
YET = "Not available yet."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def writes_three_steps(page: Page, where: str) -> None:
    """A little longer each time; it is about who leads, so it says what ends it and when all of it is looked at."""
    page.goto(where)
    for number, minutes in enumerate(("5", "10", "20")):
        follow(page, "Add a step at the end" if number else "Write the first step")
        page.get_by_role("checkbox", name="At home").check()
        fill(page, "At most how many minutes", minutes)
        if not number:
            fill(page, "What ends it at once, for anybody", "the red scarf")
            page.get_by_label("When I look at all of it again").select_option("90")
        press(page, "Keep this step")
        sees(page, "Kept as the last step, for you alone.")


def reads_the_card(page: Page, space: str) -> None:
    page.goto(f"/s/{space}/items/{ITEM}/")
    press(page, "I've read this")


def asks(page: Page, where: str, number: int) -> None:
    page.goto(where)
    press(page, "Ask for the next step" if number > 1 else "Ask for the first step")
    sees(page, "Asked for.")


def says_still_so(page: Page, words: str, space: str) -> None:
    steps.comes_back(page, words)
    page.goto(f"/s/{space}/wishes/")
    page.get_by_role("checkbox").first.check()
    press(page, "Still so, for the chosen ones")
    sees(page, "Written, as you said it.")


def both_debriefed(house: House, *people: Page) -> None:
    jars = [json.dumps({each["name"]: each["value"] for each in page.context.cookies()}) for page in people]
    house.does("tests.journeys.debrief_seed", ITEM, *jars)


def test_three_steps_each_opens_when_both_have_asked(profile: OpenProfile, house: House, lived: Lived) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    steps.opens_the_space(ash, SPACE)
    space = ash.url.rstrip("/").rpartition("/")[2]
    leads, follows = (f"/s/{space}/steps/{ITEM}/{side}/" for side in ("lead", "follow"))
    writes_three_steps(ash, leads)
    press(ash, "Show these steps here")
    bo.goto(f"/s/{space}/steps/")
    sees(bo, "the red scarf")
    press(bo, "Use these: I follow")
    for page in (ash, bo):
        reads_the_card(page, space)

    for number in (1, 2, 3):
        asks(ash, leads, number)
        asks(bo, follows, number)
        house.advance(hours=13)
        says_still_so(ash, lived.words["Ash"], space)
        ash.goto(leads)
        sees(ash, f"You are on step {number}")
        sees(ash, YET)
        says_still_so(bo, lived.words["Bo"], space)
        bo.goto(follows)
        sees(bo, "It is available now.")
        sees(bo, "after your own debrief of this one" if number < 3 else f"You are on step {number}")
        if number < 3:
            both_debriefed(house, ash, bo)

    ash.goto(leads)
    press(ash, "One step down")
    sees(ash, "You are on step 2")
    bo.goto(f"/s/{space}/items/{ITEM}/")
    sees(bo, "At most 10 minutes")
