"""The main pages, by short names, for whoever looks at each of them: Ash's in the lived-in house, and a stranger's."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page

from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.server import House

__all__ = ["MAIN", "ROOMS", "Main", "main"]

STRANGER = ("first", "sign-in", "people")
ASH = ("us", "space", "items", "category", "map", "item", "position", "wishes", "kept", "help", "settings", "pause")
# One page of each newer room, with something in it.
ROOMS = ("talk", "deck", "plan", "journal", "debrief", "conversation", "care", "rhythm", "lesson", "article")
MAIN = (*STRANGER, *ASH, *ROOMS)
NOTE, SAID = "A quiet evening, and a long walk.", "Shall we begin with ten minutes of this?"


@dataclass
class Main:
    """Two pages that are open, one of a stranger and one of Ash's, and the addresses to open in them."""

    stranger: Page
    ash: Page
    addresses: dict[str, str]

    def open(self, name: str) -> Page:
        """Open this page."""
        page = self.stranger if name in STRANGER else self.ash
        page.goto(self.addresses[name])
        return page

    def each(self) -> Iterator[tuple[str, Page]]:
        """Open one after the other."""
        for name in MAIN:
            yield name, self.open(name)


@pytest.fixture(scope="module")
def main(running: Browser, lived: Lived, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Main]:
    """Ash is signed in and knows every address."""
    house = move_in(lived, tmp_path_factory.mktemp("main"))
    house.start()
    contexts = [running.new_context(base_url=house.url, viewport=PHONE, locale="en-GB") for _ in range(2)]  # type: ignore[arg-type]
    for context in contexts:
        context.set_default_timeout(PATIENCE)
    stranger, ash = (context.new_page() for context in contexts)
    account.signs_in(ash, "Ash", lived.words["Ash"])
    steps.sees_heading(ash, "Us")
    _alone_with_it(ash)
    _plan_lies_on_the_table(house, lived)
    yield Main(stranger, ash, _addresses(ash))
    for context in contexts:
        context.close()
    house.stop()


def _addresses(ash: Page) -> dict[str, str]:
    steps.opens_the_space(ash, SPACE)
    space = ash.url
    steps.opens(ash, SPACE, "Items")
    steps.follow(ash, "Connection")
    category = ash.url
    steps.follow(ash, "Massage")
    item = ash.url
    rooms = _rooms(ash, space)
    ash.goto(item)
    steps.follow(ash, "State it: I give")
    found = {"first": "/", "sign-in": "/sign-in/", "people": "/help/people/", "us": "/", "kept": "/help/kept/"}
    found |= {name: f"{space}{name}/" for name in ("items", "map", "wishes")}
    found |= {"space": space, "category": category, "item": item, "position": ash.url, "help": "/help/"}
    found |= {"settings": "/me/settings/", "pause": "/pause/"}
    return found | rooms


def _alone_with_it(ash: Page) -> None:
    """This browser is nobody else's: own pages open whenever they are looked at."""
    ash.goto("/me/settings/")
    ash.get_by_label("Shared device: lock after").uncheck()
    steps.press(ash, "Keep it so")


def _plan_lies_on_the_table(house: House, lived: Lived) -> None:
    house.does("tests.journeys.scene_seed", "tabled", lived.words["Ash"], lived.words["Bo"])


def _rooms(ash: Page, space: str) -> dict[str, str]:
    """The addresses of the newer rooms; Ash has begun to talk about the item, and has written a note."""
    steps.follow(ash, "Talk about it")
    talk = ash.url
    steps.fill(ash, "In your words", SAID)
    steps.press(ash, "Say it, and hear it back")
    ash.goto("/me/notes/write/")
    steps.fill(ash, "What I write", NOTE)
    steps.press(ash, "Keep it")
    found = {name: f"{space}{name}/" for name in ("deck", "plan", "rhythm")}
    found |= {"talk": talk, "journal": "/me/notes/", "debrief": "/me/debriefs/new/", "care": "/care/"}
    found |= {"lesson": "/help/lessons/1/", "article": "/help/read/1/"}
    return found | {"conversation": "/me/cards/power/good-authority/"}
