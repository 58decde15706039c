"""What somebody types in the room of care, after a scene."""

import re

from tests.walls.resident import Resident


def afterwards(who: Resident, space: str) -> None:
    """Own times, words for afterwards, a follow-up that is answered and put away, and a page for a doctor."""
    word = who.sown.word
    who.say("care-times", times=["6", "24", "48"], moves="on")
    who.say("prepared", {"space": space}, to_me=word("to me"), to_you=word("to you"))
    (moment,) = set(re.findall(r"/care/then/([0-9a-f]{16})/", who.page("/care/")))
    who.page(f"/care/then/{moment}/")
    who.say("follow-up", {"moment": moment}, now=["low"], line=word("follow-up"))
    who.say("follow-up-away", {"moment": moment})
    sheet = {name: word(name) for name in ("happened", "when", "medicines", "concerns")}
    who.say("care-sheet", status=200, **sheet)
