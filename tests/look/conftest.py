"""The gallery on a local port, and a browser to look at it."""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.look import gallery
from tests.look.house import Gallery, served

FLAGS = [
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Fewer processes for each browser that a test opens.
    "--in-process-gpu",
    "--enable-features=NetworkServiceInProcess2",
]
BROWSERS = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@pytest.fixture(scope="module")
def shown() -> Iterator[Gallery]:
    """Every page of the gallery, served."""
    with served(Gallery(gallery.every_page())) as here:
        yield here


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A Chromium; without one the test is skipped, or fails where one is required."""
    named = os.environ.get("OWNACCORD_CHROMIUM")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None and os.environ.get("OWNACCORD_REQUIRE_CHROMIUM"):
        pytest.fail("No Chromium was found, and OWNACCORD_REQUIRE_CHROMIUM is set.")
    if found is None:
        pytest.skip("No Chromium was found: this test did NOT run.")
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--no-sandbox"] if root else FLAGS
        opened = playwright.chromium.launch(executable_path=found, args=flags)
        yield opened
        opened.close()
