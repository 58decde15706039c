"""The real cards: complete, neutral, honest about their sources, and without instructions."""

import dataclasses
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date

import pytest

from ownaccord.catalogue import FactKind, Item, load
from ownaccord.core.position import ItemRule, Shape
from ownaccord.core.terms import Level

CATALOGUE = load()
CLINICAL = {3, 4, 5, 12, 13, 14, 15, 16, 17}
EVERY_CARD = pytest.mark.parametrize("item", CATALOGUE.items, ids=lambda item: item.slug)

EXPLICIT = re.compile(
    r"\b(fuck|cock|pussy|cunt|dick|slut|whore|horny|naughty|kinky|deviant|vanilla|master|slave|bitch)\w*", re.I
)
TECHNIQUE = re.compile(
    r"\b(how to|step \d|knots?|loops?|wraps?|volts?|milliamps?|psi|newtons?|degrees|"
    r"\d+\s?(minutes?|seconds?|cm|mm|kg|lbs?|mA|hz|°))\b",
    re.I,
)
BANNED = re.compile(r"\b(contract|obligation|verified|signed|binding|violation|score|user|admin)\b", re.I)
GENDERED = re.compile(r"\b(he|she|him|her|his|hers|husband|wife|girl|boy|man|woman|men|women)\b", re.I)


def _texts(item: Item) -> Iterator[str]:
    yield from (item.name, item.sentence)
    yield from (fact.text for fact in item.facts)
    for texts in (
        item.stop_signs,
        item.do_not_if,
        item.who_must_not,
        item.areas_to_leave_out,
        item.help,
        item.questions_to_settle,
        item.aftercare,
        item.aliases,
        item.equipment,
    ):
        yield from texts


def _found(pattern: re.Pattern[str], item: Item) -> list[str]:
    return [match.group() for text in _texts(item) for match in pattern.finditer(text)]


def test_there_are_at_least_forty_cards_in_at_least_eight_categories() -> None:
    assert len(CATALOGUE.items) >= 40
    assert len({item.category for item in CATALOGUE.items}) >= 8


def test_categories_come_in_their_order_and_none_is_empty() -> None:
    numbers = [category.number for category in CATALOGUE.categories]

    assert numbers == sorted(numbers)
    assert all(CATALOGUE.items_in(category.slug) for category in CATALOGUE.categories)


def test_the_chapters_that_need_a_clinician_say_so() -> None:
    said = {category.number for category in CATALOGUE.categories if category.clinical}

    assert said == CLINICAL & {category.number for category in CATALOGUE.categories}


def test_no_reviewer_is_invented() -> None:
    assert [item.slug for item in CATALOGUE.items if item.reviewer] == []


def test_every_card_has_a_rule_for_the_core() -> None:
    rules = CATALOGUE.rules()

    assert list(rules) == [item.slug for item in CATALOGUE.items]
    assert all(type(rule) is ItemRule and rule.slug == slug for slug, rule in rules.items())


def test_what_concerns_neck_and_breath_never_goes_above_talk_first() -> None:
    ceilings = {slug: CATALOGUE.rules()[slug].ceiling for slug in ("neck-pressure", "breath-limits", "rope-suspension")}

    assert ceilings == dict.fromkeys(ceilings, Level.TALK)


def test_what_has_no_safe_form_in_the_hidden_chapters_never_goes_above_talk_first() -> None:
    slugs = {"injections-and-infusions", "contact-with-blood", "cuts-in-the-skin", "current-above-the-waist"}
    slugs |= {"mains-and-home-made-current", "stun-devices", "locked-without-key", "load-on-a-collar"}

    assert {slug: CATALOGUE.rules()[slug].ceiling for slug in slugs} == dict.fromkeys(slugs, Level.TALK)
    assert {category.slug for category in CATALOGUE.categories if category.hidden} == {"skin-breaking", "electrical"}


def test_what_is_listed_to_be_ruled_out_never_goes_above_talk_first() -> None:
    listed = [item for item in CATALOGUE.items if "so that people can rule it out" in item.sentence]

    assert len(listed) >= 3
    assert [item.slug for item in listed if item.ceiling is not Level.TALK] == []


def test_editions_and_revisions_count_from_one() -> None:
    assert all(item.edition >= 1 and item.revision >= 1 for item in CATALOGUE.items)


def test_every_source_is_dated_and_named_by_a_fact() -> None:
    named = {name for item in CATALOGUE.items for fact in item.facts for name in fact.sources}

    assert named == {source.id for source in CATALOGUE.sources}
    assert all(date(2026, 1, 1) <= source.reviewed for source in CATALOGUE.sources)


def test_every_legal_fact_that_names_a_country_has_a_source() -> None:
    legal = [fact for item in CATALOGUE.items for fact in item.facts if fact.kind is FactKind.LEGAL]

    assert [fact.text for fact in legal if "England" in fact.text and not fact.sourced] == []


@EVERY_CARD
def test_a_sentence_is_short_and_neutral(item: Item) -> None:
    assert len(item.sentence) <= 200
    assert _found(EXPLICIT, item) == []
    assert _found(BANNED, item) == []
    own_words = dataclasses.replace(item, facts=())  # a fact says who took part in a study
    assert _found(GENDERED, own_words) == []


@EVERY_CARD
def test_a_card_with_two_different_sides_begins_with_the_one_who_gives_shows_or_leads(item: Item) -> None:
    if Shape.TOGETHER not in item.shapes:
        assert item.sentence.startswith("One person")


@EVERY_CARD
def test_leading_and_following_live_among_the_cards_on_power_only(item: Item) -> None:
    assert Shape.LEAD_FOLLOW not in item.shapes or item.category == "power"


@EVERY_CARD
def test_a_card_teaches_no_technique(item: Item) -> None:
    assert _found(TECHNIQUE, item) == []


@EVERY_CARD
def test_texts_are_trimmed_plain_and_calm(item: Item) -> None:
    for text in _texts(item):
        assert text == " ".join(text.split())
        assert "!" not in text
        assert text == unicodedata.normalize("NFC", text)
        assert all(unicodedata.category(letter)[0] not in {"C", "S"} for letter in text)


@EVERY_CARD
def test_facts_and_the_help_of_a_risky_card_are_whole(item: Item) -> None:
    assert all(fact.text.endswith(".") for fact in item.facts)
    if item.risk.physical >= 2:
        assert item.stop_signs and item.do_not_if and item.who_must_not and item.help
        assert any(fact.kind is FactKind.PHYSICAL and fact.sourced for fact in item.facts)


@EVERY_CARD
def test_a_card_that_hinders_speech_asks_for_another_signal(item: Item) -> None:
    if item.speech_restricted and item.ceiling > Level.TALK:
        asked = " ".join(item.questions_to_settle).casefold()
        assert "signal" in asked or "signs" in asked


@EVERY_CARD
def test_england_and_wales_are_not_taken_for_the_world(item: Item) -> None:
    for fact in item.facts:
        if fact.kind is FactKind.LEGAL and "consent" in fact.text:
            assert "England and Wales" in fact.text


def test_no_name_or_alias_belongs_to_two_cards() -> None:
    names = Counter(name.casefold() for item in CATALOGUE.items for name in {item.name, *item.aliases})

    assert [name for name, times in names.items() if times > 1] == []
