"""Ash leaves tabs open, Bo comes through the curtain: no tab shows Ash's things, and none writes them as Bo."""

import re
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.browsers import Here, here
from tests.journeys.steps import fill, follow, press, sees, sees_heading

__all__ = ["here"]

ITEM, SIDE = "Holding each other", "Together"
ALONE, TYPED = "canary of Ash alone", "canary in an open form"
STORED = """async () => [
  localStorage.length, sessionStorage.length, (await caches.keys()).length, (await indexedDB.databases()).length,
  (await navigator.serviceWorker.getRegistrations()).length, document.cookie]"""


@dataclass
class Tabs:
    """What each of Ash's tabs was headed with and had in it after Bo came; and the page on which Bo went on."""

    bo: Page
    headings: dict[str, list[str]] = field(default_factory=dict)
    content: dict[str, str] = field(default_factory=dict)

    def look(self, which: str, page: Page) -> None:
        """Keep what this tab shows."""
        page.wait_for_load_state()
        self.headings[which] = page.locator("h1:visible").all_inner_texts()
        self.content[which] = page.locator("body").inner_text()


def opens_forms(page: Page) -> None:
    """Ash makes a space of their own and leaves a form half typed."""
    page.goto("/s/new/")
    fill(page, "What you call this space", ALONE)
    fill(page, "The name you go by here", "Ash")
    press(page, "Make this space")
    sees_heading(page, ALONE)
    page.goto("/s/new/")
    fill(page, "What you call this space", TYPED)
    fill(page, "The name you go by here", "Ash")


def bo_comes(here: Here, page: Page) -> None:
    """Bo signs in beside Ash, behind the curtain."""
    page.goto("/curtain/")
    follow(page, "Somebody else signs in here")
    account.signs_in(page, "Bo", here.lived.words["Bo"])
    sees_heading(page, "Us")


@pytest.fixture(scope="module")
def tabs(here: Here) -> Tabs:
    """Three tabs of Ash's in a browser with scripts: a form, a page, and the one in which Bo comes."""
    context = here.open("two")
    form, plain, bo = context.pages[0], context.new_page(), context.new_page()
    here.comes(form, "Ash")
    opens_forms(form)
    for page in (plain, bo):
        page.goto("/me/")
        sees(page, "You sign in as Ash.")
    bo_comes(here, bo)
    found = Tabs(bo)
    expect(plain.get_by_role("heading", level=1, name="Us", exact=True)).to_be_visible()
    expect(form.get_by_role("heading", level=1, name="Covered", exact=True)).to_be_visible()
    found.look("a page", plain)
    found.look("a form", form)
    form.get_by_role("button", name="Keep it sealed until I unlock").click()
    sees_heading(form, "Whose turn is it?")
    found.look("sent", form)
    form.go_back()
    found.look("back", form)
    bo.goto("/")
    found.look("of Bo", bo)
    return found


@pytest.mark.parametrize("which", ["a page", "a form", "sent", "back", "of Bo"])
def test_no_tab_shows_anything_of_ash(tabs: Tabs, which: str) -> None:
    assert [word for word in (ALONE, TYPED, "You sign in as Ash") if word in tabs.content[which]] == []


def test_what_was_typed_is_kept_for_ash_and_written_for_nobody(here: Here, tabs: Tabs) -> None:
    assert tabs.headings["sent"] == ["Whose turn is it?"]
    assert "What was typed is sealed for them" in tabs.content["sent"]
    assert tabs.content["of Bo"].count(SPACE) == 1

    tabs.bo.goto("/curtain/")
    press(tabs.bo, "no sign, here before")
    steps.unlocks(tabs.bo, here.lived.words["Ash"])
    sees_heading(tabs.bo, "What you typed while it was locked")
    expect(tabs.bo.get_by_label("What you call this space")).to_have_value(TYPED)


def test_nothing_lies_where_scripts_can_reach(tabs: Tabs) -> None:
    assert tabs.bo.evaluate(STORED) == [0, 0, 0, 0, 0, ""]


def opens_a_statement(page: Page, level: str) -> None:
    """Ash opens the form of one side of an item and chooses a level, and no more."""
    steps.opens_item(page, SPACE, ITEM)
    follow(page, f"State it: {SIDE}")
    page.get_by_role("radio", name=re.compile(f"^{level}")).check()
    if level == "Yes":
        page.get_by_role("checkbox", name="At home", exact=True).check()


def stands(page: Page) -> str:
    """Where whoever is here stands on the item, in words."""
    steps.opens_item(page, SPACE, ITEM)
    return page.get_by_role("region", name="Where I stand").inner_text()


def test_without_scripts_a_yes_or_a_no_on_an_old_tab_is_not_of_whoever_is_here(here: Here) -> None:
    context = here.open("plain", java_script_enabled=False)
    yes, no, bo = context.pages[0], context.new_page(), context.new_page()
    here.comes(yes, "Ash")
    opens_a_statement(yes, "Yes")
    opens_a_statement(no, "No")
    bo_comes(here, bo)
    before = stands(bo)

    for page, words in ((yes, "What was typed is sealed for them"), (no, "It is paused already.")):
        press(page, "State it")
        sees_heading(page, "Whose turn is it?")
        sees(page, words)
    assert stands(bo) == before
    steps.opens(bo, SPACE, "Consent map")
    assert [row for row in steps.map_rows(bo) if not row.startswith("Off-limits")] == []
    no.go_back()
    assert "Ash" not in no.locator("main").inner_text()
