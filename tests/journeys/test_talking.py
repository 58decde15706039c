"""A talk about an item in which one of two would lead, and a question that one of them does not want: it rests."""

import re

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
from tests.journeys.talking import About, Talk, heard_back

ITEM, NAME = "kneeling", "Kneeling"


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def opens(profile: OpenProfile, lived: Lived, report: Report) -> Talk:
    """Ash on a phone and Bo, in their space."""
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    steps.opens_the_space(ash, SPACE)
    eyes = {page: Reader(page, name, report) for name, page in (("ash", ash), ("bo", bo))}
    words = {ash: lived.words["Ash"], bo: lived.words["Bo"]}
    about = About(ITEM, NAME, {ash: "I follow", bo: "I lead"})
    return Talk(ash, bo, words, eyes, about, ash.url.rstrip("/").rpartition("/")[2], SPACE)


def test_two_people_talk_about_leading_and_one_question_rests(
    profile: OpenProfile, lived: Lived, house: House
) -> None:
    report = Report()
    talk = opens(profile, lived, report)
    both_would_talk(talk)
    heard_back(talk)
    suggests_own_words(talk, talk.bo)
    declined(talk)
    assert report.wrong == {}


def both_would_talk(talk: Talk) -> None:
    for page, side in talk.about.sides.items():
        talk.at(page, f"items/{ITEM}/")
        steps.reads_the_card(page)
        steps.states(page, steps.Stand(NAME, side, "Talk first"))
        sees(page, "Written. It counts now")
    follow(talk.ash, "Talk about it")
    sees(talk.ash, "Before one of you leads")
    sees(talk.ash, "Leaving: the room, the scene, the dynamic, the relationship, with no reason and at no price.")
    talk.eyes[talk.ash].reads("nothing yet")


def suggests_own_words(talk: Talk, page: Page) -> None:
    talk.at(page)
    follow(page, "Say it in my own words")
    sees(page, "It is suggested here, since one of you would lead.")
    talk.eyes[page].reads("own words suggested")


def declined(talk: Talk) -> None:
    """An ask about something that is not Talk first: it ends in the words of every end, and rests for whoever asked."""
    unasked = "talk/one-leads/"
    talk.at(talk.ash, unasked)
    fill(talk.ash, "In your words", "Would you like to talk about it?")
    press(talk.ash, "Say it")
    talk.at(talk.bo, unasked)
    press(talk.bo, "End this thread")
    sees(talk.bo, "Ended. Nobody owes a reason. It rests, for 90 days at most.")
    talk.at(talk.ash, unasked, look="rests")
    sees(talk.ash, "Nothing can be said here now. You need not answer, and nobody owes a reason.")
    assert not talk.ash.get_by_role("main").get_by_role("button", name=re.compile("^Say it")).all()
    talk.at(talk.bo, unasked)
    sees_heading(talk.bo, talk.ash.get_by_role("heading", level=1).inner_text())
    assert talk.bo.get_by_role("main").get_by_role("button", name="Say it", exact=True).is_visible()
