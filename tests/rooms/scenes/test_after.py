"""Afterwards: what everybody shows that they want, where it does not meet, and what somebody keeps for themselves."""

import re

import pytest
from django.conf import settings
from django.utils.translation import override

from ownaccord.care import after_memory
from ownaccord.consent import choices
from ownaccord.core.aftercare import Care
from ownaccord.scenes import aftercare
from ownaccord.scenes.aftercare import Gaps
from ownaccord.scenes.words_ways import WAYS
from ownaccord.spaces import access, showing
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.scenes.stage import MASSAGE, signal, started

# What is new here stands above the database: a vault and what people show have their own tests on both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

QUESTIONS = ("want", "offer", "avoid", "own")
LONGEST = 300


def writes(who: Somebody, **said: object) -> None:
    """Write down what is wanted, offered and left out afterwards."""
    assert who.browser.post("/me/about/aftercare/", said).status_code == 303


def shows(ours: Shared, who: Somebody, *lines: str, **said: object) -> None:
    """Write it down, and show these lines of it here; all that were written, where none is named."""
    writes(who, **said)
    fields = {"lines": lines or tuple(said), "space": ours.id, "step": "show"}
    answer = who.browser.post("/me/about/aftercare/show/", fields)
    assert answer.status_code == 303, words_of(answer)


def gaps(ours: Shared, who: Somebody) -> Gaps:
    """The gaps as this person sees them."""
    return aftercare.gaps(access.space_for(who.id, ours.id, who.keys), who.keys)


def named(found: Gaps) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(each.name, each.what, each.why) for each in found.named]


# --- before and after: side by side -----------------------------------------------------------------------------------


def test_what_is_shown_stands_side_by_side_the_reader_first_and_where_it_does_not_meet_is_named(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    shows(ours, ash, want=["warmth", "talk"], offer=["food"])
    shows(ours, bo, want=["food"], avoid=["talk"], own="No phone.")
    found = gaps(ours, ash)
    assert [(each.name, each.mine) for each in found.people] == [("Ash", True), ("Bo", False)]
    assert found.people[1].lines == (
        ("Wants", "Food and water"), ("Leaves out", "Talking about how it was"), ("In own words", "No phone."),
    )  # fmt: skip
    assert named(found) == [
        (
            "Ash", "Talking about how it was",
            ("Nobody else shows that they can offer it.", "Bo would leave it out."),
        ),
        ("Ash", "Warmth: a blanket, a bath, a warm drink", ("Nobody else shows that they can offer it.",)),
    ]  # fmt: skip
    assert (found.own, found.kept, found.silent) == ((), (), ())
    assert named(gaps(ours, bo))[0][2][1] == "You would leave it out."


def test_words_with_commas_are_read_whole_and_what_stands_for_nothing_is_shown_and_never_compared(
    ours: Shared,
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    said = f"A lullaby, {choices.CARE['warmth']}, Kind words of mine, {choices.CARE['food']}"
    space = access.space_for(bo.id, ours.id, bo.keys)
    showing.show(space=space, keys=bo.keys, about="aftercare", lines=(("offer", said), ("else", "x")))
    column = gaps(ours, ash).people[1]
    assert column.care == Care(offers=frozenset({"warmth", "food"}))
    assert column.lines == (
        ("Can offer", f"{choices.CARE['warmth']}, {choices.CARE['food']}, A lullaby, Kind words of mine"),
    )


def test_every_word_that_can_be_chosen_is_read_back_from_a_card_in_every_language() -> None:
    for language, _name in settings.LANGUAGES:
        with override(language):
            every = ", ".join(str(text) for text in choices.CARE.values())
        assert aftercare._read(every) == (frozenset(choices.CARE), "")


def test_how_long_when_to_be_in_touch_and_what_not_to_do_stand_beside_and_are_compared_with_nothing(
    ours: Shared,
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    beside = {"lasts": "evening", "contact": ["morning", "second"], "not": "No jokes."}
    shows(ours, bo, want=["food"], **beside)
    shows(ours, ash, "offer", offer=["food"], **beside)
    found = gaps(ours, ash)
    said = (
        ("For how long", "The rest of the evening"), ("In touch later", "The next morning, On the second day"),
        ("What not to do", "No jokes."),
    )  # fmt: skip
    assert found.people[1].lines == (("Wants", "Food and water"), *said)
    assert (found.named, found.kept) == ((), said)
    shows(ours, ash, offer=["food"], **beside)
    assert gaps(ours, ash).kept == ()


def test_for_everything_that_can_be_wanted_there_are_words_for_three_ways_around(ours: Shared) -> None:
    assert {word: len(set(ways)) for word, ways in WAYS.items()} == dict.fromkeys(choices.CARE, 3)
    shows(ours, ours.cast.ash, want=["praise"])
    (gap,) = gaps(ours, ours.cast.ash).named
    assert gap.ways == tuple(map(str, WAYS["praise"]))
    page = ours.see(ours.cast.ash, "after/")
    assert [page.count(way) for way in gap.ways] == [1, 1, 1]


def test_who_shows_nothing_is_named_and_nothing_is_guessed(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    writes(bo, offer=["food"], avoid=["talk"])
    shows(ours, ash, want=["food", "talk"])
    found = gaps(ours, ash)
    assert found.silent == ("Bo",)
    assert {each.why for each in found.named} == {("Nobody else shows that they can offer it.",)}
    page = ours.see(ash, "after/")
    assert page.count("Bo shows nothing about afterwards here. That is neither a no nor a yes.") == 1


def test_what_is_not_shown_is_compared_for_its_author_alone(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    shows(ours, bo, want=["closeness"], offer=["talk"])
    before = ours.see(bo, "after/")
    shows(ours, ash, "offer", offer=["closeness"], want=["praise"], avoid=["closeness"], own="Only mine.")
    found = gaps(ours, ash)
    assert named(found) == []
    assert [(each.name, each.what, each.why) for each in found.own] == [
        ("Ash", "Kind words", ("Nobody else shows that they can offer it.",)),
        ("Bo", "Closeness and holding", ("You would leave it out.",)),
    ]
    assert [words for _asked, words in found.kept] == ["Kind words", "Closeness and holding", "Only mine."]
    theirs = gaps(ours, bo)
    assert (theirs.named, theirs.own, theirs.kept) == ((), (), ())
    after = ours.see(bo, "after/")
    assert after != before and "Kind words" not in after and "Only mine" not in after


def test_of_a_gap_that_the_others_see_the_reader_sees_once_more_only_what_is_theirs_to_know(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    shows(ours, bo, want=["talk", "food"], avoid=["praise"])
    shows(ours, ash, "want", want=["praise"], avoid=["talk"])
    found = gaps(ours, ash)
    assert [(each.name, each.what) for each in found.named] == [
        ("Ash", "Kind words"), ("Bo", "Food and water"), ("Bo", "Talking about how it was"),
    ]  # fmt: skip
    assert [(each.what, each.why) for each in found.own] == [("Talking about how it was", ("You would leave it out.",))]


def test_what_was_taken_back_and_what_is_shown_elsewhere_is_not_here(ours: Shared, hers: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    shows(ours, ash, want=["food"])
    assert gaps(hers, ours.cast.cam).silent == ("Ash",)
    assert ours.press(ash, "shown/take-back/", about="aftercare") == "shown/?said=taken-back"
    assert gaps(ours, bo).silent == ("Ash",)


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_is_there_without_a_scene_and_says_that_no_time_runs(ours: Shared) -> None:
    page = ours.see(ours.cast.ash, "after/")
    assert page.count("No such time runs now.") == 1
    assert page.count("You show nothing about afterwards here.") == 1
    assert "[x]" not in page


def test_after_a_red_it_says_until_when_nothing_rises_and_what_lay_ready(ours: Shared) -> None:
    ours.agree(MASSAGE)
    started(ours)
    assert signal(ours.cast.ash.browser, "red") == 204
    page = ours.see(ours.cast.ash, "after/")
    until = re.findall(r"Until (\d+ \w+, \d\d:\d\d) nothing that allows more can be written", page)
    assert len(until) == 1 and page.count("No such time runs now.") == 0
    assert ours.see(ours.cast.ash, "plan/").count(f"Until {until[0]}") == 1
    assert page.count(" water ") == 1


def test_a_pause_takes_nothing_of_it_away(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    shows(ours, bo, want=["alone"])
    before = ours.see(bo, "after/")
    assert ash.browser.post("/pause/").status_code == 303
    assert ours.see(bo, "after/") == before
    assert ours.see(ash, "after/").count("Time alone") == 3, "shown, named as not offered, and with ways"
    assert ash.browser.get(ours.url("after/")).content.decode().count('action="/pause/"') == 2


def test_what_helps_is_what_anybody_shows_that_they_want(ours: Shared) -> None:
    bare = ours.see(ours.cast.ash, "after/")
    shows(ours, ours.cast.bo, want=["alone"], offer=["distance"])
    page = ours.see(ours.cast.ash, "after/")
    assert (bare.count("A room or a corner"), page.count("A room or a corner")) == (0, 1)
    assert page.count("When and how you will hear") == 0


# --- for oneself ------------------------------------------------------------------------------------------------------


def test_what_is_kept_is_read_by_its_author_alone_and_can_go_one_by_one(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    before = ours.see(bo, "after/")
    assert ours.press(ash, "after/", now=["calm", "shaky"], line="It was a lot.") == "after/?said=kept"
    assert ours.press(ash, "after/", now=["low"]) == "after/?said=kept"
    assert ours.see(bo, "after/") == before
    kept = after_memory.said(ash.book(), ours.id)
    assert [(each.at - held.now, each.words, each.line) for each in kept] == [
        (0, ("calm", "shaky"), "It was a lot."), (1, ("low",), ""),
    ]  # fmt: skip
    assert ours.see(ash, "after/").count("Calm. Shaky. It was a lot.") == 1
    assert ours.press(ash, "after/let-go/", at=str(kept[0].at)) == "after/?said=let-go"
    assert [each.words for each in after_memory.said(ash.book(), ours.id)] == [("low",)]
    assert ours.press(ash, "after/let-go/", at=str(kept[1].at)) == "after/?said=let-go"
    assert ash.book().get(f"after/{ours.id}") is None


def test_saying_nothing_keeps_nothing(ours: Shared) -> None:
    assert ours.press(ours.cast.ash, "after/", line="  ") == "after/?said=nothing"
    assert ours.cast.ash.book().get(f"after/{ours.id}") is None


def test_what_does_not_fit_is_said_and_what_was_typed_stays(ours: Shared) -> None:
    ash = ours.cast.ash
    for fields in ({"now": "happy", "line": "Mine."}, {"now": "calm", "line": "é" * (LONGEST + 1)}):
        answer = ash.browser.post(ours.url("after/"), fields)
        assert answer.status_code == 422
        assert f'value="{fields["line"]}"' in answer.content.decode()
    for at in ("", "x", "9" * 40, "²", "-1"):
        assert ours.press(ash, "after/let-go/", at=at) == "after/?said=let-go"
    assert ash.book().get(f"after/{ours.id}") is None


def test_what_arrives_locked_is_shown_again_after_the_unlock(ours: Shared) -> None:
    ash = ours.cast.ash
    ash.browser.get(ours.url("after/"))
    ash.lock()
    assert ash.browser.post(ours.url("after/"), {"now": ["low"], "line": "Not now."}).status_code == 303
    ash.unlock()
    assert after_memory.said(ash.book(), ours.id) == ()
    assert 'value="Not now."' in ash.browser.get("/held/").content.decode()


def test_only_the_newest_hundred_are_kept_and_what_cannot_be_read_is_not_there(ours: Shared) -> None:
    book = ours.cast.ash.book()
    for number in range(102):
        after_memory.keep(book, ours.id, after_memory.Said(number + 5, ("calm",)))
    assert [each.at for each in after_memory.said(book, ours.id)] == list(range(7, 107))
    for spoilt in ("x", 7, [7], [[1, "calm", "x"]], [[-1, [], ""]], [["1", [], ""]], [[1, [], 2]]):
        book.put(f"after/{ours.id}", spoilt)
        assert after_memory.said(book, ours.id) == (), spoilt
    book.put(f"after/{ours.id}", [[1, ["happy", "low", 3], "x"]])
    assert after_memory.said(book, ours.id) == (after_memory.Said(1, ("low",), "x"),)


def test_whoever_takes_their_things_along_takes_it_by_the_name_of_the_space(ours: Shared) -> None:
    ash = ours.cast.ash
    assert after_memory.things(ash.book()) == {}
    ours.press(ash, "after/", now=["tired"], line="Slept on it.")
    when = after_memory.said(ash.book(), ours.id)[0].when
    label = ash.book().get(f"space/{ours.id}/label")
    assert after_memory.things(ash.book()) == {"Afterwards": {label: [f"{when}: Tired. Slept on it."]}}
