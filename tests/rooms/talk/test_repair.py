"""After a line was crossed: what there is first, a thread that anybody can end, and sheets for oneself alone."""

from ownaccord.core.entry import Kind
from ownaccord.journal.sheets import SHEETS
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.talk.test_thread import CLOSED, ITEM

HERE = "line/"


def says(ours: Shared, who: Somebody, words: str, move: str = "say") -> str:
    return ours.press(who, HERE, words=words, move=move)


def test_what_is_there_first_leads_to_cooling_off_to_help_and_to_ones_own_sheets(ours: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(ours.url(HERE)).content.decode()
    assert [page.count(f'href="{each}"') for each in (
        ours.url("later/"), "/help/people/", "/me/notes/line/", "/me/notes/mine/",
    )] == [1, 1, 1, 1]  # fmt: skip


def test_it_needs_no_item_goes_on_during_a_pause_and_stands_in_the_list(ours: Shared, cast: Cast) -> None:
    cast.ash.browser.post(ours.url("pause/"))
    assert says(ours, cast.ash, "Something went too far.", "ask") == f"{HERE}?said=said"
    assert ours.see(cast.bo, HERE).count("Something went too far.") == 1
    assert ours.see(cast.bo, "talk/").count("A line was crossed Somebody would like to hear it back.") == 1
    assert says(ours, cast.bo, "I went on when you had gone quiet.", "heard") == f"{HERE}?said=said"
    assert says(ours, cast.ash, "", "that is it") == f"{HERE}?said=said"


@ON_SQLITE
def test_whoever_was_hurt_ends_it_at_any_step_and_nobody_else_begins_it_again(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    says(ours, cast.bo, "I am sorry. May I say it?", "ask")
    assert says(ours, cast.ash, "", "end") == f"{HERE}?said=ended"
    assert ours.see(cast.bo, HERE).partition("May I say it?")[2].partition("Take my words back")[2].count(CLOSED) == 1
    answer = cast.bo.browser.post(ours.url(HERE), {"words": "Please.", "move": "say"})
    assert (answer.status_code, "Please." in answer.content.decode()) == (422, True)
    clock.turn(days=20)
    cast.ash.unlock()
    assert says(ours, cast.ash, "Now I would like to.") == f"{HERE}?said=said"


@ON_SQLITE
def test_whoever_was_hurt_and_began_it_ends_it_after_an_answer_and_only_they_can_go_on_later(
    ours: Shared, cast: Cast, clock: Clock
) -> None:
    says(ours, cast.ash, "It went on after I had gone quiet.", "ask")
    says(ours, cast.bo, "You had gone quiet.", "heard")
    assert says(ours, cast.ash, "", "end") == f"{HERE}?said=ended"
    for _look in range(2):
        page = cast.bo.browser.get(ours.url(HERE)).content.decode()
        assert ("Your first word" in page, page.count(CLOSED)) == (False, 1)
        answer = cast.bo.browser.post(ours.url(HERE), {"words": "Please.", "move": "say"})
        assert (answer.status_code, "Please." in answer.content.decode()) == (422, True)
        clock.turn(hours=30)
        cast.bo.unlock()
    cast.ash.unlock()
    assert says(ours, cast.ash, "Now I would like to go on.") == f"{HERE}?said=said"


@ON_SQLITE
def test_whoever_asked_and_ended_it_before_an_answer_asks_no_second_time(ours: Shared, cast: Cast) -> None:
    says(ours, cast.bo, "I am sorry. May I say it?", "ask")
    says(ours, cast.bo, "", "end")
    assert cast.bo.browser.post(ours.url(HERE), {"words": "Please.", "move": "say"}).status_code == 422
    assert says(ours, cast.ash, "I begin, then.") == f"{HERE}?said=said"


@ON_SQLITE
def test_a_told_limit_or_a_no_closes_no_talk_about_what_was_crossed(ours: Shared, cast: Cast) -> None:
    ours.press(cast.ash, f"items/{ITEM}/tell/", side="together")
    assert says(ours, cast.bo, "I know that it was mine.") == f"{HERE}?said=said"
    answer = cast.bo.browser.post(ours.url(HERE), {"words": "Answer me.", "move": "say"})
    assert (answer.status_code, "Answer me." in answer.content.decode()) == (422, True)


def test_it_is_there_for_nobody_else(ours: Shared, cast: Cast) -> None:
    for who in (cast.cam, cast.noor, cast.sky):
        assert who.browser.get(ours.url(HERE)).status_code == 404


def test_both_sheets_are_ones_own_and_ask_nothing_of_the_other() -> None:
    asked = {kind: [each.name for each in SHEETS[kind].questions] for kind in (Kind.REPAIR, Kind.AMENDS)}
    assert asked == {
        Kind.REPAIR: ["crossed", "effect", "need", "change", "told", "say"],
        Kind.AMENDS: ["done", "harm", "ask_not", "own_up", "otherwise", "whom"],
    }
