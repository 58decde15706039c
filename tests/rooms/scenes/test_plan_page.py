"""What lies on the table: who may say what to it, what is spent and put back, and who opens the next beginning."""

import re

import pytest

from ownaccord.accounts import stops
from ownaccord.core.plan import Agreed, Signal, Way
from ownaccord.core.scene import GRACE
from ownaccord.scenes import actions
from ownaccord.scenes.actions import Busy, TheirWord
from ownaccord.scenes.models import Pass, Scene, Tabled
from ownaccord.scenes.table import Stage
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here, plan_of, rehearse, say_yes, sees, signal, started, tabled

# Everything stands above the database; `test_scene.py` and `test_races.py` go by both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]
HOLDING = "holding"
TRIAL = {"level": "2", "review_days": "30"}


def told(ours: Shared, who: Somebody) -> str:
    return ours.see(who, "plan/")


def test_an_item_that_is_not_in_force_any_more_needs_another_look_and_nobody_can_say_yes(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert ours.press(bo, f"items/{MASSAGE}/tighten/", level="0").endswith("said=tightened")
    assert "Needs another look: it is not in force like this any more." in told(ours, ash)
    assert say_yes(ours, ash) == "plan/?said=look"
    assert here(ours, ash).confirmed == frozenset()


def test_what_was_tightened_after_the_yes_keeps_it_from_beginning(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
    assert ours.press(bo, f"items/{MASSAGE}/tighten/", level="1").endswith("said=tightened")
    for who in (ash, bo):
        told(ours, who)
    assert ours.press(ash, "plan/start/") == "plan/?said=look"


def test_a_scene_spends_a_trial_and_a_red_brings_it_back_to_nobody(ours: Shared) -> None:
    ours.agree(MASSAGE, **TRIAL)
    ash = ours.cast.ash
    plan = started(ours)
    assert all(line.is_trial for line in plan.lines)
    assert signal(ash.browser, "red") == 204
    ash.unlock()
    assert here(ours, ash).look.arrangements == ()
    held.turn(hours=25)
    for who in (ash, ours.cast.bo):
        who.unlock()
    assert here(ours, ash).look.arrangements == ()
    assert ours.press(ash, "plan/again/") == "plan/?said=again"
    assert here(ours, ash).another_look == tuple(range(len(plan.lines)))


def test_without_a_start_the_trial_is_put_back_by_its_author_once_the_yes_counts_no_more(ours: Shared) -> None:
    ours.agree(MASSAGE, **TRIAL)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert here(ours, ash).look.arrangements == ()
    assert ours.press(bo, "plan/not-today/") == "plan/?said=not-today"
    assert ours.press(ash, "plan/put-back/") == "plan/?said=scene"
    held.turn(hours=3)
    ash.unlock(), bo.unlock()
    assert ours.press(ash, "plan/put-back/") == "plan/?said=put-back"
    assert {each.item for each in here(ours, ash).look.arrangements} == {MASSAGE}


def test_after_a_red_only_who_pressed_it_opens_the_next_beginning_until_the_day_is_over(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    assert signal(bo.browser, "red") == 204
    for who in (ash, bo):
        told(ours, who)
    assert ours.press(ash, "plan/again/") == "plan/?said=their-word"
    with pytest.raises(TheirWord):
        actions.put_on_table(here=here(ours, ash), keys=ash.keys, plan=plan_of(ours, ash))
    assert ours.press(bo, "plan/again/") == "plan/?said=again"
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
        told(ours, who)
    assert ours.press(ash, "plan/start/") == "plan/?said=started"
    assert sees(ash.browser).phase == "running"


def test_until_a_day_after_the_end_nothing_rises_and_the_page_says_until_when(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    started(ours)
    signal(ash.browser, "close")
    told(ours, ash)
    table = here(ours, ash)
    assert table.until == held.now + 24 * 3600
    assert "nothing that rises can be written" in told(ours, ash)
    ours.read(ash, HOLDING)
    assert ours.state(ash, HOLDING, "together") == f"items/{HOLDING}/?said=wished"
    held.turn(hours=13)
    ash.unlock()
    assert ours.still_so(ash, f"{HOLDING}/together") == "wishes/?said=scene"
    held.turn(hours=12)
    ash.unlock()
    assert ours.still_so(ash, f"{HOLDING}/together") == "wishes/?said=still"


def test_a_shared_device_counts_for_both_its_red_is_everybodys_and_their_limits_are_not_on_it(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert ours.press(ash, f"items/{HOLDING}/tell/", side="together").endswith("said=told")
    assert ash.browser.post("/me/pocket/new/", {"words": "Slower."}).status_code == 303
    tabled(ours, ash, shared=True)
    assert ours.press(ash, "plan/drill/") == "/now/"
    assert signal(ash.browser, "red") == 204
    assert signal(ash.browser, "drawn", about=sees(ash.browser).revision) == 204
    for who in (ash, bo):
        assert ours.press(who, "plan/drill/", **{"with": "reached"}) == "plan/?said=rehearsed"
        assert say_yes(ours, who) == "plan/?said=yes"
    assert Pass.objects.filter(scene__drill=False, device=0).count() == 2
    told(ours, ash)
    assert ours.press(ash, "plan/start/") == "plan/?said=started"
    seen = sees(ash.browser)
    assert (seen.shared, seen.limits, seen.pocket) == (True, (), ())
    assert signal(ash.browser, "red") == 204
    assert {each.signal for each in sees(ash.browser).persons} == {"red"}
    told(ours, bo)
    assert ours.press(bo, "plan/again/") == "plan/?said=again"


def test_own_limits_are_on_the_own_device_and_on_no_other(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    assert ours.press(ash, f"items/{HOLDING}/tell/", side="together").endswith("said=told")
    started(ours)
    assert len(sees(ash.browser).limits) == 1
    assert sees(bo.browser).limits == ()


def test_it_does_not_begin_while_a_device_is_not_here(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
    held.turn(seconds=20)
    told(ours, ash)
    assert "Not here just now: Bo." in told(ours, ash)
    assert ours.press(ash, "plan/start/") == "plan/?said=missing"
    told(ours, bo)
    assert ours.press(ash, "plan/start/") == "plan/?said=started"


def test_a_device_that_is_not_heard_for_ten_seconds_is_not_connected_anywhere_and_never_green(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    for who in (ash, bo):
        signal(who.browser, "green")
    assert sees(ash.browser).is_green
    held.turn(seconds=9)
    assert sees(ash.browser).is_green
    held.turn(seconds=9)
    seen = sees(ash.browser)
    assert (seen.connected, seen.is_green, seen.phase) == (False, False, "running")
    sees(bo.browser)
    assert sees(ash.browser).connected


def test_a_missed_check_in_stays_until_somebody_answers_and_changes_no_signal(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    for who in (ash, bo):
        signal(who.browser, "green")
    held.turn(seconds=20 * 60 + GRACE)
    sees(bo.browser)
    seen = sees(ash.browser)
    assert (seen.check_in, seen.is_green, {each.signal for each in seen.persons}) == ("missed", False, {"green"})
    assert signal(bo.browser, "answer") == 204
    sees(bo.browser)
    assert (sees(ash.browser).check_in, sees(ash.browser).is_green) == ("later", True)


def test_it_is_over_by_itself_two_hours_after_its_planned_end(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    started(ours)
    held.turn(hours=3, seconds=-1)
    assert sees(ash.browser).phase == "running"
    held.turn(seconds=1)
    assert sees(ash.browser).phase == "over"
    ash.unlock()
    assert here(ours, ash).start is None


def test_the_idle_lock_does_not_touch_it_and_a_red_of_somebody_locked_stops_everything(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    for _minute in range(15):
        held.turn(seconds=60)
        assert sees(ash.browser).phase == "running"
    assert ash.browser.get("/me/").status_code == 303
    assert not sees(ash.browser).bare
    assert signal(ash.browser, "red") == 204
    assert (sees(bo.browser).phase, sees(ash.browser).unlock_url) == ("red", "/unlock/?next=%2Fnow%2F")


def test_another_browser_of_the_same_person_can_carry_too(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    started(ours)
    del ash.browser.cookies["oa_pass"]
    assert ash.browser.get("/now/").status_code == 404
    assert ours.press(ash, "plan/carry/") == "/now/"
    assert signal(ash.browser, "yellow") == 204
    assert {each.signal for each in sees(bo.browser).persons} == {"yellow", ""}


def test_no_plan_is_exchanged_under_somebodys_yes(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    page = bo.browser.get(ours.url("plan/yes/")).content.decode()
    first = re.search(r'name="plan" value="([0-9a-f]+)"', page)
    assert first
    tabled(ours, ash)
    answer = {f"holds_{number}": "holds" for number in range(9)}
    assert ours.press(bo, "plan/yes/", plan=first[1], **answer) == "plan/?said=busy"
    assert say_yes(ours, bo) == "plan/?said=yes"
    with pytest.raises(Busy):
        tabled(ours, ash)


def test_not_today_leaves_no_row_and_whoever_said_yes_reads_that_nothing_was_spent(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert ours.press(bo, "plan/not-today/") == "plan/?said=not-today"
    assert (Tabled.objects.count(), Scene.objects.count(), Pass.objects.count()) == (0, 0, 0)
    assert here(ours, ash).stage is Stage.EMPTY
    assert "Nobody owes a reason." in told(ours, ash)


def test_without_a_witness_every_line_of_the_plan_is_asked_one_by_one(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    with_witness = bo.browser.get(ours.url("plan/yes/")).content.decode()
    for name in [name for name in bo.browser.cookies if "witness" in name]:
        del bo.browser.cookies[name]
    without = bo.browser.get(ours.url("plan/yes/")).content.decode()
    assert 'name="line_0"' not in with_witness
    assert 'name="line_0"' in without


def test_conditions_of_the_lines_are_asked_in_their_words(ours: Shared) -> None:
    ours.agree(MASSAGE, own_condition="the door is locked")
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert "the door is locked" in ours.see(bo, "plan/yes/")


def test_a_month_after_a_rehearsal_the_page_offers_another_and_asks_for_none(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    assert "more than a month ago" not in told(ours, ash)
    for _half in range(2):
        held.turn(days=16)
        ash.unlock()
    assert "more than a month ago" in told(ours, ash)
    assert say_yes(ours, ash) == "plan/?said=yes"


def test_nobody_says_yes_to_a_plan_without_a_sign_for_red_where_something_in_it_takes_hearing_or_hands(
    ours: Shared,
) -> None:
    ours.agree("held-by-hand")
    ash, bo = ours.cast.ash, ours.cast.bo
    assert here(ours, ash).look.catalogue.item("held-by-hand").silences  # type: ignore[union-attr]
    tabled(ours, ash, agreed=(Agreed(Signal.RED, Way.WORD, "ember"),))
    rehearse(ours, ash, bo)
    assert "A sign for red is missing." in told(ours, bo)
    assert say_yes(ours, bo) == "plan/?said=look"
    tabled(ours, ash)
    assert say_yes(ours, bo) == "plan/?said=yes"


def test_a_no_among_the_answers_does_not_wait_for_a_passphrase_and_a_yes_is_not_kept_for_later(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    plan = tabled(ours, ash)
    rehearse(ours, ash, bo)
    answers = {"plan": plan.digest.hex(), **{f"holds_{n}": "holds" for n in range(6)}}
    bo.lock()
    assert bo.browser.post(ours.url("plan/yes/"), answers).headers["Location"] == "/unlock/?held=no"
    assert not stops.paused(bo.id, ours.id)
    assert bo.browser.post(ours.url("plan/yes/"), {**answers, "holds_2": "not"}).headers["Location"] == (
        "/unlock/?held=paused"
    )
    assert stops.paused(bo.id, ours.id)


def test_a_device_that_waits_to_begin_is_heard_also_while_it_shows_a_rehearsal(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    for who in (ash, bo):
        assert say_yes(ours, who) == "plan/?said=yes"
    for who in (ash, bo):
        assert ours.press(who, "plan/drill/") == "/now/"
    held.turn(seconds=60)
    for who in (ash, bo):
        assert sees(who.browser).drill
    assert actions.missing(here(ours, ash)) == ()
