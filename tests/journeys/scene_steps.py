"""A scene in a real house: what two people see on their devices, and what they press there."""

import json
import re
import time
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests import cluster
from tests.journeys.conftest import OpenProfile
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.server import House

LOST = "Signals not connected: use your words and signs."


@dataclass
class Pair:
    """Ash on a phone and Bo, each with the page of the scene, and the space it is in."""

    house: House
    space: str
    ash: Page
    bo: Page
    contexts: tuple[BrowserContext, BrowserContext]
    words: dict[str, str]

    @property
    def both(self) -> tuple[Page, Page]:
        """Both pages."""
        return self.ash, self.bo

    def url(self, rest: str) -> str:
        """An address of the space."""
        return f"/s/{self.space}/{rest}"


@dataclass(frozen=True)
class Seeded:
    """A lived-in house in which something of a scene has happened, and the cookies of both."""

    lived: Lived
    cookies: dict[str, object]
    at: float

    def again(self, folder: Path) -> House:
        """A copy of the house, not yet started, at the moment at which it was made: nobody has been quiet in it."""
        house = move_in(self.lived, folder)
        house.advance(days=(self.at - time.time()) / 86400)
        return house


def seeded(lived: Lived, folder: Path, stage: str) -> Seeded:
    """Let it happen once, in a process of its own; houses copy it."""
    house = move_in(lived, folder, database=cluster.of(lived.like) if lived.like else None)
    said = house.does("tests.journeys.scene_seed", stage, lived.words["Ash"], lived.words["Bo"])
    return Seeded(Lived(house.data, lived.words, lived.like), json.loads(said), time.time())


def comes(profile: OpenProfile, house: House, seeded: Seeded, at: str = "/now/") -> Pair:
    """Both open their devices on this page."""
    contexts = profile("ash", phone=True), profile("bo")
    pages = []
    for context, name in zip(contexts, ("Ash", "Bo"), strict=True):
        context.add_cookies(seeded.cookies[name])  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(at)
        pages.append(page)
    return Pair(house, str(seeded.cookies["space"]), pages[0], pages[1], contexts, seeded.lived.words)


def presses(page: Page, word: str) -> None:
    """Press a signal."""
    page.get_by_role("button", name=re.compile(f"^{word}")).click()


def shows(page: Page, words: str) -> None:
    """Wait until this stands on the live page."""
    expect(page.locator("[data-scene]").get_by_text(words).filter(visible=True).first).to_be_visible()


def is_over(page: Page) -> None:
    """Wait until this device shows the red."""
    expect(page.get_by_role("heading", level=1, name="Red. Everything stops.")).to_be_visible()


def is_green(page: Page) -> bool:
    """Whether this device looks as if all were well."""
    return page.locator("[data-green]").count() == 1 and page.locator("[data-lost]").count() == 0
