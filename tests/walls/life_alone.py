"""What somebody types who looks after themselves: how they are, and debriefs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.walls.life import Resident

ITEM = "holding"


def looks_back(who: Resident, space: str) -> None:
    """How somebody is, and debriefs with words of their own wherever there is room; one that is changed and erased."""
    word = who.sown.word
    for place in ("0", "3"):
        who.say("measure", mood=place, body="1")
    said = {"items": [ITEM], "feelings": ["sad"], "limit": "yes", "mood": "1"}
    texts = ("good", "hard", "triggers", "noticed_own", "helped_own", "next_time")
    entry = ""
    for address, where in (("debrief-scene", {"space": space}), ("debrief-new", {})):
        answer = who.say(address, where, **said, **{name: word(name) for name in texts})
        entry = entry or str(answer.headers["Location"].split("/")[3])
    who.say("debrief-change", {"entry": entry}, **said, **{name: word(name) for name in texts})
    assert who.sown.mark in who.page(f"/me/debriefs/{entry}/")
    who.say("debrief-erase", {"entry": entry})
    measure = re.findall(r"/me/measures/([0-9a-f]{32})/let-go/", who.page("/me/measures/"))[0]
    who.say("measures-let-go", {"entry": measure})
    who.say("measures-line", drawn="2")
