"""`python -m tests.journeys.scene_seed <stage> <words of Ash> <words of Bo>`: in the lived-in house, a plan or a scene.

Stages: `tabled` (a plan on the table that was rehearsed), `ready` (both said yes), `running`. Prints the cookies of
both as JSON, for the browsers of a journey: they are signed in, unlocked, and carry their signals.
"""

import json
import sys
from types import SimpleNamespace
from typing import Any

from django.test import Client
from django.test.utils import setup_test_environment

from ownaccord.web import cli

STAGES = ("tabled", "ready", "running")


def main(stage: str, *words: str) -> None:
    """Print how each of them goes on."""
    cli.prepare()
    # What a page was given can then be asked of its answer.
    setup_test_environment(debug=False)
    from ownaccord.lib import clock
    from ownaccord.spaces import access
    from tests.hands import held
    from tests.people import Somebody
    from tests.rooms.consent.shared import Shared
    from tests.rooms.scenes import stage as scenes

    held.now = clock.now()
    ash, bo = (Somebody(name, came_in(name, each), each) for name, each in zip(("Ash", "Bo"), words, strict=True))
    ours = Shared(access.spaces_of(ash.id)[0], SimpleNamespace(ash=ash, bo=bo))  # type: ignore[arg-type]
    scenes.tabled(ours, ash, minutes=60)
    scenes.rehearse(ours, ash, bo)
    if stage in STAGES[1:]:
        for who in (ash, bo):
            assert scenes.say_yes(ours, who) == "plan/?said=yes"
            ours.see(who, "plan/")
    if stage == STAGES[2]:
        assert ours.press(bo, "plan/start/") == "plan/?said=started"
    sys.stdout.write(json.dumps({"space": ours.id, "Ash": jar(ash.browser), "Bo": jar(bo.browser)}))


def came_in(name: str, words: str) -> Client:
    """A browser in which this person signed in with their words."""
    browser = Client(headers={"host": "localhost"})
    answer = browser.post("/sign-in/", {"name": name, "secret": words})
    assert answer.status_code == 303, answer.content.decode()
    return browser


def jar(browser: Client) -> list[dict[str, Any]]:
    """The cookies of a browser as Playwright takes them."""
    kept = [
        {"name": name, "value": each.value, "domain": "localhost", "path": "/"}
        for name, each in browser.cookies.items()
    ]
    return [{**each, "httpOnly": True, "sameSite": "Strict"} for each in kept if each["value"]]


if __name__ == "__main__":
    main(*sys.argv[1:])
