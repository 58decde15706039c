"""The decks: every rule has a deck that breaks it, and ours can be dealt as they are."""

from pathlib import Path

import pytest

from ownaccord.catalogue import BadContent, load
from ownaccord.catalogue.decks import FEWEST, MOST, Deck, is_everyday, load_decks, may_be_dealt, read_decks
from ownaccord.core.deck import Line
from ownaccord.core.position import Shape

OURS = load_decks()
DEALT = [item.slug for item in load().items if may_be_dealt(load(), item)]
GOOD = {"slug": "first", "name": "First", "sentence": "A deck.", "items": DEALT[:24]}
BROKEN = {
    "too few": ({"items": DEALT[:23]}, "has 23 items, and a deck has 24 to 40"),
    "too many": ({"items": DEALT[:41]}, "has 41 items, and a deck has 24 to 40"),
    "no such item": ({"items": [*DEALT[:24], "nothing"]}, "`nothing` is no item that can be dealt"),
    "no safe form": ({"items": [*DEALT[:24], "neck-pressure"]}, "`neck-pressure` is no item that can be dealt"),
    "closed at first": (
        {"items": [*DEALT[:24], "rectal-rinse"]}, "`rectal-rinse` is no item that can be dealt",
    ),
    "a shape it does not know": (
        {"items": [*DEALT[1:25], "holding/give_receive"]}, "`holding` does not know the shape `give_receive`",
    ),
    "twice": ({"items": [*DEALT[:24], DEALT[0]]}, "`items` says the same twice"),
    "twice, in words": (
        {"items": [*DEALT[:24], f"{DEALT[0]}/{load().items[0].shapes[0].value}"]}, "`items` names an item twice",
    ),
    "no sentence": ({"sentence": "A deck"}, "`sentence` must end with a full stop and have at most 120 characters"),
    "a long sentence": (
        {"sentence": "A" * 120 + "."}, "`sentence` must end with a full stop and have at most 120 characters",
    ),
    "an unknown field": ({"stars": "5"}, "unknown `stars`"),
    "a slug that is none": ({"slug": "No Slug"}, "`slug` must be lower-case words joined by hyphens"),
}  # fmt: skip


def test_there_are_the_seven_starter_decks() -> None:
    assert [deck.slug for deck in OURS] == [
        "first-conversation", "closeness", "sensation", "words", "power", "long-distance", "aftercare",
    ]  # fmt: skip


@pytest.mark.parametrize("deck", OURS, ids=lambda deck: deck.slug)
def test_a_deck_of_ours_can_be_dealt(deck: Deck) -> None:
    catalogue = load()
    items = [catalogue.item(line.item) for line in deck.lines]

    assert FEWEST <= len(items) <= MOST
    assert all(item is not None and may_be_dealt(catalogue, item) for item in items)
    assert all(line.shape in item.shapes for line, item in zip(deck.lines, items, strict=True))


def test_which_of_our_decks_are_everyday_ones() -> None:
    assert [deck.slug for deck in OURS if is_everyday(load(), deck.lines)] == ["closeness"]


def test_an_item_that_is_gone_makes_no_deck_everyday() -> None:
    assert not is_everyday(load(), (Line("no-such-item", Shape.TOGETHER),))


def test_what_has_no_safe_form_goes_no_higher_or_is_closed_at_first_is_never_dealt() -> None:
    catalogue = load()
    refused = {item.slug for item in catalogue.items if not may_be_dealt(catalogue, item)}

    assert {"neck-pressure", "rope-suspension", "clinical-examination", "nerve-stimulation"} <= refused
    assert refused & {line.item for deck in OURS for line in deck.lines} == set()


def toml(**fields: object) -> str:
    """One deck as TOML."""
    lines = [f"{name} = {value!r}".replace("'", '"') for name, value in {**GOOD, **fields}.items()]
    return "[[deck]]\n" + "\n".join(lines) + "\n"


def read(folder: Path, text: str) -> tuple[Deck, ...]:
    """The decks of this text."""
    path = folder / "decks.toml"
    path.write_text(text)
    return read_decks(path, load())


def test_a_deck_arrives_whole_and_in_its_order(tmp_path: Path) -> None:
    others = [slug for slug in DEALT[:24] if slug != "bathing-together"]
    (deck,) = read(tmp_path, toml(items=[*others, "bathing-together/give_receive"]))

    assert (deck.slug, deck.name, deck.sentence) == ("first", "First", "A deck.")
    assert [line.item for line in deck.lines] == [*others, "bathing-together"]
    assert deck.lines[-1].shape is Shape.GIVE_RECEIVE


@pytest.mark.parametrize("rule", BROKEN)
def test_a_broken_rule_is_named(tmp_path: Path, rule: str) -> None:
    changed, said = BROKEN[rule]
    with pytest.raises(BadContent) as refused:
        read(tmp_path, toml(**changed))
    assert refused.value.what.startswith(said)


@pytest.mark.parametrize("changed", [{"name": "Second"}, {"slug": "second", "name": "FIRST"}])
def test_two_decks_have_two_names(tmp_path: Path, changed: dict[str, str]) -> None:
    with pytest.raises(BadContent):
        read(tmp_path, toml() + toml(**changed))
