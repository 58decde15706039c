"""Houses and browsers for the journeys.

`house`: a running server with an empty data folder. `profile("ash", phone=True)`: a browser of one's own, with its own
cookies and cache, whose `.new_page()` opens pages relative to the house.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests import chromium as browsers
from tests import cluster
from tests.chromium import flags
from tests.databases import KINDS
from tests.journeys.lived_in import Lived, live, move_in
from tests.journeys.server import House

PHONE = {"width": 360, "height": 740}
# Milliseconds; how long a journey waits for what must come. Nothing is measured by it.
PATIENCE = 20_000
DESKTOP = {"width": 1280, "height": 800}
ON_BOTH = pytest.mark.parametrize("on", KINDS, indirect=True)
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")

OpenProfile = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium for pages; without one the journey is skipped, or fails where one is required."""
    return browsers.light()


@pytest.fixture(scope="session")
def whole_chromium() -> str:
    """The path of a Chromium as people have it, for what one keeps on the disk."""
    return browsers.whole()


@pytest.fixture(scope="module")
def driver(chromium: str) -> Iterator[Playwright]:
    """Playwright, ended with the module: while it runs, Django's ORM refuses to work in this process."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture
def on(request: pytest.FixtureRequest) -> str:
    """What the house stands on: SQLite, unless the journey is marked with `ON_BOTH`."""
    kind = str(getattr(request, "param", KINDS[0]))
    if kind != KINDS[0]:
        request.getfixturevalue("postgresql")
    return kind


@pytest.fixture
def base(on: str, like: str | None) -> Iterator[str | None]:
    """The address of a PostgreSQL database for this journey, empty or a copy of a lived-in one; None on SQLite."""
    if on == KINDS[0]:
        yield None
        return
    with cluster.fresh(f"journey_{WORKER}", like or "template1") as url:
        yield url


@pytest.fixture
def like() -> str | None:
    """A journey into a lived-in house says which database it is a copy of."""
    return None


@pytest.fixture
def forked() -> bool:
    """A journey that is about the start says no: its house is the command, and nothing was loaded before."""
    return True


@pytest.fixture
def house(tmp_path: Path, base: str | None, forked: bool) -> Iterator[House]:
    """A house with nobody in it yet."""
    here = House(tmp_path, database=base, forked=forked)
    here.start()
    yield here
    here.stop()


@pytest.fixture(scope="session")
def lived_on_postgresql(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The same forty days, lived once on PostgreSQL."""
    with cluster.fresh(f"lived_{WORKER}"):
        yield live(tmp_path_factory.mktemp("lived-on-postgresql"), f"lived_{WORKER}")


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Forty days of Ash and Bo, lived once for all journeys."""
    return live(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def lived_in(lived: Lived, base: str | None, tmp_path: Path) -> Iterator[House]:
    """A running house with Ash and Bo in it; a journey that wants browsers for it names it `house`."""
    here = move_in(lived, tmp_path, database=base)
    here.start()
    yield here
    here.stop()


@pytest.fixture(scope="module")
def running(driver: Playwright, chromium: str) -> Iterator[Browser]:
    """One Chromium for a module; nobody's cookies or pages are in it, but in contexts."""
    opened = driver.chromium.launch(executable_path=chromium, args=flags())
    yield opened
    opened.close()


@pytest.fixture
def profile(running: Browser, house: House) -> Iterator[OpenProfile]:
    """Makes browsers of one's own: `profile(name, phone=False, **context_options)`; nothing of one is in another.

    They keep what they keep in memory. A journey into what lies on the disk has profile folders (`browsers.Here`).
    """
    opened: list[BrowserContext] = []

    def open_profile(name: str, *, phone: bool = False, **options: object) -> BrowserContext:
        settings: dict[str, object] = {
            "base_url": house.url,
            "viewport": PHONE if phone else DESKTOP,
            "has_touch": phone,
            "locale": "en-GB",
            **options,
        }
        context = running.new_context(**settings)  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        opened.append(context)
        return context

    yield open_profile
    for context in opened:
        context.close()
