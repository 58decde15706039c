"""Before a scene: a plan made alone, looked at, rehearsed, said yes to or not today; on two phones, or on one."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.reading import Reader, Report
from tests.journeys.scene_steps import comes, is_over, presses, seeded, shows
from tests.journeys.server import House
from tests.journeys.steps import follow, press, sees


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def at_the_plan(page: Page) -> None:
    steps.opens(page, SPACE, "Scenes")


def makes_a_plan(page: Page, eyes: Reader, carried_by: str) -> None:
    """Four steps, and the one button."""
    at_the_plan(page)
    follow(page, "Make a plan")
    follow(page, "Say it: What is in it")
    page.get_by_role("spinbutton").first.fill("1")
    eyes.reads("what")
    press(page, "Keep it, then: Where and how long")
    page.get_by_role("radio", name="At home").check()
    steps.fill(page, "How long, in minutes", "60")
    page.get_by_role("radio", name=re.compile("20 minutes")).check()
    page.get_by_role("radio", name="Nobody in particular").check()
    eyes.reads("when")
    press(page, "Keep it, then: Words and signs")
    page.get_by_label(re.compile("^A word")).first.fill("ember")
    page.get_by_label(re.compile("^A sign")).first.fill("drops the keys")
    eyes.reads("words")
    press(page, "Keep it, then: What is ready")
    for person in page.get_by_role("radio", name=carried_by, exact=True).all():
        person.check()
    eyes.reads("ready")
    press(page, "Keep it")
    eyes.reads("draft")
    press(page, "Put it on the table")
    sees(page, "On the table.")


def says_yes(page: Page, eyes: Reader | None = None) -> None:
    """Look at it, and say that everything holds."""
    follow(page, "Look at it, and say yes or not today")
    for yes in page.get_by_role("radio", name="Yes", exact=True).all():
        yes.check()
    if eyes is not None:
        eyes.reads("yes")
    press(page, "Yes, for now")
    sees(page, "Said, for now.")


def test_two_people_from_nothing_to_a_scene_that_begins(profile: OpenProfile, lived: Lived) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    report = Report()
    eyes = Reader(ash, "ash", report)
    makes_a_plan(ash, eyes, "With a device of their own")
    at_the_plan(bo)
    sees(bo, "Put here by Ash")
    press(bo, "Begin a rehearsal with this device")
    at_the_plan(ash)
    press(ash, "Join the rehearsal with this device")
    shows(bo, "One of you: press red now.")
    presses(bo, "Red")
    for page in (ash, bo):
        is_over(page)
        shows(page, "Every device has shown it.")
    for page in (ash, bo):
        at_the_plan(page)
        press(page, "Note it for me")
    says_yes(ash, eyes)
    says_yes(bo)
    follow(ash, "Something is newer here. Look again")
    sees(ash, "Everybody has said yes for now.")
    eyes.reads("ready to begin")
    press(bo, "Begin")
    for page in (ash, bo):
        shows(page, "nothing pressed yet")
    assert report.wrong == {}


def test_not_today_ends_it_for_both_in_the_same_words_whatever_did_not_hold(
    profile: OpenProfile, lived: Lived, tmp_path: Path
) -> None:
    planned = seeded(lived, tmp_path / "planned", "tabled")
    house = planned.again(tmp_path / "copy")
    house.start()
    try:
        pair = comes(
            lambda *names, **how: profile(*names, **how, base_url=house.url),
            house,
            planned,
            at=f"/s/{planned.cookies['space']}/plan/",
        )
        ash, bo = pair.both
        says_yes(ash)
        follow(bo, "Look at it, and say yes or not today")
        for yes in bo.get_by_role("radio", name="Yes", exact=True).all():
            yes.check()
        bo.get_by_role("radio", name="Not today", exact=True).last.check()
        press(bo, "Yes, for now")
        sees(bo, "Not today. Nothing was spent, and nobody owes a reason.")
        follow(ash, "Something is newer here. Look again")
        sees(ash, "It was not today, or the plan was taken off. Nobody owes a reason.")
    finally:
        house.stop()


def test_one_phone_for_both_with_a_curtain_between_and_its_red_is_everybodys(
    profile: OpenProfile, lived: Lived
) -> None:
    phone = account.comes_home(profile, lived, "Ash", phone=True)
    makes_a_plan(phone, Reader(phone, "ash", Report()), "With the one that is shared")
    press(phone, "Begin a rehearsal with this device")
    presses(phone, "Red")
    is_over(phone)
    shows(phone, "Every device has shown it.")
    at_the_plan(phone)
    press(phone, "Note it for me")
    says_yes(phone)
    steps.exits(phone)
    account.signs_in(phone, "Bo", lived.words["Bo"])
    at_the_plan(phone)
    press(phone, "Note it for me")
    says_yes(phone)
    press(phone, "Begin")
    shows(phone, "nothing pressed yet")
    assert phone.get_by_text("My limits").count() == 0
    presses(phone, "Red")
    is_over(phone)
    shows(phone, "The scene is over. Nobody owes a reason.")
