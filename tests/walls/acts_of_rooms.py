"""The private acts of the rooms in which somebody looks after themselves (`tests/walls/acts.py` has the others)."""

import re
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.care import follow_up_memory
from ownaccord.consent import mutual
from ownaccord.core.deck import Mutual
from ownaccord.core.position import Shape
from tests.people import PASSPHRASE
from tests.rooms.reveal import decks
from tests.rooms.scenes.drafts import READY
from tests.rooms.scenes.typed import WHEN, WORDS
from tests.rooms.spaces import cast as made_by_hand
from tests.walls.acts import Act, After, one_more_device, pressed, sent, twice
from tests.walls.scene import ITEM
from tests.walls.worlds import MORE, SCENE, Street

LINES = f"lines/{SCENE}/"
SHEETS = {
    "a thought": ("thought", {"situation": "Rain.", "thought": "Nobody came.", "turns": ["minds"]}),
    "what comes before it is too much": ("before", {"before": "A word.", "helped": ["breath"]}),
    "a crossed line, for oneself": ("line", {"crossed": "My knee.", "need": "A week."}),
    "what Ash would make good": ("mine", {"done": "I went on.", "harm": "It hurt.", "otherwise": "I stop."}),
}  # fmt: skip
BACK = {"hard": "Too fast.", "feelings": ["afraid"], "mood": "0", "limit": "yes"}
STEPS = "steps/kneeling/lead/"
STEP = {"contexts": ["at_home"], "minutes": "5", "ends_it": "ember", "look_again": "30"}
FOLLOW_UP = r"(/care/then/[0-9a-f]{16}/)"
WEEK = {"cadence": "week", "every": "", "form": "full"}


def found_on(page: str, pattern: str, then: str = "{}", **fields: str) -> Act:
    """A form whose address has something in it that stands on one of Ash's pages, the last one there."""

    def act(s: Street) -> None:
        found = re.findall(pattern, s.ash.browser.get(page).content.decode())[-1]
        assert s.ash.browser.post(then.format(found), fields).status_code == 303

    return act


def bo_presses(rest: str, **fields: Any) -> Act:
    """A form that Bo sends."""
    return lambda s: s.ours.press(s.bo, rest, **fields)


def in_turn(*acts: Act) -> Act:
    return lambda s: [act(s) for act in acts]


def kept_lines(s: Street) -> None:
    sent("/me/debriefs/DEBRIEF/lines/", parts=["hard"], more="Slower.")(s)


def puts_lines_down(s: Street) -> None:
    found = re.findall(r'name="seen" value="(\w+)"', s.ash.browser.get(s.ours.url(LINES)).content.decode())
    assert s.ours.press(s.ash, f"{LINES}put/", seen=found[0]).endswith("said=put")


def a_scene_was(s: Street) -> None:
    """A scene is over since seven hours, as Ash's own vault has it."""
    new = follow_up_memory.Ended("m", s.clock.now - 7 * 3600)
    vaults.change(s.ash.id, s.ash.keys, lambda book: follow_up_memory.note_end(book, s.space, new))


def both_show_a_rhythm(s: Street) -> None:
    """Whereupon a round begins for texts that open together."""
    for who in (s.ash, s.bo):
        s.ours.press(who, "rhythm/mine/", **WEEK)
    for who in (s.ash, s.bo, s.ash):
        s.ours.press(who, "together/look/")


def bo_shows_steps(s: Street) -> None:
    for rest, fields in (("add/", STEP), ("change/", {"with": "show", "look_again": "14"})):
        s.ours.press(s.bo, STEPS + rest, **fields)


def takes_those_steps(s: Street) -> None:
    found = re.search(r'name="mark" value="([^"]+)"', s.ash.browser.get(s.ours.url("steps/")).content.decode())
    assert found
    assert "said=taken" in s.ours.press(s.ash, "steps/take/", mark=found[1], side="follow")


def bo_proposes(s: Street) -> None:
    decks.propose(s.ours, s.bo)


def a_deck_is_open(s: Street) -> None:
    bo_proposes(s)
    assert decks.take_up(s.ours, s.ash) == "deck/?said=taken"


def something_was_mutual(s: Street) -> None:
    found = [(Mutual(MORE, Shape.GIVE_RECEIVE, s.ash.id), s.clock.now - 1)]
    vaults.change(s.ash.id, s.ash.keys, lambda book: mutual.keep_mutual(book, s.space, found))


def device_dropped(s: Street) -> None:
    """One more device, whose sign-in is ended and which is dropped."""
    before = s.ash.browser.get("/me/devices/").content.decode()
    one_more_device(s)
    after = s.ash.browser.get("/me/devices/").content.decode()
    for kind, end in (("sign-ins", "end"), ("devices", "drop")):
        pattern = rf"/me/{kind}/([0-9a-zA-Z_-]+)/{end}/"
        (new,) = set(re.findall(pattern, after)) - set(re.findall(pattern, before))
        assert s.ash.browser.post(f"/me/{kind}/{new}/{end}/").status_code == 303


def held_and_let_go(s: Street) -> None:
    s.ash.lock()
    s.ash.browser.post(s.ours.url("wait/"), {"hours": "24"})
    s.ash.unlock()
    found_on("/held/", r'action="(/held/[^"]+/let-go/)"')(s)


def out_and_in(s: Street) -> None:
    s.ash.sign_out()
    s.ash.sign_in_again()


def read_and_not_taken() -> Act:
    """Ash reads what Bo asks them to, and does not come now."""
    words: list[str] = []

    def asks(s: Street) -> None:
        words[:] = [made_by_hand.invite(s.bo, made_by_hand.make_space(s.bo, "Another"))]  # type: ignore[arg-type]

    return After(asks, lambda s: (sent("/join/", words=words[0])(s), sent("/join/not-now/")(s)))


def lets_a_moment_go(s: Street) -> None:
    """One that Ash kept afterwards."""
    (at,) = re.findall(r'name="at" value="(\d+)"', s.ash.browser.get(s.ours.url("after/")).content.decode())
    assert s.ours.press(s.ash, "after/let-go/", at=at) == "after/?said=let-go"


def someone_may_know(s: Street) -> None:
    """New words of her own for everything that opens the account."""
    fresh = "four other words of mine"
    sent("/me/someone-may-know/", secret=s.ash.passphrase, browser="own", passphrase=fresh, again=fresh)(s)
    s.ash.passphrase = fresh


AT_HAND: dict[str, Act] = {
    "a lesson for later": sent("/me/lessons/put/", lesson="hearing-a-no"),
    "and off again": After(
        sent("/me/lessons/put/", lesson="hearing-a-no"), sent("/me/lessons/off/", lesson="hearing-a-no")
    ),
    "something to read": sent("/me/later/1/keep/"),
    "and no more": After(sent("/me/later/1/keep/"), sent("/me/later/1/off/")),
    "a line in the pocket": sent("/me/pocket/new/", words="Not tonight."),
    "a line in the pocket put first": After(
        twice(sent("/me/pocket/new/", words="One."), sent("/me/pocket/new/", words="Two.")),
        found_on("/me/pocket/", r"(/me/pocket/[0-9a-f]{8}/first/)"),
    ),
    "a line taken out of it": After(
        sent("/me/pocket/new/", words="Not tonight."), found_on("/me/pocket/", r"(/me/pocket/[0-9a-f]{8}/out/)")
    ),
    "own words in a sentence, looked at": sent("/me/say/1/9/", fill_what="a walk", fill_sign="cold hands", step="look"),
    "and kept": sent("/me/say/1/9/", fill_what="a walk", fill_sign="cold hands", step="keep"),
    "help looked for": sent("/help/find/", words="something that nobody knows"),
    "a page for a doctor": sent("/care/sheet/", happened="A fall.", when="Today.", medicines="", concerns="My wrist."),
    "what is felt, taken back": After(
        sent(f"/me/interest/items/{MORE}/", side_give="into", note="In the evening."), sent("/me/interest/undo/")
    ),
    "a closed category looked at": sent("/me/interest/electrical/open/"),
    "what is for compromise again": After(
        sent("/me/firm/", line="My sister."), sent("/me/firm/back/", line="My sister.")
    ),
}  # fmt: skip
LOOKED_AFTER: dict[str, Act] = {
    "how Ash is": sent("/me/measure/", mood="0", sleep="3", worth="1", body="2", connection="4"),
    "a line between then and now": sent("/me/measures/line/", drawn="3"),
    "a measure let go": After(
        sent("/me/measure/", mood="0"), found_on("/me/measures/", r"(/me/measures/[0-9a-f]{32}/let-go/)")
    ),
    "a debrief": sent("/me/debriefs/new/", **BACK),
    "a debrief of a scene": pressed("debrief/", items=[ITEM], **BACK),
    "a debrief changed": sent("/me/debriefs/DEBRIEF/change/", **{**BACK, "hard": "Otherwise. " * 9}),
    "a debrief erased": sent("/me/debriefs/DEBRIEF/erase/"),
    "lines of a debrief chosen": kept_lines,
    "those lines put down": After(kept_lines, puts_lines_down),
    "those lines taken back": After(in_turn(kept_lines, puts_lines_down), pressed(f"{LINES}back/")),
    "nothing to share": pressed(f"{LINES}nothing/"),
    "another look at them": pressed(f"{LINES}look/"),
    **{what: sent(f"/me/notes/{kind}/", seen="1", **said) for what, (kind, said) in SHEETS.items()},
    "entries as they were left": sent("/me/notes/seen/"),
    "what does not open, erased": sent("/me/notes/lost/"),
    "how Ash is afterwards": pressed("after/", now=["calm"], line="Warm."),
    "and let go": After(pressed("after/", now=["calm"], line="Warm."), lets_a_moment_go),
    "own times": sent("/care/times/", times=["6", "24", "48"], moves="on"),
    "words for afterwards": pressed("prepared/", to_me="It passes.", to_you="Call me."),
    "a follow-up answered": After(a_scene_was, found_on("/care/", FOLLOW_UP, now="low", line="Empty.")),
    "a follow-up put away": After(a_scene_was, found_on("/care/", FOLLOW_UP, "{}away/")),
}  # fmt: skip
BETWEEN: dict[str, Act] = {
    "a draft of a plan": in_turn(
        *(pressed(f"plan/make/{step}/", **said) for step, said in (("when", WHEN), ("words", WORDS), ("ready", READY)))
    ),
    "that draft let go": After(pressed("plan/make/when/", **WHEN), pressed("plan/make/drop/")),
    "a ladder that nobody is shown": in_turn(pressed(f"{STEPS}add/", **STEP), pressed(f"{STEPS}add/", **STEP)),
    "its first step asked for": After(
        in_turn(pressed("items/kneeling/read/"), pressed(f"{STEPS}add/", **STEP)), pressed(f"{STEPS}ask/", step="next")
    ),
    "one step down": After(
        in_turn(
            pressed("items/kneeling/read/"), pressed(f"{STEPS}add/", **STEP), pressed(f"{STEPS}ask/", step="next")
        ),
        pressed(f"{STEPS}down/"),
    ),
    "another day for it": After(
        pressed(f"{STEPS}add/", **STEP), pressed(f"{STEPS}change/", **{"with": "again", "look_again": "14"})
    ),
    "steps that Bo shows, begun with": After(bo_shows_steps, takes_those_steps),
    "a recheck-in": in_turn(
        pressed("again/", form="full"), pressed("again/change/", said="Slower."),
        pressed("again/answer/", what=f"{ITEM}/together", answer="later"), pressed("again/next/", on=""),
    ),
    "a date of one's own": pressed("rhythm/date/", on="2026-12-24"),
    "what may be read together": After(
        in_turn(both_show_a_rhythm, pressed("again/", form="full"), pressed("again/thanks/", said="For the soup.")),
        pressed("together/", parts=["thanks"], more="And the bread."),
    ),
    "that taken back": After(
        in_turn(both_show_a_rhythm, pressed("together/", parts=[], more="The bread.")), pressed("together/take-back/")
    ),
    "another look at that": After(both_show_a_rhythm, pressed("together/look/")),
    "a deck put aside": After(bo_proposes, pressed("deck/aside/")),
    "and looked at again": After(
        in_turn(bo_proposes, pressed("deck/aside/")), pressed("deck/aside/", **{"with": "again"})
    ),
    "an answer to a deck": After(a_deck_is_open, pressed(f"deck/answers/{ITEM}/", side_together="into", then="next")),
    "a deck that is over, put away": After(
        in_turn(a_deck_is_open, bo_presses("deck/back/"), lambda s: s.ash.unlock()), pressed("deck/away/")
    ),
    "what was found in common, at rest": After(something_was_mutual, pressed("deck/rest/", item=MORE)),
}  # fmt: skip
WAYS: dict[str, Act] = {
    "the passphrase, asked for again": sent("/again/", secret=PASSPHRASE),
    "out and in again": out_and_in,
    "one more device, and dropped": device_dropped,
    "a form that came locked, let go": held_and_let_go,
    "an address for the calendar, made and dropped": in_turn(
        sent("/me/dates/words/", zone="Europe/Berlin", hour="10"), sent("/me/dates/address/"),
        sent("/me/dates/address/drop/"),
    ),
    "the curtain": lambda s: sent("/curtain/", choose=s.ash.sign_in.pk)(s),
    "an invitation, read and not taken": read_and_not_taken(),
    "a cooling-off ended": After(pressed("later/everything/", days="7"), pressed("later/everything/end/")),
    "somebody may know the passphrase": someone_may_know,
}  # fmt: skip
OF_ROOMS = {**AT_HAND, **LOOKED_AFTER, **BETWEEN, **WAYS}
