"""The main pages, by short names, for whoever looks at each of them: Ash's in the lived-in house, and a stranger's."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.browsers import Here, here

__all__ = ["MAIN", "ROOMS", "Main", "here", "main"]

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
def main(here: Here) -> Main:
    """Ash is signed in and knows every address."""
    stranger, ash = here.open("stranger").pages[0], here.open("ash").pages[0]
    here.comes(ash, "Ash")
    _alone_with_it(ash)
    _plan_lies_on_the_table(here)
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
    return Main(stranger, ash, found | rooms)


def _alone_with_it(ash: Page) -> None:
    """This browser is nobody else's: own pages open whenever they are looked at."""
    ash.goto("/me/settings/")
    ash.get_by_label("Shared device: lock after").uncheck()
    steps.press(ash, "Keep it so")


def _plan_lies_on_the_table(here: Here) -> None:
    here.house.does("tests.journeys.scene_seed", "tabled", *(here.lived.words[name] for name in ("Ash", "Bo")))


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
