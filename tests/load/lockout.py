"""What strangers who fail all the time do to one person on their own device: it opens and stops all the same.

The strangers share the person's address, as behind one router, and fail until it has to wait; then others come from
addresses of their own.
"""

import time
from collections.abc import Callable

from ownaccord.lib import clock
from tests.load import people
from tests.load.browsing import Browser
from tests.load.crowd import strangers
from tests.load.figures import Said, share
from tests.load.people import PASSPHRASE

KINDS = ("sign_in", "recover", "new_device", "stop")
WHERE = {"at the same address": tuple(f"{kind}@127.0.0.1" for kind in KINDS), "at addresses of their own": KINDS}


def measure(port: int, said: Said, how_many: int, seconds: float, places: int) -> None:
    """Print how often, and how fast, each step went through."""
    who = people.member("own-device", clock.now(), locked=True)
    browser = Browser(port, dict(who.cookies))
    said.line(f"\n## {how_many} strangers, and one person on their own device")
    said.line("Milliseconds. Goal: everything goes through, however often others failed before.")
    said.table("strangers", "what the person does", "how often", "half below", "slowest", "")
    for name, kinds in list(WHERE.items())[:places]:
        with strangers(port, seconds, how_many, kinds):
            found = steps(browser, who.name, who.stop_code, seconds)
        for step, (taken, fell) in found.items():
            word = said.verdict(f"{name}: {step}", not fell)
            said.row(name, step, len(taken), f"{share(taken, 0.5):.1f}", f"{max(taken):.1f}", word)


def steps(browser: Browser, name: str, stop_code: str, seconds: float) -> dict[str, tuple[list[float], int]]:
    """What somebody does all day, again and again: how long each took, and how often it did not go through."""
    found: dict[str, tuple[list[float], int]] = {}

    def does(step: str, act: Callable[[], int], wanted: int) -> None:
        begun = time.perf_counter()
        status = act()
        taken, fell = found.get(step, ([], 0))
        found[step] = [*taken, (time.perf_counter() - begun) * 1000], fell + (status != wanted)

    until = time.monotonic() + seconds
    while time.monotonic() < until or not found:
        does("pauses while locked", lambda: browser.posts("/pause/"), 303)
        does("presses the stop code", lambda: Browser(browser.port).posts("/stop/", words=stop_code), 303)
        does("unlocks", lambda: browser.posts("/unlock/", secret=PASSPHRASE), 303)
        does("opens a page", lambda: browser.gets("/me/"), 200)
        does("presses Exit now", lambda: browser.posts("/exit/"), 303)
        does("unlocks", lambda: browser.posts("/unlock/", secret=PASSPHRASE), 303)
        does("signs out", lambda: browser.posts("/sign-out/"), 303)
        does("signs in again", lambda: browser.posts("/sign-in/", name=name, secret=PASSPHRASE), 303)
        does("presses Exit now", lambda: browser.posts("/exit/"), 303)
    return found
