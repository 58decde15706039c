"""What two people do together at one time: a scene with its streams, a deck, a guest who comes and goes."""

import re
import socket
import struct
from contextlib import suppress

from ownaccord.catalogue.decks import load_decks
from tests.journeys.server import House
from tests.live.wire import Ear
from tests.load.browsing import Browser
from tests.load.living import THERE, TOGETHER, Two
from tests.load.people import PASSPHRASE
from tests.load.resident import Resident

WHEN = {"context": "at_home", "minutes": "30", "check_in": "10", "leads": "nobody"}
AGREED = {"red_means": "Everything stops.", "yellow_means": "Slower.", "green_means": "Good.", "red_word": "ember"}
READY = {"carry_0": "own", "carry_1": "own", "things": "water"}
PART = re.compile(r'data-mark="(\w+)" data-phase="\w+" data-revision="(\d+)" data-number="(\d+)"')
HANG_UP = struct.pack("ii", 1, 0)


def scene(two: Two, number: int) -> None:
    """Planned, rehearsed, agreed to and begun; heard on streams, signalled, ended, and looked back at."""
    one, other, here = two.one, two.other, two.here
    plans(two)
    for who in (one, other):
        who.says("plan-drill", here)
    ends(two)
    for who in (one, other):
        who.says("plan-drill", here, **{"with": "reached"})
    for who in (one, other):
        agrees(who, two)
    for who in (one, other):
        who.opens(two.at("plan/"))
    other.says("plan-start", here)
    one.says("plan-carry", here)
    for who in (one, other):
        who.opens("/now/")
    signals(one, "green")
    signals(other, "yellow")
    ends(two)
    one.says("after", here, now=["calm"], line="It was quiet.")
    one.says("after-let-go", here, at="0")
    looks_back(two)


def plans(two: Two) -> None:
    """A draft that is put away, and one that comes on the table."""
    one, here = two.one, two.here
    one.says("plan-drop", here)
    offered = one.finds(two.at("plan/make/what/"), r'name="(order_[^"]+)"')
    for step, said in (("what", {offered: "1"}), ("when", WHEN), ("words", AGREED), ("ready", READY)):
        one.says("plan-step", {**here, "step": step}, **said)
    one.says("plan-make", here, plan=one.hidden(two.at("plan/make/"), "plan"))


def agrees(who: Resident, two: Two) -> None:
    """Yes for now, to every line and every condition of it."""
    page = who.opens(two.at("plan/yes/"))
    asked = dict.fromkeys(re.findall(r'name="((?:holds|line)_\d+)"', page), "holds")
    found = re.search(r'name="plan" value="([^"]+)"', page)
    who.says("plan-yes", two.here, plan=found[1] if found else "", **asked)


def signals(who: Resident, word: str) -> None:
    """Press it on the page of the scene that this browser carries."""
    page = who.opens("/now/part/")
    mark, revision, number = found.groups() if (found := PART.search(page)) else ("", "0", "0")
    form = {"scene": mark, "number": number, "about": revision, "script": "1"}
    who.tally.count(f"POST /live/{word}", who.browser.sends(f"/live/{word}", **form).status, (204,))


def ends(two: Two) -> None:
    """A red, which both hear on their streams; one closes theirs, one is cut off, one stays until the end is drawn."""
    one, other = two.one, two.other
    ears = [Ear(who.browser.port, who.browser.cookies) for who in (one, other, other)]
    heard = [ear.status for ear in ears]
    signals(one, "red")
    heard += [200 if (found := ear.next()) and found.kind == "look" else 0 for ear in ears]
    for status in heard:
        one.tally.count("GET /live", status, (200,))
    ears[0].close()
    hangs_up(ears[1])
    for who in (one, other):
        signals(who, "drawn")
        who.tally.count("GET /live/now", who.browser.opens("/live/now").status, (200, 204))
    ears[2].close()


def hangs_up(ear: Ear) -> None:
    """The network goes: nothing more is said, not even that."""
    with suppress(OSError):
        ear._link.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, HANG_UP)
    ear.close()


def looks_back(two: Two) -> None:
    """A debrief of each, with lines that are put down, looked at and taken back."""
    for who in (two.one, two.other):
        # The newest comes first; after a month the oldest ones are closed.
        scene_now = {**two.here, "scene": who.finds(two.at("lines/"), r"(?s)\A.*?/lines/([0-9a-f]{32})/")}
        made = who.says("debrief-scene", two.here, items=[TOGETHER], good="It was quiet.")
        about = {"entry": made.place.split("/")[3]}
        who.says("debrief-lines", about, parts=["good"], more="Again.")
        page = two.at(f"lines/{scene_now['scene']}/")
        who.says("excerpt-put", scene_now, seen=who.hidden(page, "seen"))
        who.says("excerpt-look", scene_now)
        who.opens(page)
        who.says("excerpt-back", scene_now, right=THERE)
        who.opens("/care/")
        who.says("debrief-erase", about)


def deck(two: Two, number: int) -> None:
    """A deck that is put aside and taken back; then one that both answer and seal, if it is time for one."""
    one, other, here = two.one, two.other, two.here
    decks = load_decks()
    slug = decks[number // 2 % len(decks)].slug
    one.says("deck-propose", here, deck=slug, days="3", right=(303, 422))
    other.opens(two.at("deck/"))
    other.says("deck-aside", here)
    other.says("deck-aside", here, **{"with": "again"})
    one.says("deck-back", here)
    one.says("deck-propose", here, deck=slug, days="3", right=(303, 422))
    mark = re.search(r'name="mark" value="(\w+)"', other.opens(two.at("deck/")))
    other.says("deck-take-up", here, mark=mark[1] if mark else "00")
    for who in (one, other):
        who.opens(two.at("deck/answers/"), THERE)
        who.says("deck-answer", {**here, "item": TOGETHER}, right=(303, 404), side_together="into", then="next")
        who.says("deck-seal", here, **{"with": "answers"})
        who.opens(two.at("deck/"))


def device(who: Resident) -> None:
    """A second browser of theirs comes in by words, is looked at, and is dropped; every way in is shown anew."""
    words = words_on(who.says("me-devices-new", right=(200,)).body.decode())
    fresh = Resident(who.name, who.secret, Browser(who.browser.port), who.tally)
    fresh.says("new-device", words=words, passphrase=who.secret)
    fresh.opens("/")
    found = set(re.findall(r"/me/devices/(\w+)/drop/", who.opens("/me/devices/")))
    for each in found:
        who.says("me-devices-drop", {"device": each})
    who.says("me-settings", icon="notebook", sign="3", wait="30", face="", address="", email="")


def guest(house: House, two: Two) -> None:
    """Somebody who is invited, makes an account, has a space for an hour, and takes everything away again."""
    one = two.one
    words = house.run("link", "account").partition("\n")[0]
    who = Resident("guest", PASSPHRASE, Browser(house.port), one.tally)
    who.says("one-time", words=words)
    way = {"browser": "own", "passphrase": PASSPHRASE, "again": PASSPHRASE}
    who.says("sign-up", adult="on", name=who.name, **way)
    who.says("me-stop-code", step="later")
    once = who.hidden("/s/new/", "once")
    here = {"space": who.says("space-new", label="For now", own_name="Guest", once=once).place.split("/")[2]}
    who.says("space-invitation", here)
    words = words_on(who.opens(f"/s/{here['space']}/invitation/"))
    one.says("join", words=words)
    one.says("join-enter", own_name="One", label="For now", about=one.hidden("/join/", "about"))
    who.says("space-begin", here)
    who.opens(f"/s/{here['space']}/map/")
    who.says("me-delete")
    one.says("space-put-away", here)
    who.opens("/me/", (303,))


def words_on(page: str) -> str:
    """The words of the sheet on a page."""
    sheet = page.partition('<ol class="words">')[2].partition("</ol>")[0]
    return " ".join(re.findall(r"<li>([^<]+)</li>", sheet))
