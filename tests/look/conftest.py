"""The gallery on a local port, and a browser to look at it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import chromium
from tests.look import gallery
from tests.look.house import Gallery, served


@pytest.fixture(scope="module")
def shown() -> Iterator[Gallery]:
    """Every page of the gallery, served."""
    with served(Gallery(gallery.every_page())) as here:
        yield here


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped, or fails where one is required."""
    found = chromium.light()
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=found, args=chromium.flags())
        yield opened
        opened.close()
