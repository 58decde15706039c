"""Making a plan, alone: four steps in the own vault, the risks, and one button that puts it on the table."""

from dataclasses import replace
from typing import Any

import pytest

from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.position import Side
from ownaccord.core.terms import Context
from ownaccord.scenes import draft, offers, queries
from ownaccord.scenes.draft import Draft, When
from ownaccord.scenes.models import Tabled
from ownaccord.scenes.table import Stage
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, tabled
from tests.rooms.spaces import circle

# Everything stands above the database; the walls post these forms on both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]

WHEN = {"context": "at_home", "minutes": "45", "check_in": "15", "leads": "nobody"}
WORDS = {
    "red_means": "All stops.", "red_word": "ember", "red_sign": "drops the keys",
    "yellow_means": "Slower.", "yellow_word": "", "green_means": "On we go.",
}  # fmt: skip
READY = {"carry_0": "own", "carry_1": "own", "things": "water\n\nwater\n a blanket "}


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def rows(ours: Shared, who: Somebody) -> list[offers.Offer]:
    """What this person can choose from."""
    look = here(ours, who).look
    return list(offers.offers(look, queries.names_of(look)))


def numbers(ours: Shared, who: Somebody, *items: str) -> dict[str, str]:
    """The rows of these items, one after the other; of each item the last row of the page comes first."""
    wanted = [offer for item in items for offer in reversed(rows(ours, who)) if offer.item == item]
    return {f"order_{offer.mark}": str(n) for n, offer in enumerate(wanted, 1)}


def says(ours: Shared, who: Somebody, step: str, /, **fields: Any) -> str:
    return ours.press(who, f"plan/make/{step}/", **fields)


def made(ours: Shared, who: Somebody, **changes: dict[str, Any]) -> None:
    """Everything is said once."""
    what = changes.pop("what", None) or numbers(ours, who, MASSAGE)
    steps: dict[str, dict[str, Any]] = {"what": what, "when": WHEN, "words": WORDS, "ready": READY}
    for step, fields in steps.items():
        assert says(ours, who, step, **{**fields, **changes.get(step, {})}) == "plan/make/?said=draft-kept"


def put(ours: Shared, who: Somebody) -> str:
    """Press the one button, with what the page has shown."""
    shown = who.browser.get(ours.url("plan/make/")).context["plan"].seen
    return ours.press(who, "plan/make/", plan=shown)


def kept(ours: Shared, who: Somebody) -> Draft:
    return draft.kept(who.book(), ours.id)


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


def test_nothing_is_preselected_and_what_was_said_stands_there_the_next_time(ours: Shared) -> None:
    ash = ours.cast.ash
    pages = [ours.see(ash, f"plan/make/{step}/") for step in draft.STEPS]
    assert [page.count("[x]") for page in pages] == [0, 0, 0, 0]
    forms = [ash.browser.get(ours.url(f"plan/make/{step}/")).context["form"] for step in ("what", "when")]
    assert {field.value() for form in forms for field in form} == {None}
    made(ours, ash)
    assert [ours.see(ash, f"plan/make/{step}/").count("[x]") for step in draft.STEPS] == [0, 3, 0, 2]
    form = ash.browser.get(ours.url("plan/make/words/")).context["form"]
    assert {name: form[name].value() or "" for name in WORDS} == WORDS


def test_what_is_only_open_to_talking_cannot_be_chosen(ours: Shared) -> None:
    for who in (ours.cast.ash, ours.cast.bo):
        ours.read(who, "holding")
        ours.state(who, "holding", "together", level="1")
    assert {each.item for each in here(ours, ours.cast.ash).look.arrangements} == {"holding", MASSAGE}
    assert {offer.item for offer in rows(ours, ours.cast.ash)} == {MASSAGE}


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


def test_the_step_itself_asks_for_the_sign_and_keeps_what_was_typed(ours: Shared) -> None:
    ours.agree("held-by-hand")
    ash = ours.cast.ash
    says(ours, ash, "what", **numbers(ours, ash, "held-by-hand"))
    answer = ash.browser.post(ours.url("plan/make/words/"), {**WORDS, "red_sign": ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["red_sign"]
    assert 'value="ember"' in answer.content.decode()
    assert kept(ours, ash).words is None


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


def test_what_cannot_be_kept_is_said_kindly_and_nothing_is_lost(ours: Shared) -> None:
    ash = ours.cast.ash
    wrong: list[tuple[str, dict[str, Any], list[str]]] = [
        ("what", {}, ["__all__"]),
        ("what", dict.fromkeys(numbers(ours, ash, MASSAGE), "41"), list(numbers(ours, ash, MASSAGE))[::-1]),
        ("when", {**WHEN, "minutes": "721"}, ["minutes"]),
        ("when", {**WHEN, "minutes": "10"}, ["check_in"]),
        ("when", {}, ["context", "minutes", "check_in", "leads"]),
        ("words", {**WORDS, "red_word": "", "red_sign": ""}, ["red_word"]),
        ("words", {**WORDS, "yellow_sign": "EMBER"}, ["yellow_sign"]),
        ("words", {**WORDS, "red_word": "a\u202eb"}, ["red_word"]),
        ("words", {**WORDS, "green_means": "x" * 201}, ["green_means"]),
        ("ready", {**READY, "carry_0": "none", "carry_1": "none"}, ["carry_0"]),
        ("ready", {**READY, "carry_1": "shared"}, ["carry_1"]),
        ("ready", {**READY, "things": "\n".join(map(str, range(21)))}, ["things"]),
        ("ready", {**READY, "things": "a\x07b"}, ["things"]),
        ("ready", {}, ["carry_0", "carry_1"]),
    ]
    for step, fields, names in wrong:
        answer = ash.browser.post(ours.url(f"plan/make/{step}/"), fields)
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, names), (step, fields)
        typed = [text for text in fields.values() if len(text) < 9 and text.isalnum() and text not in WHEN.values()]
        assert [each for each in typed if each not in answer.content.decode()] == []
    assert kept(ours, ash).empty


def test_a_shared_device_counts_for_all_who_share_it_and_who_carries_none_uses_words_and_signs(ours: Shared) -> None:
    ash = ours.cast.ash
    made(ours, ash, ready={"carry_0": "shared", "carry_1": "shared"})
    assert put(ours, ash) == "plan/?said=tabled"
    found = here(ours, ash).plan
    assert found is not None and found.carrying == (found.members,)
    made(ours, ash, ready={"carry_0": "own", "carry_1": "none"})
    name = here(ours, ash).look.space.name(found.members[1])
    assert ours.see(ash, "plan/make/").count(f"{name}, by words and signs") == 1


def test_what_is_sent_locked_waits_and_is_shown_again_as_it_was_typed(ours: Shared) -> None:
    ash = ours.cast.ash
    ash.browser.get(ours.url("plan/make/words/"))
    ash.lock()
    assert ash.browser.post(ours.url("plan/make/words/"), WORDS).status_code == 303
    ash.unlock()
    page = ash.browser.get("/held/").content.decode()
    assert page.count('value="ember"') == page.count('value="drops the keys"') == 1
    assert kept(ours, ash).empty


def test_numbers_that_were_sent_locked_say_what_they_were_for(ours: Shared) -> None:
    ash = ours.cast.ash
    wanted = numbers(ours, ash, MASSAGE)
    ash.browser.get(ours.url("plan/make/what/"))
    ash.lock()
    assert ash.browser.post(ours.url("plan/make/what/"), wanted).status_code == 303
    ash.unlock()
    page = words_of(ash.browser.get("/held/"))
    assert page.count("Massage, Ash gives, Bo receives") == page.count("Massage, Ash receives, Bo gives") == 1


def test_another_step_is_no_page(ours: Shared) -> None:
    assert ours.cast.ash.browser.get(ours.url("plan/make/why/")).status_code == 404


def test_a_word_that_could_be_taken_for_another_is_said_kindly_and_hinders_nothing(ours: Shared) -> None:
    pytest.importorskip("ownaccord.catalogue.signals")
    ash = ours.cast.ash
    made(ours, ash, words={"red_word": "amber", "yellow_word": "ember", "languages": ["en"]})
    page = ours.see(ash, "plan/make/")
    assert page.count("“ember” and “amber” sound alike: in a loud moment, one can be heard as the other.") == 1
    assert put(ours, ash) == "plan/?said=tabled"


def test_what_lies_ready_is_suggested_as_fits_and_once_it_was_changed_only_what_is_new_is_named(ours: Shared) -> None:
    pytest.importorskip("ownaccord.catalogue.preflight")
    ours.agree("held-by-hand")
    ash = ours.cast.ash
    says(ours, ash, "what", **numbers(ours, ash, "held-by-hand"))
    found = ash.browser.get(ours.url("plan/make/ready/")).context["form"]["things"].value().split("\n")
    assert len(found) > 1
    says(ours, ash, "ready", **{**READY, "things": f"{found[0]}\nour cards"})
    answer = ash.browser.get(ours.url("plan/make/ready/"))
    assert answer.context["form"]["things"].value() == f"{found[0]}\nour cards"
    assert list(answer.context["suggested"]) == found[1:]


def test_three_people_choose_whose_side_is_whose_and_it_becomes_one_line(ours: Shared) -> None:
    cast = ours.cast
    people = (cast.ash, cast.bo, cast.cam)
    all_three = Shared(circle.begun(people).id, cast, people)  # type: ignore[arg-type]
    all_three.agree(MASSAGE, areas_out=["feet"])
    form = cast.ash.browser.get(all_three.url("plan/make/what/")).context["form"]
    ((offer, number, sides),) = form.rows
    assert (offer.item, len(offer.found), len(sides)) == (MASSAGE, 6, 3)
    page = all_three.see(cast.ash, "plan/make/what/")
    assert page.count("Out: feet") == 1 and page.count("Place in the order") == 1
    says(all_three, cast.ash, "what", **{number.name: "3", **dict.fromkeys((each.name for each in sides), "receive"),
                                         sides[0].name: "give"})  # fmt: skip
    names = [str(each.label) for each in sides]
    assert kept(all_three, cast.ash).what[0].sides[0][1] == Side.GIVE
    giver = names[0]
    others = sorted(name for name in names if name != giver)
    said = ", ".join(sorted([f"{giver} gives", *(f"{name} receives" for name in others)]))
    assert all_three.see(cast.ash, "plan/make/").count(said) == 1
