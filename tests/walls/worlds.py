"""Worlds that differ in nothing but what is private: made once by pages from one and the same street, then copied.

In the street Ash, Bo and Cam share what they share. A world is the street after Ash did something that is nobody
else's business; whatever anybody else is answered there has to be what they are answered in the street.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from ownaccord.accounts import vaults
from ownaccord.care import follow_up_memory as care
from ownaccord.care.follow_up_memory import Ended
from ownaccord.catalogue import load
from ownaccord.consent import memory
from ownaccord.core.terms import Level
from ownaccord.spaces import access, excerpts
from tests.people import PASSPHRASE, Cast, Clock, Somebody, new_browser, words_on
from tests.rooms.consent.shared import YES, Shared
from tests.rooms.scenes.drafts import READY
from tests.rooms.scenes.typed import WHEN, WORDS
from tests.rooms.spaces import circle
from tests.walls.alone import alone
from tests.walls.kept import copy_of
from tests.walls.scene import ITEM, Scene, lived_in

OWN = {"name": "Counting breaths", "sentence": "One counts aloud.", "shapes": ["together"], "contexts": ["at_home"]}
OTHER = {**OWN, "name": "Walking slowly"}
TOLD, MORE, HIDDEN = "eye-contact", "massage", "electrical"
# A scene of Ash and Bo, by what stands for it.
SCENE = "5c" * 16
SETTINGS = {"icon": "notebook", "sign": "0"}
OWN_SETTINGS = {
    **SETTINGS, "sign": "3", "wait": "300", "face": "Garden", "address": "https://example.org/",
    "email": "ash@example.org",
}  # fmt: skip

Act = Callable[["Street"], None]


@dataclass
class Street(Scene):
    """The spaces beside the one of Ash and Bo: a circle of three, one that waits to begin, one that is a list."""

    circle: str = ""
    waiting: str = ""
    listed: str = ""
    own: str = ""
    bos: str = ""
    # Of Ash alone: an item that is in no space, the device and the sign-in of their browser.
    unbrought: str = ""
    device: str = ""
    sign_in: str = ""
    # Of Ash alone: something written for herself, and a debrief.
    entry: str = ""
    debrief: str = ""
    wished: str = "everyday-touch"
    # A scene of Ash and Bo that is over, of which both have read lines; and what Bo has of their own (`furnished.py`).
    over: str = ""
    of_bo: dict[str, list[str]] = field(default_factory=dict)

    @property
    def three(self) -> Shared:
        """The circle of Ash, Bo and Cam."""
        return Shared(self.circle, self.cast, (self.ash, self.bo, self.cast.cam))


def street(clock: Clock) -> Street:
    """The street itself, in which nothing private was done yet."""
    found = copy_of("street", clock, lambda: _street(clock))
    assert isinstance(found, Street)
    return found


def _street(clock: Clock) -> Street:
    cast = Cast()
    scene = lived_in(cast, clock)
    here = Street(cast, clock, scene.ours)
    here.circle = circle.begun((cast.ash, cast.bo, cast.cam)).id  # type: ignore[arg-type]
    here.three.agree(ITEM)
    here.own = _writes(here, cast.ash, OWN)
    here.ours.press(cast.ash, f"own/{here.own}/bring/")
    here.ours.press(cast.ash, f"items/{TOLD}/tell/", side="together")
    here.unbrought = _writes(here, cast.ash, {**OTHER, "name": "Kept alone"})
    here.bos = _writes(here, cast.bo, OTHER)
    made = cast.ash.browser.post("/me/notes/write/", {"text": "For myself."}).headers["Location"]
    here.entry = made.split("/")[3]
    here.ours.read(cast.bo, MORE)
    here.ours.state(cast.bo, MORE, "give")
    here.waiting, here.listed = _waits(cast), _is_listed(cast)
    circle.cast.open_words(cast.sky.browser, _offer(cast))
    clock.turn(hours=13)
    for who in (cast.bo, cast.cam, cast.noor, cast.sky, cast.ash):
        who.unlock()
    here.device, here.sign_in = cast.ash.sign_in.wrap_id, cast.ash.sign_in.pk
    for who in (cast.ash, cast.bo):
        space = access.space_for(who.id, here.space, who.keys)
        excerpts.note(space=space, keys=who.keys, scene=SCENE, at=clock.now, now=clock.now)
    here.debrief = _looks_back(here)
    for who in (cast.ash, cast.bo):
        here.ours.see(who)
    for who in here.three.people:
        here.three.see(who)
    return here


def _writes(here: Scene, who: Somebody, form: dict[str, object]) -> str:
    before = {each.slug for each in memory.own_items(who.book())}
    assert here.ours.press(who, "own/new/", **form) == "own/?said=own-kept"
    (slug,) = {each.slug for each in memory.own_items(who.book())} - before
    return slug


def _looks_back(here: Scene) -> str:
    said = {"items": [ITEM], "hard": "Too fast.", "mood": "2"}
    answer = here.ash.browser.post(here.ours.url("debrief/"), said)
    return str(answer.headers["Location"].split("/")[3])


def _waits(cast: Cast) -> str:
    """A space of Ash and Bo in which Bo has taken the seat, and that waits for Ash to begin."""
    space = circle.cast.make_space(cast.ash, "Later")  # type: ignore[arg-type]
    circle.cast.join(cast.bo, circle.cast.invite(cast.ash, space), "Soon")  # type: ignore[arg-type]
    return space


def _offer(cast: Cast) -> str:
    """The words of an invitation of Ash's to Sky, who is still reading it."""
    space = circle.cast.make_space(cast.ash, "Not yet")  # type: ignore[arg-type]
    return circle.cast.invite(cast.ash, space)  # type: ignore[arg-type]


def _is_listed(cast: Cast) -> str:
    """A list of Ash's on which Bo has a seat and Noor's is open."""
    made = circle.make((cast.ash, cast.bo, cast.noor))  # type: ignore[arg-type]
    circle.join(made, 1)
    circle.invite(made, 2)
    return made.id


# What Ash may do without anybody else's business: each is one world, and all of them together are another.


def wishes(here: Street) -> None:
    """Reads cards, sleeps on them in both spaces, raises what was slept on, lets some go."""
    cards = [item for item in load().items if item.ceiling is Level.YES and item.slug != ITEM][:6]
    for ours in (here.ours, here.three):
        for item in cards:
            ours.read(here.ash, item.slug)
            for terms in (YES, {**YES, "own_limit": "never my left knee", "minutes": "20"}):
                assert ours.state(here.ash, item.slug, item.sides[0].value, **terms).endswith("wished")
        ours.press(here.ash, "wishes/let-go/", wish=f"{cards[0].slug}/{cards[0].sides[0].value}")
    here.ours.read(here.ash, MORE)
    assert here.ours.state(here.ash, MORE, "receive").endswith("wished")


def answers(here: Street) -> None:
    """Says No to what was never answered, asks for a shorter wait, takes a longer one alone, opens what is closed."""
    for item, side in (("sharing-a-bed", "together"), ("hand-feeding", "give"), ("hand-feeding", "receive")):
        here.ours.press(here.ash, f"items/{item}/positions/", side=side, level="0")
    here.ours.press(here.ash, "wait/", hours="1")
    here.ours.press(here.ash, f"categories/{HIDDEN}/open/")
    here.ash.browser.post("/me/settings/", {**SETTINGS, "wait": "300"})


def own_things(here: Street) -> None:
    """Writes items and limits, changes the one that was brought, looks for something, marks the news as seen."""
    _writes(here, here.ash, {**OTHER, "name": "Nobody hears of this"})
    here.ours.press(here.ash, f"own/{here.own}/", **{**OWN, "name": "Another name", "sentence": "Changed."})
    here.ours.press(here.ash, "own/limit/", name="Never this", sentence="In words of my own.")
    here.ours.press(here.ash, "search/", words="warm", body="1")
    for item in (MORE, ITEM):
        here.ours.press(here.ash, f"ways/{item}/firm/")
    here.ash.browser.post("/me/firm/", {"line": "Never my sister."})
    here.ash.browser.post("/me/noticed/keep/")
    for rest in ("seen/", "changed/seen/"):
        here.ours.press(here.ash, rest)
    looks_after_oneself(here)
    has_at_hand(here)
    prepares(here)


def looks_after_oneself(here: Street) -> None:
    """Says how it is, draws a line, looks back in every way there is, answers cards, changes and erases."""
    browser, said = here.ash.browser, {"hard": "Too fast.", "limit": "yes", "mood": "0", "feelings": ["afraid"]}
    for to in ("/me/measure/", "/me/debriefs/new/", f"/me/debriefs/{here.debrief}/change/", here.ours.url("debrief/")):
        assert browser.post(to, {**said, "items": [ITEM]} if "/s/" in to else said).status_code == 303
    browser.post("/me/measures/line/", {"drawn": "3"})
    for card in ("small-decisions", "good-authority"):
        assert browser.post(f"/me/cards/power/{card}/", {"text": "Where to eat."}).status_code == 303
    assert browser.post("/me/cards/mine/good-authority/erase/").status_code == 303
    shares_lines(here)
    assert browser.post(f"/me/debriefs/{here.debrief}/erase/").status_code == 303


def has_at_hand(here: Street) -> None:
    """Puts own words into a sentence, keeps it and a line of their own at hand, in another order; lists a lesson."""
    assert here.ash.browser.post("/me/lessons/put/", {"lesson": "hearing-a-no"}).status_code == 303
    filled = {"fill_what": "a slow walk", "fill_sign": "cold hands", "step": "keep"}
    for to, said in (("/me/say/1/9/", filled), ("/me/pocket/new/", {"words": "Not tonight."})):
        assert here.ash.browser.post(to, said).status_code == 303
    last = here.ash.browser.get("/me/pocket/").content.decode().rpartition("/first/")[0][-8:]
    assert here.ash.browser.post(f"/me/pocket/{last}/first/").headers["Location"] == "/me/pocket/?said=first"


def prepares(here: Street) -> None:
    """Writes words for afterwards, answers two questions of a recheck-in, drafts a plan; a scene is over."""
    over = Ended("m", here.clock.now - 25 * 3600)
    vaults.change(here.ash.id, here.ash.keys, lambda book: care.note_end(book, here.space, over))
    here.ours.press(here.ash, "prepared/", to_me="Drink something.", to_you="I liked it.")
    here.ours.press(here.ash, "again/", form="full")
    here.ours.press(here.ash, "after/", now=["calm"], line="It was good.")
    here.ours.press(here.ash, "rhythm/date/", on="2026-10-30")
    here.ours.press(here.ash, f"steps/{MORE}/receive/add/", contexts=["at_home"], minutes="10")
    for question in ("opening", "change"):
        here.ours.press(here.ash, f"again/{question}/", said="Less of it.")
    for step, said in {"when": WHEN, "words": WORDS, "ready": READY}.items():
        here.ours.press(here.ash, f"plan/make/{step}/", **said)


def shares_lines(here: Street) -> None:
    """Chooses lines, puts them down, takes them back, has nothing to share, and puts other ones down."""
    lines, scene = f"/me/debriefs/{here.debrief}/lines/", f"lines/{SCENE}/"
    for text, then in (("The end.", "back"), ("Slower.", "nothing"), ("The quiet was good.", "look")):
        assert here.ash.browser.post(lines, {"parts": ["hard"], "more": text}).status_code == 303
        found = re.findall(r'name="seen" value="(\w+)"', here.ash.browser.get(here.ours.url(scene)).content.decode())
        assert here.ours.press(here.ash, f"{scene}put/", seen=found[0]).endswith("said=put")
        here.ours.press(here.ash, f"{scene}{then}/")


def account(here: Street) -> None:
    """E-mail, sign, neutral name; a stop code, a new recovery code, words for any browser; one more device."""
    ash = here.ash.browser
    assert ash.post("/me/settings/", OWN_SETTINGS).status_code == 303
    ash.post("/me/stop-code/", {"step": "new"})
    ash.post("/me/recovery/", {"step": "new", "secret": PASSPHRASE})
    ash.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = words_on(ash.post("/me/devices/new/").content.decode())
    assert new_browser().post("/new-device/", {"words": words, "passphrase": PASSPHRASE}).status_code == 303
    ash.post("/me/take/", {"kind": "json"})


def asked_again(here: Street) -> None:
    """Wants to be asked for the passphrase before each of the own pages."""
    assert here.ash.browser.post("/me/settings/", {**OWN_SETTINGS, "asks": "on"}).status_code == 303


def renewed(here: Street) -> None:
    """Thinks that somebody may know the passphrase: everything that opens the account is new, to portable words."""
    said = {"secret": PASSPHRASE, "browser": "shared"}
    assert here.ash.browser.post("/me/someone-may-know/", said).status_code == 303


def recovered(here: Street) -> None:
    """Took a new recovery code with them and came back with it, in another browser; a quiet day begins."""
    here.ash.browser.post("/me/recovery/", {"step": "new", "secret": PASSPHRASE})
    code = str(here.ash.book().get("showing/recovery"))
    said = {"name": "Ash", "code": code, "browser": "own", "passphrase": "five other words of mine", "again": ""}
    answer = new_browser().post("/recover/", {**said, "again": said["passphrase"]})
    assert answer.status_code == 303


def away(here: Street) -> None:
    """Signs out everywhere."""
    here.ash.sign_out()


def locked(here: Street) -> None:
    """Locks, and sends forms that wait for the unlock."""
    here.ash.lock()
    assert here.ash.browser.post("/s/new/", {"label": "Held", "own_name": "Ash"}).status_code == 303
    said = {"side": "together", **YES}
    assert here.ash.browser.post(here.ours.url(f"items/{TOLD}/positions/"), said).status_code == 303


def often(here: Street) -> None:
    """Comes and goes, looks at everything, mistypes the passphrase."""
    for _ in range(3):
        here.ash.lock()
        here.ash.browser.post("/unlock/", {"secret": "not these words"})
        here.ash.unlock()
        for rest in ("map/", "items/", f"items/{MORE}/", "history/", "map/data/"):
            here.ash.browser.get(here.ours.url(rest))


def everything(here: Street) -> None:
    """All of it, one after the other."""
    for act in (wishes, answers, own_things, alone, account, often, asked_again, locked):
        act(here)


def all_but_the_account(here: Street) -> None:
    """Everything but the account, and Ash stays; something is stated, of which her own history tells when."""
    for act in (wishes, answers, own_things):
        act(here)
    here.ours.press(here.ash, "items/sharing-a-bed/positions/", side="together", level="1")


PRIVATE: tuple[Act, ...] = (renewed, recovered, away)


def world(clock: Clock, act: Act, begin: Callable[[Clock], Street] = street) -> Street:
    """The street after this act, or whatever else it begins with."""

    def make() -> Street:
        here = begin(clock)
        act(here)
        return here

    found = copy_of(f"{begin.__name__}/{act.__name__}", clock, make)
    assert isinstance(found, Street)
    return found
