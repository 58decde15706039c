"""Whatever is typed or sent: a kind answer, what was typed is kept, nothing is lost, and no passphrase comes back."""

import html
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from ownaccord.accounts.models import HeldForm
from ownaccord.consent.models import LedgerRow
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.people import new_browser
from tests.rooms.consent.shared import YES, words_of
from tests.walls.addresses import Address, addresses, places
from tests.walls.doors import OPEN, ROWS, Behind, no
from tests.walls.scene import ITEM, Scene, agreed_on, same_browser, undone

pytestmark = pytest.mark.django_db

KIND = {200, 303, 400, 404, 422}
LONG = 100_000
CHOKING = {
    "nothing": "",
    "very long": "x" * LONG,
    "control characters": "a\x01\x07\x1b[31m\x7fb",
    "NUL": "a\x00b",
    "emoji": "🧑🏽‍🤝‍🧑🏿🏳️‍🌈",
    "a huge number": "9" * 400,
    "composed": "e\u0301\u0328\u200d\ufeff",
}
"""What a database could choke on; whatever else is nasty stands in test_bad_words.py and is tried on one."""
OWN = ("name", "sentence", "shapes", "contexts")
SECRET = {"secret", "passphrase", "again"}
NEW_WAY = ("browser", "passphrase", "again")
LISTED = ("own_name", *(f"name_{number}" for number in range(1, 10)))
CODES = ("step", "first", "second", "secret")
BUTTON = ("side", "level", "from")
CHOSEN = ("side", "level", "contexts", "conditions", "areas_out", "signals", "review_days")
POSITION = (*CHOSEN, "intensity", "minutes", "own_condition", "own_limit")
AGREED = tuple(
    f"{signal}_{what}" for signal in ("red", "yellow", "green")
    for what in ("means", "word", "sign", "word_2", "sign_2")
)  # fmt: skip
ANSWERED = ("mood", "sleep", "worth", "body", "connection")
LOOKED_BACK = (
    "items", "good", "hard", "feelings", "body", "triggers", "noticed", "noticed_own", "helped", "helped_own", "limit",
    "next_time", "mood",
)  # fmt: skip
PLANNED = ("context", "minutes", "check_in", "leads", *AGREED, "carry_0", "carry_1", "things")
THOUGHT = ("situation", "thought", "feeling", "turns", "fairer")
CROSSED = ("crossed", "effect", "need", "change", "told", "say")
AMENDS = ("done", "harm", "ask_not", "own_up", "otherwise", "whom")
UPSET = ("before", "signs", "did", "helped", "also", "another")
SHEETS = (*THOUGHT, *CROSSED, *AMENDS, *UPSET)
FIELDS: dict[str, tuple[str, ...]] = {
    "welcome": ("host", "words"),
    "one-time": ("words",),
    "sign-up": ("adult", "name", *NEW_WAY),
    "sign-in": ("name", "secret", "next"),
    "unlock": ("secret", "next"),
    "again": ("secret", "next"),
    "exit": (), "sign-out": (), "pause": (), "join-not-now": (), "pause-lift": (), "me-devices-new": (),
    "me-delete": (),
    "held-let-go": (), "me-devices-drop": (), "me-sign-ins-end": (), "space-withdraw": (), "space-begin": (),
    "space-take-back": (),
    "space-seat": (), "space-seat-withdraw": (), "space-introduce": (),
    "space-put-away": (), "seen": (), "read-card": (), "wait-still-so": (), "drop-wait": (), "space-pause": (),
    "lift": (), "reaffirm": (), "leave": (),
    "curtain": ("choose",),
    "stop": ("words",),
    "new-device": ("words", "passphrase"),
    "recover": ("name", "code", *NEW_WAY),
    "reset": ("name", "words", *NEW_WAY),
    "me-settings": ("shared", "asks", "face", "icon", "address", "sign", "wait", "email"),
    "me-host": ("step",),
    "me-host-reset": ("name",),
    "me-recovery": CODES, "me-portable": CODES, "me-stop-code": CODES,
    "me-passphrase": ("secret", "passphrase", "again"),
    "me-someone-may-know": ("secret", *NEW_WAY),
    "me-take": ("kind", "passphrase", "again"),
    "join": ("words",),
    "join-enter": ("own_name", "label", "about"),
    "space-new": ("label", "own_name", "once"),
    "space-new-more": ("label", "once", *LISTED),
    "space-list": LISTED, "space-list-seen": ("about",), "space-introduced": ("about",),
    "space-invitation": ("label", "own_name"),
    "search": ("words", "body", "feelings", "law", "which"), "changed-seen": (), "let-go": ("item",),
    "open-category": (), "close-category": (),
    "own-new": OWN, "own-item": OWN, "own-limit": ("name", "sentence"),
    "own-bring": (), "own-take-back": (), "own-let-go": (),
    "about-part": ("area_neck", "injuries", "marks"),
    "about-show": ("lines", "space", "step"), "shown-take-back": ("about",),
    "conversation-card": ("text",), "conversation-show": ("text", "space", "step"), "conversation-erase": (),
    "lessons-put": ("lesson",), "lessons-off": ("lesson",),
    "pocket-new": ("words",), "pocket-first": (), "pocket-out": (), "say": ("fill_what", "fill_sign", "step"),
    "journal-note": ("seen", "prompt", "text"),
    "journal-thought": ("seen", *THOUGHT), "journal-trigger": ("seen", *UPSET),
    "journal-repair": ("seen", *CROSSED), "journal-amends": ("seen", *AMENDS),
    "journal-change": ("seen", "prompt", "text", *SHEETS), "journal-erase": (), "journal-search": ("words",),
    "help-find": ("words",), "journal-take": (), "journal-lost": (), "journal-seen": (),
    "reading-keep": (), "reading-off": (), "interest-undo": (), "interest-open": (), "interest-category": ("asking",),
    "interest-item": ("side_together", "past", "note", "then"),
    "plan-yes": ("at_hand",), "plan-not-today": (), "plan-start": (), "plan-again": (), "plan-put-back": (),
    "plan-drill": ("with",), "plan-carry": ("at_hand",),
    "after": ("now", "line"), "after-let-go": ("at",),
    "ladder-take": ("mark", "side"), "ladder-ask": ("step",), "ladder-down": (),
    "ladder-change": ("with", "look_again"),
    "ladder-add": (*POSITION[2:6], *POSITION[7:], "ends_it", "look_again"),
    "measure": ANSWERED, "measures-line": ("drawn",), "measures-let-go": (),
    "debrief-new": LOOKED_BACK[1:], "debrief-scene": LOOKED_BACK, "debrief-change": LOOKED_BACK, "debrief-erase": (),
    "debrief-lines": ("parts", "more"), "excerpt-put": ("seen",), "excerpt-back": (), "excerpt-nothing": (),
    "excerpt-look": (),
    "cooling": ("days",), "cooling-on": ("days",), "cooling-end": ("chosen",),
    "care-times": ("times", "moves"), "care-sheet": ("happened", "when", "medicines", "concerns"),
    "follow-up": ("now", "line"), "follow-up-away": (), "prepared": ("to_me", "to_you"),
    "rhythm-mine": ("cadence", "every", "form"), "rhythm-take-back": (), "rhythm-date": ("on",),
    "recheck": ("form",), "recheck-answer": ("what", "answer"), "recheck-next": ("on",), "recheck-question": ("said",),
    "together": ("parts", "more"), "together-look": (), "together-take-back": (), "together-leave": (),
    "plan-make": ("plan", "with"), "plan-drop": (), "plan-step": PLANNED,
    "talk-thread": ("words", "move"), "talk-erase": ("number", "of"),
    "talk-terms": (*POSITION, "words"), "talk-words": ("words", "move", "read"),
    "repair": ("words", "move"), "repair-erase": ("number", "of"),
    "beside": ("words", "move"), "beside-erase": ("number", "of"),
    "card-talk": ("words", "move"), "card-talk-erase": ("number", "of"),
    "ways-own": ("words", "move", "seen"), "ways-own-erase": ("number", "of"), "way": ("words", "move", "seen"),
    "way-erase": ("number", "of"), "way-firm": ("with",), "firm": ("line",), "firm-back": ("item", "line"),
    "noticed-erase": (), "noticed-keep": ("with",),
    "deck-propose": ("deck", "categories", "days"), "deck-take-up": ("mark",), "deck-aside": ("with",),
    "deck-back": (), "deck-away": (), "deck-rest": ("item",), "deck-seal": ("with",),
    "deck-answer": ("side_together", "then"),
    "dates-words": ("zone", "hour", "title_review", "title_recheck", "title_later"), "dates-mail": ("words",),
    "dates-mail-code": ("code",), "dates-address": (), "dates-address-drop": (), "dates-off": (), "dates-mail-stop": (),
    "take-position": POSITION,
    "tighten": BUTTON, "tell-limit": BUTTON, "keep-to-myself": BUTTON, "renew": BUTTON,
    "still-so": ("chosen",),
    "drop-wish": ("wish",),
    "wait": ("hours",),
}  # fmt: skip


def posts() -> list[Address]:
    """Every address that takes a form."""

    def takes(row: object) -> bool:
        answers = row.inside if isinstance(row, Behind) else row.of("unlocked")  # type: ignore[attr-defined]
        return bool(answers[1] != no)

    return [each for each in addresses() if takes(ROWS[each.name])]


def path(scene: Scene, address: Address) -> str:
    return address.path(**places(scene.space))


def send(browser: Client, to: str, fields: dict[str, Any]) -> HttpResponse:
    """What the page answers; a crash is a crash, and whatever was stored is undone."""
    with undone():
        here = same_browser(browser)
        here.raise_request_exception = True
        answer = here.post(to, fields)
        if answer.status_code == 303:
            assert here.get(answer.headers["Location"]).status_code in {*KIND, 405}
        return answer  # type: ignore[no-any-return]


def test_every_form_of_the_house_is_in_the_table() -> None:
    assert sorted(each.name for each in posts()) == sorted(FIELDS)


@pytest.mark.parametrize("nasty", CHOKING.values(), ids=CHOKING.keys())
def test_every_form_answers_kindly(scene: Scene, nasty: str) -> None:
    assert unkind(scene, nasty) == {}


def unkind(scene: Scene, nasty: str) -> dict[tuple[str, str], int]:
    """Every form with this in each of its fields, sent by Bo and by a stranger: which answers were not kind."""
    wrong = {}
    for address in posts():
        fields = dict.fromkeys(FIELDS[address.name], nasty) | {"unasked": nasty, "_held": nasty}
        for who, browser in (("bo", scene.bo.browser), ("drew", new_browser())):
            if who == "drew" and address.name not in OPEN:
                continue
            answer = send(browser, path(scene, address), fields)
            if answer.status_code not in KIND:
                wrong[address.name, who] = answer.status_code
    return wrong


def test_bytes_that_are_no_text_are_answered_kindly(scene: Scene) -> None:
    wrong = {}
    for address in posts():
        body = "&".join(f"{name}=%ff%ed%b2%80%00" for name in (*FIELDS[address.name], "_held"))
        with undone():
            here = same_browser(scene.bo.browser)
            answer = here.post(path(scene, address), body, "application/x-www-form-urlencoded")
        if answer.status_code not in KIND:
            wrong[address.name] = answer.status_code

    assert wrong == {}


def test_no_passphrase_comes_back(scene: Scene) -> None:
    canary = "kept between me and my fingers 77"
    back = []
    for address in (each for each in posts() if SECRET & set(FIELDS[each.name])):
        fields = {name: canary if name in SECRET else "own" for name in FIELDS[address.name]}
        answer = send(scene.bo.browser, path(scene, address), fields)
        if canary in html.unescape(answer.content.decode()) or canary in repr(answer.headers):
            back.append(address.name)

    assert back == []


def test_a_wrong_token_is_answered_calmly_and_changes_nothing(scene: Scene) -> None:
    strict = same_browser(scene.bo.browser, checks=True)
    before = LedgerRow.objects.count()
    answer = strict.post(scene.ours.url("wait/"), {"hours": "20", "csrfmiddlewaretoken": "x" * 64})

    assert answer.status_code == 403
    assert "CSRF" not in answer.content.decode() and LedgerRow.objects.count() == before


def test_sent_twice_it_counts_once(scene: Scene) -> None:
    page = scene.ash.browser.get("/s/new/").content.decode()
    once = page.split('name="once" value="')[1][:32]
    typed = {"label": "Twice", "own_name": "Ash", "once": once}
    first, second = (scene.ash.browser.post("/s/new/", typed).headers["Location"] for _ in range(2))
    assert first == second and Space.objects.count() == 2
    for _ in range(2):
        scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    assert scene.bo.browser.post(scene.ours.url("leave/")).status_code == 303

    assert scene.bo.browser.post(scene.ours.url("leave/")).status_code == 303


def test_back_and_sent_again_after_a_change_is_judged_by_what_is_so_now(scene: Scene) -> None:
    """Bo tightens in one tab; the old form in the other says Yes again: that is a wish, and nothing comes back."""
    scene.ours.press(scene.bo, f"items/{ITEM}/tighten/")
    assert scene.ours.state(scene.bo, ITEM, "together") == f"items/{ITEM}/?said=wished"
    assert agreed_on(scene.ash, scene.space) == set() == agreed_on(scene.bo, scene.space)

    assert scene.ours.still_so(scene.bo, f"{ITEM}/together") == "wishes/?said=early"


def test_a_form_for_a_space_that_ended_meanwhile_says_that_nothing_is_there(scene: Scene) -> None:
    scene.bo.browser.post(scene.ours.url("leave/"))

    for rest in ("wait/", f"items/{ITEM}/positions/", f"items/{ITEM}/tighten/", "pause/", "lift/", "reaffirm/"):
        answer = scene.ash.browser.post(scene.ours.url(rest), {**YES, "side": "together", "hours": "20"})
        assert answer.status_code == 404, rest
        assert "Nothing is here" in words_of(answer)


TYPED = {
    "space-new": {"label": "שלום 🧑🏽‍🤝‍🧑🏿", "own_name": "Ash & <b>", "once": "a" * 32},
    "space-new-more": {
        "label": "שלום 🧑🏽‍🤝‍🧑🏿",
        "own_name": "Ash & <b>",
        "name_1": "Cam the third",
        "name_2": "Noor's",
        "once": "a" * 32,
    },
    "wait": {"hours": "77"},
    "take-position": {**YES, "side": "together", "own_limit": "never my <scar> שלום", "minutes": "12"},
    "own-new": {
        "name": "Steps שלום",
        "sentence": "One & one <counts>.",
        "shapes": ["together"],
        "contexts": ["away"],
    },
    "me-settings": {"icon": "leaf", "sign": "1", "face": "Garden notes 7", "wait": "5"},
}


@pytest.mark.parametrize("name", TYPED)
def test_a_lock_in_the_middle_of_a_form_loses_nothing_and_sends_nothing(scene: Scene, name: str) -> None:
    to = path(scene, next(each for each in addresses() if each.name == name))
    before = (Space.objects.count(), LedgerRow.objects.count())
    scene.clock.turn(hours=1)
    assert scene.ash.browser.post(to, TYPED[name]).headers["Location"] == "/unlock/?held=yes"
    sealed = bytes(HeldForm.objects.get().sealed)
    assert [text for text in _texts(name) if text.encode() in sealed] == []

    assert scene.ash.unlock() == "/held/"
    page = html.unescape(scene.ash.browser.get("/held/").content.decode())
    assert [text for text in _texts(name) if text not in page] == []
    assert (Space.objects.count(), LedgerRow.objects.count()) == before
    answer = scene.ash.browser.post(to, {**TYPED[name], "_held": HeldForm.objects.get().pk})
    assert answer.status_code == 303 and not HeldForm.objects.exists()


def _texts(name: str) -> list[str]:
    return [value for value in TYPED[name].values() if isinstance(value, str) and len(value) > 3 and value != "a" * 32]


def test_a_no_that_arrives_locked_pauses_and_a_yes_does_not(scene: Scene) -> None:
    scene.ash.lock()
    to = scene.ours.url(f"items/{ITEM}/positions/")
    with undone():
        assert scene.ash.browser.post(to, {**YES, "side": "together"}).headers["Location"] == "/unlock/?held=yes"
        assert agreed_on(scene.bo, scene.space) == {ITEM}
    for level in ("0", "1"):
        with undone():
            answer = scene.ash.browser.post(to, {"level": level, "side": "together"})
            assert answer.headers["Location"] == "/unlock/?held=paused"
            assert agreed_on(scene.bo, scene.space) == set()


@ON_SQLITE
def test_cookies_with_anything_in_them_break_no_page(scene: Scene) -> None:
    scene.ash.browser.post(scene.ours.url("search/"), {"words": "warm"})
    names = ["oa_device", "oa_signin", "oa_open", "oa_own", "oa_link", "oa_pauses", "oa_face", "oa_join"]
    names += ["csrftoken", "oa_witness_x"]
    names += [name for name in scene.ash.browser.cookies if name.startswith(("oa_witness", "oa_glimpse", "oa_search"))]
    for nasty in ("x", "A" * 3000, "gYGBgYGBgYGBgYGBgYGBgYE", "_____w", "%00", "=" * 9, "\xe9"):
        for name in names:
            here = same_browser(scene.ash.browser)
            here.raise_request_exception = True
            here.cookies[name] = nasty
            for page in ("/", "/pause/", "/unlock/", "/join/", "/sign-up/", *map(scene.ours.url, ("map/", "search/"))):
                with undone():
                    assert here.get(page).status_code in KIND, (name, nasty, page)
