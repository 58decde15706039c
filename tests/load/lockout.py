"""What strangers who fail all the time do to one person on their own device: it opens and stops all the same.

The strangers share the person's address, as behind one router, and fail until it has to wait; then others come from
addresses of their own. The person lives in two spaces, and in both the partner looks whether a pause and a lift got
there.
"""

import time
from collections.abc import Callable

from tests.load.browsing import Browser
from tests.load.crowd import strangers
from tests.load.figures import Said, share
from tests.load.people import PASSPHRASE
from tests.load.pressing import Presser

KINDS = ("sign_in", "recover", "new_device", "stop")
PATIENCE = 120.0
WHERE = {"at the same address": tuple(f"{kind}@127.0.0.1" for kind in KINDS), "at addresses of their own": KINDS}


def measure(port: int, here: Presser, said: Said, how_many: int, seconds: float, places: int) -> None:
    """Print how often, and how fast, each step went through."""
    said.line(f"\n## {how_many} strangers, and one person on their own device")
    said.line("Milliseconds. Goal: everything goes through, and reaches the partner, however often others failed.")
    said.table("strangers", "what the person does", "how often", "half below", "slowest", "")
    for name, kinds in list(WHERE.items())[:places]:
        with strangers(port, seconds + PATIENCE, how_many, kinds):
            found = steps(here, seconds)
        for step, (taken, fell) in found.items():
            word = said.verdict(f"{name}: {step}", not fell)
            said.row(name, step, len(taken), f"{share(taken, 0.5):.1f}", f"{max(taken):.1f}", word)


def steps(here: Presser, seconds: float) -> dict[str, tuple[list[float], int]]:
    """What somebody does all day, again and again: how long each took, and how often it did not go through."""
    found: dict[str, tuple[list[float], int]] = {}
    browser, secret = here.locked, {"secret": PASSPHRASE}

    def does(step: str, act: Callable[[], int], wanted: int = 303, seen: Callable[[], bool] = lambda: True) -> None:
        begun = time.perf_counter()
        status = act()
        spent = (time.perf_counter() - begun) * 1000
        taken, fell = found.get(step, ([], 0))
        found[step] = [*taken, spent], fell + (status != wanted or not seen())

    until = time.monotonic() + seconds
    while time.monotonic() < until or not found:
        does("pauses while locked", lambda: browser.posts("/pause/"), seen=here.partner.sees_nothing)
        does("presses the stop code", lambda: Browser(browser.port).posts("/stop/", words=here.who.stop_code))
        does("unlocks", lambda: browser.posts("/unlock/", **secret), seen=here.partner.sees_nothing)
        does("lifts the pause", lambda: browser.posts("/pause/lift/"), seen=here.partner.sees_all)
        does("opens a page", lambda: browser.gets("/me/"), 200)
        does("presses Exit now", lambda: browser.posts("/exit/"))
        does("unlocks", lambda: browser.posts("/unlock/", **secret))
        does("signs out", lambda: browser.posts("/sign-out/"))
        does("signs in again", lambda: browser.posts("/sign-in/", name=here.who.name, **secret))
        does("presses Exit now", lambda: browser.posts("/exit/"))
    return found
