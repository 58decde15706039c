"""A person's own items and own limits as their page shows them, with how each stands in this space."""

from dataclasses import dataclass

from ownaccord.consent import choices, memory
from ownaccord.consent.looking import Look
from ownaccord.core.definition import Definition


@dataclass(frozen=True, slots=True)
class Own:
    """One own item. `here`: everybody in this space can read it; `changed`: they read an earlier form of it."""

    slug: str
    name: str
    sentence: str
    shapes: tuple[str, ...]
    contexts: tuple[str, ...]
    here: bool = False
    changed: bool = False
    kept: bool = True


@dataclass(frozen=True, slots=True)
class Limit:
    """What must never happen, in its author's own words."""

    slug: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class OwnShelf:
    """Everything of one's own: items, and limits that nobody else sees."""

    items: tuple[Own, ...]
    limits: tuple[Limit, ...]


def own_shelf(found: Look) -> OwnShelf:
    """Return what the reader wrote, and what of it is in this space; also what is here and in their notes no more."""
    kept = memory.own_items(found.book)
    brought = _brought(found)
    left = [each for slug, each in brought.items() if slug not in {own.slug for own in kept}]
    items = (*(own(each, brought) for each in kept), *(own(each, brought, kept=False) for each in left))
    return OwnShelf(items, tuple(Limit(*each) for each in memory.own_limits(found.book)))


def one(found: Look, definition: Definition) -> Own:
    """Return one own item and how it stands here."""
    return own(definition, _brought(found))


def _brought(found: Look) -> dict[str, Definition]:
    mine = found.mine or memory.mine(found.book, found.space.id)
    return {each.slug: each for each in mine.items} if mine else {}


def own(definition: Definition, brought: dict[str, Definition], *, kept: bool = True) -> Own:
    """Return one own item in words."""
    there = brought.get(definition.slug)
    contexts = [words for key, words in choices.CONTEXTS.items() if key in {c.value for c in definition.contexts}]
    return Own(
        definition.slug, definition.name, definition.sentence,
        tuple(str(choices.SHAPES[shape.value]) for shape in definition.shapes), tuple(str(each) for each in contexts),
        here=there is not None, changed=there is not None and there != definition, kept=kept,
    )  # fmt: skip
