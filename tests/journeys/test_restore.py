"""A backup is put back: nothing of it is in force, and everybody's former positions come back as their own wishes."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived
from tests.journeys.server import House


@pytest.fixture
def house(lived_in: House) -> House:
    return lived_in


def test_a_restored_backup_is_nothing_until_everybody_reaffirms_and_then_comes_back_by_their_own_word(
    profile: OpenProfile, lived: Lived, house: House, tmp_path: Path
) -> None:
    ash, bo = account.comes_home(profile, lived, "Ash", phone=True), account.comes_home(profile, lived, "Bo")
    before = steps.reads_the_map(ash, SPACE)
    assert len(before) > 10

    is_restored(house, tmp_path / "notes.tar")
    for page, name in ((ash, "Ash"), (bo, "Bo")):
        account.signs_in(page, name, lived.words[name])
        assert steps.reads_the_map(page, SPACE) == []
        steps.sees(page, "This space starts anew")

    starts_anew(ash)
    assert steps.reads_the_map(ash, SPACE) == []
    steps.sees(ash, "Not everyone has started anew yet")
    starts_anew(bo)
    for page in (ash, bo):
        assert [row for row in steps.reads_the_map(page, SPACE) if not row.startswith("Off-limits")] == []

    for page in (ash, bo):
        assert chosen_wishes(page) == 0
    house.advance(hours=13)
    for page, name in ((ash, "Ash"), (bo, "Bo")):
        steps.comes_back(page, lived.words[name])
        assert steps.says_still_so(page, SPACE) > 10
    assert names(steps.reads_the_map(ash, SPACE)) == names(steps.reads_the_map(bo, SPACE)) == names(before)


def is_restored(house: House, path: Path) -> None:
    """The one who runs the computer makes a backup, goes back to it, and starts the server again."""
    house.run("backup", str(path))
    house.stop()
    house.run("restore", str(path), "--replace")
    house.start()


def starts_anew(page: Page) -> None:
    """Read what comes back, and start anew."""
    steps.follow(page, "See what this means")
    steps.sees_heading(page, "Starting anew")
    steps.sees(page, "Everything in this space begins at No")
    steps.press(page, "Start anew")
    steps.sees_heading(page, "My wishes")


def chosen_wishes(page: Page) -> int:
    """How many of the wishes are chosen before anybody chose one."""
    steps.opens(page, SPACE, "My wishes")
    return page.locator("input[type=checkbox]:checked").count()


def names(rows: list[str]) -> list[str]:
    """The zones and items of a map's rows."""
    return [re.split(r" \| ", row)[0] for row in rows]
