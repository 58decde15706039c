"""Alone for a week, then together: a deck from the proposal to an agreement, and three that came to nothing."""

import re

from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps, talking
from tests.journeys.conftest import OpenProfile
from tests.journeys.reading import Reader, Report
from tests.journeys.server import House
from tests.journeys.steps import ASH_WORDS, BO_WORDS, Two, follow, makes_an_account, press, sees
from tests.journeys.test_empty_machine_to_map import at_noon

HOLDING, MASSAGE, EYES = "Holding each other", "Massage", "Long eye contact"


class Pair:
    """Ash and Bo with their eyes on every page of a deck."""

    def __init__(self, two: Two, house: House, report: Report) -> None:
        self.two, self.house = two, house
        self.eyes = {"ash": Reader(two.ash, "ash", report), "bo": Reader(two.bo, "bo", report)}
        self.labels = {two.ash: two.ash_space, two.bo: two.bo_space}

    def at_the_decks(self, page: Page, words: str, look: str = "") -> None:
        """Open the page of the decks, which says this."""
        steps.opens(page, self.labels[page], "Decks")
        sees(page, words)
        if look:
            self.eyes["ash" if page is self.two.ash else "bo"].reads(look)

    def visit(self, times: int = 1, hours: int = 1) -> None:
        """Both come back after a while and unlock, so often."""
        for _time in range(times):
            self.house.advance(hours=hours)
            for page, words in ((self.two.ash, ASH_WORDS), (self.two.bo, BO_WORDS)):
                steps.comes_back(page, words)

    def between(self, deck: str, when: str) -> None:
        """Ash proposes a deck, and Bo takes it up."""
        proposes(self, self.two.ash, deck, when)
        self.at_the_decks(self.two.bo, f"On the table: {deck}")
        press(self.two.bo, "Take it up")
        sees(self.two.bo, "You answer it now, each apart.")


def proposes(pair: Pair, page: Page, deck: str, when: str) -> None:
    pair.at_the_decks(page, "What is found permits nothing")
    follow(page, "Propose a deck")
    page.get_by_role("radio", name=re.compile(f"^{deck}")).check()
    page.get_by_role("radio", name=when, exact=True).check()
    press(page, "Propose it")
    sees(page, "On the table. The other sees it the next time they look here, and owes no answer.")


def answers(page: Page, item: str, **sides: str) -> None:
    """Say on the deck's page what one feels about an item."""
    follow(page, item)
    for side, words in sides.items():
        group = page.get_by_role("group", name=side.replace("_", " "), exact=True)
        group.get_by_text(words, exact=True).click()
    press(page, "Keep it")


def test_alone_for_a_week_and_then_together_with_decks(profile: OpenProfile, house: House) -> None:
    at_noon(house)
    report, bo = Report(), profile("bo").new_page()
    account.begins_the_house(bo, "bo", BO_WORDS)
    alone_for_a_week(bo, house)
    pair = Pair(together(profile, bo), house, report)

    from_the_proposal_to_the_talk(pair)
    from_the_match_to_an_agreement(pair)
    pair.visit(hours=14 * 24)
    taken_back(pair)
    one_never_seals(pair)
    sealed_without_answers(pair)
    assert report.wrong == {}


def alone_for_a_week(bo: Page, house: House) -> None:
    bo.goto("/me/about/tells/")
    bo.get_by_text("I go quiet", exact=True).click()
    press(bo, "Keep it")
    bo.goto("/me/interest/")
    follow(bo, "Connection")
    press(bo, "Yes, ask me")
    answers(bo, MASSAGE, I_give="Into it")
    house.advance(hours=7 * 24)
    steps.comes_back(bo, BO_WORDS)
    bo.goto("/me/about/tells/")
    assert bo.get_by_role("checkbox", name="I go quiet", exact=True).is_checked()


def together(profile: OpenProfile, bo: Page) -> Two:
    two = Two(profile("ash", phone=True).new_page(), bo)
    steps.makes_a_space(bo, two.bo_space, "Bo")
    words = steps.makes_an_invitation(bo)
    steps.reads_the_invitation(two.ash, words)
    follow(two.ash, "Make an account")
    makes_an_account(two.ash, "ash", ASH_WORDS)
    steps.joins(two.ash, two.ash_space, "Ash")
    steps.begins(bo, "Ash")
    return two


def from_the_proposal_to_the_talk(pair: Pair) -> None:
    ash, bo = pair.two.ash, pair.two.bo
    pair.at_the_decks(ash, "Nothing is on the table.", "empty")
    follow(ash, "Propose a deck")
    pair.eyes["ash"].reads("propose")
    press(ash, "Propose it")
    sees(ash, "Choose a deck.")
    pair.eyes["ash"].reads("with errors", 422)
    proposes(pair, ash, "Closeness", "In three days")
    pair.eyes["ash"].reads("proposed")
    pair.at_the_decks(bo, "On the table: Closeness", "offered")
    press(bo, "Take it up")
    pair.eyes["bo"].reads("open")
    follow(bo, "Answer it")
    sees(bo, "I give: Into it")
    answers(bo, HOLDING, Together="Curious")
    pair.eyes["bo"].reads("answers")
    press(bo, "Seal it")
    pair.eyes["bo"].reads("sealed")
    pair.at_the_decks(ash, "Both of you took it up.")
    follow(ash, "Answer it")
    answers(ash, HOLDING, Together="Willing")
    answers(ash, MASSAGE, I_receive="Unsure")
    answers(ash, EYES, Together="A limit")
    sees(ash, "nobody else knows of it unless you tell them")
    pair.eyes["ash"].reads("limit")
    follow(ash, "The deck")
    answers(ash, MASSAGE, I_receive="Willing")
    press(ash, "Seal it")
    sees(ash, "also not whether the other has sealed")
    pair.visit(2)
    for page in (ash, bo):
        pair.at_the_decks(page, "Sealed: Closeness")
    pair.visit(hours=73)
    opened_for_both(pair)


def opened_for_both(pair: Pair) -> None:
    ash, bo = pair.two.ash, pair.two.bo
    pair.at_the_decks(ash, "Found in common: Closeness", "found")
    sees(ash, "Everything that you said yes to was found in common")
    pair.at_the_decks(bo, "Found in common: Closeness", "found")
    for page in (ash, bo):
        assert page.locator("#found ~ .rows .row-name").all_inner_texts() == [HOLDING, MASSAGE]
    pair.at_the_decks(ash, "I receive · Bo gives")
    press(ash, f"Talk first: {MASSAGE}")
    sees(ash, "You have said that it can be talked about.")
    pair.eyes["ash"].reads("found in common")
    assert steps.reads_the_map(bo, pair.labels[bo]) == []
    pair.at_the_decks(bo, "I give · Ash receives")
    press(bo, f"Talk first: {MASSAGE}")
    pair.at_the_decks(bo, "You have said that it can be talked about.")
    rows = steps.reads_the_map(ash, pair.labels[ash])
    assert [row.partition(" | Look")[0] for row in rows] == ["Talk first Massage | Ash receives | Bo gives"]


def from_the_match_to_an_agreement(pair: Pair) -> None:
    """What was found in common becomes a trial: in a thread, heard back, on terms of both, slept on, in own words."""
    ash, bo = pair.two.ash, pair.two.bo
    steps.opens_the_space(ash, pair.labels[ash])
    talk = talking.Talk(
        ash, bo, {ash: ASH_WORDS, bo: BO_WORDS}, {ash: pair.eyes["ash"], bo: pair.eyes["bo"]},
        talking.About("massage", MASSAGE, {ash: "I receive", bo: "I give"}),
        ash.url.rstrip("/").rpartition("/")[2], pair.labels[ash],
    )  # fmt: skip
    for page in talk.both:
        talk.at(page, "items/massage/")
        steps.reads_the_card(page)
    follow(ash, "Talk about it")
    talking.heard_back(talk)
    talking.terms_beside_terms(talk)
    talking.slept_on(talk, pair.house)
    talking.in_own_words(talk)


def taken_back(pair: Pair) -> None:
    pair.between("Words", "In two days")
    pair.at_the_decks(pair.two.ash, "Both of you took it up.")
    press(pair.two.ash, "Take it back")
    for page in (pair.two.ash, pair.two.bo):
        pair.at_the_decks(page, "Not on the table any more: Words", "gone")


def one_never_seals(pair: Pair) -> None:
    pair.between("Words", "In two days")
    pair.at_the_decks(pair.two.ash, "Both of you took it up.")
    press(pair.two.ash, "Seal without answers")
    pair.visit(2, hours=26)
    for page in (pair.two.ash, pair.two.bo):
        pair.at_the_decks(page, "It did not complete: Words", "incomplete")
        press(page, "Put it away")


def sealed_without_answers(pair: Pair) -> None:
    pair.between("Words", "In two days")
    for page in (pair.two.ash, pair.two.bo):
        pair.at_the_decks(page, "Both of you took it up.")
        press(page, "Seal without answers")
    pair.visit(2)
    pair.visit(hours=49)
    for page in (pair.two.ash, pair.two.bo):
        pair.at_the_decks(page, "Nothing was found in common this time.", "nothing")
