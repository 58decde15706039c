"""What is over stays as it is: nothing outside a scene is pushed to anybody, and nothing is added to what was."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from ownaccord.accounts import stops
from ownaccord.lib.streams.pokes import Poke
from ownaccord.scenes.models import Pass, Scene, Step
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import words_on
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, rehearse, say_yes, sees, signal, started, tabled

# Everything stands above the database; `test_scene.py` and `test_races.py` go by both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]
Stored = Callable[..., AbstractContextManager[object]]
Act = Callable[[Shared], object]


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def steps() -> list[tuple[int, int, str]]:
    return list(Step.objects.order_by("scene", "number").values_list("scene", "number", "open"))


def red(ours: Shared) -> None:
    started(ours)
    assert signal(ours.cast.ash.browser, "red") == 204


def closed(ours: Shared) -> None:
    started(ours)
    assert signal(ours.cast.bo.browser, "close") == 204


def time_over_and_seen(ours: Shared) -> None:
    started(ours)
    held.turn(hours=3)
    assert sees(ours.cast.bo.browser).phase == "over"


def time_over_and_looked_at(ours: Shared) -> None:
    started(ours)
    held.turn(hours=3)
    ours.cast.bo.unlock()
    ours.see(ours.cast.bo, "plan/")


def time_over_and_unlocked_elsewhere(ours: Shared) -> None:
    started(ours)
    held.turn(hours=3)
    ours.cast.ash.unlock()


def nobody_looked(ours: Shared) -> None:
    started(ours)
    held.turn(hours=13)


def only_rehearsed(ours: Shared) -> None:
    tabled(ours, ours.cast.ash)
    rehearse(ours, ours.cast.ash, ours.cast.bo)


def rehearsal_that_nobody_ended(ours: Shared) -> None:
    tabled(ours, ours.cast.ash)
    for who in (ours.cast.ash, ours.cast.bo):
        assert ours.press(who, "plan/drill/") == "/now/"
    held.turn(seconds=610)


def not_begun(ours: Shared) -> None:
    only_rehearsed(ours)
    for who in (ours.cast.ash, ours.cast.bo):
        assert say_yes(ours, who) == "plan/?said=yes"


ENDS: dict[str, Act] = {
    each.__name__: each
    for each in (
        red, closed, time_over_and_seen, time_over_and_looked_at, time_over_and_unlocked_elsewhere, nobody_looked,
        only_rehearsed, rehearsal_that_nobody_ended, not_begun,
    )
}  # fmt: skip


def pauses_locked(ours: Shared) -> None:
    ours.cast.ash.lock()
    assert ours.cast.ash.browser.post("/pause/").status_code == 303



def pauses_here_and_then_everywhere(ours: Shared) -> None:
    stops.pause(person=ours.cast.ash.id, scope=ours.id)
    stops.pause(person=ours.cast.ash.id)


def tightens_locked(ours: Shared) -> None:
    ours.cast.ash.lock()
    ours.cast.ash.browser.post(ours.url(f"items/{MASSAGE}/tighten/"), {"level": "0"})


def exits(ours: Shared) -> None:
    ours.cast.ash.browser.post("/exit/")


STOPS: dict[str, Act] = {
    each.__name__: each for each in (pauses_locked, pauses_here_and_then_everywhere, tightens_locked, exits)
}


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("stop", STOPS)
def test_a_stop_outside_a_scene_is_pushed_to_nobody_and_adds_nothing(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored, end: str, stop: str
) -> None:
    ENDS[end](ours)
    before = steps()
    poked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        STOPS[stop](ours)
    assert (poked, steps()) == ([], before)


@pytest.mark.parametrize("end", ENDS)
def test_a_stop_code_typed_elsewhere_after_it_is_pushed_to_nobody(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored, end: str
) -> None:
    ash = ours.cast.ash
    ash.browser.post("/me/stop-code/", {"step": "new"})
    words = words_on(ash.browser.get("/me/stop-code/").content.decode())
    ENDS[end](ours)
    before = steps()
    poked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        ours.cast.stranger().post("/stop/", {"words": words})
    assert stops.paused(ash.id, ours.id)
    assert (poked, steps()) == ([], before)


@pytest.mark.parametrize("end", ["red", "closed", "nobody_looked", "only_rehearsed"])
def test_leaving_and_tightening_after_it_are_pushed_to_nobody(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored, end: str
) -> None:
    ENDS[end](ours)
    before = steps()
    poked.clear()
    ours.cast.ash.unlock()
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(ours.cast.ash, f"items/{MASSAGE}/tighten/", level="0")
        ours.cast.ash.browser.post(ours.url("leave/"))
    assert (poked, steps()) == ([], before)


def test_a_pause_that_lies_there_ends_nothing_a_second_time_when_somebody_looks(
    ours: Shared, poked: list[Poke]
) -> None:
    """Nobody heard of it when it was pressed: what runs is ended by the look, and what is over is not."""
    started(ours)
    held.turn(hours=3)
    stops.pause(person=ours.cast.ash.id)
    before = steps()
    poked.clear()
    assert sees(ours.cast.bo.browser).phase == "over"
    ours.cast.bo.unlock()
    ours.see(ours.cast.bo, "plan/")
    assert (poked, steps()) == ([], before)


def test_what_ended_by_itself_unseen_is_told_to_nobody_once_no_device_is_there(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored
) -> None:
    started(ours)
    held.turn(hours=3)
    poked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ours.cast.ash.id)
        stops.pause(person=ours.cast.ash.id, scope=ours.id)
    assert poked == []
    assert sees(ours.cast.bo.browser).phase == "paused"


def test_beside_scenes_that_are_over_what_runs_is_told_once(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    red(ours)
    for who in (ash, bo):
        ours.see(who, "plan/")
    assert ours.press(ash, "plan/again/") == "plan/?said=again"
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
        ours.see(who, "plan/")
    ours.see(ash, "plan/")
    assert ours.press(bo, "plan/start/") == "plan/?said=started"
    first = Scene.objects.filter(drill=False).order_by("pk")[0]
    before = Step.objects.filter(scene=first).count()
    poked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ash.id)
    assert (len(poked), sees(bo.browser).phase) == (1, "paused")
    assert Step.objects.filter(scene=first).count() == before


@pytest.mark.parametrize("heard", ["a while ago", "in the future", "by nobody", "never"])
def test_in_doubt_a_stop_reaches_what_may_run(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored, heard: str
) -> None:
    started(ours)
    if heard == "a while ago":
        held.turn(seconds=540)
    if heard == "in the future":
        held.turn(days=-400)
    if heard == "by nobody":
        Pass.objects.all().delete()
    if heard == "never":
        Pass.objects.update(heard=0)
    poked.clear()
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ours.cast.ash.id)
    assert len(poked) == 1
    assert steps()[-1][2] == "pause"


def test_whatever_is_not_added_to_is_over_for_everybody_who_looks(
    ours: Shared, django_capture_on_commit_callbacks: Stored
) -> None:
    """The clock stands half a day ahead while somebody stops everything; it is set right, and nothing runs again."""
    started(ours)
    held.turn(hours=13)
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ours.cast.ash.id)
    stops.Pause.objects.all().delete()
    held.turn(hours=-13)
    for who in (ours.cast.ash, ours.cast.bo):
        assert (sees(who.browser).phase, sees(who.browser).is_green) == ("over", False)


def test_steps_that_the_host_took_out_keep_no_stop_from_what_runs(
    ours: Shared, django_capture_on_commit_callbacks: Stored
) -> None:
    """A gap in an older scene: the place after as many steps as there are is taken."""
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    running = Scene.objects.get(drill=False)
    older = Scene.objects.create(space_id=ours.id, mark=bytes(16), drill=False, outline=b"", day=running.day)
    for number in (0, 2):
        Step.objects.create(scene=older, number=number, sealed=bytes(64), open="")
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ash.id)
    assert Step.objects.filter(scene=running).latest("number").open == "pause"
    assert sees(bo.browser).phase == "paused"


def test_a_row_that_the_host_marks_as_over_ends_the_scene_and_keeps_no_red_away(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    Scene.objects.update(over=True)
    assert {sees(who.browser).phase for who in (ash, bo)} == {"over"}
    before = steps()
    assert signal(bo.browser, "green") == 204
    assert steps() == before
    assert signal(ash.browser, "red") == 204
    assert {sees(who.browser).phase for who in (ash, bo)} == {"red"}


def test_a_row_says_that_it_is_over_and_not_why_or_when(ours: Shared) -> None:
    started(ours)
    scene = Scene.objects.get(drill=False)
    kept = {"id", "space_id", "mark", "drill", "outline", "day", "over"}
    assert {field.attname for field in Scene._meta.concrete_fields} == kept
    before = {name: getattr(scene, name) for name in kept}
    assert signal(ours.cast.ash.browser, "red") == 204
    scene.refresh_from_db()
    assert {name for name in kept if getattr(scene, name) != before[name]} == {"over"}
    assert scene.over is True
