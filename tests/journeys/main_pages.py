"""The main pages, by short names, for whoever looks at each of them: Ash's in the lived-in house, and a stranger's."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page

from tests.journeys import steps
from tests.journeys.account_steps import SPACE
from tests.journeys.browsers import Here, here

__all__ = ["MAIN", "Main", "here", "main"]

STRANGER = ("first", "sign-in", "people")
ASH = ("us", "space", "items", "category", "map", "item", "position", "wishes", "kept", "help", "settings", "pause")
MAIN = (*STRANGER, *ASH)


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
    steps.opens_the_space(ash, SPACE)
    space = ash.url
    steps.opens(ash, SPACE, "Items")
    steps.follow(ash, "Connection")
    category = ash.url
    steps.follow(ash, "Massage")
    item = ash.url
    steps.follow(ash, "State it: I give")
    found = {"first": "/", "sign-in": "/sign-in/", "people": "/help/people/", "us": "/", "kept": "/help/kept/"}
    found |= {name: f"{space}{name}/" for name in ("items", "map", "wishes")}
    found |= {"space": space, "category": category, "item": item, "position": ash.url, "help": "/help/"}
    return Main(stranger, ash, found | {"settings": "/me/settings/", "pause": "/pause/"})
