"""Finding cards by words: the nearest first, and letters that look alike are alike."""

from dataclasses import replace

import pytest

from ownaccord.catalogue import Item, load
from ownaccord.catalogue.search import found

ONE = load().items[0]


def card(slug: str, name: str, sentence: str = "Nothing here.", *aliases: str) -> Item:
    return replace(ONE, slug=slug, name=name, sentence=sentence, aliases=aliases)


CARDS = (
    card("a", "Warm stones", "Smooth stones on the back."),
    card("b", "A quiet hour", "One sits by a warm stove.", "stillness"),
    card("c", "Tea", "Two drink tea.", "warm drinks", "tisane à la menthe"),
    card("d", "Chairs and stools", "Sitting."),
    card("e", "Straße", "Walking."),
)


def slugs(text: str) -> list[str]:
    return [item.slug for item in found(CARDS, text)]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("warm", ["a", "c", "b"]),
        ("WARM", ["a", "c", "b"]),
        ("warm stone", ["a"]),
        ("stones warm", ["a"]),
        ("menthe a", ["c"]),
        ("STRASSE", ["e"]),
        ("\uff57arm stove", ["b"]),
        ("warm qq", []),
        ("stool", ["d"]),
        ("air", ["d"]),
        ("", []),
        (" -- !", []),
    ],
)
def test_words_find_cards_the_nearest_first(text: str, expected: list[str]) -> None:
    assert slugs(text) == expected


def test_a_word_inside_another_counts_only_when_nothing_else_fits() -> None:
    cards = (*CARDS, card("f", "Hair"))
    assert [item.slug for item in found(cards, "hair")] == ["f"]


@pytest.mark.parametrize("item", load().items, ids=lambda item: item.slug)
def test_every_item_is_found_first_by_its_own_name_and_also_by_each_other_name(item: Item) -> None:
    assert found(load().items, item.name)[0].name == item.name
    for alias in item.aliases:
        assert item in found(load().items, alias)
