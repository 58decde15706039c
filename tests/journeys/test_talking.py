"""Two people talk until they agree: heard back, terms beside terms, two acts each, and the same in their own words.

And a question that one of them does not want: it ends, and rests.
"""

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

ITEM, NAME = "kneeling", "Kneeling"
SAID = "Each of us has said in our own words what was agreed"
KEPT, NOT_KEPT = "This condition is kept as things stand now.", "This condition is not kept yet."


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


class Talk:
    """Ash on a phone and Bo, in a space, with their eyes on every page of the talk."""

    def __init__(self, profile: OpenProfile, lived: Lived) -> None:
        self.report, self.lived = Report(), lived
        self.ash = account.comes_home(profile, lived, "Ash", phone=True)
        self.bo = account.comes_home(profile, lived, "Bo")
        self.eyes = {page: Reader(page, name, self.report) for name, page in (("ash", self.ash), ("bo", self.bo))}
        steps.opens_the_space(self.ash, SPACE)
        self.space = self.ash.url.rstrip("/").rpartition("/")[2]

    def at(self, page: Page, rest: str = f"talk/{ITEM}/", look: str = "") -> None:
        """Open a page of the space, and read it with sharp eyes if it has a name."""
        page.goto(f"/s/{self.space}/{rest}")
        if look:
            self.eyes[page].reads(look)

    def says(self, page: Page, button: str, words: str = "") -> None:
        """Press a button of the thread, with words or without."""
        self.at(page)
        if words:
            fill(page, "In your words", words)
        press(page, button)


def test_two_people_talk_until_they_agree_and_one_question_rests(
    profile: OpenProfile, lived: Lived, house: House
) -> None:
    talk = Talk(profile, lived)
    both_would_talk(talk)
    heard_back(talk)
    terms_beside_terms(talk)
    slept_on(talk, house)
    in_own_words(talk)
    declined(talk)
    assert talk.report.wrong == {}


def both_would_talk(talk: Talk) -> None:
    for page, side in ((talk.ash, "I follow"), (talk.bo, "I lead")):
        talk.at(page, f"items/{ITEM}/")
        steps.reads_the_card(page)
        steps.states(page, steps.Stand(NAME, side, "Talk first"))
        sees(page, "Written. It counts now")
    follow(talk.ash, "Talk about it")
    sees(talk.ash, "Before one of you leads")
    sees(talk.ash, "Leaving: the room, the scene, the dynamic, the relationship, with no reason and at no price.")
    talk.eyes[talk.ash].reads("nothing yet")


def heard_back(talk: Talk) -> None:
    talk.says(talk.ash, "Say it, and hear it back", "I would like to try it, and I do not want to be looked down on.")
    talk.says(talk.bo, "This is what I heard", "You want to kneel, and to be spoken to as always.")
    talk.says(talk.ash, "That is it")
    talk.says(talk.bo, "Say it", "So do I.")


def terms_beside_terms(talk: Talk) -> None:
    puts_down(talk, talk.ash, "I follow", "20")
    talk.at(talk.bo, look="one on the table")
    sees(talk.bo, "Your own statement goes less far. It can stay as it is.")
    puts_down(talk, talk.bo, "I lead", "10", SAID)
    talk.at(talk.ash, look="two on the table")
    for page, minutes in ((talk.ash, "10"), (talk.bo, "20")):
        talk.at(page)
        follow(page, "Look at it beside my own statement")
        talk.eyes[page].reads("taking it")
        assert page.get_by_label("At most how many minutes").input_value() == minutes
        assert not page.get_by_role("radio", checked=True).all()
        page.get_by_role("radio", name=re.compile("^Trial")).check()
        page.get_by_role("checkbox", name="At home", exact=True).check()
        press(page, "State it")
        sees(page, "Kept among your wishes; nobody sees it.")
    assert terms_of(talk) == ["Talk first"]


def puts_down(talk: Talk, page: Page, side: str, minutes: str, *conditions: str) -> None:
    talk.at(page)
    follow(page, "Put others beside it" if conditions else "Put terms down")
    page.get_by_role("radio", name=side, exact=True).check()
    page.get_by_role("radio", name="Trial", exact=True).check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    page.get_by_text("More terms", exact=True).click()
    fill(page, "At most how many minutes", minutes)
    for each in conditions:
        page.get_by_role("checkbox", name=each, exact=True).check()
    talk.eyes[page].reads("putting terms down")
    press(page, "Put it down")
    sees(page, "Put down. It asks, and changes nothing.")


def terms_of(talk: Talk) -> list[str]:
    """What is in force on the item, as Ash's map has it: its level and terms, without people and dates."""
    rows = [row for row in steps.reads_the_map(talk.ash, SPACE) if NAME in row]
    return [re.sub(rf" ?{NAME}| \| (Ash|Bo) \w+| \| Look.*", "", row) for row in rows]


def slept_on(talk: Talk, house: House) -> None:
    house.advance(hours=13)
    for page, name in ((talk.ash, "Ash"), (talk.bo, "Bo")):
        steps.comes_back(page, talk.lived.words[name])
        assert terms_of(talk) == ["Talk first"] if page is talk.ash else True
        talk.at(page, "wishes/")
        page.get_by_role("listitem").filter(has_text=NAME).get_by_role("checkbox").check()
        press(page, "Still so, for the chosen ones")
        sees(page, "Written, as you said it.")
    [row] = terms_of(talk)
    assert ("Trial" in row, "At most 10 minutes" in row, SAID in row) == (True, True, True)


def in_own_words(talk: Talk) -> None:
    for page, words in ((talk.ash, "I kneel for ten minutes at home."), (talk.bo, "Ash kneels, and I talk as always.")):
        talk.at(page)
        sees(page, NOT_KEPT)
        follow(page, "Say it in my own words")
        sees(page, "It is suggested here, since one of you would lead.")
        talk.eyes[page].reads("own words")
        fill(page, "What I understand we agreed", words)
        press(page, "This is what I understand")
        sees(page, "Written, apart. Nobody reads it before everybody has written.")
        talk.eyes[page].reads("own words written")
    talk.at(talk.ash, f"talk/{ITEM}/words/", look="everybody wrote")
    press(talk.ash, "Show mine, and read")
    for page in (talk.ash, talk.bo):
        talk.at(page, f"talk/{ITEM}/words/", look="read together")
        sees(page, "I kneel for ten minutes at home.")
        sees(page, "Ash kneels, and I talk as always.")
        press(page, "They mean the same")
    sees(talk.bo, KEPT)
    talk.at(talk.ash, look="agreed")
    sees(talk.ash, KEPT)


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
