"""Lines to open together, page by page: chosen from an own debrief, looked at, put down, opened, and what follows."""

import re

import pytest

from ownaccord.accounts import vaults
from ownaccord.accounts.models import HeldForm
from ownaccord.care.forms_rhythm import PutForm
from ownaccord.spaces import actions, excerpts
from ownaccord.spaces.models import Together
from tests.databases import ON_SQLITE
from tests.hands import Clock, held
from tests.people import Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.journal.test_debriefs import keeps
from tests.rooms.journal.test_excerpts_apart import noted
from tests.rooms.scenes.stage import signal, started

pytestmark = [pytest.mark.django_db, ON_SQLITE]

ITEM, SCENE = "massage", "5c" * 16
HERS, HIS = "The end came too fast.", "I was not sure, and said nothing."
PAGES = ("lines/", f"lines/{SCENE}/")
STEPS = tuple(f"lines/{SCENE}/{verb}/" for verb in ("put", "back", "nothing", "look"))


@pytest.fixture
def after(ours: Shared) -> Shared:
    """Ash and Bo after a scene that each of their vaults knows of."""
    ours.agree(ITEM)
    noted(ours, ours.cast.ash, ours.cast.bo, scene=SCENE, at=held.now)
    return ours


def looks_back(ours: Shared, who: Somebody, **said: object) -> str:
    """Keep a debrief of it; where lines of it are chosen."""
    return keeps(who, ours.url("debrief/"), **{"items": [ITEM], "hard": HERS, **said}) + "lines/"


def puts(ours: Shared, who: Somebody, text: str) -> None:
    """Write a text of one's own beside a debrief, look at it, and put it down."""
    choosing = looks_back(ours, who)
    assert who.browser.post(choosing, {"more": text}).status_code == 303
    assert ours.press(who, f"lines/{SCENE}/put/", seen=seen(ours, who)).endswith("said=put")


def seen(ours: Shared, who: Somebody) -> str:
    page = who.browser.get(ours.url(f"lines/{SCENE}/")).content.decode()
    (found,) = re.findall(r'name="seen" value="(\w+)"', page)
    return str(found)


def open_them(ours: Shared) -> None:
    for who in (ours.cast.ash, ours.cast.bo) * 4:
        assert ours.press(who, f"lines/{SCENE}/look/") == f"lines/{SCENE}/?said=looked"


def test_lines_are_chosen_from_a_debrief_none_beforehand_and_looked_at_before_they_are_put_down(after: Shared) -> None:
    ash = after.cast.ash
    choosing = looks_back(after, ash, good="The quiet.", limit="near", mood="2")
    assert "Choose lines to share" in words_of(ash.browser.get(choosing.removesuffix("lines/")))
    page = ash.browser.get(choosing).content.decode()
    assert re.findall(r'name="parts" value="(\w+)"', page) == ["good", "hard", "limit"]
    assert "checked" not in page.split("<main")[1]

    heard = ash.browser.post(choosing, {"coach": "ask", "parts": ["hard"], "more": "You owe me one."})
    assert (heard.status_code, words_of(heard).count("It could land as a claim on somebody.")) == (422, 1)
    assert "You owe me one." not in after.see(ash, f"lines/{SCENE}/")
    answer = ash.browser.post(choosing, {"parts": ["hard"], "more": "Slower, please."})
    assert answer.headers["Location"] == after.url(f"lines/{SCENE}/?said=chosen")
    shown = words_of(ash.browser.get(after.url(f"lines/{SCENE}/")))
    assert f"What all of you would read What was hard: {HERS} Slower, please." in shown
    assert "The quiet." not in shown
    assert after.press(ash, f"lines/{SCENE}/put/", seen=seen(after, ash)) == f"lines/{SCENE}/?said=put"
    assert "Not everyone yet." in after.see(ash, f"lines/{SCENE}/")


def test_lines_that_were_chosen_before_are_ticked_and_not_said_twice(after: Shared) -> None:
    ash = after.cast.ash
    choosing = looks_back(after, ash, good="The quiet.\n\nAll of it.", limit="near")
    ash.browser.post(choosing, {"parts": ["good", "limit"], "more": "Slower, please.\n\nAnd softer."})
    (before,) = excerpts.every(ash.book(), after.id)
    form = ash.browser.get(choosing).context["form"]
    assert form.initial == {"parts": ["good", "limit"], "more": "Slower, please.\n\nAnd softer."}
    ash.browser.post(choosing, form.initial)
    assert excerpts.every(ash.book(), after.id) == (before,)
    assert "What you chose before is ticked" in words_of(ash.browser.get(choosing))


@pytest.mark.parametrize(
    ("text", "parts", "more"),
    [("", [], ""), ("one", ["a"], ""), ("one\n\ntwo", ["a", "b"], ""), ("two\n\none", ["b"], "one"),
     ("one more", [], "one more"), ("own\n\none", [], "own\n\none")],
)  # fmt: skip
def test_a_text_is_taken_apart_as_it_was_put_together(text: str, parts: list[str], more: str) -> None:
    assert PutForm.chosen_before({"a": "one", "b": "two", "c": ""}, text) == {"parts": parts, "more": more}


def test_what_is_put_down_before_any_look_is_put_down(after: Shared) -> None:
    ash = after.cast.ash
    # As it stands where a server was killed between the end of the scene and the first look.
    kept = excerpts.Kept(SCENE, held.now, text=HERS)
    vaults.change(ash.id, ash.keys, lambda book: excerpts._keep(book, after.id, kept))
    assert after.press(ash, f"lines/{SCENE}/put/", seen=seen(after, ash)) == f"lines/{SCENE}/?said=put"
    assert "Not everyone yet." in after.see(ash, f"lines/{SCENE}/")


def test_what_was_changed_on_another_page_meanwhile_is_not_put_down(after: Shared) -> None:
    ash = after.cast.ash
    choosing = looks_back(after, ash)
    ash.browser.post(choosing, {"more": HERS})
    before = seen(after, ash)
    ash.browser.post(choosing, {"more": "Something else."})
    for sent in (before, "", "x"):
        assert after.press(ash, f"lines/{SCENE}/put/", seen=sent) == f"lines/{SCENE}/?said=not-now"
    assert "Put it down" in after.see(ash, f"lines/{SCENE}/")


def test_both_stand_side_by_side_once_both_are_there_and_lead_to_a_thread_something_tighter_or_nothing(
    after: Shared,
) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    assert HERS not in after.see(bo, f"lines/{SCENE}/")
    puts(after, bo, HIS)
    open_them(after)

    for who, first in ((ash, f"You {HERS} Bo {HIS}"), (bo, f"You {HIS} Ash {HERS}")):
        page = who.browser.get(after.url(f"lines/{SCENE}/"))
        assert first in words_of(page)
        links = re.findall(r'<a href="([^"]+)"', page.content.decode().split('id="then"')[1].split("</section>")[0])
        item = after.mark(who, ITEM)
        assert links == [
            after.url("beside/"), after.url(f"talk/{item}/"), after.url(f"items/{item}/#stand"), after.url("lines/"),
        ]  # fmt: skip


def test_it_goes_on_in_a_thread_with_reflect_back_that_nobody_has_before(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    said = {"words": "I would like to understand the end.", "move": "ask"}
    answer = ash.browser.post(after.url("beside/"), said)
    assert answer.status_code == 422
    assert said["words"] not in after.see(bo, "talk/")
    puts(after, ash, HERS)
    puts(after, bo, HIS)
    assert "Nothing can be said here now." in after.see(ash, "beside/")
    open_them(after)

    assert after.press(ash, "beside/", **said) == "beside/?said=said"
    assert said["words"] in after.see(bo, "beside/")
    assert after.press(bo, "beside/", words="That the end hurt.", move="heard") == "beside/?said=said"
    assert after.press(ash, "beside/", words="", move="that is it") == "beside/?said=said"
    assert "What was opened together Open." in after.see(ash, "talk/")
    assert after.press(bo, "beside/", words="", move="end") == "beside/?said=ended"
    assert "Nothing can be said here now." in after.see(ash, "beside/")


def test_a_pause_closes_that_thread_in_the_words_of_every_cause(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    puts(after, bo, HIS)
    open_them(after)
    assert after.press(ash, "beside/", words="A word.", move="say") == "beside/?said=said"
    bo.browser.post(after.url("pause/"))
    page = after.see(ash, "beside/")
    assert "Nothing can be said here now. You need not answer, and nobody owes a reason." in page


def test_the_page_that_erases_a_debrief_says_what_stays_of_its_lines(after: Shared) -> None:
    ash = after.cast.ash
    here = looks_back(after, ash).removesuffix("lines/")
    ash.browser.post(f"{here}lines/", {"parts": ["hard"]})
    assert "Lines that you chose from it stay" in words_of(ash.browser.get(f"{here}erase/"))
    ash.browser.post(f"{here}erase/")
    assert f"What all of you would read What was hard: {HERS}" in after.see(ash, f"lines/{SCENE}/")


def test_somebody_with_nothing_to_share_says_so_to_nobody(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    before = after.see(ash, f"lines/{SCENE}/")
    assert after.press(bo, f"lines/{SCENE}/nothing/") == f"lines/{SCENE}/?said=nothing"
    open_them(after)

    assert after.see(ash, f"lines/{SCENE}/") == before
    assert "You have nothing to share." in after.see(bo, f"lines/{SCENE}/")
    assert HERS not in after.see(bo, f"lines/{SCENE}/")


def test_until_something_is_put_down_what_the_other_did_is_on_no_page(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    looks_back(after, bo)
    pages = [after.see(bo, each) for each in (*PAGES, "beside/", "talk/")]
    puts(after, ash, HERS)
    assert [after.see(bo, each) for each in (*PAGES, "beside/", "talk/")] == pages


def test_it_is_taken_back_before_and_the_text_stays(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    assert after.press(ash, f"lines/{SCENE}/back/") == f"lines/{SCENE}/?said=back-after"
    puts(after, bo, HIS)
    open_them(after)
    assert f"What all of you would read {HERS}" in after.see(ash, f"lines/{SCENE}/")
    assert HERS not in after.see(bo, f"lines/{SCENE}/")


def test_marks_that_turn_a_line_stand_in_nothing_that_others_read(after: Shared) -> None:
    ash = after.cast.ash
    choosing = looks_back(after, ash, good="one\u202etwo")
    ash.browser.post(choosing, {"parts": ["good"]})
    (kept,) = excerpts.every(ash.book(), after.id)
    assert kept.text == "What was good: onetwo"


def test_of_a_scene_it_is_both_vaults_find_the_same_one_however_it_ended(ours: Shared) -> None:
    ours.agree(ITEM)
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert signal(bo.browser, "red") == 204
    held.turn(hours=1)
    for who in (ash, bo):
        who.unlock()
    found = [[each.scene for each in excerpts.every(who.book(), ours.id)] for who in (ash, bo)]
    assert found[0] == found[1] and len(found[0]) == 1
    assert Together.objects.count() == 1

    held.turn(hours=13)
    for who in (ash, bo):
        who.unlock()
    choosing = looks_back(ours, ash)
    assert "Choose lines to share" in words_of(ash.browser.get(choosing))


def test_a_debrief_of_no_scene_or_from_before_it_leads_to_no_lines(ours: Shared) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    without = keeps(ash, hard="Something else.")
    before = looks_back(ours, ash)
    held.turn(hours=1)
    ash.unlock()
    noted(ours, ash, scene=SCENE, at=held.now)
    for each in (f"{without}lines/", before):
        assert ash.browser.get(each).status_code == ash.browser.post(each, {"more": HERS}).status_code == 404
        assert "Choose lines" not in words_of(ash.browser.get(each.removesuffix("lines/")))


def test_nobody_else_finds_it(after: Shared) -> None:
    cast = after.cast
    choosing = looks_back(after, cast.ash)
    cast.ash.browser.post(choosing, {"more": HERS})
    for who in (cast.cam, cast.noor):
        assert [who.browser.get(after.url(each)).status_code for each in PAGES] == [404] * 2
        assert [who.browser.post(after.url(each)).status_code for each in STEPS] == [404] * 4
        assert who.browser.get(choosing).status_code == 404
    assert cast.bo.browser.get(choosing).status_code == cast.bo.browser.post(choosing).status_code == 404
    assert [cast.bo.browser.get(after.url(each)).status_code for each in STEPS] == [405] * 4
    assert cast.bo.browser.get(after.url(f"lines/{'7e' * 16}/")).status_code == 404
    assert HERS not in after.see(cast.bo, f"lines/{SCENE}/")
    assert new_browser().get(choosing).headers["Location"] == "/sign-in/"
    after.press(cast.bo, "leave/")
    assert [cast.ash.browser.get(after.url(each)).status_code for each in PAGES] == [404] * 2
    assert cast.ash.browser.get(choosing).status_code == 404


def test_what_is_taken_back_after_it_was_counted_says_what_others_may_find_out(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    for who in (ash, bo) * 2:
        after.press(who, f"lines/{SCENE}/look/")
    puts(after, ash, HERS)
    puts(after, bo, HIS)
    after.press(ash, f"lines/{SCENE}/look/")
    assert after.press(ash, f"lines/{SCENE}/back/") == f"lines/{SCENE}/?said=back-after"
    assert after.press(ash, f"lines/{SCENE}/nothing/") == f"lines/{SCENE}/?said=nothing-after"
    open_them(after)
    assert HERS not in after.see(bo, f"lines/{SCENE}/")
    assert "It did not complete." in after.see(ash, f"lines/{SCENE}/")


def test_where_others_may_have_read_it_no_page_says_that_nothing_was_opened(after: Shared, clock: Clock) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    puts(after, bo, HIS)
    for who in (ash, bo) * 4:
        if "It opens once each of you has looked here again." in after.see(who, "lines/"):
            break
        after.press(who, f"lines/{SCENE}/look/")
    clock.turn(days=61)
    actions.sweep(clock.now)
    who.sign_in_again()
    who.unlock()
    assert "It did not open for you." in after.see(who, "lines/")
    page = words_of(who.browser.get(after.url(f"lines/{SCENE}/")))
    assert "the others may have read yours" in page
    assert "nothing was opened" not in page


def test_own_words_are_still_there_when_it_is_over_and_the_page_says_until_when(after: Shared, clock: Clock) -> None:
    ash = after.cast.ash
    puts(after, ash, HERS)
    clock.turn(days=61)
    ash.sign_in_again()
    ash.unlock()
    assert "It is over. Only you see what you wrote." in after.see(ash, "lines/")
    page = words_of(ash.browser.get(after.url(f"lines/{SCENE}/")))
    (until,) = re.findall(r"What you wrote is still here until (.+), for you alone\.", page)
    assert f"until {until}, for you alone. What you wrote {HERS}" in page


def test_what_arrives_locked_waits_sealed_and_puts_nothing_down(after: Shared) -> None:
    ash = after.cast.ash
    choosing = looks_back(after, ash)
    ash.browser.post(choosing, {"more": HERS})
    shown = seen(after, ash)
    ash.lock()
    for to, said in ((choosing, {"more": "canary lines"}), (after.url(f"lines/{SCENE}/put/"), {"seen": shown})):
        assert ash.browser.post(to, said).headers["Location"] == "/unlock/?held=yes"
    assert not any(b"canary" in bytes(each.sealed) for each in HeldForm.objects.all())
    ash.unlock()
    assert "canary lines" in ash.browser.get("/held/").content.decode()
    assert "Put it down" in after.see(ash, f"lines/{SCENE}/")


def test_presses_that_waited_locked_say_of_which_scene_and_what_they_do(after: Shared) -> None:
    ash = after.cast.ash
    ash.browser.post(looks_back(after, ash), {"more": HERS})
    shown = seen(after, ash)
    ash.lock()
    for verb, said in (("put", {"seen": shown}), ("back", {}), ("nothing", {})):
        ash.browser.post(after.url(f"lines/{SCENE}/{verb}/"), said)
    ash.unlock()
    words = words_of(page := ash.browser.get("/held/"))
    (day,) = set(re.findall(r"The scene of ([^.]+)\. ", words))
    pressed = sorted(re.findall(rf"The scene of {day}\. ([^.]+)\.", words))
    assert pressed == ["Nothing to share", "Put it down", "Take it back"]
    assert shown not in re.sub(r"<[^>]+>", "", page.content.decode())


def test_it_is_in_what_somebody_takes_along(after: Shared) -> None:
    ash, bo = after.cast.ash, after.cast.bo
    puts(after, ash, HERS)
    puts(after, bo, HIS)
    open_them(after)
    taken = ash.browser.post("/me/take/", {"kind": "json"}).content.decode()
    assert taken.count(f"Bo: {HIS}") == 1
