"""Going: taking one's things as a file that needs nothing else, leaving a space, and deleting oneself."""

import json
import re
from pathlib import Path

import pyrage  # type: ignore[import-untyped]
import pytest
from playwright.sync_api import Page, expect

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import NO_FIT, SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House
from tests.journeys.steps import follow, press, sees, sees_heading

PAGE, DATA = "A page to read", "Data for other software (JSON)"
BOS_WORDS = "the canary that Bo keeps"
SEAL = "four doors along the dark river"
# Ids, keys and digests look like this; words that people write do not.
KEY_LIKE = re.compile(r"[0-9a-f]{32}|[A-Za-z0-9_+/-]{40}")


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


@pytest.fixture
def ash(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Ash")


@pytest.fixture
def bo(profile: OpenProfile, lived: Lived) -> Page:
    return account.comes_home(profile, lived, "Bo", phone=True)


def says_something_of_their_own(page: Page) -> str:
    """State on one side of the first thing on the map what must never happen; return the thing's name."""
    steps.opens(page, SPACE, "Consent map")
    link = page.locator(".map-row").first.get_by_role("link").first
    item = link.inner_text()
    steps.goes_on(page, link)
    sees_heading(page, item)
    steps.goes_on(page, page.get_by_role("link", name="State it").first)
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("checkbox", name="At home", exact=True).check()
    more = page.get_by_label("What must never happen")
    if not more.is_visible():
        page.get_by_text("More terms", exact=True).click()
    more.fill(BOS_WORDS)
    press(page, "State it")
    sees_heading(page, item)
    return item


def secrets_of(page: Page, lived: Lived) -> list[str]:
    """What opens accounts: the six words of both, and every cookie of this browser."""
    values = [str(cookie.get("value", "")) for cookie in page.context.cookies()]
    return [*lived.words.values(), *(value for value in values if len(value) > 20)]


def test_taking_my_things_gives_files_with_my_words_only_and_no_key(
    ash: Page, bo: Page, lived: Lived, tmp_path: Path
) -> None:
    item = says_something_of_their_own(bo)
    steps.opens_item(ash, SPACE, item)
    sees(ash, BOS_WORDS)

    files = [account.takes_things(ash, kind, tmp_path) for kind in (PAGE, DATA)]

    assert [path.name for path in files] == ["notes.html", "notes.json"]
    for text in (path.read_text(encoding="utf-8") for path in files):
        assert item in text and SPACE in text
        assert BOS_WORDS not in text
        assert [secret for secret in secrets_of(ash, lived) if secret in text] == []
        assert KEY_LIKE.findall(text) == []
    assert json.loads(files[1].read_text(encoding="utf-8"))["Account"]["Name"] == "Ash"


def test_the_page_that_was_taken_opens_alone(ash: Page, profile: OpenProfile, tmp_path: Path) -> None:
    file = account.takes_things(ash, PAGE, tmp_path)
    alone = profile("alone", offline=True).new_page()
    asked: list[str] = []
    alone.on("request", lambda request: asked.append(request.url))

    alone.goto(file.as_uri())

    expect(alone.get_by_role("heading", level=1)).to_have_text("Notes")
    expect(alone.get_by_text("You can stop or change this at any time. You owe no reason.")).to_be_visible()
    assert asked == [file.as_uri()]
    assert alone.locator("script, link, img, iframe, [src], [href]").count() == 0


def test_things_taken_with_a_passphrase_open_with_it_alone(ash: Page, tmp_path: Path) -> None:
    file = account.takes_things(ash, DATA, tmp_path, SEAL)

    sealed = file.read_bytes()
    assert file.name == "notes.json.age"
    assert b"Ash" not in sealed
    with pytest.raises(pyrage.DecryptError):
        pyrage.passphrase.decrypt(sealed, SEAL + "s")
    assert json.loads(pyrage.passphrase.decrypt(sealed, SEAL))["Account"]["Name"] == "Ash"


def test_leaving_ends_the_space_for_both_and_nothing_else(ash: Page, bo: Page) -> None:
    steps.opens(bo, SPACE, "Consent map")
    there = bo.url
    steps.opens_the_space(ash, SPACE)
    follow(ash, "Leave this space")
    press(ash, "Leave this space")

    for page in (ash, bo):
        page.goto("/")
        sees_heading(page, "Us")
        sees(page, "This space has ended. Nothing of it is in force.")
        page.goto(there)
        assert steps.map_rows(page) == []
        page.goto("/me/")
        sees_heading(page, "Mine")
    bo.goto("/")
    press(bo, f"Put away {SPACE}")
    sees(bo, "A place for what you share")


def test_deleting_me_leaves_no_account_and_ends_what_was_agreed(ash: Page, bo: Page, lived: Lived) -> None:
    account.deletes_the_account(ash)

    account.signs_in(ash, "Ash", lived.words["Ash"])
    sees(ash, NO_FIT)
    bo.goto("/")
    sees(bo, "This space has ended. Nothing of it is in force.")
