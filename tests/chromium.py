"""Which browser the tests open: a light one without a window, and a whole one where what it keeps on the disk counts.

`light`: the same Chromium without everything around a page (Debian: `chromium-headless-shell`), where it is installed;
otherwise the whole one. Without a Chromium a test is skipped, or fails where one is required.
"""

import os
import shutil

import pytest

LIGHT = ("chromium-headless-shell", "chrome-headless-shell")
WHOLE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
NAMED, REQUIRED = "OWNACCORD_CHROMIUM", "OWNACCORD_REQUIRE_CHROMIUM"
FLAGS = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Fewer processes for each browser that a test opens.
    "--in-process-gpu",
)
# The network in the browser's own process too; and a page that follows on another one of the same house is put into the
# frame that is there, which is a sixth of the work. The whole browser makes a new one, as people have it.
AS_PEOPLE_HAVE_IT = "NetworkServiceInProcess2"
QUICK = f"{AS_PEOPLE_HAVE_IT},RenderDocument:level/crashed-frame"


def light() -> str:
    """The path of a browser for pages."""
    return os.environ.get(NAMED) or _which(LIGHT) or whole()


def whole() -> str:
    """The path of a browser as people have it."""
    found = os.environ.get(NAMED) or _which(WHOLE)
    if found is None and os.environ.get(REQUIRED):
        pytest.fail(f"No Chromium was found, and {REQUIRED} is set.")
    if found is None:
        pytest.skip("No Chromium was found: this test did NOT run.")
    return found


def flags(quick: str = QUICK) -> list[str]:
    """Its options: no talking to its makers; no sandbox only where there cannot be one."""
    sandbox = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return [*FLAGS, f"--enable-features={quick}", *sandbox]


def _which(names: tuple[str, ...]) -> str | None:
    return next(filter(None, map(shutil.which, names)), None)
