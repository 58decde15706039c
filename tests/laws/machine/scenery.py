"""The small world of the machine: three cards, a handful of terms, and the plain values that the oracle reads."""

from dataclasses import replace
from random import Random
from typing import Any

from ownaccord.catalogue import Catalogue, load
from ownaccord.consent.looking import Look
from ownaccord.core.position import Shape, Side
from ownaccord.core.statement import State
from ownaccord.core.terms import Context, Level, Terms
from tests.laws.machine.allowed import FOREVER, NOTHING

DAY = 86_400
SHAPES = {
    "hand-massage": ((Shape.GIVE_RECEIVE, Shape.TOGETHER), Level.YES),
    "story-reading": ((Shape.SHOW_WATCH,), Level.YES),
    "wrist-holding": ((Shape.LEAD_FOLLOW,), Level.TALK),
}
WANTED = (
    Terms(),
    Terms(),
    Terms(level=Level.TALK),
    Terms(level=Level.TRIAL, uses=1),
    Terms(level=Level.TRIAL, uses=2),
    Terms(intensity=2),
    Terms(minutes=10),
    Terms(conditions=frozenset({"sober"})),
    Terms(contexts=frozenset({Context.AT_HOME}), intensity=3),
    Terms(areas_out=frozenset({"neck"})),
    Terms(signals=frozenset({"three-taps"})),
    Terms(level=Level.NO),
)


class Cards:
    """The catalogue of this world; a card's edition can change."""

    def __init__(self) -> None:
        ours = load()
        items = tuple(
            replace(ours.items[n], slug=slug, shapes=shapes, ceiling=ceiling, edition=1)
            for n, (slug, (shapes, ceiling)) in enumerate(SHAPES.items())
        )
        self.now = Catalogue((), items, ())

    def changes(self, slug: str) -> None:
        """The card of this name has a new edition."""
        items = tuple(replace(i, edition=i.edition + 1) if i.slug == slug else i for i in self.now.items)
        self.now = Catalogue((), items, ())

    def rules(self) -> dict[str, tuple[tuple[str, ...], int, int]]:
        """The same in plain."""
        return {i.slug: (tuple(map(str, i.shapes)), i.edition, int(i.ceiling)) for i in self.now.items}


def wanted(chance: Random, now: int) -> Terms:
    """Some terms that somebody could state."""
    terms = chance.choice(WANTED)
    if terms.level <= Level.TALK:
        return terms
    return replace(terms, review_by=now + chance.choice((2, 25, 25 if terms.level is Level.TRIAL else 80)) * DAY)


def plain(terms: Terms) -> Any:
    """Terms as the oracle reads them."""
    if terms.level is Level.NO:
        return NOTHING
    caps = (FOREVER if each is None else each for each in (terms.intensity, terms.minutes))
    dates = (FOREVER if each is None else each for each in (terms.review_by, terms.uses))
    return (
        int(terms.level), *caps, frozenset(map(str, terms.contexts)), terms.conditions, terms.areas_out, terms.signals,
        *dates,
    )  # fmt: skip


def said(state: State) -> tuple[dict[Any, Any], bool, int, int]:
    """A statement as the oracle reads it: entries, paused, wait, time."""
    entries = {(e.item, str(e.side)): (plain(e.terms), e.edition) for e in state.entries}
    return entries, state.paused, state.wait_hours, state.at


def believed(look: Look) -> dict[Any, Any]:
    """What a page takes to be in force."""
    return {(a.item, tuple((who, str(side)) for who, side in a.sides)): plain(a.terms) for a in look.arrangements}


def key_of(chance: Random, cards: Catalogue) -> tuple[Any, Side]:
    """An item and one of its sides."""
    item = chance.choice(cards.items)
    return item, chance.choice(item.sides)
