"""What comes of a catalogue that keeps every rule."""

import dataclasses
from datetime import date
from pathlib import Path

import pytest

from ownaccord import catalogue
from ownaccord.catalogue import Category, Fact, FactKind, Grade, Item, Risk, Source
from ownaccord.catalogue.folder import content_root
from ownaccord.core.position import ItemRule, Shape, Side
from ownaccord.core.terms import Context, Level
from tests.catalogue.small import write

STUDY = Source(
    id="a-study",
    kind="study",
    grade=Grade.A,
    reviewed=date(2026, 1, 31),
    title="A study",
    url="",
    doi="10.1000/1",
    found_by="words that were typed",
    passage="What it says.",
)
WARM_HANDS = Item(
    slug="warm-hands",
    category="warmth",
    name="Warm hands",
    sentence="One person warms the other's hands.",
    edition=2,
    revision=5,
    shapes=(Shape.GIVE_RECEIVE, Shape.TOGETHER),
    contexts=frozenset({Context.AT_HOME, Context.AWAY}),
    ceiling=Level.YES,
    no_safe_form=False,
    risk=Risk(physical=2, emotional=1, legal=0),
    speech_restricted=False,
    hearing_restricted=False,
    movement_restricted=False,
    leaves_marks=False,
    fluids=False,
    equipment=(),
    ready=(),
    facts=(
        Fact(text="Heat burns.", kind=FactKind.PHYSICAL, sources=("a-study",)),
        Fact(text="Hands differ.", kind=FactKind.EMOTIONAL, sources=()),
    ),
    stop_signs=("Pain",),
    do_not_if=("There is a wound",),
    who_must_not=("People with numb hands",),
    areas_to_leave_out=(),
    help=("Cool water, then a doctor",),
    questions_to_settle=("How warm?", "For how long?"),
    aftercare=("Look at the hands",),
    aliases=("hand warming",),
    sources=(STUDY,),
    clinical=True,
    reviewed_by_clinician=False,
    reviewer="",
)


def test_a_card_arrives_whole(tmp_path: Path) -> None:
    loaded = catalogue.load(write(tmp_path))

    assert loaded.items == (WARM_HANDS,)
    assert loaded.sources == (STUDY,)
    assert loaded.categories == (
        Category("warmth", 3, "Warmth", "Being warm together.", hidden=False, clinical=True, ceiling=Level.YES),
    )


def test_loading_twice_gives_the_same_object(tmp_path: Path) -> None:
    root = write(tmp_path)

    assert catalogue.load(root) is catalogue.load(root)
    assert catalogue.load() is catalogue.load(content_root())


def test_what_the_core_needs_is_slug_shapes_edition_and_ceiling(tmp_path: Path) -> None:
    rules = catalogue.load(write(tmp_path)).rules()

    assert dict(rules) == {
        "warm-hands": ItemRule("warm-hands", (Shape.GIVE_RECEIVE, Shape.TOGETHER), edition=2, ceiling=Level.YES)
    }
    with pytest.raises(TypeError):
        rules["another"] = rules["warm-hands"]  # type: ignore[index]


def test_cards_and_categories_are_found_by_name_or_not_at_all(tmp_path: Path) -> None:
    loaded = catalogue.load(write(tmp_path))

    assert loaded.item("warm-hands") == WARM_HANDS
    assert loaded.item("cold-hands") is None
    assert loaded.category("warmth") == loaded.categories[0]
    assert loaded.category("cold") is None
    assert loaded.items_in("warmth") == (WARM_HANDS,)
    assert loaded.items_in("cold") == ()


def test_a_card_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        WARM_HANDS.edition = 3  # type: ignore[misc]


def test_sides_come_once_each_in_the_order_of_the_shapes() -> None:
    assert WARM_HANDS.sides == (Side.GIVE, Side.RECEIVE, Side.TOGETHER)


def test_only_an_unsourced_physical_fact_on_a_risky_card_warns_first() -> None:
    unsourced = Fact(text="Heat burns.", kind=FactKind.PHYSICAL, sources=())
    risky = dataclasses.replace(WARM_HANDS, facts=(unsourced,))
    everyday = dataclasses.replace(risky, risk=Risk(1, 3, 3))

    assert (WARM_HANDS.unsourced_physical, WARM_HANDS.warns_first) == (False, False)
    assert (risky.unsourced_physical, risky.warns_first) == (True, True)
    assert (everyday.unsourced_physical, everyday.warns_first) == (True, False)
    assert WARM_HANDS.unsourced_facts == (WARM_HANDS.facts[1],)


def test_a_clinical_card_awaits_a_clinician_until_one_is_named() -> None:
    reviewed = dataclasses.replace(WARM_HANDS, reviewed_by_clinician=True, reviewer="Dr Someone")

    assert WARM_HANDS.awaits_clinician
    assert not reviewed.awaits_clinician
    assert not dataclasses.replace(WARM_HANDS, clinical=False).awaits_clinician


def test_a_source_has_one_address() -> None:
    assert STUDY.address == "https://doi.org/10.1000/1"
    assert dataclasses.replace(STUDY, doi="", url="https://example.org/a").address == "https://example.org/a"


def test_our_own_content_is_found_beside_the_package() -> None:
    assert content_root() == Path(__file__).resolve().parents[2] / "content"
