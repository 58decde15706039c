"""Bo hosts and edits the rows of scenes: what does not fit ends the scene for its reader, and nothing turns green."""

from collections.abc import Callable

import pytest
from django.test import TestCase

from ownaccord.accounts.lookups import token_hash
from ownaccord.consent.models import LedgerRow
from ownaccord.scenes.models import Pass, Scene, Step, Tabled
from ownaccord.scenes.table import Stage
from tests.databases import ON_SQLITE
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, begun
from tests.rooms.scenes import stage
from tests.rooms.scenes.stage import MASSAGE, here, sees, signal, started, tabled

# Everything stands above the database; `test_scene.py` and `test_races.py` go by both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def pass_of(who: Somebody) -> Pass:
    return Pass.objects.get(person_id=who.id, scene__drill=False)


@pytest.mark.parametrize("column", ["body", "macs"])
def test_a_plan_that_was_edited_is_not_on_the_table(ours: Shared, column: str) -> None:
    tabled(ours, ours.cast.bo)
    row = Tabled.objects.get()
    Tabled.objects.update(**{column: {"body": bytes(row.body)[:-1] + b"\0", "macs": b"\xa0"}[column]})
    assert here(ours, ours.cast.ash).stage is Stage.EMPTY


def test_a_plan_in_somebody_elses_name_or_another_epoch_is_not_on_the_table(ours: Shared) -> None:
    tabled(ours, ours.cast.bo)
    Tabled.objects.update(author_id=ours.cast.ash.id)
    assert here(ours, ours.cast.ash).stage is Stage.EMPTY
    Tabled.objects.update(author_id=ours.cast.bo.id, epoch=2)
    assert here(ours, ours.cast.ash).stage is Stage.EMPTY


@pytest.mark.parametrize("column", ["bare", "copy"])
def test_what_another_pass_opens_is_not_opened_by_this_one(ours: Shared, column: str) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    Pass.objects.filter(pk=pass_of(ash).pk).update(**{column: bytes(getattr(pass_of(bo), column))})
    if column == "bare":
        assert ash.browser.get("/now/").status_code == 404
    else:
        assert (sees(ash.browser).bare, sees(ash.browser).lines) == (True, ())


def test_a_pass_that_was_moved_under_another_scene_opens_nothing(ours: Shared) -> None:
    started(ours)
    ash = ours.cast.ash
    elsewhere = Scene.objects.create(space_id=begun(ash, ours.cast.cam), mark=bytes(16), drill=False, day=1)
    Pass.objects.filter(pk=pass_of(ash).pk).update(scene=elsewhere)
    assert ash.browser.get("/now/").status_code == 404
    Scene.objects.filter(pk=elsewhere.pk).delete()


def test_a_scene_with_another_mark_is_nobodys(ours: Shared) -> None:
    started(ours)
    Scene.objects.filter(drill=False).update(mark=bytes(16))
    assert ours.cast.ash.browser.get("/now/").status_code == 404
    assert here(ours, ours.cast.ash).stage is Stage.TABLED


def test_a_planted_pass_opens_nothing_and_presses_nothing(ours: Shared) -> None:
    started(ours)
    noor = ours.cast.noor
    secret = bytes(range(32))
    real = pass_of(ours.cast.ash)
    Pass.objects.create(
        scene=real.scene, person_id=noor.id, device=0, hashed=token_hash(secret), bare=real.bare, copy=real.copy
    )
    noor.browser.cookies["oa_pass"] = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"
    assert noor.browser.get("/now/").status_code == 404
    assert signal(noor.browser, "red") == 404


def removed(rows: list[Step]) -> None:
    rows[-2].delete()


def swapped(rows: list[Step]) -> None:
    one, other = rows[1], rows[2]
    sealed = bytes(one.sealed), bytes(other.sealed)
    Step.objects.filter(pk=one.pk).update(sealed=sealed[1])
    Step.objects.filter(pk=other.pk).update(sealed=sealed[0])


def replayed(rows: list[Step]) -> None:
    Step.objects.create(scene=rows[0].scene, number=len(rows), sealed=rows[1].sealed, open="")


def opened(rows: list[Step]) -> None:
    Step.objects.filter(pk=rows[2].pk).update(open="green", sealed=b"")


@pytest.mark.parametrize("edit", [removed, swapped, replayed, opened])
def test_steps_that_were_edited_end_the_scene_and_turn_nothing_green(ours: Shared, edit: Callable[..., None]) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    for who in (ash, bo):
        assert signal(who.browser, "green") == 204
    assert signal(ash.browser, "yellow") == 204
    edit(list(Step.objects.filter(scene__drill=False).order_by("number")))
    for who in (ash, bo):
        assert (sees(who.browser).phase, sees(who.browser).is_green) == ("over", False)


def test_a_red_that_was_taken_out_leaves_a_scene_that_is_not_green_and_ends_once_it_is_pressed_again(
    ours: Shared,
) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    for who in (ash, bo):
        signal(who.browser, "green")
    seen = sees(ash.browser).revision
    signal(ash.browser, "red")
    Step.objects.filter(scene__drill=False, number__gt=2).delete()
    # The page of Ash has drawn a later revision than this one, and shows it as not connected: scene_part.js.
    assert sees(ash.browser).revision == seen
    assert signal(ash.browser, "red") == 204
    assert sees(bo.browser).phase == "red"


def test_a_start_that_no_record_says_begins_nothing(ours: Shared) -> None:
    plan = tabled(ours, ours.cast.ash)
    stage.rehearse(ours, ours.cast.ash, ours.cast.bo)
    assert stage.say_yes(ours, ours.cast.ash) == "plan/?said=yes"
    scene = Scene.objects.get(mark=plan.mark)
    Step.objects.create(scene=scene, number=0, sealed=bytes(64), open="")
    table = here(ours, ours.cast.ash)
    assert (table.start, table.stage) == (None, Stage.ENDED)


def test_an_outline_of_another_scene_is_not_the_last_one_and_no_end_is_written_for_it(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    row = Scene.objects.get(drill=False)
    signal(bo.browser, "red")
    Scene.objects.filter(pk=row.pk).update(outline=bytes(row.outline)[:-1] + b"\0")
    table = here(ours, ash)
    assert table.last is None
    ash.unlock()
    mine = here(ours, ash).look.mine
    assert mine is not None and mine.scene is not None and mine.scene.ended_at is None
    Scene.objects.filter(pk=row.pk).update(outline=bytes(row.outline))
    ash.unlock()
    mine = here(ours, ash).look.mine
    assert mine is not None and mine.scene is not None and mine.scene.ended_at == mine.at


def test_a_no_stops_a_scene_whose_plan_was_taken_off_the_table_by_somebody(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    Tabled.objects.all().delete()
    assert sees(bo.browser).phase == "paused"
    assert ours.press(ash, f"items/{MASSAGE}/tighten/", level="0").endswith("said=tightened")
    assert sees(ash.browser).phase == "paused"


def test_a_locked_device_goes_on_with_nothing_that_was_withdrawn_where_the_plan_is_gone(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    bo.lock()
    Tabled.objects.all().delete()
    assert sees(bo.browser).phase == "running"
    with TestCase.captureOnCommitCallbacks(execute=True):
        assert ours.press(ash, f"items/{MASSAGE}/tighten/", level="0").endswith("said=tightened")
    assert sees(bo.browser).phase == "paused"


def test_a_red_that_a_record_says_is_not_undone_by_taking_it_out_of_the_steps(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    signal(bo.browser, "red")
    ash.unlock()
    Step.objects.filter(scene__drill=False, number__gt=0).delete()
    Scene.objects.update(over=False)
    assert sees(ash.browser).phase == "paused"
    bo.lock()
    assert sees(bo.browser).phase == "paused"


def test_a_scene_of_an_earlier_epoch_is_over_whatever_its_steps_say(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    row = Scene.objects.get(drill=False)
    steps = list(Step.objects.filter(scene=row).order_by("number"))
    with TestCase.captureOnCommitCallbacks(execute=True):
        LedgerRow.objects.filter(author=ash.id).update(state_hash=bytes(32))
        for who in (ash, bo, ash, bo):
            ours.press(who, "reaffirm/")
    Step.objects.filter(scene=row, number__gte=len(steps)).delete()
    Scene.objects.filter(pk=row.pk).update(over=False)
    assert sees(ash.browser).phase == "paused"
    bo.lock()
    assert sees(bo.browser).phase == "paused"
