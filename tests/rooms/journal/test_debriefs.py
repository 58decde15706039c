"""My debriefs: from a scene or from nothing, every question by itself, for oneself; and what it can lead to."""

import html
import re

import html5lib
import pytest

from ownaccord.accounts.models import HeldForm
from ownaccord.consent import debriefs
from ownaccord.journal import entries
from ownaccord.journal.questions import QUESTIONS, Kind
from ownaccord.journal.wheel import FEELINGS, WHEEL
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Clock, Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of

pytestmark = [pytest.mark.django_db, ON_SQLITE]

HERE, NEW = "/me/debriefs/", "/me/debriefs/new/"
ITEM = "massage"


def filled() -> dict[str, object]:
    """Something for every question, each its own."""
    said: dict[str, object] = {}
    for each in QUESTIONS:
        if each.kind in (Kind.SOME, Kind.WHEEL):
            said[each.name] = list(each.table)[:2]
        else:
            said[each.name] = next(iter(each.table)) if each.kind is Kind.ONE else f"canary {each.name}"
    return said


def keeps(who: Somebody, to: str = NEW, **said: object) -> str:
    """Keep a debrief; where it is."""
    answer = who.browser.post(to, said)
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].partition("?")[0]


def noted(ours: Shared, who: Somebody) -> list[tuple[int, int | None]]:
    return [(each.at, each.measure) for each in debriefs.debriefs(who.book(), ours.id, ITEM)]


def test_what_is_written_is_kept_read_and_shown_again_to_be_changed(cast: Cast) -> None:
    said = filled()
    there = keeps(cast.ash, **said, mood="2")
    page = html.unescape(cast.ash.browser.get(there).content.decode())
    again = html.unescape(cast.ash.browser.get(f"{there}change/").content.decode())

    texts = [text for text in said.values() if isinstance(text, str) and text.startswith("canary")]
    assert [page.count(text) for text in texts] == [1] * len(texts)
    assert [again.count(text) for text in texts] == [1] * len(texts)
    assert "Glad, Playful" in page and "In between" in page
    chosen = sum(len(value) for value in said.values() if isinstance(value, list)) + 2
    assert len(re.findall(r"<input[^>]* checked", again)) == chosen
    for content in (page, again):
        html5lib.HTMLParser(strict=True).parse(content)


def test_nothing_has_to_be_said_and_nothing_is_chosen_beforehand(cast: Cast) -> None:
    page = cast.ash.browser.get(NEW).content.decode()

    assert keeps(cast.ash) == HERE
    assert entries.every(cast.ash.id, cast.ash.keys) == ()
    assert set(re.findall(r'value="(\w*)"[^>]*checked', page)) == {""}


@pytest.mark.parametrize("asked", QUESTIONS, ids=[each.name for each in QUESTIONS])
def test_any_question_can_be_the_only_one(cast: Cast, asked: object) -> None:
    name = asked.name  # type: ignore[attr-defined]
    there = keeps(cast.ash, **{name: filled()[name]})

    assert [list(each.content["said"]) for each in entries.every(cast.ash.id, cast.ash.keys)] == [[name]]
    assert cast.ash.browser.get(there).status_code == 200


def test_the_wheel_is_two_rings_of_boxes_with_names_that_need_no_script(cast: Cast) -> None:
    page = cast.ash.browser.get(NEW).content.decode()
    wheel = page.split('<div class="wheel">')[1].split("</fieldset>")[0]

    assert re.findall(r'type="checkbox" name="feelings" value="(\w+)"', wheel) == list(FEELINGS)
    assert re.findall(r'role="group" aria-label="([^"]+)"', wheel) == [str(each.label) for each in WHEEL]
    assert len(FEELINGS) == sum(1 + len(each.ring) for each in WHEEL)


def test_early_signs_that_somebody_knows_of_themselves_stand_first_with_their_own_words(cast: Cast) -> None:
    cast.ash.browser.post("/me/about/tells/", {"signs": ["tears", "cold"], "own": "I hum."})
    page = cast.ash.browser.get(NEW).content.decode()

    assert re.findall(r'name="noticed" value="(\w+)"', page)[:3] == ["cold", "tears", "quiet"]
    assert page.count("You once wrote: I hum.") == 1
    assert re.findall(r'name="noticed"[^>]*checked', page) == []


def test_from_a_scene_it_names_what_was_planned_or_stated_there_and_notes_that_there_was_one(ours: Shared) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    page = ash.browser.get(ours.url("debrief/")).content.decode()
    assert re.findall(r'name="items" value="([\w-]+)"', page) == [ITEM]
    there = keeps(ash, ours.url("debrief/"), items=[ITEM], good="The quiet.", mood="3")

    assert noted(ours, ash) == [(held.now, 3)]
    assert noted(ours, ours.cast.bo) == []
    assert words_of(ash.browser.get(there)).startswith("My debriefs Debrief: Massage")


def test_a_debrief_that_is_changed_stays_of_its_time_and_what_is_noted_changes_with_it(
    ours: Shared, clock: Clock
) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    at = clock.now
    there = keeps(ash, ours.url("debrief/"), items=[ITEM], mood="3")
    clock.turn(hours=30)
    ash.unlock()
    keeps(ash, f"{there}change/", items=[ITEM], mood="1", good="Less than I thought.")

    assert noted(ours, ash) == [(at, 1)]
    assert [(each.at, each.content["mood"]) for each in entries.every(ash.id, ash.keys)] == [(at, 1)]


def test_at_its_end_stand_something_tighter_a_wish_to_talk_and_nothing_and_a_tap_on_that_page_tightens(
    ours: Shared,
) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    there = keeps(ash, ours.url("debrief/"), items=[ITEM], hard="The end.")
    page = ash.browser.get(there).content.decode()
    then = page.split('<h2 id="then">')[1]

    assert re.findall(r"<h3>(.*?)</h3>", then) == ["Something tighter", "A wish to talk", "Nothing"]
    address = f"/s/{ours.id}/items/{ours.mark(ash, ITEM)}/"
    assert re.findall(r'href="([^"]+)#stand"', then) == [address, address]
    assert "Not any more" in words_of(ash.browser.get(address))
    assert ITEM not in re.findall(r'href="([^"]+)"', page)


def test_a_debrief_of_a_space_that_is_over_stays_and_leads_nowhere(ours: Shared) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    there = keeps(ash, ours.url("debrief/"), items=[ITEM], hard="The end.")
    ours.cast.bo.browser.post(ours.url("leave/"))

    assert ash.browser.get(ours.url("debrief/")).status_code == 404
    page = ash.browser.get(there).content.decode()
    assert "Massage" in page and "#stand" not in page
    assert re.findall(r'name="items" value="([\w-]+)"', ash.browser.get(f"{there}change/").content.decode()) == [ITEM]


def test_it_is_erased_for_good_after_a_page_that_says_what_stays(ours: Shared) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    there = keeps(ash, ours.url("debrief/"), items=[ITEM], hard="The end.")
    without = keeps(ash, hard="Nothing of it is noted.")
    pages = [words_of(ash.browser.get(f"{each}erase/")) for each in (there, without)]
    assert ["stays in your own vault" in each for each in pages] == [True, False]
    ash.browser.post(f"{without}erase/")
    assert len(entries.every(ash.id, ash.keys)) == 1
    assert ash.browser.post(f"{there}erase/").headers["Location"] == f"{HERE}?said=gone"

    assert entries.every(ash.id, ash.keys) == ()
    assert [ash.browser.get(there + rest).status_code for rest in ("", "change/", "erase/")] == [404] * 3
    assert noted(ours, ash) == [(held.now, None)]


def test_nobody_else_finds_it_and_no_other_entry_is_a_debrief(ours: Shared) -> None:
    ash, cast = ours.cast.ash, ours.cast
    there = keeps(ash, **filled())
    note = entries.put(ash.id, ash.keys, entries.Kind.NOTE, 1, {"text": "x"})

    for who in (cast.bo, cast.noor):
        assert [who.browser.get(there + rest).status_code for rest in ("", "change/", "erase/")] == [404] * 3
        assert [who.browser.post(there + rest).status_code for rest in ("change/", "erase/")] == [404] * 2
        assert "canary" not in who.browser.get(HERE).content.decode()
    assert cast.noor.browser.get(ours.url("debrief/")).status_code == 404
    assert new_browser().get(there).headers["Location"] == "/sign-in/"
    assert ash.browser.get(f"{HERE}{note}/").status_code == 404


def test_what_arrives_locked_waits_sealed_with_its_words_and_what_it_was_about(ours: Shared, clock: Clock) -> None:
    ash = ours.cast.ash
    ours.agree(ITEM)
    ash.lock()
    said = {"items": [ITEM], "hard": "canary hard", "feelings": ["sad", "lonely"], "mood": "1"}
    assert ash.browser.post(ours.url("debrief/"), said).headers["Location"] == "/unlock/?held=yes"
    assert b"canary" not in bytes(HeldForm.objects.get().sealed)
    ash.unlock()
    page = ash.browser.get("/held/").content.decode()

    assert re.findall(r'name="(?:items|feelings)" value="([\w-]+)"[^>]*checked', page) == [ITEM, "sad", "lonely"]
    assert "canary hard" in page


def test_an_entry_with_anything_in_it_is_shown_as_far_as_it_can_be_read(cast: Cast) -> None:
    odd: list[dict[str, object]] = [
        {}, {"space": 1, "items": "x", "mood": 9, "said": []}, {"space": "x" * 32, "items": [1, "../", "massage"]},
        {"said": {"good": 1, "feelings": ["glad", "none", 2], "limit": "maybe", "other": "x"}},
    ]  # fmt: skip
    for content in odd:
        entry = entries.put(cast.ash.id, cast.ash.keys, entries.Kind.DEBRIEF, 1, content)
        for rest in ("", "change/", "erase/"):
            assert cast.ash.browser.get(f"{HERE}{entry}/{rest}").status_code == 200, (content, rest)

    assert cast.ash.browser.get(HERE).status_code == cast.ash.browser.get("/me/measures/").status_code == 200


def test_what_is_taken_along_has_every_answer_in_words(cast: Cast) -> None:
    keeps(cast.ash, **filled(), mood="2")
    taken = cast.ash.browser.post("/me/take/", {"kind": "json"}).content.decode()

    assert [taken.count(f"canary {each.name}") for each in QUESTIONS if each.kind in (Kind.LINE, Kind.TEXT)] == [1] * 6
    assert "What I feel about it: Glad, Playful" in taken and "Mood: In between" in taken


def test_the_page_for_afterwards_leads_to_a_debrief_of_this_space(ours: Shared) -> None:
    assert f'href="{ours.url("debrief/")}"' in ours.cast.ash.browser.get(ours.url("after/")).content.decode()


@pytest.mark.parametrize(
    ("sheet", "said", "rests"),
    [("line", "crossed", ["later/", "line/"]), ("mine", "done", ["line/"]), ("write", "text", [])],
)
def test_what_is_written_about_a_crossed_line_leads_outside_and_to_each_space_and_says_nothing_there(
    ours: Shared, sheet: str, said: str, rests: list[str]
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    before = ours.see(bo, "line/"), ours.see(bo, "talk/")
    there = keeps(ash, f"/me/notes/{sheet}/", **{said: "canary line"})
    then = ash.browser.get(there).content.decode().partition('<h2 id="then">')[2].partition("</section>")[0]

    outside = ["/help/people/"] if rests else []
    assert re.findall(r'href="([^"]+)"', then) == [*outside, *(ours.url(each) for each in rests)]
    assert (ours.see(bo, "line/"), ours.see(bo, "talk/")) == before
