"""What lies ready fits the items: from what their cards name, from what they limit, and from their physical risk."""

from dataclasses import replace

import pytest

from ownaccord.catalogue import Item, Risk, load
from ownaccord.catalogue.cards import Ready
from ownaccord.catalogue.preflight import things
from ownaccord.core.terms import Level
from ownaccord.scenes.words_ready import WORDS
from tests.catalogue.test_loading import WARM_HANDS

CARDS = {item.slug: item for item in load().items}
MILD = replace(WARM_HANDS, risk=Risk(physical=0, emotional=3, legal=3))
HEARING = {"covered-ears", "headphones", "several-senses", "hood", "scene-at-an-event"}
FLAGS = ("speech_restricted", "hearing_restricted", "movement_restricted")


def test_nothing_lies_ready_for_nothing_or_for_what_is_mild() -> None:
    assert things([]) == things([MILD]) == ()


@pytest.mark.parametrize("flag", FLAGS)
def test_whatever_limits_speech_hearing_or_movement_needs_a_sign(flag: str) -> None:
    limiting = replace(MILD, **{flag: True})  # type: ignore[arg-type]

    assert (MILD.silences, limiting.silences) == (False, True)
    assert things([MILD, limiting]) == ("sign",)


def test_help_is_in_reach_from_risk_two_and_somebody_knows_from_three_or_where_nobody_could_get_away() -> None:
    injury, serious = (replace(MILD, risk=Risk(level, 0, 0)) for level in (2, 3))

    assert things([injury]) == ("phone", "first_aid")
    assert things([serious]) == ("phone", "someone_who_knows", "first_aid")
    assert things([replace(injury, movement_restricted=True)]) == ("sign", "phone", "someone_who_knows", "first_aid")


def test_what_a_card_names_comes_once_and_in_the_order_of_the_list() -> None:
    one, two = replace(MILD, ready=(Ready.WATER, Ready.KEY)), replace(MILD, ready=(Ready.SHEARS, Ready.WATER))

    assert things([one, two]) == things([two, one, one]) == ("shears", "key", "water")


def test_real_cards_ask_for_what_their_facts_name() -> None:
    rope = ("sign", "phone", "someone_who_knows", "first_aid", "shears", "water")

    assert things([CARDS["rope-on-the-floor"]]) == rope
    assert things([CARDS["metal-cuffs"]]) == ("sign", "phone", "someone_who_knows", "first_aid", "key")
    assert things([CARDS["warm-wax"]]) == ("phone", "first_aid", "flame", "water")
    assert things([CARDS["darkness"], CARDS["holding"]]) == ("light",)


def test_the_cards_that_limit_hearing_are_these_and_each_needs_a_sign() -> None:
    found = {item.slug for item in CARDS.values() if item.hearing_restricted}

    assert found == HEARING
    assert all(CARDS[slug].silences for slug in found)


def names_shears(item: Item) -> bool:
    return any("shears" in thing or "cut " in thing for thing in item.equipment if "fire service" not in thing)


def test_every_card_whose_equipment_names_shears_a_flame_or_gloves_has_them_ready() -> None:
    open_to_play = [item for item in CARDS.values() if item.ceiling > Level.TALK]
    missing = [item.slug for item in open_to_play if names_shears(item) and Ready.SHEARS not in item.ready]
    for word, key in (("put out a flame", Ready.FLAME), ("gloves, new", Ready.GLOVES), ("condoms", Ready.BARRIER)):
        named = [item for item in open_to_play if any(word in thing for thing in item.equipment)]
        missing += [item.slug for item in named if key not in item.ready]

    assert missing == []


def test_every_key_has_its_words_and_all_of_them_fit_into_a_plan() -> None:
    assert tuple(WORDS) == tuple(key.value for key in Ready)
    assert set(things(CARDS.values())) == set(WORDS)
    assert len(Ready) <= 20
