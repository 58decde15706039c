"""Somebody takes the phone after Exit now: Back, Forward, the history, a restored session and the whole profile folder.

Everything that Ash types is a canary; after the browser closed, no file of its profile has one, however it is spelt.
"""

import json
import os
import re
import signal
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.chromium import flags
from tests.journeys import steps
from tests.journeys.account_steps import SPACE, takes_things
from tests.journeys.browsers import Here, here
from tests.journeys.steps import fill, follow, press, sees, sees_heading
from tests.walls.seeking import hits

__all__ = ["here"]

SAID = {
    "label": "canary of the label", "own name": "canary of my name", "mistake": "canary of a mistake",
    "unsent": "canary never sent", "looked for": "canary looked for", "item": "canary of an item",
    "sentence": "canary of a sentence", "note": "canary of a note", "sought": "canary note",
    "passphrase": "canary harbour violet lantern quarter",
}  # fmt: skip
LAST_TIME = {"session": {"restore_on_startup": 1}}
# Random ids, and words of the house that say nothing about anybody.
NEUTRAL = re.compile(
    r"/(|sign-in/|s/new/|me/(|take/|notes/((write|search|[0-9a-f]{32})/)?(\?said=[a-z]+)?)|blank/|unlock/\?next=[%a-zA-Z0-9-]+"
    r"|s/[0-9a-f]{32}/((map|items|search|own|own/new)/)?(\?said=[a-z-]+)?|s/[0-9a-f]{32}/items/[0-9a-f]{16}/)"
)


@dataclass
class Life:
    """What whoever takes the phone comes to see, moment by moment, and what the browser wrote."""

    private: dict[str, str]
    profile: Path
    address: str
    shown: dict[str, str] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    def look(self, moment: str, page: Page) -> None:
        """Keep everything that is in the page now."""
        page.wait_for_load_state()
        self.shown[moment] = page.content()

    def private_at(self, moment: str) -> list[str]:
        """What of Ash's was in the page then."""
        return [what for what, word in self.private.items() if word in self.shown[moment]]


@pytest.fixture(scope="module")
def life(here: Here, tmp_path_factory: pytest.TempPathFactory) -> Life:
    """Ash's hour, Exit now, and somebody's look."""
    private = SAID | {"space": SPACE, "words": here.lived.words["Ash"]}
    private |= {"own account name": "You sign in as Ash"}
    life = Life(private, here.folder("ash"), here.house.url)
    context = here.open("ash")
    page = context.pages[0]
    here.comes(page, "Ash")
    types_things(page)
    life.files = looks_around(page, tmp_path_factory.mktemp("files"))
    page.goto("/s/new/")
    fill(page, "What you call this space", SAID["unsent"])
    after_exit(life, page, context.new_page())
    here.close("ash")
    return life


def types_things(page: Page) -> None:
    """A mistake, a space, a search and an own item."""
    mistaken(page)
    fill(page, "What you call this space", SAID["label"])
    fill(page, "The name you go by here", SAID["own name"])
    press(page, "Make this space")
    sees_heading(page, SAID["label"])
    steps.opens(page, SPACE, "Items")
    fill(page, "A name or a few words", SAID["looked for"])
    press(page, "Look")
    steps.opens(page, SPACE, "Items")
    follow(page, "Items of your own")
    follow(page, "Write one")
    fill(page, "What it is called", SAID["item"])
    fill(page, "What it is, in one sentence", SAID["sentence"])
    page.get_by_role("checkbox", name="One gives, the other receives").check()
    page.get_by_role("checkbox", name="At home").check()
    press(page, "Keep it")
    sees(page, "Kept, for you alone.")
    writes_a_note(page)


def writes_a_note(page: Page) -> None:
    """A note, found again by a word of it."""
    page.goto("/me/notes/write/")
    fill(page, "What I write", SAID["note"])
    press(page, "Keep it")
    sees(page, "Kept, for you alone.")
    page.goto("/me/notes/search/")
    fill(page, "Words", SAID["sought"])
    press(page, "Look")
    sees(page, SAID["note"])


def looks_around(page: Page, folder: Path) -> list[str]:
    """The files that can be taken, by the names under which they land; then the map and a card."""
    taken = takes_things(page, "A page to read", folder, SAID["passphrase"])
    steps.reads_the_map(page, SPACE)
    names = [taken.name]
    for words in ("Picture and list as PDF", "As data (JSON)"):
        with page.expect_download() as coming:
            page.get_by_role("main").get_by_role("link", name=words).click()
        names.append(coming.value.suggested_filename)
        coming.value.delete()
    steps.goes_on(page, page.locator(".map-row .row-name a").first)
    return names


def after_exit(life: Life, page: Page, other: Page) -> None:
    """Exit now on one tab; then Back, Forward, Reload, another tab, and the source of a page."""
    other.goto("/me/")
    life.look("the other tab, before", other)
    page.bring_to_front()
    address = page.url
    steps.exits(page)
    other.wait_for_url("about:blank")
    life.look("exit", page)
    life.look("the other tab", other)
    for moment, move in (("back", page.go_back), ("further back", page.go_back), ("forward", page.go_forward)):
        move()
        sees_heading(page, "Locked")
        life.look(moment, page)
    page.reload()
    life.look("reload", page)
    other.goto(address)
    life.look("in a new tab", other)
    other.goto(f"view-source:{life.address}/me/")
    life.look("source", other)


@dataclass
class Restored:
    """What a browser that died had written, and what its tabs are headed with when it comes back."""

    written: list[tuple[str, str]]
    headings: list[str]


@pytest.fixture(scope="module")
def restored(here: Here) -> Restored:
    """A browser that opens what was open last time dies with three tabs of Ash's, and is opened again."""
    profile = here.folder("restored")
    (profile / "Default").mkdir(parents=True)
    (profile / "Default" / "Preferences").write_text(json.dumps(LAST_TIME))
    context = here.open("restored")
    page = context.pages[0]
    here.comes(page, "Ash")
    steps.reads_the_map(page, SPACE)
    context.new_page().goto("/me/")
    mistaken(context.new_page())
    written_down(page, profile)
    # Chromium's lock is a link that ends with the number of its process.
    os.kill(int((profile / "SingletonLock").readlink().name.rpartition("-")[2]), signal.SIGKILL)
    with suppress(Error):
        here.close("restored")
    written = hits(SAID.items(), profile)
    as_if_closed(profile / "Default" / "Preferences")
    here.house.advance(hours=1)
    context = here.open("restored", args=[*flags(), "--restore-last-session"])
    for _ in range(100):
        if len(context.pages) > 3:
            break
        context.pages[0].wait_for_timeout(100)
    return Restored(written, [heading for each in context.pages for heading in headings(each)])


def as_if_closed(preferences: Path) -> None:
    """Chromium only offers to bring back what a crash ended; what was closed it brings back by itself."""
    known = json.loads(preferences.read_text())
    known.setdefault("profile", {})["exit_type"] = "Normal"
    preferences.write_text(json.dumps(known))


def written_down(page: Page, profile: Path) -> None:
    """Wait until Chromium has written down what its tabs show, the last one too."""
    for _ in range(200):
        page.wait_for_timeout(100)
        if any(b"/s/new/" in file.read_bytes() for file in (profile / "Default" / "Sessions").glob("Session_*")):
            page.wait_for_timeout(4_000)
            return
    raise AssertionError("Chromium wrote no session.")


def mistaken(page: Page) -> None:
    """A form that needs another look."""
    page.goto("/s/new/")
    fill(page, "What you call this space", SAID["mistake"])
    # Chromium writes 2.5 seconds after the first change: all that was changed before has to be written already.
    page.wait_for_timeout(4_000)
    press(page, "Make this space")
    sees(page, "This needs another look")


def headings(page: Page) -> list[str]:
    """What a tab is headed with; a blank one with nothing."""
    page.wait_for_load_state()
    return page.locator("h1:visible").all_inner_texts()


MOMENTS = ["exit", "the other tab", "back", "further back", "forward", "reload", "in a new tab", "source"]


@pytest.mark.parametrize("moment", MOMENTS)
def test_nothing_private_is_in_the_page(life: Life, moment: str) -> None:
    assert life.private_at(moment) == []


def test_the_search_of_this_file_finds_what_is_there(life: Life) -> None:
    assert life.private_at("the other tab, before") == ["own account name"]


def test_the_tabs_of_the_last_session_come_back_locked_and_sent_nothing_again(restored: Restored) -> None:
    assert len(restored.headings) == 3
    assert set(restored.headings) <= {"Locked", "Sign in"}


def test_a_form_with_a_mistake_is_not_written_down_with_the_session(restored: Restored) -> None:
    assert restored.written == []


def test_no_file_of_the_profile_has_what_was_typed_or_shown(life: Life) -> None:
    private = [each for each in life.private.items() if each[0] != "own account name"]
    assert hits(private, life.profile) == []
    (life.profile / "planted").write_bytes(b"\0" + SAID["sentence"].encode("utf-16-le"))
    assert hits(private, life.profile) == [("sentence", "planted")]


def rows(life: Life, file: str, query: str) -> list[tuple[str, ...]]:
    """What a database of the profile answers."""
    with closing(sqlite3.connect(life.profile / "Default" / file)) as base:
        return base.execute(query).fetchall()


def test_titles_and_addresses_in_the_history_say_nothing(life: Life) -> None:
    found = rows(life, "History", "SELECT url, title FROM urls")
    urls, titles = [url for url, _title in found], {title for _url, title in found}
    addresses = [url.removeprefix(life.address) for url in urls]
    # Chromium calls a page by its address until it has written down the title.
    short = {url.removeprefix("http://").removesuffix(end) for url in urls for end in ("", "/")}
    assert titles - short <= {"Notes", "Blank page"}
    assert len(addresses) > 8
    assert [each for each in addresses if not NEUTRAL.fullmatch(each)] == []


def test_the_browser_offers_none_of_it_when_somebody_types(life: Life) -> None:
    offered = rows(life, "Web Data", "SELECT name, value FROM autofill")
    assert [name for name, _value in offered if name != "name"] == []
    assert rows(life, "Login Data", "SELECT username_value FROM logins") == []
    assert rows(life, "History", "SELECT term FROM keyword_search_terms") == []


def test_downloads_have_names_that_say_nothing(life: Life) -> None:
    assert life.files == ["notes.html.age", "notes.pdf", "notes.json"]
