"""More of what people do with their accounts, beside steps.py: other ways in, codes, and what they take along."""

import re
from pathlib import Path

from playwright.sync_api import Page

from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.steps import (
    fill,
    follow,
    makes_an_account,
    press,
    sees,
    sees_heading,
    sets_up_the_computer,
    words_on,
)

NEXT_WORDS = "eleven slow boats past the harbour"
SPACE = "Ash and Bo"
NO_FIT = "Name, words or device do not fit."


def begins_the_house(page: Page, name: str, passphrase: str) -> str:
    """The first start and the first account; return its recovery code."""
    sets_up_the_computer(page, f"{name}, on the computer in the hall")
    return makes_an_account(page, name, passphrase)


def signs_in(page: Page, name: str, words: str) -> None:
    """Sign in with a passphrase or with six words, whatever comes of it."""
    page.goto("/sign-in/")
    fill(page, "Your name here", name)
    fill(page, "Passphrase, or your six words", words)
    press(page, "Sign in")


def comes_home(profile: OpenProfile, lived: Lived, name: str, *, browser: str = "", phone: bool = False) -> Page:
    """Ash or Bo of the lived-in house signs in with their six words, in a browser of this name."""
    page = profile(browser or name, phone=phone).new_page()
    signs_in(page, name, lived.words[name])
    sees_heading(page, "Us")
    return page


def chooses_a_passphrase(page: Page, passphrase: str) -> None:
    """Say that this browser is one's own, and choose a passphrase for it."""
    page.get_by_role("radio", name="Yes", exact=True).check()
    page.get_by_label(re.compile("^Passphrase")).fill(passphrase)
    fill(page, "The same passphrase again", passphrase)


def copies_the_recovery_code(page: Page) -> str:
    """Copy the recovery code that is shown and type two groups of it back; return the code."""
    sees_heading(page, "Your recovery code")
    groups = page.get_by_role("figure", name="Recovery code").locator("span").all_inner_texts()
    _types_back(page, "Group", groups)
    press(page, "I have it on paper")
    return "-".join(groups)


def copies_the_six_words(page: Page) -> str:
    """Copy the six words that are shown and type two of them back; return them."""
    sees_heading(page, "Your six words")
    words = words_on(page, "Six words")
    _types_back(page, "Word", words.split())
    press(page, "I have them on paper")
    return words


def _types_back(page: Page, what: str, parts: list[str]) -> None:
    labels = page.locator("label").filter(has_text=re.compile(rf"^{what} \d on your paper$")).all_inner_texts()
    assert len(labels) == 2, labels
    for label in labels:
        page.get_by_label(label, exact=True).fill(parts[int(label.split()[1]) - 1])


def recovers(page: Page, name: str, code: str, passphrase: str) -> None:
    """Type the recovery code and a new passphrase, whatever comes of it."""
    page.goto("/sign-in/")
    follow(page, "Your recovery code")
    fill(page, "Your name here", name)
    fill(page, "Recovery code", code)
    chooses_a_passphrase(page, passphrase)
    press(page, "Open and renew")


def takes_things(page: Page, kind: str, folder: Path, passphrase: str = "") -> Path:
    """Take my things as a file of this kind; return where the browser put it."""
    page.goto("/me/take/")
    page.get_by_role("radio", name=kind).check()
    fill(page, "A passphrase for the file", passphrase)
    fill(page, "The same passphrase again", passphrase)
    with page.expect_download() as coming:
        page.get_by_role("main").get_by_role("button", name="Take them").click()
    path = folder / coming.value.suggested_filename
    coming.value.save_as(path)
    return path


def deletes_the_account(page: Page) -> None:
    """Delete me, from the page of that name."""
    page.goto("/me/")
    follow(page, "Delete me")
    press(page, "Delete my account")
    sees(page, "It is deleted. Nothing of that account is left here.")
