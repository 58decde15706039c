"""Lines to open together in every state of their pages, for a reader with sharp eyes, by two people after a scene."""

import json
import re

from playwright.sync_api import Page

from tests.journeys.excerpt_seed import SCENE
from tests.journeys.reading import Reader
from tests.journeys.server import House
from tests.journeys.steps import fill, follow, goes_on, press, sees

HERS, HIS = "The end came too fast for me, and I needed a moment before I could say so.", "I was not sure either."


def shares_lines(reader: Reader, other: Reader, house: House, space: str) -> None:
    """From the empty list to both side by side, and a word about it."""
    ash, bo, here = reader.page, other.page, f"/s/{space}/lines/{SCENE}/"
    reader.goes_to(f"/s/{space}/lines/", "excerpts")
    jars = [json.dumps({each["name"]: each["value"] for each in page.context.cookies()}) for page in (ash, bo)]
    house.does("tests.journeys.excerpt_seed", *jars)
    reader.goes_to(here, "excerpt")
    looks_back(ash, space, HERS)
    reader.reads("with lines to choose")
    reader.goes_to(f"{ash.url.partition('?')[0]}lines/", "debrief-lines")
    ash.get_by_role("checkbox", name=re.compile(HERS)).check()
    press(ash, "Look at it first")
    reader.reads("to put down")
    goes_on(ash, ash.get_by_role("button", name="Put it down"))
    sees(ash, "Not everyone yet.")
    reader.reads("waiting")
    bo.goto(here)
    goes_on(bo, bo.get_by_role("button", name="Nothing to share"))
    other.reads("nothing to share")
    looks_back(bo, space, HIS)
    follow(bo, "Choose lines to share")
    fill(bo, "Or something else", HIS)
    press(bo, "Look at it first")
    goes_on(bo, bo.get_by_role("button", name="Put it down"))
    opens(ash, bo, here)
    reader.goes_to(f"/s/{space}/lines/")
    ash.goto(here)
    sees(ash, HIS)
    reader.reads("side by side")
    follow(ash, "About these lines")
    fill(ash, "In your words", "I would like to understand the end.")
    press(ash, "Say it, and hear it back")
    reader.reads("asked")


def looks_back(page: Page, space: str, hard: str) -> None:
    """Keep a debrief with one line."""
    page.goto(f"/s/{space}/debrief/")
    page.locator("[name=items]").first.check()
    fill(page, "What was hard", hard)
    goes_on(page, page.get_by_role("button", name="Keep it", exact=True))
    sees(page, "Kept, for you alone.")


def opens(ash: Page, bo: Page, here: str) -> None:
    """Both look again until it is open."""
    for page in (ash, bo):
        page.goto(here)
    for page in (ash, bo) * 3:
        page.goto(here)
        if page.get_by_role("button", name="Look again").count():
            press(page, "Look again")
