"""A life in which something is typed into every field there is, by three people, from the first start to a reset."""

import re
from collections.abc import Callable
from typing import Any

from ownaccord.profile.parts import PARTS, Kind, Question
from tests.people import Clock, new_browser, words_on
from tests.rooms.scenes import stage
from tests.walls import life_again
from tests.walls.dates import dates
from tests.walls.life_alone import answers_cards, has_at_hand, looks_back, shares_lines, writes_for_oneself
from tests.walls.life_of_care import cools_off, small_steps
from tests.walls.life_of_talk import a_thread, an_item_is_worked_out, an_understanding
from tests.walls.looking_after import afterwards
from tests.walls.resident import Resident
from tests.walls.sowing import Sown
from tests.walls.test_bad_input import AGREED

ITEM, RAISED = "holding", "massage"
PLACES = ["at_home", "away"]
YES = {"level": "3", "contexts": PLACES, "review_days": "90"}
WHEN = {"context": "at_home", "minutes": "30", "check_in": "10", "leads": "nobody"}
DEVICES = {"carry_0": "own", "carry_1": "own"}
OWN = {"shapes": ["together"], "contexts": ["at_home"]}
SETTINGS = {"icon": "notebook", "sign": "3", "wait": "30"}


def lived(sown: Sown, clock: Clock, look: Callable[[list[Resident]], None]) -> list[Resident]:
    """Ash, Bo and Cam, after everything was typed once; `look` is called while everything of it is still there."""
    bo, ash, cam = (Resident(sown, who, new_browser()) for who in ("bo", "ash", "cam"))
    bo.say("welcome", host=sown.public("host"))
    signs_up(bo)
    for who in (ash, cam):
        words = sown.show("link", words_on(bo.say("me-host", status=200, step="account").content.decode()))
        who.say("one-time", words=words)
        signs_up(who)
    settings(ash)
    ours, three = space_of(ash, bo), circle_of(ash, bo, cam)
    cam.say("leave", {"space": three})
    knows_oneself(ash, ours)
    writes_for_oneself(ash)
    has_at_hand(ash)
    for who in (ash, bo):
        consent(who, ours)
    a_deck(ash, bo, ours)
    a_thread(ash, bo, ours)
    clock.turn(hours=31)
    for who in (ash, bo):
        who.unlock()
        who.say("still-so", {"space": ours}, chosen=[f"{ITEM}/together"])
    an_understanding(ash, bo, ours)
    an_item_is_worked_out(bo, ours)
    a_plan(ash, ours)
    a_scene(ash, bo, ours)
    clock.turn(hours=26)
    for who in (ash, bo):
        who.unlock()
    ash.say("shown-take-back", {"space": ours}, about="body")
    own_things(ash, ours)
    care(ash, bo, ours)
    locked_forms(ash, ours)
    changes_the_ways_in(ash)
    one_more_device(ash)
    slips(ash)
    stops(ash)
    recovers(bo)
    dates(bo)
    cam.unlock()
    look([ash, bo, cam])
    begins_anew(ash, bo, ours)
    return [ash, bo, cam]


def care(ash: Resident, bo: Resident, space: str) -> None:
    """What comes after a scene, and between scenes."""
    life_again.looks_again(ash.say, bo.say, ash.sown, space)
    cools_off(ash, space)
    small_steps(ash, bo, space)
    ash.say("after", {"space": space}, now=["calm"], line=ash.sown.word("afterwards"))
    ash.say("after-let-go", {"space": space}, at="0")
    looks_back(ash, space)
    shares_lines(ash, bo, space)
    afterwards(ash, space)


def signs_up(who: Resident) -> None:
    who.name, who.secret = who.sown.word(who.who), who.sown.phrase(who.who)
    way = {"browser": "own", "passphrase": who.secret, "again": who.secret}
    who.say("sign-up", adult="on", name=who.name, **way)
    keeps_the_code(who)
    who.say("me-stop-code", step="later")


def keeps_the_code(who: Resident) -> None:
    groups = who.browser.get("/me/recovery/").context["groups"]
    who.sown.show(f"recovery code of {who.who}", "-".join(groups))
    who.say("me-recovery", first=groups[2], second=groups[6])


def settings(who: Resident) -> None:
    word, email = who.sown.word, f"{who.sown.public('mail')}@example.org"
    neutral = {"face": word("face"), "address": f"https://{word('exit')}.example/", "email": email}
    for beside in ({"wait": "30", "shared": "on"}, {"wait": "5"}):
        who.say("me-settings", **{**SETTINGS, **beside}, **neutral)


def space_of(ash: Resident, bo: Resident) -> str:
    """A space of the two, by an invitation."""
    word, said, once = ash.sown.word, ash.sown.said, ash.hidden("/s/new/", "once")
    answer = ash.say("space-new", label=word("label"), own_name=said("name"), once=once)
    space = str(answer.headers["Location"].split("/")[2])
    ash.say("space-invitation", {"space": space})
    bo.say("join", words=ash.words("invitation", f"/s/{space}/invitation/"))
    bo.say("join-enter", own_name=said("name"), label=word("label"), about=bo.hidden("/join/", "about"))
    ash.say("space-begin", {"space": space})
    return space


def circle_of(ash: Resident, bo: Resident, cam: Resident) -> str:
    """A list with eight names, made shorter; both others take their seats."""
    word, said, once = ash.sown.word, ash.sown.said, ash.hidden("/s/new/more/", "once")
    names = {"own_name": said("own"), **{f"name_{number}": said(f"other{number}") for number in range(1, 8)}}
    space = str(ash.say("space-new-more", label=word("all"), once=once, **names).headers["Location"].split("/")[2])
    ash.say("space-list", {"space": space}, **{**names, "name_7": word("renamed")})
    few = {name: names[name] if name in ("own_name", "name_1", "name_2") else "" for name in names}
    ash.say("space-list", {"space": space}, **few)
    for seat, who in ((1, bo), (2, cam)):
        ash.say("space-seat", {"space": space, "seat": seat})
        who.say("join", words=ash.words("seat", f"/s/{space}/seats/{seat}/"))
        who.say("join-enter", label=word("seated"), about=who.hidden("/join/", "about"))
    ash.say("space-begin", {"space": space})
    for who in (bo, cam):
        who.say("space-introduced", {"space": space}, about=who.hidden(f"/s/{space}/", "about"))
    return space


def knows_oneself(who: Resident, space: str) -> None:
    """What Ash writes about themselves and feels about items; one line of it is shown to the others."""
    word, said = who.sown.word, who.sown.said
    who.say("interest-category", {"category": "connection"}, asking="yes")
    for item in (ITEM, RAISED):
        who.say("interest-item", {"item": item}, side_together="into", past=["tried"], note=word("note"), then="next")
    who.say("interest-undo")
    who.say("interest-item", {"item": RAISED}, side_give="limit", note=word("note"))
    for part in PARTS.values():
        who.say("about-part", {"part": part.slug}, **{each.name: _typed(who, each) for each in part.questions})
    who.say("about-part", {"part": "body"}, area_neck="out", injuries=word("injuries"), marks=said("marks"))
    who.say("reading-keep", {"article": "1"})
    who.say("about-show", {"part": "body"}, lines=["marks"], space=space, step="show")
    answers_cards(who, space)


def _typed(who: Resident, asked: Question) -> Any:
    """Words of their own wherever there is room for any; otherwise the first of what is offered."""
    offered = next(iter(asked.table), "")
    return who.sown.word(asked.name) if asked.kind in (Kind.LINE, Kind.TEXT) else [offered]


def a_plan(who: Resident, space: str) -> None:
    """A draft with words of its own wherever there is room for any; it is let go once, and made once more."""
    word = who.sown.word
    who.say("plan-drop", {"space": space})
    who.say("plan-make", {"space": space}, plan="0" * 64)
    who.say("plan-step", {"space": space, "step": "when"}, **WHEN)
    who.say("plan-step", {"space": space, "step": "words"}, **{name: word(name) for name in AGREED})
    who.say("plan-step", {"space": space, "step": "ready"}, **DEVICES, things=word("things"))


def a_scene(ash: Resident, bo: Resident, space: str) -> None:
    """The draft on the table, a rehearsal, one that is not today, one that begins, and a red."""
    where, plan = {"space": space}, f"/s/{space}/plan/"
    for _time in range(2):
        offers = re.findall(r'name="(order_[^"]+)"', ash.page(f"{plan}make/what/"))
        ash.say("plan-step", {**where, "step": "what"}, **{offers[0]: "1"})
        words = {name: ash.sown.said(name) for name in AGREED}
        for step, said in (("when", WHEN), ("words", words), ("ready", {**DEVICES, "things": ash.sown.said("things")})):
            ash.say("plan-step", {**where, "step": step}, **said)
        ash.say("plan-make", where, plan=ash.hidden(f"{plan}make/", "plan"))
        if not _time:
            for who in (ash, bo):
                who.say("plan-drill", where)
            for who, word in ((ash, "red"), (ash, "drawn"), (bo, "drawn")):
                pressed(who, word)
            for who in (ash, bo):
                who.say("plan-drill", where, **{"with": "reached"})
            says_yes(ash, space)
            bo.say("plan-not-today", where)
    for who in (ash, bo):
        says_yes(who, space)
    for who in (ash, bo):
        who.page(plan)
    bo.say("plan-start", where)
    ash.say("plan-carry", where)
    for who, word in ((ash, "green"), (bo, "yellow"), (bo, "red"), (ash, "drawn"), (bo, "drawn")):
        pressed(who, word)
        assert who.browser.get("/now/").status_code == 200
    for who in (ash, bo):
        who.page(plan)


def pressed(who: Resident, word: str) -> None:
    revision = who.browser.get("/now/part/").context["now"].revision
    assert stage.signal(who.browser, word, about=revision) == 204


def says_yes(who: Resident, space: str) -> None:
    page = who.page(f"/s/{space}/plan/yes/")
    asked = dict.fromkeys(re.findall(r'name="((?:holds|line)_\d+)"', page), "holds")
    found = re.search(r'name="plan" value="([^"]+)"', page)
    assert found
    who.say("plan-yes", {"space": space}, plan=found[1], **asked)


def a_deck(ash: Resident, bo: Resident, space: str) -> None:
    """One that is put aside and taken back, and one that is answered and sealed by both."""
    where = {"space": space}
    ash.say("deck-propose", where, deck="words", days="3")
    bo.say("deck-aside", where)
    bo.say("deck-aside", where, **{"with": "again"})
    ash.say("deck-back", where)
    ash.say("deck-away", where)
    ash.say("deck-propose", where, deck="closeness", days="3")
    bo.say("deck-take-up", where, mark=bo.hidden(f"/s/{space}/deck/", "mark"))
    for who in (ash, bo):
        who.say("deck-answer", {**where, "item": ITEM}, side_together="into", then="next")
        who.say("deck-seal", where, **{"with": "answers"})
    ash.say("deck-rest", where, item="0" * 16)


def consent(who: Resident, space: str) -> None:
    """A wish on what shall be in force, one that stays a wish, a longer wait and a shorter one."""
    for item, side, word in ((ITEM, "together", who.sown.said), (RAISED, "receive", who.sown.word)):
        where = {"space": space, "item": item}
        who.say("read-card", where)
        own = {"own_condition": word("if"), "own_limit": word("never"), "minutes": "20"}
        # Bo's is a trial, which the scene spends.
        level = "2" if (who.who, item) == ("bo", ITEM) else "3"
        who.say("take-position", where, side=side, **{**YES, "level": level}, **own)
    for hours in ("13", "2"):
        who.say("wait", {"space": space}, hours=hours)


def own_things(who: Resident, space: str) -> None:
    word, where = who.sown.word, {"space": space}
    who.say("own-new", where, name=who.sown.said("item"), sentence=who.sown.said("about"), **OWN)
    own = who.browser.get(f"/s/{space}/own/").content.decode()
    slug = re.findall(r"/own/(own-[0-9a-f]{32})/", own)[0]
    who.say("own-bring", {**where, "own": slug})
    who.say("own-item", {**where, "own": slug}, name=word("changed"), sentence=word("changed"), **OWN)
    who.say("own-limit", where, name=word("limit"), sentence=word("limit"))
    who.say("search", where, words=word("sought"))
    who.say("open-category", {**where, "category": "electrical"})
    who.say("tell-limit", {**where, "item": "eye-contact"}, side="together")
    for address in ("seen", "changed-seen"):
        who.say(address, where)
    for kind in ("html", "json"):
        sealed = who.sown.phrase("file")
        who.say("me-take", status=200, kind=kind, passphrase=sealed, again=sealed)
        who.say("me-take", status=200, kind=kind)


def locked_forms(who: Resident, space: str) -> None:
    """What arrives locked, also what lowers; the unlock shows it again."""
    word = who.sown.word
    who.say("exit")
    who.say("space-new", label=word("held"), own_name=word("held"), once="a" * 32)
    where = {"space": space, "item": RAISED}
    for level in ("3", "1"):
        who.say("take-position", where, side="give", **{**YES, "level": level}, own_limit=word("held"))
    who.say("journal-note", text=word("held"))
    who.say("pause")
    who.unlock()
    assert who.sown.mark in who.page("/held/")
    who.say("pause-lift")


def changes_the_ways_in(who: Resident) -> None:
    fresh = who.sown.phrase("fresh")
    who.say("me-passphrase", secret=who.secret, passphrase=fresh, again=fresh)
    who.secret = fresh
    who.say("me-recovery", step="new", secret=who.secret)
    keeps_the_code(who)
    who.say("me-portable", step="new", secret=who.secret)
    words = who.words("portable words", "/me/portable/").split()
    who.say("me-portable", first=words[1], second=words[4])
    who.say("me-portable", step="drop", secret=who.secret)
    who.say("me-stop-code", step="new")
    who.words("first stop code", "/me/stop-code/")
    who.say("me-stop-code", step="kept")
    who.say("me-stop-code", step="new", secret=who.secret)
    fresh = who.sown.phrase("anew")
    who.say("me-someone-may-know", secret=who.secret, browser="own", passphrase=fresh, again=fresh)
    who.secret = fresh
    keeps_the_code(who)


def one_more_device(who: Resident) -> None:
    words = who.sown.show("device", words_on(who.say("me-devices-new", status=200).content.decode()))
    who.sown.say(new_browser(), "new-device", words=words, passphrase=who.secret)


def slips(who: Resident) -> None:
    """What does not fit, and what does: by name, in a browser that nobody knows, and locked."""
    word, wrong = who.sown.word, who.sown.phrase("wrong")
    who.sown.say(new_browser(), "sign-in", status=422, name=word("nobody"), secret=wrong)
    who.sown.say(new_browser(), "stop", status=422, words=f"{word('one')} two three")
    who.say("again", status=422, secret=wrong)
    who.say("exit")
    who.say("unlock", status=422, secret=wrong)
    who.say("sign-out")
    who.say("sign-in", name=who.name, secret=who.secret)


def recovers(who: Resident) -> None:
    """Back in with the code on paper."""
    who.say("me-recovery", step="new", secret=who.secret)
    code = who.sown.show("last recovery code", "-".join(who.browser.get("/me/recovery/").context["groups"]))
    who.secret, who.browser = who.sown.phrase("recovered"), new_browser()
    way = {"browser": "own", "passphrase": who.secret, "again": who.secret}
    who.say("recover", name=who.name, code=code, **way)
    keeps_the_code(who)


def begins_anew(who: Resident, host: Resident, space: str) -> None:
    """Everything was lost: the host's words, and the names of a space said again."""
    answer = host.say("me-host-reset", status=200, name=who.name)
    words = who.sown.show("reset", words_on(answer.content.decode()))
    who.secret, who.browser = who.sown.phrase("reset"), new_browser()
    way = {"browser": "own", "passphrase": who.secret, "again": who.secret}
    who.say("reset", name=who.name, words=words, **way)
    keeps_the_code(who)
    who.say("space-invitation", {"space": space}, own_name=who.sown.said("again"), label=who.sown.word("again"))


def stops(who: Resident) -> None:
    who.sown.say(new_browser(), "stop", words=who.words("stop code", "/me/stop-code/"))
