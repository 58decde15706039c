"""Every page there is, as a stranger, locked and unlocked, light and dark; a new address fails until it is read."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.chromium import flags
from tests.journeys import account_steps as account
from tests.journeys import circle_pages, host_pages, steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.dates_reading import turns_the_calendar_on
from tests.journeys.lines_reading import shares_lines
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.reading import Reader, Report, routes
from tests.journeys.server import House
from tests.journeys.shelf_reading import (
    answers_a_card,
    finds_something_to_read,
    keeps_something_to_read,
    keeps_words_at_hand,
    looks_back,
    looks_for_things,
    writes_an_own_item,
    writes_for_oneself,
)
from tests.journeys.steps import fill, follow, press, sees, sees_heading

NOBODY = "0" * 32
ITEM, SIDE, CATEGORY = "holding", "together", "connection"
LONG_NAME = "Donaudampfschifffahrtsgesellschaft"
# Addresses that show nothing themselves: they lead whoever is unlocked on to another page.
LEAD_ON = {"after-codes", "space-pause", "talk-take"}
KNOWN = {"seat": "1", "part": "body", "article": "1", "item": ITEM, "side": SIDE, "category": CATEGORY}
KNOWN |= {"step": "words", "about": "everything", "question": "opening", "theme": "power", "card": "good-authority"}
KNOWN |= {"group": "1", "phrase": "9", "lesson": "1", "at": "1"}
NAMED = ("device", "sign_in", "held_form", "entry", "line", "moment", "scene", "uid", "secret")
KNOWN |= dict.fromkeys(NAMED, NOBODY)
EVERY_FIELD_TOO_MANY = """() => {
  const form = document.querySelector("main form");
  for (let n = 0; n < 2100; n += 1) form.append(Object.assign(document.createElement("input"), {name: `f${n}`}));
  form.submit();
}"""
WITHOUT_TOKEN = """() => {
  const form = document.querySelector("main form");
  form.querySelector("[name=csrfmiddlewaretoken]").remove();
  form.submit();
}"""


class Browsers:
    """Browsers of several people for one house."""

    def __init__(self, driver: Playwright, chromium: str, folder: Path) -> None:
        self._driver, self._chromium, self._folder = driver, chromium, folder
        self._open: list[BrowserContext] = []

    def page(self, house: House, name: str) -> Page:
        """A fresh browser of this name, on its first page."""
        context = self._driver.chromium.launch_persistent_context(
            self._folder / name, executable_path=self._chromium, args=flags(), base_url=house.url, viewport=PHONE,  # type: ignore[arg-type]
            locale="en-GB",
        )  # fmt: skip
        context.set_default_timeout(PATIENCE)
        self._open.append(context)
        return context.new_page()

    def close(self) -> None:
        """Close them all."""
        for context in self._open:
            context.close()


@pytest.fixture(scope="module")
def report(
    driver: Playwright, chromium: str, lived: Lived, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Report]:
    """Everything was read once; what is wrong with it."""
    report, folder = Report(), tmp_path_factory.mktemp("every-page")
    browsers = Browsers(driver, chromium, folder)
    for name in ("new", "lived"):
        (folder / name).mkdir()
    new, old = House(folder / "new", forked=True), move_in(lived, folder / "lived")
    for house, walk in ((new, a_new_house), (old, lived_in)):
        house.start()
        try:
            walk(browsers, house, lived, report)
        finally:
            house.stop()
    browsers.close()
    yield report


def a_new_house(browsers: Browsers, house: House, lived: Lived, report: Report) -> None:
    """An empty house, and the pages of whoever runs the computer."""
    host_pages.from_the_first_start(Reader(browsers.page(house, "host"), "host-unlocked", report))


def lived_in(browsers: Browsers, house: House, lived: Lived, report: Report) -> None:
    """A lived-in house: Ash unlocked and locked, Bo at the other end, a stranger, and what goes wrong."""
    ash, bo = browsers.page(house, "ash"), browsers.page(house, "bo")
    comes(ash, "Ash", lived)
    steps.opens_the_space(ash, SPACE)
    known = {**KNOWN, "space": ash.url.rstrip("/").rpartition("/")[2]}
    reader, other = Reader(ash, "ash-unlocked", report), Reader(bo, "bo-unlocked", report)
    known["own"] = writes_an_own_item(reader, known["space"])
    known["entry"] = writes_for_oneself(reader)
    known["line"] = keeps_words_at_hand(reader)
    keeps_something_to_read(reader)
    looks_back(reader, known["space"])
    answers_a_card(reader, known["space"])
    known |= turns_the_calendar_on(reader)
    comes(bo, "Bo", lived)
    shares_lines(reader, other, house, known["space"])
    a_deck_is_open(reader, other, known["space"])
    reader.goes_everywhere(known)
    what_forms_say(reader, known["space"])
    comes(bo, "Bo", lived)
    an_invitation(reader, other)
    cam = Reader(browsers.page(house, "cam"), "cam-unlocked", report)
    circle_pages.a_list(reader, other, cam, house)
    two_in_one_browser(reader, lived)
    locked(Reader(ash, "ash-locked", report), known, lived)
    as_a_stranger(Reader(browsers.page(house, "stranger"), "stranger", report), known)
    comes(bo, "Bo", lived)
    what_goes_wrong(other, house, known["space"], lived.words["Bo"])


def a_deck_is_open(reader: Reader, other: Reader, space: str) -> None:
    """The two take up a deck, so that its answers have pages."""
    reader.goes_to(f"/s/{space}/deck/propose/", "deck-propose")
    reader.page.get_by_role("radio", name=re.compile("^Closeness")).check()
    reader.page.get_by_role("radio", name="In three days", exact=True).check()
    press(reader.page, "Propose it")
    other.page.goto(f"/s/{space}/deck/")
    press(other.page, "Take it up")


def comes(page: Page, name: str, lived: Lived) -> None:
    """Sign in, also where that was so already: six words mean a browser that locks after two quiet minutes."""
    account.signs_in(page, name, lived.words[name])
    sees_heading(page, "Us")


def as_a_stranger(reader: Reader, known: dict[str, str]) -> None:
    """Every address, and every form that a stranger can send, empty."""
    reader.goes_everywhere(known)
    for address in ("/sign-in/", "/recover/", "/reset/", "/new-device/", "/one-time/", "/stop/", "/join/"):
        reader.page.goto(address)
        reader.page.get_by_role("main").locator("form[novalidate] button[type=submit]").first.click()
        sees(reader.page, "This needs another look")
        reader.reads("with errors", 422)
    reader.goes_to("/stop/?heard=yes")
    reader.page.goto("/help/people/?place=de")
    reader.page.get_by_text("Another place", exact=True).click()
    reader.page.get_by_text("Where each entry was read", exact=True).click()
    reader.reads("a place")
    finds_something_to_read(reader)
    reader.goes_to("/no-such-page/")


def what_forms_say(reader: Reader, space: str) -> None:
    """Forms with errors, a wish, a pause with what comes back, a told limit, and the pages of single devices."""
    page, here = reader.page, f"/s/{space}"
    for address in (f"{here}/items/{ITEM}/{SIDE}/", "/s/new/", "/me/take/", "/me/someone-may-know/"):
        page.goto(address)
        page.locator("main form[novalidate] button[type=submit]:not([name=coach])").last.click()
        sees(page, "This needs another look")
        reader.reads("sent empty", 422)
    page.goto(f"{here}/line/")
    fill(page, "In your words", "Thank you for Sunday. You owe me one.")
    for button, label in (("How could this land?", "coached"), ("Use these words", "other words")):
        steps.goes_on(page, page.get_by_role("main").get_by_role("button", name=button).first)
        reader.reads(label, 422)
    page.goto("/me/settings/")
    fill(page, "Where Exit now leads", "nowhere")
    press(page, "Keep it so")
    sees(page, "This needs another look")
    reader.reads("with errors", 422)
    page.goto(f"{here}/map/")
    steps.goes_on(page, page.locator(".map-row").first.get_by_role("button", name="Not any more"))
    sees(page, "It is not available any more")
    reader.reads("tightened")
    for address in (f"{here}/categories/neck-and-breath/", f"{here}/map/?person=Bo", "/me/?kept=settings"):
        reader.goes_to(address)
    looks_for_things(reader, here)
    states_a_wish(reader, here)
    page.goto(f"{here}/map/")
    press(page, "Pause this space")
    sees(page, "Paused. Nothing in this space is available now")
    reader.reads("paused")
    reader.goes_to(f"{here}/lift/")
    reader.reads("paused")
    press(page, "Lift my pause")


def states_a_wish(reader: Reader, here: str) -> None:
    """Read a card, state Trial, and look at what rests."""
    page = reader.page
    page.goto(f"{here}/categories/{CATEGORY}/")
    addresses = page.locator("main .row-name a").evaluate_all("all => all.map(each => each.getAttribute('href'))")
    for address in addresses[-3:]:
        reader.goes_to(address)
    steps.reads_the_card(page)
    steps.goes_on(page, page.get_by_role("link", name=re.compile("^State it")).first)
    page.get_by_role("radio", name="Talk first").check()
    press(page, "State it")
    sees(page, "Written. It counts now")
    page.goto(f"{here}/items/{ITEM}/")
    steps.reads_the_card(page)
    page.goto(f"{here}/items/{ITEM}/{SIDE}/")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    press(page, "State it")
    sees_heading(page, "Holding each other")
    reader.reads("stated")
    page.goto(f"{here}/wishes/")
    reader.reads("with a wish")


def an_invitation(ash: Reader, bo: Reader) -> None:
    """A second space, from both ends: its words, the offer, waiting, and having joined."""
    ash.page.goto("/s/new/")
    fill(ash.page, "What you call this space", LONG_NAME)
    fill(ash.page, "The name you go by here", "Ash")
    press(ash.page, "Make this space")
    sees_heading(ash.page, LONG_NAME)
    ash.reads("not begun")
    words = steps.makes_an_invitation(ash.page)
    ash.reads("words")
    there = ash.page.url
    steps.reads_the_invitation(bo.page, words)
    bo.reads("offer")
    steps.joins(bo.page, "Sundays", "Bo")
    bo.reads("waiting")
    ash.page.goto(there)
    sees(ash.page, "Bo has joined.")
    ash.reads("joined")
    press(ash.page, "Begin")
    sees(ash.page, "You and Bo.")
    ash.reads("begun")
    follow(ash.page, "Consent map")
    sees_heading(ash.page, "Consent map")
    ash.reads("empty")


def two_in_one_browser(reader: Reader, lived: Lived) -> None:
    """The curtain between two."""
    reader.goes_to("/sign-in/")
    account.signs_in(reader.page, "Bo", lived.words["Bo"])
    reader.goes_to("/curtain/")
    reader.reads("two")
    reader.page.goto("/curtain/?held=yes")
    reader.reads("held")
    press(reader.page, "no sign, here before")


def locked(reader: Reader, known: dict[str, str], lived: Lived) -> None:
    """Every address behind the locked door; then a form that waited there."""
    reader.goes_everywhere(known)
    for held in ("yes", "no", "paused", "paused-only"):
        reader.goes_to(f"/unlock/?held={held}")
        reader.reads(held)
    steps.goes_on(reader.page, steps.at_hand(reader.page).get_by_role("button", name="Pause"))
    sees_heading(reader.page, "Everything is paused")
    reader.reads("paused")


def what_goes_wrong(reader: Reader, house: House, space: str, words: str) -> None:
    """Held forms, a stale form, one that cannot be read, an edited row, an ended space, and a broken table."""
    page = reader.page
    held_while_locked(reader, words)
    for script, label, status in ((WITHOUT_TOKEN, "stale", 403), (EVERY_FIELD_TOO_MANY, "unreadable", 400)):
        page.goto("/s/new/")
        with page.expect_navigation():
            page.evaluate(script)
        reader.reads(label, status)
    edits(house, "UPDATE consent_ledgerrow SET state = zeroblob(64)")
    for address in ("", "map/", "wishes/", "reaffirm/", f"items/{ITEM}/"):
        page.goto(f"/s/{space}/{address}")
        reader.reads("not fitting")
    page.goto(f"/s/{space}/leave/")
    press(page, "Leave this space")
    sees_heading(page, "Us")
    reader.reads("ended")
    edits(house, "DROP TABLE spaces_seat")
    page.goto("/")
    sees_heading(page, "One moment")
    reader.reads("503", 503)


def held_while_locked(reader: Reader, words: str) -> None:
    """A form is open while the browser is locked; it is sent, waits behind the door, and is shown again."""
    reader.page.goto("/s/new/")
    fill(reader.page, "What you call this space", "Typed before the lock")
    fill(reader.page, "The name you go by here", "Bo")
    reader.page.context.request.post("/exit/")
    press(reader.page, "Make this space")
    steps.unlocks(reader.page, words)
    sees_heading(reader.page, "What you typed while it was locked")
    reader.reads("with a form")
    press(reader.page, "Let it go")


def edits(house: House, statement: str) -> None:
    """Somebody edits the database while the house stands."""
    with sqlite3.connect(house.data / "db.sqlite3", timeout=20) as base:
        base.execute(statement)


# There only while a plan lies on the table, a browser carries a scene, or one is over: `test_scene_before.py`,
# `test_scene.py` and `test_scene_screen.py` read them in every state.
IN_A_SCENE = {"plan-yes", "now", "now-part", "follow-up"}


def test_every_address_was_read_or_only_takes_what_is_sent(report: Report) -> None:
    assert report.read | report.only_sent | LEAD_ON | IN_A_SCENE == set(routes())
    assert report.led_on >= LEAD_ON
    assert report.read & report.only_sent == set()


KINDS = ["axe", "headings", "language", "titles", "sideways", "third party", "console", "answers"]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_has_anything_wrong_of_this_kind(report: Report, kind: str) -> None:
    assert report.pages > 80
    assert not report.of(kind), "\n".join(report.of(kind))
