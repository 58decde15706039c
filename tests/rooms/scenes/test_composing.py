"""Making a plan, alone: four steps in the own vault, the risks, and one button that puts it on the table."""

from dataclasses import replace

import pytest

from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.terms import Context
from ownaccord.scenes import draft
from ownaccord.scenes.draft import Draft, When
from ownaccord.scenes.models import Tabled
from ownaccord.scenes.table import Stage
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.drafts import kept, made, numbers, put, says
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, tabled
from tests.rooms.scenes.typed import WHEN, WORDS

# Everything stands above the database; the walls post these forms on both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def test_from_nothing_to_a_plan_on_the_table_with_exactly_what_was_said(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    made(ours, ash)
    assert here(ours, ash).stage is here(ours, bo).stage is Stage.EMPTY
    assert put(ours, ash) == "plan/?said=tabled"

    found, look = here(ours, bo), here(ours, bo).look
    assert found.plan is not None
    first, second = (planned(each, Context.AT_HOME) for each in look.arrangements)
    members = tuple(sorted([ash.id, bo.id]))
    assert found.plan == Plan(
        ours.id, look.space.epoch, found.plan.mark, members, (second, first), Context.AT_HOME, 45, "",
        (Agreed(Signal.RED, Way.WORD, "ember"), Agreed(Signal.RED, Way.SIGN, "drops the keys")),
        ("On we go.", "Slower.", "All stops."), 15, tuple((who,) for who in members), ("water", "a blanket"),
    )  # fmt: skip
    assert found.author == ash.id
    assert kept(ours, ash).empty


def test_until_then_it_is_in_the_own_vault_alone_and_nobody_else_sees_anything_of_it(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    before = [ours.see(bo, rest) for rest in ("plan/", "plan/make/", "map/")]
    made(ours, ash)
    assert [ours.see(bo, rest) for rest in ("plan/", "plan/make/", "map/")] == before
    assert before[1].count("Not said yet.") == 4
    assert Tabled.objects.count() == 0
    assert kept(ours, bo) == Draft() != kept(ours, ash)


def test_the_terms_are_said_in_words_and_a_trial_says_that_the_scene_spends_it(ours: Shared) -> None:
    ours.agree("holding", level="2", areas_out=["neck"], minutes="20", own_condition="the door is closed")
    ash = ours.cast.ash
    said = "Ash together, Bo together Where: at home, away from home At most 20 minutes Only if: the door is closed"
    page = ours.see(ash, "plan/make/what/")
    assert page.count(f"{said} Out: neck and throat A trial: the scene spends it.") == 1
    made(ours, ash, what=numbers(ours, ash, "holding", MASSAGE))
    whole = ours.see(ash, "plan/make/")
    assert whole.count("A trial: the scene spends it.") == 1
    assert put(ours, ash) == "plan/?said=tabled"
    plan = here(ours, ours.cast.bo).plan
    assert plan is not None
    assert [(line.item, line.is_trial, line.terms.uses) for line in plan.lines] == [
        ("holding", True, 1), (MASSAGE, False, None), (MASSAGE, False, None),
    ]  # fmt: skip


def test_where_speech_or_hands_are_limited_nothing_is_tabled_without_a_sign_for_red(ours: Shared) -> None:
    ours.agree("held-by-hand")
    ash = ours.cast.ash
    spoken = {**WORDS, "red_sign": "", "yellow_sign": "two taps"}
    made(ours, ash, words=spoken)
    says(ours, ash, "what", **numbers(ours, ash, MASSAGE, "held-by-hand"))
    page = ours.see(ash, "plan/make/")
    assert page.count("A sign for red is missing.") == 1 and "Put it on the table" not in page
    assert put(ours, ash) == "plan/make/?said=busy"
    assert ours.press(ash, "plan/make/", plan="0" * 64) == "plan/make/?said=busy"
    assert Tabled.objects.count() == 0


def test_what_is_not_in_force_any_more_needs_another_look_whoever_changed_it(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    for item in ("holding", "eye-contact"):
        ours.agree(item)
    made(ours, ash, what=numbers(ours, ash, "holding", MASSAGE, "eye-contact"))
    ours.press(ash, "items/eye-contact/tighten/", level="0")
    ours.press(bo, "items/holding/tighten/", level="0")
    said = "Ash together, Bo together Needs another look. It is not in force any more. You need not answer,"
    assert ours.see(ash, "plan/make/").count(said) == 2
    assert put(ours, ash) == "plan/make/?said=busy"
    assert Tabled.objects.count() == 0
    assert ours.see(ash, "plan/make/what/").count("Not in force any more: Holding each other, Long eye contact.") == 1


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"when": {"context": "remote"}}, "It is not in force at this place."),
        ({"when": {"minutes": "720"}}, "What is in force for it ends before the planned end."),
    ],
)
def test_what_is_not_in_force_there_or_so_long_needs_another_look(
    ours: Shared, changes: dict[str, dict[str, str]], why: str
) -> None:
    ours.agree("holding", review_days="14")
    ash = ours.cast.ash
    held.turn(days=13, hours=7)
    ash.unlock()
    made(ours, ash, what=numbers(ours, ash, "holding"), **changes)
    page = ours.see(ash, "plan/make/")
    assert page.count(why) == 1 and "Put it on the table" not in page


def test_what_changed_after_it_was_looked_at_is_looked_at_again(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    made(ours, ash)
    shown = ash.browser.get(ours.url("plan/make/")).context["plan"].seen
    says(ours, ash, "when", **{**WHEN, "minutes": "46"})
    assert ours.press(ash, "plan/make/", plan=shown) == "plan/make/?said=busy"
    assert here(ours, bo).stage is Stage.EMPTY
    assert put(ours, ash) == "plan/?said=tabled"


def test_while_a_yes_counts_no_other_plan_takes_its_place_and_the_draft_stays(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    plan = tabled(ours, ash)
    rehearse(ours, ash, bo)
    made(ours, bo)
    shown = bo.browser.get(ours.url("plan/make/")).context["plan"].seen
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert ours.see(bo, "plan/make/").count("Somebody has said yes for now to the plan on the table.") == 1
    assert ours.press(bo, "plan/make/", plan=shown) == "plan/make/?said=busy"
    assert here(ours, bo).plan == plan
    assert not kept(ours, bo).empty


def test_one_can_begin_from_what_lies_on_the_table_and_let_it_go_again(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    plan = tabled(ours, ash)
    assert ours.press(bo, "plan/make/", **{"with": "table"}) == "plan/make/?said=draft-taken"
    assert kept(ours, bo) == draft.of_plan(plan)
    says(ours, bo, "when", **{**WHEN, "minutes": "60", "check_in": "20", "leads": "0"})
    assert ours.press(bo, "plan/make/", **{"with": "table"}) == "plan/make/?said=busy"
    first = min(ours.cast.ash.id, ours.cast.bo.id)
    assert kept(ours, bo).when == When(Context.AT_HOME, 60, 20, first)
    assert put(ours, bo) == "plan/?said=tabled"
    found = here(ours, ash)
    assert found.plan is not None and found.author == bo.id
    assert replace(found.plan, mark=plan.mark) == replace(plan, leads=first)
    assert ours.press(bo, "plan/make/", **{"with": "table"}) == "plan/make/?said=draft-taken"
    assert ours.press(bo, "plan/make/drop/") == "plan/make/?said=draft-gone"
    assert kept(ours, bo).empty


def test_the_risks_say_what_is_known_what_is_out_and_the_early_signs_that_people_show_here(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    ours.agree("held-by-hand", areas_out=["feet"])
    bo.browser.post("/me/about/tells/", {"signs": ["quiet"], "own": "I hum.", "seen": "I look at the door."})
    bo.browser.post("/me/about/tells/show/", {"lines": ["signs", "own"], "space": ours.id, "step": "show"})
    says(ours, ash, "what", **numbers(ours, ash, "held-by-hand"))
    page = ours.see(ash, "plan/make/")
    card = here(ours, ash).look.catalogue.item("held-by-hand")
    assert card is not None
    said = [*(fact.text for fact in card.facts), *card.do_not_if, *card.stop_signs]
    assert [text for text in said if page.count(text) != 1] == []
    assert page.count("It limits hands and movement.") == page.count("Out: Feet") == 1
    assert page.count("I go quiet") == page.count("I hum.") == 1 and "the door" not in page
    assert "I hum." not in ours.see(ash, "plan/make/what/")


def test_how_each_may_be_touched_stands_in_it_as_far_as_they_show_it(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    bo.browser.post("/me/about/body/", {"area_neck": "out", "marks": "Only where nobody sees."})
    made(ours, ash)
    assert "Only where nobody sees." not in ours.see(ash, "plan/make/")
    bo.browser.post("/me/about/body/show/", {"lines": ["area_neck", "marks"], "space": ours.id, "step": "show"})
    page = ours.see(ash, "plan/make/")
    assert "How each may be touched, as far as each shows it here." in page
    assert ": Out" in page and "Only where nobody sees." in page
