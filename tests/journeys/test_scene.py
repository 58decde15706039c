"""A scene that runs: signals, a red that arrives whatever breaks, what is withdrawn, and what comes after."""

import os
import re
import signal as signals
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.reading import Reader, Report
from tests.journeys.scene_steps import LOST, Pair, Seeded, comes, is_green, is_over, presses, seeded, shows
from tests.journeys.server import House


@pytest.fixture(scope="module")
def begun(lived: Lived, tmp_path_factory: pytest.TempPathFactory) -> Seeded:
    """A scene of Ash and Bo that runs."""
    return seeded(lived, tmp_path_factory.mktemp("begun"), "running")


@pytest.fixture
def house(begun: Seeded, tmp_path: Path) -> Iterator[House]:
    """A copy of it."""
    here = begun.again(tmp_path)
    here.start()
    yield here
    here.stop()


@pytest.fixture
def pair(profile: OpenProfile, house: House, begun: Seeded) -> Pair:
    """Both have it on their devices."""
    return comes(profile, house, begun)


def test_green_yellow_a_check_in_and_a_close_lead_into_aftercare(pair: Pair) -> None:
    ash, bo = pair.both
    for page in pair.both:
        shows(page, "nothing pressed yet")
        presses(page, "Green")
    for page in pair.both:
        shows(page, "Everybody is green.")
    presses(bo, "Yellow")
    shows(ash, "Bo: yellow")
    presses(bo, "Green")
    shows(ash, "Everybody is green.")
    pair.house.advance(hours=0.4)
    shows(ash, "Pause and check in.")
    assert not is_green(ash)
    bo.get_by_role("button", name="We have checked in").click()
    shows(ash, "Everybody is green.")
    ash.get_by_text("Close the scene").click()
    ash.get_by_role("button", name="Close it, for everybody").click()
    for page in pair.both:
        expect(page.get_by_role("heading", level=1, name="It is over.")).to_be_visible()
    if ash.get_by_role("link", name="Unlock").count():
        steps.follow(ash, "Unlock")
        steps.unlocks(ash, pair.words["Ash"])
    steps.follow(ash, "Afterwards")
    steps.sees(ash, "How am I now?")


def test_a_red_without_a_network_shows_at_once_is_told_later_over_a_reload_and_stops_everything(pair: Pair) -> None:
    ash, bo = pair.both
    shows(bo, "nothing pressed yet")
    pair.contexts[0].set_offline(True)
    presses(ash, "Red")
    shows(ash, "Red. Everything stops.")
    shows(bo, LOST)
    assert not is_green(bo)
    pair.contexts[0].set_offline(False)
    ash.reload()
    for page in pair.both:
        is_over(page)
        shows(page, "Every device has shown it.")


def test_a_server_that_is_killed_in_the_moment_of_a_red_has_it_or_is_told_again(pair: Pair) -> None:
    ash, bo = pair.both
    shows(bo, "nothing pressed yet")
    os.kill(pair.house.pid, signals.SIGKILL)
    presses(ash, "Red")
    shows(ash, "It is not stored yet.")
    shows(bo, LOST)
    pair.house.start()
    for page in pair.both:
        is_over(page)


def test_a_device_that_is_gone_is_not_connected_on_the_other_and_ends_nothing(pair: Pair) -> None:
    ash, bo = pair.both
    for page in pair.both:
        presses(page, "Green")
    shows(bo, "Everybody is green.")
    ash.close()
    shows(bo, LOST)
    shows(bo, "Ash: not connected")
    assert not is_green(bo)
    again = pair.contexts[0].new_page()
    again.goto("/now/")
    shows(bo, "Everybody is green.")
    presses(again, "Red")
    is_over(bo)


def test_the_idle_lock_leaves_the_signals_and_after_exit_now_nothing_else_is_left(pair: Pair) -> None:
    ash, bo = pair.both
    pair.house.advance(hours=0.4)
    shows(ash, "Pause and check in.")
    ash.get_by_text("Our words and signs", exact=True).click()
    shows(ash, "ember")
    assert ash.request.get("/me/", max_redirects=0).status == 303
    steps.exits(ash)
    ash.goto("/now/")
    assert ash.get_by_text("ember").count() == 0 and ash.get_by_text(re.compile(r"\bBo\b")).count() == 0
    presses(ash, "Red")
    is_over(ash)
    is_over(bo)


def test_what_is_withdrawn_on_another_page_goes_out_and_both_look_before_it_goes_on(pair: Pair) -> None:
    ash = pair.ash
    shows(ash, "nothing pressed yet")
    other = pair.contexts[1].new_page()
    other.goto(pair.url("map/"))
    steps.goes_on(other, other.get_by_role("button", name="Not any more").first)
    for page in pair.both:
        shows(page, "Something is not in it any more. Look at each other first.")
        page.get_by_role("button", name="I have looked, and go on without it").click()
    expect(ash.get_by_text("Look at each other first.")).to_have_count(0)
    ash.get_by_text("The plan, and").click()
    shows(ash, "not in this any more")


def test_a_third_browser_carries_too_and_a_red_reaches_all_three(pair: Pair, profile: OpenProfile) -> None:
    ash, bo = pair.both
    third = profile("ash's other device").new_page()
    kept = [each for each in pair.contexts[0].cookies() if each["name"] != "oa_pass"]
    third.context.add_cookies(kept)  # type: ignore[arg-type]
    third.goto(pair.url("plan/"))
    steps.press(third, "Let this device carry my signals, too")
    shows(third, "Ash:")
    presses(third, "Red")
    for page in (ash, bo, third):
        is_over(page)


def test_without_scripts_it_is_the_same_page_that_is_read_again_by_itself(
    profile: OpenProfile, house: House, begun: Seeded
) -> None:
    plain = profile("ash", phone=True, java_script_enabled=False)
    plain.add_cookies(begun.cookies["Ash"])  # type: ignore[arg-type]
    page = plain.new_page()
    page.goto("/now/")
    page.get_by_role("button", name="Green").click()
    shows(page, "Ash: green")
    page.get_by_role("button", name="Red").click()
    is_over(page)


def test_it_lasts_three_hours_and_is_over_by_itself(pair: Pair) -> None:
    ash = pair.ash
    pair.house.advance(hours=2.9)
    shows(ash, "Pause and check in.")
    pair.house.advance(hours=0.2)
    for page in pair.both:
        expect(page.get_by_role("heading", level=1, name="It is over.")).to_be_visible()
        assert page.get_by_role("button", name="Red").count() == 1


def test_every_state_can_be_used_by_everybody_and_fits_a_phone(pair: Pair) -> None:
    ash, bo = pair.both
    report = Report()
    eyes = [Reader(ash, "ash", report), Reader(bo, "bo", report)]
    shows(ash, "nothing pressed yet")
    boxes = [ash.locator(f"[data-signal={word}] button").bounding_box() for word in ("green", "yellow", "red")]
    assert all(box and box["height"] >= 96 and box["width"] >= 96 for box in boxes)
    assert all(box and box["y"] >= 740 / 3 and box["y"] + box["height"] <= 740 - 48 for box in boxes)
    eyes[0].reads("running")
    presses(bo, "Yellow")
    shows(ash, "Bo: yellow")
    pair.house.advance(hours=0.4)
    shows(ash, "Pause and check in.")
    for each in eyes:
        each.reads("missed")
    presses(ash, "Red")
    is_over(ash)
    is_over(bo)
    for each in eyes:
        each.reads("red")
    assert report.wrong == {}


def prints_a_page_for_a_doctor(eyes: Reader) -> None:
    """It is printed, and kept nowhere."""
    page, then = eyes.page, eyes.page.url
    steps.follow(page, "What to tell a doctor")
    steps.fill(page, "What happened", "The left hand is numb.")
    steps.press(page, "Make the page")
    steps.sees_heading(page, "For a doctor or nurse")
    eyes.reads("printed")
    page.goto(then)
    # The way back leads to an empty form: the printed page has no entry of its own in the browser's history.
    page.go_back()
    steps.sees_heading(page, "What to tell a doctor")
    assert page.get_by_text("The left hand is numb.").count() == 0
    assert page.get_by_label("What happened").input_value() == ""
    page.goto(then)


def test_a_dip_after_two_days_finds_its_person_their_own_words_and_a_pause(pair: Pair) -> None:
    ash, bo = pair.both
    report = Report()
    eyes = Reader(ash, "ash-unlocked", report)
    presses(ash, "Red")
    is_over(ash)
    is_over(bo)
    account.signs_in(ash, "Ash", pair.words["Ash"])
    ash.goto(pair.url("prepared/"))
    steps.fill(ash, "To myself", "It was hard last time, too, and it went.")
    steps.fill(ash, "For the other", "I am low today. It would help to hear from you.")
    steps.press(ash, "Keep it")
    eyes.reads("kept")
    pair.house.advance(hours=49)
    account.signs_in(ash, "Ash", pair.words["Ash"])
    steps.goes_on(ash, ash.get_by_role("navigation", name="Sections").get_by_role("link", name="Care"))
    steps.sees(ash, "There for you now")
    eyes.reads("two days")
    steps.goes_on(ash, ash.get_by_role("link", name=re.compile("^How am I, 2 days afterwards")))
    steps.sees(ash, "It was hard last time, too, and it went.")
    steps.sees(ash, "Own Accord sends nothing.")
    eyes.reads("asked")
    ash.get_by_role("checkbox", name="Low").check()
    steps.fill(ash, "A first line", "Everything is grey today.")
    steps.press(ash, "Keep it")
    steps.sees(ash, "Kept, for you alone.")
    eyes.reads("kept")
    prints_a_page_for_a_doctor(eyes)
    account.signs_in(bo, "Bo", pair.words["Bo"])
    for rest in ("/care/", pair.url("after/"), pair.url("shown/")):
        bo.goto(rest)
        assert bo.get_by_text(re.compile("grey today|low today|hard last time")).count() == 0
    steps.press(ash, "Pause everything")
    steps.sees_heading(ash, "Everything is paused")
    bo.goto(pair.url("map/"))
    steps.sees_heading(bo, "Consent map")
    steps.sees(bo, "No longer available")
    assert report.wrong == {}
