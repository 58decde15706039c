"""Whether somebody's device is here is told while it waits to begin or a scene runs, and at no other time."""

import pytest

from ownaccord.core.ratchet import COUNTS
from ownaccord.scenes.models import Pass
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.scenes.stage import MASSAGE, rehearse, say_yes, sees, signal, started, tabled

# Everything stands above the database; `test_scene.py` and `test_races.py` go by both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]
NO_MORE = "The yes that was said on this device counts no more"


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def ready(ours: Shared) -> None:
    """Both have said yes for now."""
    tabled(ours, ours.cast.ash)
    rehearse(ours, ours.cast.ash, ours.cast.bo)
    for who in (ours.cast.ash, ours.cast.bo):
        assert say_yes(ours, who) == "plan/?said=yes"


def heard() -> set[int]:
    """When devices were last heard, as it is stored; the rehearsal is over."""
    return set(Pass.objects.filter(scene__drill=False).values_list("heard", flat=True)) - {0}


def opens(ours: Shared, who: Somebody) -> None:
    """Everything that somebody's open pages ask for."""
    who.browser.get("/now/")
    who.browser.get("/now/part/")
    who.browser.get(ours.url("plan/"))


def test_until_the_yes_counts_no_more_both_see_who_is_here(ours: Shared) -> None:
    ready(ours)
    held.turn(seconds=COUNTS - 1)
    opens(ours, ours.cast.ash)
    assert {each.name: each.connected for each in sees(ours.cast.bo.browser).persons} == {"Ash": True, "Bo": True}


def test_once_it_counts_no_more_nobody_sees_or_stores_whether_the_other_is_here(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    opens(ours, ash)
    held.turn(seconds=COUNTS)
    without = words_of(bo.browser.get("/now/"))
    opens(ours, ash)
    assert words_of(bo.browser.get("/now/")) == without
    seen = sees(bo.browser)
    assert (seen.phase, seen.lapsed, seen.persons) == ("waiting", True, ())
    assert NO_MORE in without and "Ash:" not in without
    assert heard() == set()


def test_unlocked_it_is_the_same_and_the_plan_says_of_nobody_that_they_are_not_here(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    held.turn(seconds=COUNTS)
    for who in (ash, bo):
        who.unlock()
    plan = [ours.see(bo, "plan/")]
    opens(ours, ash)
    plan.append(ours.see(bo, "plan/"))
    assert plan[0] == plan[1]
    assert "data-carries" not in bo.browser.get(ours.url("plan/")).content.decode()
    assert (sees(bo.browser).persons, heard()) == ((), set())


def test_whose_yes_counts_no_more_is_not_seen_by_the_one_whose_yes_still_does(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert say_yes(ours, ash) == "plan/?said=yes"
    held.turn(seconds=COUNTS - 60)
    bo.unlock()
    assert say_yes(ours, bo) == "plan/?said=yes"
    held.turn(seconds=60)
    before = sees(bo.browser).persons
    opens(ours, ash)
    assert sees(bo.browser).persons == before
    assert {each.name: each.connected for each in before} == {"Ash": False, "Bo": True}
    assert sees(ash.browser).persons == ()


def test_a_clock_that_is_set_back_makes_it_no_longer(ours: Shared) -> None:
    ready(ours)
    held.turn(hours=-1)
    opens(ours, ours.cast.ash)
    seen = sees(ours.cast.bo.browser)
    assert (seen.lapsed, seen.persons, heard()) == (True, (), set())


def test_a_device_let_in_later_is_heard_no_longer_than_the_yes_counts(ours: Shared) -> None:
    ready(ours)
    ash = ours.cast.ash
    held.turn(seconds=COUNTS - 60)
    ash.unlock()
    assert ours.press(ash, "plan/carry/") == "/now/"
    mine = Pass.objects.filter(person_id=ash.id, scene__drill=False).values_list("heard", flat=True)
    opens(ours, ash)
    assert set(mine.all()) == {held.now}
    held.turn(seconds=60)
    opens(ours, ash)
    assert set(mine.all()) == {0}


def test_a_new_yes_to_the_same_plan_is_heard_again_and_can_begin(ours: Shared) -> None:
    ready(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    held.turn(hours=3)
    for who in (ash, bo):
        who.unlock()
        assert say_yes(ours, who) == "plan/?said=yes"
    for who in (ash, bo):
        ours.see(who, "plan/")
    assert {each.connected for each in sees(bo.browser).persons} == {True}
    assert ours.press(bo, "plan/start/") == "plan/?said=started"
    held.turn(hours=2)
    opens(ours, ash)
    assert {each.name: each.connected for each in sees(bo.browser).persons} == {"Ash": True, "Bo": True}


def test_a_rehearsal_that_waits_tells_it_no_longer_and_can_still_be_joined(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    assert ours.press(ash, "plan/drill/") == "/now/"
    held.turn(seconds=COUNTS)
    opens(ours, ash)
    assert (sees(ash.browser).lapsed, sees(ash.browser).persons) == (True, ())
    assert set(Pass.objects.values_list("heard", flat=True)) == {0}
    bo.unlock()
    assert ours.press(bo, "plan/drill/") == "/now/"
    assert {sees(who.browser).phase for who in (ash, bo)} == {"running"}
    assert {each.connected for each in sees(bo.browser).persons} == {True}


@pytest.mark.parametrize("word", ["red", "close"])
def test_once_a_scene_is_over_nothing_is_stored_of_who_is_here(ours: Shared, word: str) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert signal(bo.browser, word) == 204
    held.turn(seconds=60)
    for who in (ash, bo):
        opens(ours, who)
    assert heard() == set()
    without = sees(bo.browser).persons
    held.turn(seconds=60)
    opens(ours, ash)
    assert (sees(bo.browser).persons, heard()) == (without, set())


def test_nor_once_its_time_is_over(ours: Shared) -> None:
    started(ours)
    ash, bo = ours.cast.ash, ours.cast.bo
    held.turn(hours=3)
    for who in (ash, bo, ash, bo):
        opens(ours, who)
    assert heard() == set()
