"""What somebody hears who listens to a page: landmarks, headings and the names of all controls, in their order.

Each file in `outlines/` is one page, to be read aloud. `OWNACCORD_OUTLINES=write` writes them anew, to be read again.
"""

import calendar
import os
import re
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.main_pages import MAIN, Main, main
from tests.journeys.steps import press, sees

__all__ = ["main"]

OUTLINES = Path(__file__).parent / "outlines"
PARTS = {"banner", "region", "navigation", "main", "group", "search", "alert", "status", "dialog", "table", "figure"}
CONTROLS = {"link", "button", "textbox", "radio", "checkbox", "combobox", "spinbutton"}
# What is in these depends on what Ash and Bo have stated, or is rewritten often: of them landmarks and three depths of
# headings are enough.
LONG = {"map", "people", "help", "kept", "us", "category", "plan", "article"}
# A journal is headed with the month in which it is read.
MONTH = re.compile(rf"\b({'|'.join(calendar.month_name[1:])}) \d{{4}}\b")
LINE = re.compile(r"""^(\s*)- '?(\w+)(?: "((?:[^"\\]|\\.)*)")?(?: \[level=(\d)\])?""")
FOCUSED = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect();
  const label = at.labels?.[0] ?? at;
  return [at.closest("main") !== null, label.textContent.trim().replace(/\\s+/g, " "), Math.round(box.top + scrollY),
    Math.round(box.left), at === document.body || at === document.documentElement];
}"""
# A choice shows its focus on the whole card.
RING = """() => [document.activeElement, document.activeElement.closest("label")]
  .some(each => each && getComputedStyle(each).outlineStyle !== "none")"""


def outline(page: Page, name: str) -> str:
    """Landmarks, headings by their depth, and controls, one a line, as they are heard one after the other."""
    lines = []
    for found in filter(None, map(LINE.match, page.locator("body").aria_snapshot().splitlines())):
        _indent, role, words, level = found.groups()
        if role == "heading" and (name not in LONG or level < "4"):
            lines.append(f"{'#' * int(level)} {words}")
        elif role in PARTS:
            lines.append(f"{role}: {words}" if words else f"{role}:")
        elif role in CONTROLS and (name not in LONG or "main:" not in lines):
            lines.append(f"  {role} {words}")
    return MONTH.sub("A month", "\n".join(lines)) + "\n"


@pytest.mark.parametrize("name", MAIN)
def test_each_main_page_is_heard_as_its_outline_says(main: Main, name: str) -> None:
    page, file = main.open(name), OUTLINES / f"{name}.txt"
    heard = outline(page, name)
    if os.environ.get("OWNACCORD_OUTLINES") == "write":
        file.write_text(heard)
    assert heard == file.read_text()


def test_headings_go_down_by_one_and_exit_comes_third(main: Main) -> None:
    for name in MAIN:
        lines = (OUTLINES / f"{name}.txt").read_text().splitlines()
        depths = [len(line.split(" ")[0]) for line in lines if line.startswith("#")]
        assert depths[0] == 1 and depths.count(1) == 1, name
        assert all(after - before <= 1 for before, after in pairwise(depths)), name
        controls = [line.strip() for line in lines if line.startswith("  ")]
        assert [controls[0], controls[2]] == ["link Skip to the page", "button Exit now"], name


def stops(page: Page) -> list[tuple[bool, str, int, int]]:
    """Where the Tab key stops on this page, from the top until it leaves: in the page or not, words, top and left."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    found: list[tuple[bool, str, int, int]] = []
    for _ in range(120):
        page.keyboard.press("Tab")
        inside, words, top, left, out = page.evaluate(FOCUSED)
        if out or (found and words == found[0][1]):
            return found
        assert page.evaluate(RING), words
        found.append((inside, words, top, left))
    raise AssertionError("The Tab key never left the page.")


@pytest.mark.parametrize("name", ["first", "sign-in", "space", "position", "settings"])
def test_the_tab_key_goes_as_the_eye_does_and_reaches_exit_third(main: Main, name: str) -> None:
    found = stops(main.open(name))
    assert [words for _, words, _, _ in found[:3]] == ["Skip to the page", "Notes", "Exit now"]
    places = [(top // 24, left) for inside, _, top, left in found if inside]
    assert places
    assert places == sorted(places)


def test_the_skip_link_leads_past_the_frame(main: Main) -> None:
    page = main.open("space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[1] == "Pause this space"


def test_a_mistake_takes_the_focus_says_what_is_wrong_and_is_tied_to_its_field(main: Main) -> None:
    page = main.open("sign-in")
    press(page, "Sign in")
    sees(page, "This needs another look")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    summary.get_by_role("link").first.click()
    box = page.get_by_label("Your name here")
    expect(box).to_be_focused()
    expect(box).to_have_accessible_description("Please fill this in.")
    expect(box).to_have_attribute("aria-invalid", "true")
