"""How I am, for myself: said in a moment, looked at over time, erased for good; nothing of it reaches anybody else."""

import re

import html5lib
import pytest

from ownaccord.core.measure import Scale
from ownaccord.journal import entries
from ownaccord.journal.models import Entry as Row
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared, words_of

# What is new here stands above the database; the store has its own tests on both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

HERE = "/me/measures/"
LOW = "You said that something is low"


def says(who: Somebody, **said: object) -> str:
    answer = who.browser.post("/me/measure/", said)
    assert answer.status_code == 303, words_of(answer)
    return answer.headers["Location"].removeprefix(HERE)


def kept(who: Somebody) -> list[dict[str, object]]:
    return [dict(each.content) for each in entries.every(who.id, who.keys)]


def page(who: Somebody, rest: str = "") -> str:
    answer = who.browser.get(HERE + rest)
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_scale_can_be_left_out_and_nothing_is_kept_where_nothing_was_said(cast: Cast) -> None:
    assert says(cast.ash) == "?said=nothing"
    assert kept(cast.ash) == []
    assert says(cast.ash, sleep="1") == "?said=kept"
    assert says(cast.ash, **{scale.value: str(place) for place, scale in enumerate(Scale)}) == "?said=kept"

    assert sorted(kept(cast.ash), key=len) == [
        {"sleep": 1}, {"mood": 0, "sleep": 1, "worth": 2, "body": 3, "connection": 4},
    ]  # fmt: skip


def test_nothing_is_chosen_before_somebody_chooses_and_every_answer_has_a_word(cast: Cast) -> None:
    content = cast.ash.browser.get("/me/measure/").content.decode()

    assert re.findall(r'value="(\w*)"[^>]*checked', content) == [""] * 5
    assert len(re.findall(r'type="radio"', content)) == 30
    html5lib.HTMLParser(strict=True).parse(content)


def test_a_word_that_is_none_is_asked_again_and_kept_on_the_page(cast: Cast) -> None:
    answer = cast.ash.browser.post("/me/measure/", {"mood": "5", "sleep": "2"})

    assert answer.status_code == 422
    assert "This needs another look" in words_of(answer)
    assert re.findall(r'name="sleep" value="(\w*)"[^>]*checked', answer.content.decode()) == ["2"]
    assert kept(cast.ash) == []


def test_the_plot_and_the_table_say_the_same_in_each_of_its_spans(cast: Cast, clock: Clock) -> None:
    for place in ("1", "3", "3"):
        says(cast.ash, mood=place, body="2")
        clock.turn(hours=48)
        cast.ash.unlock()
    for span, marks in (("season", 3), ("year", 1), ("three-years", 1)):
        content = page(cast.ash, f"?span={span}")
        lanes = re.findall(r'class="plot-mark" d="([^"]*)"', content)
        assert [each.count("M") for each in lanes] == [marks, marks], span
        assert content.count('<th scope="row">') == marks
        html5lib.HTMLParser(strict=True).parse(content)
    assert "Good (Low to Good)" in page(cast.ash, "?span=year")
    assert 'style="' not in content and "<style" not in content


def test_what_is_usual_is_a_quiet_line_once_there_are_five_answers(cast: Cast, clock: Clock) -> None:
    for place in ("3", "3", "1", "3"):
        says(cast.ash, mood=place)
    assert "Usual lately" not in page(cast.ash)
    says(cast.ash, mood="1")

    assert page(cast.ash).count("Usual lately") == 1
    assert "Usual lately: Good" in page(cast.ash)


def test_a_low_answer_offers_a_pause_to_whoever_said_it_and_it_goes_away_by_itself(cast: Cast, clock: Clock) -> None:
    says(cast.ash, mood="3")
    assert LOW not in page(cast.ash)
    says(cast.ash, worth="0")
    assert LOW in page(cast.ash)
    clock.turn(hours=49)
    cast.ash.unlock()
    assert LOW not in page(cast.ash)


def test_an_answer_is_erased_for_good_and_only_a_measure_goes_this_way(cast: Cast) -> None:
    says(cast.ash, mood="3")
    note = entries.put(cast.ash.id, cast.ash.keys, entries.Kind.NOTE, 1, {"text": "stays"})
    mine = next(each.id for each in entries.every(cast.ash.id, cast.ash.keys) if each.id != note)
    bo = cast.bo.browser.post(f"{HERE}{mine}/let-go/").headers["Location"]
    other = cast.ash.browser.post(f"{HERE}{note}/let-go/").headers["Location"]
    gone = cast.ash.browser.post(f"{HERE}{mine}/let-go/").headers["Location"]

    assert (bo, other, gone) == (f"{HERE}?said=same", f"{HERE}?said=same", f"{HERE}?said=gone")
    assert list(Row.objects.values_list("pk", flat=True)) == [note]


def test_the_own_line_is_drawn_moved_and_taken_away(cast: Cast) -> None:
    for said, line in (("2", 2), ("3", 3), ("", None)):
        cast.ash.browser.post(f"{HERE}line/", {"drawn": said})
        assert cast.ash.book().get("settings/own-line") == line
        assert re.findall(r'name="drawn" value="(\w*)"[^>]*checked', page(cast.ash)) == [said]
    cast.ash.browser.post(f"{HERE}line/", {"drawn": "9"})
    assert "settings/own-line" not in cast.ash.book()


def test_what_was_said_around_a_moment_that_was_kept_stands_beside_it(ours: Shared, clock: Clock) -> None:
    ash = ours.cast.ash
    says(ash, mood="3", sleep="4")
    clock.turn(hours=24)
    ash.unlock()
    assert ash.browser.post(ours.url("after/"), {"now": ["calm"]}).status_code == 303
    says(ash, mood="1")
    content = page(ash)

    assert "Mood: Good, then Low" in content
    assert "Sleep: Deep, then" not in content
    assert content.count('class="plot-event"') == 5


def test_nobody_else_sees_any_of_it(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    before = page(bo)
    says(ash, mood="0")
    ash.browser.post(f"{HERE}line/", {"drawn": "2"})

    assert _without_token(page(bo)) == _without_token(before)


def _without_token(content: str) -> str:
    return re.sub(r'value="\w{64}"', "", content)


def test_what_is_stored_of_an_answer_that_cannot_be_read_is_left_out(cast: Cast) -> None:
    for content in ({"mood": 9}, {"mood": "low"}, {}, {"other": 1}, {"mood": 2, "sleep": True}):
        entries.put(cast.ash.id, cast.ash.keys, entries.Kind.MEASURE, 1, content)

    assert page(cast.ash).count("Erase it") == 5


def test_what_is_taken_along_says_it_in_words(cast: Cast) -> None:
    says(cast.ash, mood="1", body="4")
    taken = cast.ash.browser.post("/me/take/", {"kind": "json"})

    assert b"Mood: Low. Body: At home in it" in taken.content
