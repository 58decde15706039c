"""One lived-in house for a whole module, and browsers for it whose profile folders can be read after they closed.

In a journey's module: `from tests.journeys.browsers import here`, then `here.open("ash")`, `here.folder("ash")`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, Playwright

from tests.chromium import AS_PEOPLE_HAVE_IT, flags
from tests.journeys import account_steps as account
from tests.journeys import steps
from tests.journeys.conftest import PATIENCE, PHONE
from tests.journeys.lived_in import Lived, move_in
from tests.journeys.server import House

__all__ = ["Here", "here"]

# Playwright switches the back-forward cache off; people have it.
KEPT_OFF = "--disable-back-forward-cache"


@dataclass
class Here:
    """A house, what opens it, and the browsers that were opened."""

    driver: Playwright
    chromium: str
    house: House
    lived: Lived
    _open: dict[str, BrowserContext] = field(default_factory=dict)

    def folder(self, name: str) -> Path:
        """The profile folder of this browser."""
        return self.house.data.parent / "profiles" / name

    def open(self, name: str, **options: object) -> BrowserContext:
        """The browser of this name, as people have it; the same name is the same folder."""
        settings: dict[str, object] = {
            "base_url": self.house.url, "viewport": PHONE, "locale": "en-GB", "args": flags(AS_PEOPLE_HAVE_IT),
            "ignore_default_args": [KEPT_OFF], **options,
        }  # fmt: skip
        context = self.driver.chromium.launch_persistent_context(
            self.folder(name),
            executable_path=self.chromium,
            **settings,  # type: ignore[arg-type]
        )
        context.set_default_timeout(PATIENCE)
        self._open[name] = context
        return context

    def close(self, name: str) -> None:
        """Close the browser of this name; its folder stays."""
        self._open.pop(name).close()

    def close_all(self) -> None:
        """Close every browser."""
        for name in list(self._open):
            self.close(name)

    def comes(self, page: Page, name: str) -> None:
        """Ash or Bo signs in with their six words."""
        account.signs_in(page, name, self.lived.words[name])
        steps.sees_heading(page, "Us")


@pytest.fixture(scope="module")
def here(
    driver: Playwright, whole_chromium: str, lived: Lived, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Here]:
    """The house, running, with Ash and Bo in it."""
    house = move_in(lived, tmp_path_factory.mktemp("here"))
    house.start()
    found = Here(driver, whole_chromium, house, lived)
    yield found
    found.close_all()
    house.stop()
