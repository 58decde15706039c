"""Whatever stops anything outside a scene stops the scene, in the moment in which it is stored and on every device."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from ownaccord.accounts import stops
from ownaccord.lib.streams.pokes import Kind, Poke
from ownaccord.scenes import rows
from ownaccord.scenes.models import Scene, Step
from tests.databases import ON_SQLITE
from tests.people import words_on
from tests.rooms.consent.shared import Shared, begun
from tests.rooms.scenes.stage import MASSAGE, sees, signal, started

# Everything stands above the database; `test_scene.py` and `test_races.py` go by both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]
Stored = Callable[..., AbstractContextManager[object]]


@pytest.fixture(autouse=True)
def running(ours: Shared) -> None:
    """A scene of Ash and Bo that runs."""
    ours.agree(MASSAGE)
    started(ours)


def newest() -> Step:
    return Step.objects.filter(scene__drill=False).order_by("-number")[0]


def test_a_pause_is_a_step_before_anybody_looks_and_every_stream_hears_it(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ours.cast.bo.id)
    assert (newest().open, bytes(newest().sealed)) == ("pause", b"")
    assert {(each.space, each.kind) for each in poked} == {(ours.id, Kind.SIGNAL)}
    assert sees(ours.cast.ash.browser).phase == "paused"


def test_a_pause_of_another_space_does_not_touch_it(ours: Shared, django_capture_on_commit_callbacks: Stored) -> None:
    elsewhere = begun(ours.cast.ash, ours.cast.cam)
    with django_capture_on_commit_callbacks(execute=True):
        stops.pause(person=ours.cast.ash.id, scope=elsewhere)
        stops.pause(person=ours.cast.cam.id)
    assert newest().open == ""
    assert sees(ours.cast.bo.browser).phase == "running"


def test_a_stop_code_typed_in_any_browser_ends_it(ours: Shared, django_capture_on_commit_callbacks: Stored) -> None:
    ash = ours.cast.ash
    ash.browser.post("/me/stop-code/", {"step": "new"})
    words = words_on(ash.browser.get("/me/stop-code/").content.decode())
    with django_capture_on_commit_callbacks(execute=True):
        ours.cast.stranger().post("/stop/", {"words": words})
    assert newest().open == "pause"
    assert sees(ours.cast.bo.browser).phase == "paused"


def test_leaving_is_a_step_too_and_its_aftercare_is_no_page_that_is_gone(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        ours.cast.bo.browser.post(ours.url("leave/"))
    assert newest().open == "leave"
    assert poked[-1].kind is Kind.SIGNAL
    seen = sees(ours.cast.ash.browser)
    assert (seen.phase, seen.after_url) == ("left", "")


def test_a_tightening_is_on_every_device_before_anybody_looks(
    ours: Shared, poked: list[Poke], django_capture_on_commit_callbacks: Stored
) -> None:
    before = newest().number
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(ours.cast.bo, f"items/{MASSAGE}/tighten/", level="0")
    assert newest().number > before
    assert poked[-1].kind is Kind.SIGNAL
    ours.cast.ash.lock()
    assert sees(ours.cast.ash.browser).look


def test_a_tightening_sent_locked_pauses_and_so_ends_it(
    ours: Shared, django_capture_on_commit_callbacks: Stored
) -> None:
    bo = ours.cast.bo
    bo.lock()
    with django_capture_on_commit_callbacks(execute=True):
        bo.browser.post(ours.url(f"items/{MASSAGE}/tighten/"), {"level": "0"})
    assert sees(ours.cast.ash.browser).phase == "paused"


def test_two_reds_at_once_are_both_heard_and_the_second_adds_whose_it_is(ours: Shared, poked: list[Poke]) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    assert signal(ash.browser, "red") == signal(bo.browser, "red") == 204
    assert {each.signal for each in sees(ash.browser).persons} == {"red"}
    number = newest().number
    assert signal(ash.browser, "red") == 204
    assert newest().number == number


def test_what_is_two_days_old_is_swept_with_its_passes() -> None:
    scene = Scene.objects.get(drill=False)
    rows.sweep(scene.day + 1)
    assert Scene.objects.filter(pk=scene.pk).exists()
    rows.sweep(scene.day + 2)
    assert (Scene.objects.count(), Step.objects.count()) == (0, 0)
