"""Agreed words are warned of where they could be taken for something else, in the languages that people name."""

# ruff: noqa: RUF001 - letters that look like others are what this is about

from collections.abc import Sequence

import pytest

from ownaccord.catalogue.signals import load_signals
from ownaccord.core import sound
from ownaccord.core.collision import Collision, collisions
from tests.core.collision_pairs import ALIKE, APART, CLEAR, COMMON

KNOWN = load_signals()
MEANINGS = (
    ("en de", "yellow", "rot", "rot"), ("en fr", "yellow", "Rouge", "rouge"), ("en", "yellow", "red", "red"),
    ("fr", "red", "verre", "vert"), ("en", "green", "don't stop", "stop"), ("de", "yellow", "GRUEN", "grün"),
    ("tr", "green", "KIRMIZI", "kırmızı"), ("pl", "red", "zolty", "żółty"), ("es", "yellow", "luz roja", "roja"),
    ("en", "red", "slow", "slow"), ("sv", "green", "rod", "röd"), ("en", "yellow", "ред", "red"),
    ("it", "yellow", "rosso", "rosso"), ("nl", "red", "groen", "groen"), ("pt", "green", "pare", "pare"),
)  # fmt: skip


def found(languages: str, texts: Sequence[tuple[str, str, str]], names: Sequence[str] = ()) -> tuple[Collision, ...]:
    chosen = KNOWN if languages == "*" else {each: KNOWN[each] for each in languages.split()}
    return collisions(texts, names, chosen)


def words(languages: str, yellow: str, red: str) -> tuple[Collision, ...]:
    return tuple(
        each for each in found(languages, [("yellow", "word", yellow), ("red", "word", red)]) if each.why == "sound"
    )


def test_the_table_has_examples_of_every_language() -> None:
    assert len(ALIKE) + len(APART) + len(COMMON) + len(CLEAR) >= 100
    for table in (ALIKE, APART, COMMON, CLEAR):
        assert {language for row in table for language in row[0].split()} >= set(KNOWN)


@pytest.mark.parametrize(("languages", "one", "other"), ALIKE)
def test_two_agreed_words_that_sound_alike_are_named(languages: str, one: str, other: str) -> None:
    assert words(languages, one, other) == (Collision(other, one, "sound"),)
    assert words(languages, other, one) == (Collision(one, other, "sound"),)


@pytest.mark.parametrize(("languages", "one", "other"), APART)
def test_two_agreed_words_that_differ_are_left_alone(languages: str, one: str, other: str) -> None:
    assert words(languages, one, other) == words(languages, other, one) == ()


@pytest.mark.parametrize(("languages", "text", "other"), COMMON)
def test_a_safeword_that_is_like_what_is_often_said_is_named(languages: str, text: str, other: str) -> None:
    said = [each for each in found(languages, [("red", "word", text)]) if each.why == "said"]

    assert said == [Collision(text, other, "said")]


@pytest.mark.parametrize(("languages", "text"), CLEAR)
def test_an_ordinary_safeword_needs_no_warning(languages: str, text: str) -> None:
    assert found(languages, [("red", "word", text)], ["Ash", "Bo"]) == ()


@pytest.mark.parametrize(("languages", "signal", "text", "other"), MEANINGS)
def test_a_word_that_means_another_signal_in_a_language_is_named(
    languages: str, signal: str, text: str, other: str
) -> None:
    meant = [each for each in found(languages, [(signal, "word", text)]) if each.why == "meaning"]

    assert meant == [Collision(text, other, "meaning")]


def test_a_language_that_nobody_names_gives_no_warning() -> None:
    assert found("en", [("yellow", "word", "rouge")]) == ()
    assert found("en fr", [("yellow", "word", "rouge")]) == (Collision("rouge", "rouge", "meaning"),)


def test_a_safeword_that_is_like_the_name_of_somebody_is_named() -> None:
    assert found("en", [("red", "word", "Sheri")], ["Cherry", "Bo"]) == (Collision("Sheri", "Cherry", "said"),)
    assert found("en", [("red", "word", "Bo")], ["Ash", "Bo"])[0] == Collision("Bo", "Bo", "said")


def test_two_words_for_one_signal_may_sound_alike() -> None:
    assert found("en", [("red", "word", "mango"), ("red", "word", "tango")]) == ()


def test_a_sign_makes_no_sound_but_may_mean_another_signal() -> None:
    signs = [("yellow", "sign", "mango"), ("red", "sign", "tango"), ("green", "sign", "no")]

    assert found("en", signs) == ()
    assert found("en", [("yellow", "sign", "lift the red cloth")]) == (
        Collision("lift the red cloth", "red", "meaning"),
    )


def test_without_languages_words_are_compared_as_they_are_written() -> None:
    texts = [("yellow", "word", "mango"), ("red", "word", "tango"), ("green", "word", "giraffe")]

    assert collisions(texts, [], {}) == (Collision("tango", "mango", "sound"),)


@pytest.mark.parametrize("text", ["", " ", "###", "١٢٣", "停", "🟥", "\u0301", "İ", "ŉ", "x" * 2000])
def test_any_text_is_taken(text: str) -> None:
    assert collisions([("red", "word", text)], [], {"en": {}, "xx": {}}) == ()


def test_every_language_has_its_own_spelling() -> None:
    assert set(sound.SPELLED) == set(KNOWN)


def test_how_far_apart_is_the_same_from_both_ends() -> None:
    keys = [sound.key(one, "en") for _, one, _ in (*ALIKE, *APART)]

    assert [(a, b) for a in keys for b in keys if min(sound.apart(a, b), 4) != min(sound.apart(b, a), 4)] == []
    assert [a for a in keys if sound.apart(a, a)] == []
