"""What Ash may do in the newer rooms without anybody else's business; a part of `everything` in `worlds.py`.

For each entry of the vault that is one's own alone something is done here or there that changes it
(`test_non_interference.py`).
"""

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.test import override_settings

from ownaccord.care.models import Reminder
from tests.walls.dates import MAIL

if TYPE_CHECKING:
    from tests.walls.worlds import Street

MORE, ITEM = "massage", "holding"
CALENDAR = {"zone": "Europe/Berlin", "hour": "10", "title_review": "Bread", "title_recheck": "", "title_later": ""}


def alone(here: "Street") -> None:
    """All of it."""
    for act in (knows_oneself, after_a_scene, has_dates, small_steps, looks_again, plans, listens):
        act(here)


def sent(here: "Street", path: str, **fields: Any) -> None:
    """A form of Ash's own side, which is taken."""
    answer = here.ash.browser.post(path, fields)
    assert answer.status_code == 303, (path, answer.status_code, answer.content.decode()[-3000:])


def knows_oneself(here: "Street") -> None:
    """What Ash feels about items, what is worth asking about, a part about oneself, an article for later."""
    for item, said in ((ITEM, {"side_together": "limit"}), (MORE, {"side_give": "into", "past": ["tried"]})):
        sent(here, f"/me/interest/items/{item}/", **said, note="In the evening.")
    sent(here, "/me/interest/connection/", asking="yes")
    sent(here, "/me/about/tells/", own="I hum, and look away.")
    sent(here, "/me/later/1/keep/")


def after_a_scene(here: "Street") -> None:
    """Own times, words for afterwards, how it was afterwards, a follow-up that is answered and one put away."""
    sent(here, "/care/times/", times=["6", "24", "48"], moves="on")
    here.ours.press(here.ash, "prepared/", to_me="Tea, and the blanket.", to_you="I am only tired.")
    here.ours.press(here.ash, "after/", now=["low"], line="Everything was grey.")
    moment = re.findall(r"/care/then/([0-9a-f]{16})/", here.ash.browser.get("/care/").content.decode())[0]
    sent(here, f"/care/then/{moment}/", now=["shaky"], line="It was too much.")
    sent(here, f"/care/then/{moment}/away/")


def has_dates(here: "Street") -> None:
    """A calendar with an address, and mail of one's own words."""
    sent(here, "/me/settings/", icon="notebook", sign="0", email="ash@example.org")
    sent(here, "/me/dates/words/", **CALENDAR)
    sent(here, "/me/dates/address/")
    with override_settings(**MAIL):
        sent(here, "/me/dates/mail/", words="Bread.")
        sent(here, "/me/dates/mail/code/", code=re.findall(r"\d{6}", Reminder.objects.get(kind="code").words)[0])


def small_steps(here: "Street") -> None:
    """A ladder that nobody is shown, whose first step is asked for; a cooling-off from something."""
    steps = "steps/kneeling/follow/"
    said = {"contexts": ["at_home"], "minutes": "5", "ends_it": "ember", "look_again": "30"}
    assert here.ours.press(here.ash, f"{steps}add/", **said) == f"{steps}?said=step"
    to = here.ours.press(here.ash, f"{steps}ask/", step="next")
    assert to == f"{steps}?said=asked", to
    later = f"later/{here.ours.mark(here.ash, f'item:{MORE}')}/"
    assert here.ours.press(here.ash, later, days="7") == f"{later}?said=begun"


def looks_again(here: "Street") -> None:
    """A recheck-in that stays unfinished, a date of one's own, and what all are to read once everybody has written."""
    here.ours.press(here.ash, "again/", form="full")
    here.ours.press(here.ash, "again/change/", said="Less of it.")
    here.ours.press(here.ash, "together/", parts=["change"], more="I would like to begin more slowly.")
    soon = datetime.fromtimestamp(here.clock.now, UTC).date() + timedelta(days=9)
    assert here.ours.press(here.ash, "rhythm/date/", on=str(soon)).endswith("said=date")


def plans(here: "Street") -> None:
    """A plan in the making, a rehearsal that was seen to reach everybody, a deck that Ash wants to see no more of."""
    when = {"context": "at_home", "minutes": "45", "check_in": "15", "leads": "nobody"}
    here.ours.press(here.ash, "plan/make/when/", **when)
    assert here.ours.press(here.ash, "plan/drill/", **{"with": "reached"}) == "plan/?said=rehearsed"
    here.ours.press(here.ash, "deck/aside/")


def listens(here: "Street") -> None:
    """Reads what was said, and wants nothing of it noticed."""
    for rest in ("talk/", f"talk/{MORE}/", f"talk/{ITEM}/", "ways/", "ways/own/", f"ways/{ITEM}/", "line/", "beside/"):
        here.ours.see(here.ash, rest)
    sent(here, "/me/noticed/erase/")
