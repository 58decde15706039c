"""What two people do in a while, in every room of the house; what one of them writes for themselves is erased again.

What they say to each other stays: it is what people write.
"""

import re
from dataclasses import dataclass

from tests.load.resident import Resident, entry
from tests.walls.addresses import addresses, places
from tests.walls.doors import ROWS, Open

# There is one side to these two, and to each of the third two; everybody stated them at the beginning.
TOGETHER, GIVEN, LADDER = "holding", "massage", "kneeling"
YES = {"level": "3", "contexts": ["at_home", "away"], "review_days": "90"}
STEP = {"contexts": ["at_home"], "minutes": "5", "ends_it": "ember", "look_again": "30"}
DATES = {"zone": "Europe/Berlin", "hour": "10", "title_review": "Bread", "title_recheck": "", "title_later": ""}
OWN = {"shapes": ["together"], "contexts": ["at_home"], "sentence": "Once around the lake."}
TEXTS = {
    "journal-note": "text", "journal-thought": "situation", "journal-trigger": "before", "journal-repair": "crossed",
    "journal-amends": "done",
}  # fmt: skip
THERE = (200, 303, 404, 405)


@dataclass(slots=True)
class Two:
    """Two people, the space that they live in, and an item of which one of them changes their mind now and then."""

    one: Resident
    other: Resident
    space: str
    doubted: tuple[str, str]

    @property
    def here(self) -> dict[str, str]:
        """What names their space in an address."""
        return {"space": self.space}

    def at(self, rest: str) -> str:
        """A page of their space."""
        return f"/s/{self.space}/{rest}"


def opens_everything(who: Resident, space: str, first: int, each: int) -> None:
    """Each so-manieth address that the house has, also where nothing is (any more) or where only forms are sent."""
    for address in addresses()[first::each]:
        row = ROWS[address.name]
        right, _ = row.of("unlocked") if isinstance(row, Open) else row.inside
        own = isinstance(row, Open) or not row.host
        who.opens(address.path(**places(space)), (200, 303) if right == 200 and own else THERE)


def finds_nothing(who: Resident) -> None:
    """Pages that say what is wrong: no such address, no such form, no such space."""
    who.opens("/nowhere/", (404,))
    who.opens("/live/now", (200, 204, 404))
    who.says("help", right=(405,))
    who.opens(f"/s/{'0' * 32}/map/", (404,))
    who.says("journal-erase", {"entry": "0" * 32}, right=(404,))
    who.says("me-settings", right=(422,), icon="no such one")


def stops_and_goes_on(two: Two, level: str) -> None:
    """A position, a pause of this space and of all, locked and unlocked, a tightening that waits, all lifted again."""
    one, (item, side) = two.one, two.doubted
    about = {**two.here, "item": item}
    one.says("take-position", about, side=side, level=level)
    one.says("space-pause", two.here)
    one.says("lift", two.here)
    one.says("pause")
    one.says("pause-lift")
    one.says("exit")
    one.says("pause")
    one.says("space-pause", two.here)
    one.says("tighten", about)
    one.says("journal-note", text="Held until then.")
    one.opens("/pause/")
    one.unlocks()
    for form in set(_every(one, "/held/", r"/held/([\w-]+)/let-go/")):
        one.says("held-let-go", {"held_form": form})
    one.says("pause-lift")
    one.says("lift", two.here)


def wishes(two: Two, number: int) -> None:
    """Something is wished for, slept on since the last time, and given up; a longer wait and a shorter one."""
    one, about = two.one, {**two.here, "item": GIVEN}
    one.says("read-card", about)
    one.says("take-position", about, side="receive", **YES)
    one.says("still-so", two.here, chosen=[f"{GIVEN}/receive"])
    one.says("drop-wish", two.here, wish=f"{GIVEN}/receive", right=THERE)
    one.says("take-position", about, side="receive", level="1")
    for hours in ("13", "12"):
        one.says("wait", two.here, hours=hours)
    one.says("tell-limit", {**two.here, "item": "eye-contact"}, side="together", right=THERE)
    one.says("search", two.here, words="walk")
    one.opens(two.at("search/"))
    for address in ("seen", "changed-seen"):
        one.says(address, two.here)


def own_items(two: Two, number: int) -> None:
    """An item of their own, brought to the space, changed, and let go."""
    one = two.one
    one.says("own-new", two.here, name="A walk", **OWN)
    own = {"own": one.finds(two.at("own/"), r"/own/(own-[0-9a-f]{32})/")}
    one.says("own-item", {**two.here, **own}, name="A long walk", **OWN)
    one.says("own-bring", {**two.here, **own})
    two.other.opens(two.at("items/"))
    one.says("own-take-back", {**two.here, **own})
    one.says("own-let-go", {**two.here, **own})


def talks(two: Two, number: int) -> None:
    """Words to and fro on one item, beside it, about a card, about a line and about what they see differently."""
    one, other = two.one, two.other
    about = {**two.here, "item": TOGETHER}
    one.says("talk-thread", about, move="say", words="You owe me one.")
    other.says("talk-thread", about, move="say", words="In the evening.")
    one.says("talk-thread", about, move="ask", words="It went fast.")
    other.says("talk-thread", about, move="heard", words="It went fast for you.")
    one.says("talk-thread", about, move="that is it", words="")
    # These two begin once, and then rest or wait for somebody.
    line = (one, "ask", "It was too loud."), (other, "heard", "Too loud for you."), (one, "that is it", "")
    for who, move, words in line:
        who.says("repair", two.here, move=move, words=words, right=(303, 422))
    other.says("ways-own", two.here, move="say", words="When we meet.", right=(303, 422))
    takes_back(one, "talk-erase", about, two.at(f"talk/{TOGETHER}/"))
    for who in (one, other):
        for page in ("talk/", f"talk/{TOGETHER}/words/", "ways/", "ways/own/", "line/"):
            who.opens(two.at(page))
        who.opens("/me/noticed/")


def takes_back(who: Resident, address: str, where: dict[str, str], page: str) -> None:
    """What somebody said last, where it can still be taken back."""
    form = {name: who.hidden(page, name) for name in ("number", "of")}
    who.says(address, where, **form)


def writes(two: Two, number: int) -> None:
    """An entry of each kind, one changed, looked for and taken along; all are erased."""
    who = two.one
    made = [entry(who.says(address, **{name: f"Line {number}."})) for address, name in TEXTS.items()]
    who.says("journal-change", made[0], text=f"Line {number}, changed.", seen="1")
    who.says("journal-search", words="line")
    who.opens("/me/notes/search/")
    who.says("journal-take", right=(200,))
    for each in made:
        who.opens(f"/me/notes/{each['entry']}/")
        who.says("journal-erase", each)
    who.says("journal-seen")
    who.says("measure", mood="1", body="2")
    who.says("measures-let-go", {"entry": who.finds("/me/measures/", r"/me/measures/([0-9a-f]{32})/let-go/")})
    debrief = entry(who.says("debrief-new", good="It was quiet.", mood="2", items=[TOGETHER]))
    who.says("debrief-change", debrief, good="It was quiet at first.", mood="2", items=[TOGETHER])
    who.says("debrief-erase", debrief)


def knows_oneself(two: Two, number: int) -> None:
    """Interest, a part about oneself that is shown and taken back, a card, the pocket, lessons, reading for later."""
    who, card = two.one, {"theme": "any", "card": "good-authority"}
    who.says("interest-category", {"category": "connection"}, asking="yes")
    who.says("interest-item", {"item": TOGETHER}, side_together="into", past=["tried"], note="In the evening.")
    who.says("interest-undo")
    who.says("about-part", {"part": "body"}, area_neck="out", marks="A scar.")
    who.says("about-show", {"part": "body"}, lines=["marks"], space=two.space, step="show")
    two.other.opens(two.at("shown/"))
    who.says("shown-take-back", two.here, about="body")
    who.says("conversation-card", card, text="A teacher who asked first.")
    who.says("conversation-show", card, text="A teacher who asked first.", space=two.space, step="show")
    about = {**two.here, "card": "good-authority"}
    two.other.says("card-talk", about, move="say", words="Tell me more.")
    takes_back(two.other, "card-talk-erase", about, two.at("cards/good-authority/"))
    who.says("card-talk", about, move="say", words="She asked each time.")
    who.says("shown-take-back", two.here, about="card-good-authority", right=THERE)
    who.says("conversation-erase", {"card": "good-authority"})
    who.says("pocket-new", words="Slower.")
    line = {"line": who.finds("/me/pocket/", r"/me/pocket/([0-9a-f]{8})/out/")}
    who.opens(f"/me/pocket/{line['line']}/")
    for address in ("pocket-first", "pocket-out"):
        who.says(address, line)
    who.says("say", {"group": 1, "phrase": 9}, right=(200,), fill_what="a walk", fill_sign="cold hands", step="look")
    for address in ("lessons-put", "lessons-off"):
        who.says(address, lesson="saying-no")
    for address in ("reading-keep", "reading-off"):
        who.says(address, {"article": 1})


def cares(two: Two, number: int) -> None:
    """Times and a sheet, a cooling-off and its end, small steps, a rhythm, a recheck-in, dates in a calendar."""
    one, other, here = two.one, two.other, two.here
    one.says("care-times", times=["6", "24"], moves="on")
    one.says("care-sheet", right=(200,), to_me="Tea.")
    one.says("prepared", here, to_me="Tea, and the blanket.", to_you="I am only tired.")
    about = {**here, "about": one.finds(two.at("later/"), r"/later/([^/\"]+)/")}
    one.says("cooling-on", about, days="3")
    one.says("cooling-end", about)
    steps = {**here, "item": LADDER, "side": "lead"}
    one.says("ladder-add", steps, **STEP, right=(303, 422))
    one.says("read-card", {**here, "item": LADDER})
    one.says("ladder-ask", steps, step="next")
    one.says("ladder-down", steps)
    for who in (one, other):
        who.says("rhythm-mine", here, cadence="week", every="", form="full")
        who.says("recheck", here, form="full")
        who.says("recheck-question", {**here, "question": "thanks"}, said="For the tea.")
        who.says("recheck-answer", here, what=f"{TOGETHER}/together", answer="later")
        who.says("together", here, parts=["thanks"], more="Slowly.")
    for who in (one, other, one, other):
        who.says("together-look", here)
    one.says("rhythm-take-back", here)
    one.says("dates-words", **DATES)
    one.says("dates-address")
    feed = one.finds("/me/dates/", r"(/dates/[^/]+/notes\.ics)")
    other.opens(feed)
    one.says("dates-address-drop")
    one.says("dates-off")


def takes_along(two: Two, number: int) -> None:
    """The map on paper and as data, everything as a page and as data, sealed and not."""
    who = two.one
    for page in ("map/", "map/paper/", "map/data/", "history/"):
        who.opens(two.at(page))
    for kind in ("html", "json"):
        who.says("me-take", right=(200,), kind=kind, passphrase="", again="")


def prints(two: Two, often: int) -> None:
    """The map on paper, again and again."""
    for _ in range(often):
        two.one.opens(two.at("map/paper/"))


def seals(two: Two) -> None:
    """Everything, in a file that opens with a passphrase."""
    sealed = {"passphrase": "four words of today", "again": "four words of today"}
    two.one.says("me-take", right=(200,), kind="json", **sealed)


def reads(who: Resident) -> None:
    """The shelf, looked through; and what the coach marks."""
    who.says("help-find", right=(200,), words="aftercare")
    for page in ("read/1/", "say/heard/", "say/meant/", "lessons/1/1/"):
        who.opens(f"/help/{page}")


def _every(who: Resident, path: str, pattern: str) -> list[str]:
    return re.findall(pattern, who.opens(path))
