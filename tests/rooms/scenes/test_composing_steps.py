"""The four steps of a plan, each a page: what can be chosen, what is kept, and what is said kindly."""

from typing import Any

import pytest

from ownaccord.core.position import Side
from ownaccord.scenes import draft
from tests.databases import ON_SQLITE
from tests.rooms.consent.shared import Shared, words_of
from tests.rooms.scenes.drafts import READY, kept, made, numbers, put, rows, says
from tests.rooms.scenes.stage import MASSAGE, here
from tests.rooms.scenes.typed import WHEN, WORDS
from tests.rooms.spaces import circle

# Everything stands above the database; the walls post these forms on both.
pytestmark = [pytest.mark.django_db, ON_SQLITE]


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


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


def test_the_step_itself_asks_for_the_sign_and_keeps_what_was_typed(ours: Shared) -> None:
    ours.agree("held-by-hand")
    ash = ours.cast.ash
    says(ours, ash, "what", **numbers(ours, ash, "held-by-hand"))
    answer = ash.browser.post(ours.url("plan/make/words/"), {**WORDS, "red_sign": ""})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["red_sign"]
    assert 'value="ember"' in answer.content.decode()
    assert kept(ours, ash).words is None


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
    ash = ours.cast.ash
    made(ours, ash, words={"red_word": "amber", "yellow_word": "ember", "languages": ["en"]})
    page = ours.see(ash, "plan/make/")
    assert page.count("“ember” and “amber” sound alike: in a loud moment, one can be heard as the other.") == 1
    assert put(ours, ash) == "plan/?said=tabled"


def test_what_lies_ready_is_suggested_as_fits_and_once_it_was_changed_only_what_is_new_is_named(ours: Shared) -> None:
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
