"""Two people at the same moment: whichever is stored first is seen by the next, and a stop never loses."""

import pytest

from ownaccord.consent.writing import LookAgain, moment_of, own_state
from ownaccord.core import opening
from ownaccord.core.errors import Refused
from ownaccord.scenes import actions, queries
from ownaccord.scenes.models import Scene, Tabled
from ownaccord.scenes.table import Stage
from tests.hands import held
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, sees, started, tabled

pytestmark = pytest.mark.django_db
HOLDING = "holding"


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def ready(ours: Shared) -> None:
    """Everybody has said yes, and every device is here."""
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
    for who in (ash, bo):
        ours.see(who, "plan/")


def test_who_has_said_yes_can_still_say_not_today_and_nothing_can_be_started_from_that_yes(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    plan = here(ours, bo).plan
    assert plan is not None
    assert ours.press(ash, "plan/not-today/") == "plan/?said=not-today"
    found = here(ours, bo)
    assert (found.stage, Scene.objects.count()) == (Stage.EMPTY, 0)
    with pytest.raises(Refused):
        opening.started(moment_of(found.look), bo.id, own_state(found.look), plan)
    assert found.until > 0
    held.turn(hours=3)
    ash.unlock(), bo.unlock()
    assert here(ours, ash).until == 0


def test_after_a_not_today_another_plan_can_be_said_yes_to_and_what_was_held_for_a_trial_goes_to_it(
    ours: Shared,
) -> None:
    ours.agree(HOLDING, level="2", review_days="30")
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    before = here(ours, bo).plan
    assert before is not None
    assert ours.press(ash, "plan/not-today/") == "plan/?said=not-today"
    plan = tabled(ours, bo, lines=before.lines)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
        ours.see(who, "plan/")
    ours.see(ash, "plan/")
    assert ours.press(bo, "plan/start/") == "plan/?said=started"
    assert here(ours, ash).plan == plan
    mine = here(ours, ash).look.mine
    assert mine is not None and mine.scene is not None
    assert {item for item, _side in mine.scene.held} == {HOLDING}
    assert mine.unused == ()
    assert sees(ash.browser).phase == "running"


def test_a_start_that_did_not_see_a_tightening_begins_nothing(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    before = here(ours, bo)
    ours.press(ash, f"items/{MASSAGE}/tighten/", level="0")
    with pytest.raises(LookAgain):
        actions.start(here=before, keys=bo.keys)
    assert sees(ash.browser).phase == "waiting"
    assert ours.press(bo, "plan/start/") == "plan/?said=look"


def test_a_not_today_that_did_not_see_the_start_takes_nothing_back_and_stops_it_at_the_next_try(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    before = here(ours, ash)
    assert ours.press(bo, "plan/start/") == "plan/?said=started"
    with pytest.raises(LookAgain):
        actions.not_today(here=before, keys=ash.keys)
    assert here(ours, bo).stage is Stage.RUNNING
    assert ours.press(ash, "plan/not-today/") == "plan/?said=stopped"
    assert {sees(who.browser).phase for who in (ash, bo)} == {"paused"}
    assert here(ours, bo).stage is Stage.ENDED


def test_a_yes_or_a_rehearsal_that_did_not_see_the_start_changes_nothing_of_it(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    before = here(ours, ash)
    shows = queries.shows(before, ash.keys, own=True)
    ours.press(bo, "plan/start/")
    with pytest.raises(LookAgain):
        actions.confirm(here=before, keys=ash.keys, shows=shows)
    with pytest.raises(LookAgain):
        actions.rehearse(here=before, shows=shows)
    assert here(ours, ash).stage is here(ours, bo).stage is Stage.RUNNING
    assert {sees(who.browser).phase for who in (ash, bo)} == {"running"}


def test_two_devices_that_begin_a_rehearsal_at_once_are_in_the_same_one(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    at_once = [(who, here(ours, who)) for who in (ash, bo)]
    for who, seen in at_once:
        actions.rehearse(here=seen, shows=queries.shows(seen, who.keys, own=False))
    drill = here(ours, ash).drill
    assert drill is not None and drill.begun


def test_who_joins_a_rehearsal_twice_takes_it_from_nobody(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    for who in (ash, bo, bo):
        assert ours.press(who, "plan/drill/") == "/now/"
    assert {sees(who.browser).mark for who in (ash, bo)} == {sees(bo.browser).mark}


def test_a_plan_that_the_host_hides_or_swaps_does_not_keep_a_yes_from_being_taken_back(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    row = Tabled.objects.get()
    Tabled.objects.all().delete()
    assert ours.press(ash, "plan/not-today/") == "plan/?said=not-today"
    row.save(force_insert=True)
    assert here(ours, bo).confirmed == frozenset({bo.id})
    assert ours.press(bo, "plan/start/") == "plan/?said=busy"


def test_not_today_is_not_refused_where_nothing_can_be_planned(ours: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    with monkeypatch.context() as patched:
        patched.setattr("ownaccord.consent.looking.Look.waiting_for_others", True)
        assert here(ours, ash).stage is Stage.CLOSED
        assert 'action="' + ours.url("plan/not-today/") + '"' in ash.browser.get(ours.url("plan/")).content.decode()
        assert ours.press(ash, "plan/not-today/") == "plan/?said=not-today"
    assert here(ours, bo).stage is Stage.EMPTY
    assert (Tabled.objects.count(), Scene.objects.count()) == (0, 0)


def test_not_today_stops_what_runs_also_where_its_reader_cannot_read_it(
    ours: Shared, monkeypatch: pytest.MonkeyPatch
) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    with monkeypatch.context() as patched:
        patched.setattr("ownaccord.consent.looking.Look.waiting_for_others", True)
        ours.press(ash, "plan/not-today/")
    assert sees(bo.browser).phase == "paused"
