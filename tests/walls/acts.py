"""One private act each, in the street of Ash, Bo and Cam: what Ash does, between an unlock and the next.

An act may need something to be there already: that is done before the first of the two unlocks, and is no part of it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.people import PASSPHRASE, new_browser, words_on
from tests.walls.scene import ITEM
from tests.walls.worlds import HIDDEN, MORE, OWN, SETTINGS, Street

Act = Callable[[Street], Any]


@dataclass(frozen=True)
class After:
    """An act that comes after something else: only what it changes itself is looked at."""

    first: Act
    act: Act

    def __call__(self, s: Street) -> None:
        self.act(s)


def pressed(rest: str, **fields: Any) -> Act:
    """A form of the space of Ash and Bo; `OWN` in its address is an item that is in Ash's vault alone."""
    return lambda s: s.ours.press(s.ash, rest.replace("OWN", s.unbrought), **fields)


def sent(path: str, **fields: Any) -> Act:
    """A form of Ash's own side; `ENTRY` and `DEBRIEF` in its address are what she has written."""

    def act(s: Street) -> None:
        to = path.replace("ENTRY", s.entry).replace("DEBRIEF", s.debrief)
        assert s.ash.browser.post(to, fields).status_code in (200, 303), to

    return act


def looked(*rests: str) -> Act:
    """Pages of the space."""
    return lambda s: [s.ours.see(s.ash, rest) for rest in rests]


def wishes(s: Street) -> None:
    s.ours.read(s.ash, MORE)
    s.ours.state(s.ash, MORE, "receive")


def twice(first: Act, second: Act) -> Act:
    return lambda s: (first(s), second(s))


def one_more_device(s: Street) -> None:
    words = words_on(s.ash.browser.post("/me/devices/new/").content.decode())
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303


def new_passphrase(s: Street) -> None:
    fresh = "four other words of mine"
    sent("/me/passphrase/", secret=PASSPHRASE, passphrase=fresh, again=fresh)(s)
    s.ash.passphrase = fresh


def held(s: Street) -> None:
    s.ash.lock()
    assert s.ash.browser.post(s.ours.url("wait/"), {"hours": "24"}).headers["Location"] == "/unlock/?held=yes"


CALENDAR = {"zone": "Europe/Berlin", "hour": "10", "title_review": "Bread", "title_recheck": "", "title_later": ""}
SETTING = {**SETTINGS, "wait": "100"}
ACTS: dict[str, Act] = {
    "a card read": pressed(f"items/{MORE}/read/"),
    "a wish": wishes,
    "a wish let go": twice(wishes, pressed("wishes/let-go/", wish=f"{MORE}/receive")),
    "a No on what was never answered": pressed(f"items/{MORE}/positions/", side="give", level="0"),
    "Not any more on what was never answered": pressed(f"items/{MORE}/tighten/"),
    "a wish for a shorter wait": pressed("wait/", hours="1"),
    "that wish let go": twice(pressed("wait/", hours="1"), pressed("wait/let-go/")),
    "an own item": pressed("own/new/", **OWN),
    "an own item changed": pressed("own/OWN/", **{**OWN, "name": "Something else", "sentence": "Longer. " * 9}),
    "an own item let go": pressed("own/OWN/let-go/"),
    "an own limit": pressed("own/limit/", name="Never this", sentence="In words of my own."),
    "a category opened": pressed(f"categories/{HIDDEN}/open/"),
    "and closed": twice(pressed(f"categories/{HIDDEN}/open/"), pressed(f"categories/{HIDDEN}/close/")),
    "a search": pressed("search/", words="something warm", body="1"),
    "news seen": pressed("seen/"),
    "changed cards seen": pressed("changed/seen/"),
    "pages looked at": looked("map/", "items/", f"items/{ITEM}/", "history/", "wishes/", "map/data/"),
    "a private wait, a name and an icon for every page": sent("/me/settings/", **SETTING, face="Garden"),
    "what Ash feels about an item": sent(f"/me/interest/items/{MORE}/", side_give="into", note="In the evening."),
    "a category that is worth asking about": sent("/me/interest/connection/", asking="yes"),
    "a part about oneself": sent("/me/about/tells/", own="I hum, and look away."),
    "an answer to a conversation card": sent("/me/cards/power/good-authority/", text="A teacher who asked first."),
    "an answer erased": twice(
        sent("/me/cards/power/good-authority/", text="A teacher."), sent("/me/cards/mine/good-authority/erase/")
    ),
    "a note": sent("/me/notes/write/", prompt="hard", text="For nobody else."),
    "a note changed": sent("/me/notes/ENTRY/change/", seen="1", text="Otherwise. " * 9),
    "a note erased": sent("/me/notes/ENTRY/erase/"),
    "a note looked for": sent("/me/notes/search/", words="myself"),
    "notes taken along": sent("/me/notes/take/"),
    "everything taken along": sent("/me/take/", kind="json"),
    "what is not for compromise": twice(pressed(f"ways/{MORE}/firm/"), sent("/me/firm/", line="My sister.")),
    "what may be noticed, looked at": lambda s: s.ash.browser.get("/me/noticed/"),
    "and erased": twice(sent("/me/noticed/erase/"), sent("/me/noticed/keep/")),
    "a new passphrase": new_passphrase,
    "a new recovery code": sent("/me/recovery/", step="new", secret=PASSPHRASE),
    "a sign for the curtain": sent("/me/settings/", **{**SETTINGS, "sign": "4"}),
    "an e-mail address": sent("/me/settings/", **SETTINGS, email="ash@example.org"),
    "a calendar": sent("/me/dates/words/", **CALENDAR),
    "an address for it": twice(sent("/me/dates/words/", **CALENDAR), sent("/me/dates/address/")),
    "all of it off": twice(sent("/me/dates/words/", **CALENDAR), sent("/me/dates/off/")),
    "a stop code": sent("/me/stop-code/", step="new"),
    "words for any browser": sent("/me/portable/", step="new", secret=PASSPHRASE),
    "one more device": one_more_device,
    "a form that came locked": held,
}  # fmt: skip
