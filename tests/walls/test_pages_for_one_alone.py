"""Which pages show something that somebody keeps to themselves is found out by keeping it.

Each of them asks for the words again (`own=True`, tests/rooms/accounts/test_own_pages.py), or `OPEN` says why it does
not: a new page that shows something of it fails here until one of the two is so.
"""

import re

import pytest

from tests.databases import ON_SQLITE
from tests.people import Clock
from tests.rooms.accounts.test_own_pages import is_own
from tests.walls.addresses import addresses
from tests.walls.answers import Answer, ask
from tests.walls.requests import Request, everything, gets
from tests.walls.worlds import Street, all_but_the_account, street, world

pytestmark = [pytest.mark.django_db, ON_SQLITE]

TIGHTENS = "a button on it tightens, and no No waits for words"
OPEN = {
    "after": "it is for all who were there, side by side; what somebody kept lies folded below",
    "care": "the way to help waits for nothing; it says that a follow-up is there, and nothing of it",
    "category": TIGHTENS,
    "cooling-here": TIGHTENS,
    "item": TIGHTENS,
    "items": TIGHTENS,
    "ladder": TIGHTENS,
    "ladder-add": "it says whether there is a step already, and nothing of it",
    "recheck": "it says that one was begun, and nothing of it",
    "recheck-next": "it says a day, and nothing else",
    "rhythm": "it is for everybody in the space, and says one's own day beside it",
    "search": TIGHTENS,
    "state": TIGHTENS,
    "steps": "what the others show of theirs stands there too, and one's own are named",
    "wait": TIGHTENS,
    "way": "it is where all write; of oneself it says that there is nothing to work out",
    "ways": "the same",
}


def pages_of(here: Street) -> list[Request]:
    """Every page of Ash's in this space, and the one that is there for her after a scene."""
    there = re.findall(r"/care/then/([0-9a-f]{16})/", here.ash.browser.get("/care/").content.decode())
    values = {name: each[:1] for name, each in everything(here).items()}
    several = {"side": ["receive"], "step": ["what", "when", "words", "ready"], "question": ["opening", "change"]}
    return gets({**values, **several, "moment": there[:1]})


def read(here: Street, pages: list[Request]) -> dict[Request, tuple[int, str]]:
    return {(name, path, None): shown(ask(here.ash.browser, path)[0]) for name, path, _ in pages}


def shown(answer: Answer) -> tuple[int, str]:
    """What somebody reads there; the token of a form is drawn by lot."""
    return answer.status, re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", answer.body.decode(errors="replace"))


def test_whatever_shows_something_of_ones_own_asks_again_or_stands_here_with_its_reason(clock: Clock) -> None:
    after = world(clock, all_but_the_account)
    pages = pages_of(after)
    told = read(after, pages)
    before = read(street(clock), pages)
    showing = {name for name, path, none in pages if told[name, path, none] != before[name, path, none]}

    own = {each.name for each in addresses() if is_own(each)}
    assert showing - own == OPEN.keys()
    # Enough is kept for the pages that ask to be found in the same way.
    assert len(showing & own) > 20
