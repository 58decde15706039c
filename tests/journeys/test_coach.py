"""The coach beside what somebody is about to say: by keyboard, as a screen reader reads it, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import opens_the_space, press, sees, sees_heading

HARD, OTHER = "You owe me one.", "I did that gladly, and it buys nothing."
# What a screen reader says after the field and its buttons, from the notes on.
HEARD = """
- heading "How it could land" [level=2]
- paragraph: Only you see this. Nothing was sent, and nothing of it is kept.
- paragraph:
  - text: Thank you.
  - mark: You owe me one
  - text: note 1.
- list:
  - listitem:
    - paragraph: You owe me one
    - paragraph: /It could land as a claim on somebody. It turns a kindness into a bill .*/
    - paragraph: "Other words, in place of the marked ones:"
    - list:
      - listitem:
        - paragraph: I did that gladly, and it buys nothing.
        - button "Use these words"
      - listitem:
        - paragraph
        - button "Use these words"
      - listitem:
        - paragraph
        - button "Use these words"
- paragraph:
  - button "Put these notes away"
"""


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def comes_to_a_talk(page: Page, lived: Lived) -> None:
    account.signs_in(page, "Ash", lived.words["Ash"])
    sees_heading(page, "Us")
    opens_the_space(page, SPACE)
    page.goto(f"{page.url}line/")


def enter(page: Page) -> None:
    """Press the button that has the focus, and wait for the page that it leads to."""
    page.evaluate("document.documentElement.dataset.before = ''")
    page.keyboard.press("Enter")
    expect(page.locator("html:not([data-before])")).to_have_count(1)


def tabs_to(page: Page, name: str) -> None:
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"The Tab key never came to {name}.")


def by_keyboard(page: Page) -> None:
    """Ask, hear the notes, take other words, take one's own back, and put the notes away; nothing is sent."""
    field, notes = page.get_by_label("In your words"), page.get_by_role("region", name="How it could land")
    field.focus()
    page.keyboard.type(f"Thank you. {HARD}")
    tabs_to(page, "How could this land?")
    enter(page)
    expect(notes).to_be_focused()
    expect(field).to_have_value(f"Thank you. {HARD}")
    expect(notes).to_match_aria_snapshot(HEARD)
    tabs_to(page, "Use these words")
    expect(page.locator(":focus")).to_have_accessible_description(OTHER)
    enter(page)
    expect(notes).to_be_focused()
    expect(field).to_have_value(f"Thank you. {OTHER}")
    tabs_to(page, "Put my own words back")
    enter(page)
    expect(field).to_be_focused()
    expect(field).to_have_value(f"Thank you. {HARD}")
    expect(notes).to_have_count(0)


def without_scripts(page: Page) -> None:
    """The same by plain forms; on a no there is nothing to say, and nothing stands in an address."""
    field = page.get_by_label("In your words")
    field.fill(f"Thank you. {HARD}")
    press(page, "How could this land?")
    sees(page, "It could land as a claim on somebody.")
    press(page, "Put these notes away")
    expect(field).to_have_value(f"Thank you. {HARD}")
    field.fill("No. I do not want this, tonight or later.")
    press(page, "How could this land?")
    sees(page, "Nothing to say about these words.")
    expect(page.locator("mark")).to_have_count(0)
    expect(page).to_have_url(re.compile("/line/$"))


def test_words_are_read_over_before_they_are_said(profile: OpenProfile, lived: Lived) -> None:
    page = profile("ash", phone=True).new_page()
    comes_to_a_talk(page, lived)
    by_keyboard(page)
    plain = profile("plain", phone=True, java_script_enabled=False).new_page()
    comes_to_a_talk(plain, lived)
    without_scripts(plain)
    plain.reload()
    expect(plain.locator(".post")).to_have_count(0)
