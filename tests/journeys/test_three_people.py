"""Three people: one list, one invitation each, an introduction, one map; one tightens, one leaves; two go on beside."""

import re

from playwright.sync_api import Page

from tests.journeys import circle_steps as circle
from tests.journeys import steps
from tests.journeys.conftest import OpenProfile
from tests.journeys.server import House
from tests.journeys.steps import ASH_WORDS, BO_WORDS, Stand
from tests.journeys.test_empty_machine_to_map import at_noon
from tests.journeys.test_tightening import OWES, names_of, news_of, not_any_more

WORDS = (ASH_WORDS, BO_WORDS, circle.CAM_WORDS)
TWO = "Thursdays"
HOLDING = Stand("Holding each other", "Together", "Yes")
EYES = Stand("Long eye contact", "Together", "Talk first")
GIVES, RECEIVES = (Stand("Massage", side, "Talk first") for side in ("I give", "I receive"))


def test_three_people_come_to_one_map_and_two_of_them_go_on_beside_it(profile: OpenProfile, house: House) -> None:
    at_noon(house)
    three = circle.three_people(profile)
    two_of_them(three.ash, three.cam)
    for page, stands in zip(
        three.pages, ((HOLDING, EYES, GIVES), (HOLDING, EYES, RECEIVES), (HOLDING, RECEIVES)), strict=True
    ):
        steps.states_all(page, three.space, stands)
    for page in (three.ash, three.cam):
        steps.states_all(page, TWO, (EYES,))
    beside = steps.reads_the_map(three.ash, TWO)
    assert [row.partition(" | Look")[0] for row in beside] == [
        "Talk first Long eye contact | Ash together | Cam together"
    ]

    house.advance(hours=13)
    for page, words in zip(three.pages, WORDS, strict=True):
        steps.comes_back(page, words)
        assert steps.says_still_so(page, three.space) == 1
    maps = [steps.reads_the_map(page, three.space) for page in three.pages]
    assert maps[0] == maps[1] == maps[2]
    assert [row.partition(" | Where")[0].partition(" | Look")[0] for row in maps[0]] == [
        "Agreed Holding each other | Ash together | Bo together | Cam together",
        "Talk first Massage | Ash gives | Bo receives | Cam receives",
    ]

    steps.opens(three.bo, three.space, "Decks")
    steps.sees(three.bo, "Decks are answered in pairs.")
    not_any_more(three.cam, "Holding each other")
    for page in (three.ash, three.bo):
        steps.reads_the_map(page, three.space)
        assert names_of(page) == ["Massage"]
        assert news_of(page) == ["Holding each other"]
        steps.sees(page, OWES)

    steps.opens_the_space(three.bo, three.space)
    steps.follow(three.bo, "Leave this space")
    steps.press(three.bo, "Leave this space")
    steps.sees_heading(three.bo, "Us")
    for page in (three.ash, three.cam):
        page.goto("/")
        steps.sees(page, "This space has ended. Nothing of it is in force.")
        assert steps.reads_the_map(page, TWO) == beside
    a_deck_of_two(three.ash, three.cam, house)


def a_deck_of_two(ash: Page, cam: Page, house: House) -> None:
    """Decks are answered in pairs: Ash and Cam have one in the space of these two."""
    steps.opens(ash, TWO, "Decks")
    steps.follow(ash, "Propose a deck")
    ash.get_by_role("radio", name=re.compile("^Closeness")).check()
    ash.get_by_role("radio", name="In two days", exact=True).check()
    steps.press(ash, "Propose it")
    steps.opens(cam, TWO, "Decks")
    steps.press(cam, "Take it up")
    for page in (ash, cam):
        steps.opens(page, TWO, "Decks")
        steps.follow(page, "Answer it")
        steps.follow(page, "Holding each other")
        page.get_by_text("Willing", exact=True).click()
        steps.press(page, "Keep it")
        steps.press(page, "Seal it")
    for hours in (1, 1, 47):
        house.advance(hours=hours)
        steps.comes_back(ash, ASH_WORDS)
        steps.comes_back(cam, circle.CAM_WORDS)
    for page in (ash, cam):
        steps.opens(page, TWO, "Decks")
        assert page.locator("#found ~ .rows .row-name").all_inner_texts() == ["Holding each other"]


def two_of_them(ash: Page, cam: Page) -> None:
    """Ash and Cam make a space of their own beside it."""
    ash.goto("/")
    steps.follow(ash, "Make another space for two")
    steps.fill(ash, "What you call this space", TWO)
    steps.fill(ash, "The name you go by here", "Ash")
    steps.press(ash, "Make this space")
    steps.sees_heading(ash, TWO)
    words = steps.makes_an_invitation(ash)
    steps.reads_the_invitation(cam, words)
    steps.joins(cam, TWO, "Cam")
    steps.begins(ash, "Cam")
