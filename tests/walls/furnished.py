"""The street with all its rooms in use: what Ash and Bo tell each other there, so that each page of Bo's is a real one.

A scene that is over, with lines that are open; a plan on the table, a scene of three that runs, a deck that is
proposed, threads of every kind, a rhythm of both, steps and answers that are shown.
"""

import re

from tests.people import Clock, Somebody
from tests.rooms.reveal.decks import propose
from tests.rooms.scenes import stage
from tests.walls.alone import CALENDAR
from tests.walls.kept import copy_of
from tests.walls.scene import ITEM
from tests.walls.worlds import MORE, SCENE, Street, street

# What Ash shows steps of, and what is begun with them.
STEPS = "kneeling"
CARD = "good-authority"
TERMS = {"level": "2", "contexts": ["at_home"], "review_days": "90"}
STEP = {"contexts": ["at_home"], "minutes": "5", "ends_it": "ember", "look_again": "30"}


def furnished(clock: Clock) -> Street:
    """The street with all of it, before anything private was done."""
    found = copy_of("furnished", clock, lambda: _furnished(street(clock)))
    assert isinstance(found, Street)
    return found


def _furnished(here: Street) -> Street:
    _a_scene_that_is_over(here)
    _lines_that_are_open(here)
    _what_is_shown(here)
    _what_is_said(here)
    _a_rhythm(here)
    assert propose(here.ours, here.bo) == "deck/?said=proposed"
    _a_plan(here)
    _a_scene_of_three(here)
    here.of_bo = _what_bo_has(here)
    for who in (here.ash, here.bo):
        here.ours.see(who)
    return here


def _a_scene_that_is_over(here: Street) -> None:
    """An hour after the one of the street: planned, rehearsed, begun, ended by a red of Ash's; a day goes by."""
    _later(here, hours=1)
    stage.started(here.ours)
    _over(here.ash, here.ash, here.bo)
    for who in (here.ash, here.bo):
        here.ours.see(who, "plan/")
    _later(here, hours=26)


def _later(here: Street, hours: int) -> None:
    here.clock.turn(hours=hours)
    for who in (here.bo, here.cast.cam, here.cast.noor, here.cast.sky, here.ash):
        who.unlock()


def _over(by: Somebody, *people: Somebody) -> None:
    """A red, and every device has drawn it."""
    assert stage.signal(by.browser, "red") == 204
    for who in people:
        assert stage.signal(who.browser, "drawn", about=stage.sees(who.browser).revision) == 204


def _lines_that_are_open(here: Street) -> None:
    """Lines about that scene, put down by both and read; somebody says something about them."""
    lines = here.ours.url("lines/")
    here.over = next(each for each in _every(here.ash, lines, r"/lines/([0-9a-f]{32})/") if each != SCENE)
    for who, words in ((here.ash, "The end came soon."), (here.bo, "It was quiet.")):
        debrief = who.browser.post(here.ours.url("debrief/"), {"items": [ITEM], "good": words}).headers["Location"]
        chosen = who.browser.post(f"{debrief.partition('?')[0]}lines/", {"parts": ["good"], "more": ""})
        assert chosen.status_code == 303
        seen = _hidden(who, here.ours.url(f"lines/{here.over}/"), "seen")
        assert here.ours.press(who, f"lines/{here.over}/put/", seen=seen).endswith("said=put")
    for who in (here.ash, here.bo) * 4:
        here.ours.press(who, f"lines/{here.over}/look/")
    assert "It was quiet." in here.ours.see(here.ash, f"lines/{here.over}/")
    here.ours.press(here.ash, "beside/", move="say", words="I was glad of it.")


def _what_is_shown(here: Street) -> None:
    """Steps of Ash's with which Bo can begin, an answer to a card, and a word about it."""
    steps, card = f"steps/{STEPS}/lead/", f"/me/cards/any/{CARD}/"
    here.ours.read(here.ash, STEPS)
    assert here.ours.press(here.ash, f"{steps}add/", **STEP) == f"{steps}?said=step"
    assert here.ours.press(here.ash, f"{steps}change/", **{"with": "show"}) == f"{steps}?said=shown"
    for path, said in ((card, {}), (f"{card}show/", {"space": here.space, "step": "show"})):
        assert here.ash.browser.post(path, {"text": "A teacher who asked first.", **said}).status_code == 303
    here.ours.press(here.bo, f"cards/{CARD}/", move="say", words="Tell me more.")


def _what_is_said(here: Street) -> None:
    """Words to and fro, terms, an understanding, a crossed line, what is seen differently; Bo has the last word."""
    thread, press = f"talk/{ITEM}/", here.ours.press
    for who, move, words in (
        (here.ash, "say", "A first word."), (here.bo, "say", "An answer."),
        (here.ash, "ask", "It went fast."), (here.bo, "heard", "It went fast for you."), (here.ash, "that is it", ""),
    ):  # fmt: skip
        assert press(who, thread, move=move, words=words).startswith("talk/")
    assert press(here.ash, f"{thread}terms/", side="together", **{**TERMS, "words": "Like this?"}).startswith("talk/")
    press(here.bo, f"{thread}words/", move="apart", words="That we go slowly.")
    press(here.ash, "line/", move="ask", words="It was too loud for me.")
    press(here.bo, "ways/own/", move="say", words="When we meet.")
    for who in (here.ash, here.bo):
        press(who, "ways/own/", move="position", words="In the evening.")
    press(here.bo, f"ways/{ITEM}/", move="position", words="Without music.")
    press(here.bo, f"talk/{MORE}/", move="say", words="May we talk about it?")


def _a_rhythm(here: Street) -> None:
    """The same rhythm of both: from then on each can write what all read at once. Each look goes on by a step; Ash's is
    the last one, so that one look more of Ash's is none.
    """
    for who in (here.ash, here.bo):
        assert here.ours.press(who, "rhythm/mine/", cadence="week", form="full", every="") == "rhythm/?said=chosen"
    for who in (here.bo, here.ash) * 4:
        here.ours.press(who, "together/look/")


def _a_plan(here: Street) -> None:
    """On the table of the two; a rehearsal of it reached every device, and Bo has noted that it did."""
    stage.tabled(here.ours, here.ash)
    for who in (here.ash, here.bo):
        assert here.ours.press(who, "plan/drill/") == "/now/"
    _over(here.ash, here.ash, here.bo)
    assert here.ours.press(here.bo, "plan/drill/", **{"with": "reached"}) == "plan/?said=rehearsed"


def _a_scene_of_three(here: Street) -> None:
    """Planned, rehearsed and begun in the circle, and not over."""
    three, people = here.three, (here.ash, here.bo, here.cast.cam)
    stage.tabled(three, here.bo)
    stage.rehearse(three, *people)
    for who in people:
        assert stage.say_yes(three, who) == "plan/?said=yes"
    for who in people:
        three.see(who, "plan/")
    assert three.press(here.bo, "plan/start/") == "plan/?said=started"


def _what_bo_has(here: Street) -> dict[str, list[str]]:
    """What Bo has of their own, by what stands for it in addresses."""
    bo, words = here.bo, {"text": "Of my own."}
    note = bo.browser.post("/me/notes/write/", words).headers["Location"].split("/")[3]
    debrief = bo.browser.post("/me/debriefs/new/", {"hard": "Nothing.", "mood": "2"}).headers["Location"].split("/")[3]
    for path, said in (
        (f"/me/cards/any/{CARD}/", words), ("/me/pocket/new/", {"words": "Slower."}),
        ("/me/dates/words/", CALENDAR), ("/me/dates/address/", {}),
    ):  # fmt: skip
        assert bo.browser.post(path, said).status_code == 303
    (about_lines,) = _every(bo, "/me/debriefs/", r"/me/debriefs/([0-9a-f]{32})/") - {debrief}
    return {
        "entry": [about_lines, debrief, note],
        "line": [*_every(bo, "/me/pocket/", r"/me/pocket/([0-9a-f]{8})/")],
        "moment": [*_every(bo, "/care/", r"/care/then/([0-9a-f]{16})/")],
        "scene": [here.over],
        "secret": [*_every(bo, "/me/dates/", r"/dates/([^/]+)/notes.ics")],
        "uid": sorted(_every(bo, "/me/dates/", r"/me/dates/one/([^/]+)/"))[:1],
    }


def _every(who: Somebody, path: str, pattern: str) -> set[str]:
    return set(re.findall(pattern, _page(who, path)))


def _page(who: Somebody, path: str) -> str:
    answer = who.browser.get(path)
    assert answer.status_code == 200, (path, answer.headers.get("Location"))
    return str(answer.content.decode())


def _hidden(who: Somebody, path: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]+)"', _page(who, path))
    assert found, path
    return found[1]
