"""A scene of two, through its pages: rehearsed, confirmed, begun, live, over."""

import pytest

from ownaccord.scenes.models import Scene, Step
from ownaccord.scenes.table import Stage
from tests.hands import held
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes import stage
from tests.rooms.scenes.stage import MASSAGE, here, say_yes, sees, signal, started, tabled

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def test_two_people_plan_rehearse_say_yes_begin_and_a_red_of_one_ends_it_for_both(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert [sees(who.browser).phase for who in (ash, bo)] == ["running", "running"]
    assert signal(ash.browser, "green") == 204
    assert {each.signal for each in sees(bo.browser).persons} == {"green", ""}
    assert not sees(bo.browser).is_green
    assert signal(bo.browser, "green") == 204
    assert sees(ash.browser).is_green
    assert signal(bo.browser, "red") == 204
    assert [sees(who.browser).phase for who in (ash, bo)] == ["red", "red"]
    assert not sees(ash.browser).red_drawn
    for who in (ash, bo):
        assert signal(who.browser, "drawn", about=sees(who.browser).revision) == 204
    assert sees(ash.browser).red_drawn
    assert here(ours, ash).stage is Stage.ENDED


def test_nobody_starts_before_everybody_said_yes_and_nobody_says_yes_before_they_rehearsed(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    assert say_yes(ours, ash) == "plan/?said=rehearse"
    stage.rehearse(ours, ash, bo)
    assert ours.press(ash, "plan/start/") == "plan/?said=busy"
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert ours.press(ash, "plan/start/") == "plan/?said=busy"
    assert here(ours, ash).confirmed == {ash.id}


def test_not_today_takes_it_off_for_everybody_and_spends_nothing(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    stage.rehearse(ours, ash, bo)
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert say_yes(ours, bo, holds_0="not") == "plan/?said=not-today"
    assert here(ours, ash).stage is Stage.EMPTY
    assert Scene.objects.count() == 0


def test_what_does_not_hold_is_in_no_row_and_on_no_page(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    seen = []
    for which in ("holds_0", "holds_3"):
        tabled(ours, ash)
        stage.rehearse(ours, ash, bo) if not seen else None
        assert say_yes(ours, bo, **{which: "not"}) == "plan/?said=not-today"
        seen.append(ours.see(ash, "plan/"))
    assert seen[0] == seen[1]


def test_a_pause_from_anywhere_ends_what_runs_on_every_device(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    ash.lock()
    assert ash.browser.post("/pause/").status_code == 303
    assert [sees(who.browser).phase for who in (ash, bo)] == ["paused", "paused"]


def test_leaving_ends_what_runs_on_every_device(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert ours.press(bo, "leave/") != ""
    assert sees(ash.browser).phase == "left"


def test_what_is_withdrawn_live_goes_out_of_the_scene_and_both_look(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert ours.press(bo, f"items/{MASSAGE}/tighten/", level="0").endswith("said=tightened")
    seen = sees(ash.browser)
    assert seen.look and seen.look_own and all(line.gone for line in seen.lines)
    for who in (ash, bo):
        assert signal(who.browser, "go-on") == 204
    assert not sees(ash.browser).look


def test_locked_or_after_exit_now_the_signals_remain_and_the_words_are_gone(ours: Shared) -> None:
    ash = ours.cast.ash
    assert ash.browser.post("/me/pocket/new/", {"words": "Slower."}).status_code == 303
    started(ours, at_hand=True)
    held.turn(seconds=3600)
    assert [line.name for line in sees(ash.browser).lines] != []
    assert sees(ash.browser).pocket == ("Slower.",)
    ash.lock()
    seen = sees(ash.browser)
    assert (seen.bare, seen.lines, seen.limits, seen.agreed, seen.pocket) == (True, (), (), (), ())
    assert signal(ash.browser, "red") == 204
    assert sees(ours.cast.bo.browser).phase == "red"


def test_a_browser_without_a_pass_sees_no_scene_and_presses_nothing(ours: Shared) -> None:
    started(ours)
    for who in (ours.cast.noor, ours.cast.cam):
        assert who.browser.get("/now/").status_code == 404
        assert signal(who.browser, "red") == 404
    assert ours.cast.stranger().get("/now/").status_code == 404
    assert sees(ours.cast.ash.browser).phase == "running"


def test_a_step_that_was_taken_out_ends_the_scene_and_nothing_is_green(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    for who in (ash, bo):
        signal(who.browser, "green")
    signal(ash.browser, "yellow")
    Step.objects.filter(number=2).delete()
    assert (sees(bo.browser).phase, sees(bo.browser).is_green) == ("over", False)


def test_once_it_is_over_nobody_sees_whether_the_others_device_is_on(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    signal(bo.browser, "red")
    sees(ash.browser)
    while_on = sees(bo.browser).persons
    held.turn(hours=1)
    later = sees(bo.browser)
    assert (later.persons, later.connected) == (while_on, True)
    assert {each.is_green for each in later.persons} == {False}
