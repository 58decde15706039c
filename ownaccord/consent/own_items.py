"""Own items in a space: the catalogue together with what the members wrote and brought, as cards that nobody reviewed.

What somebody's software sends is judged here as if it had been typed: a definition that this software would not have
taken from its author is no item, and nothing on it is in force.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

from django.utils.translation import gettext as _

from ownaccord.catalogue import Catalogue, Category, Fact, FactKind, Item, Risk, denylist, load
from ownaccord.catalogue.rules import OWN_ITEMS as CATEGORY
from ownaccord.catalogue.search import fold
from ownaccord.core import own_items
from ownaccord.core.definition import MARK, Definition, is_own, own_slug
from ownaccord.core.statement import State
from ownaccord.core.terms import Level
from ownaccord.lib.forms import is_one_line

LAST = 10_000
MOST_JUDGED = 1000
_JUDGED: dict[int, bool] = {}
UNKNOWN = Risk(3, 3, 3)
"""Nobody has looked, so a search that holds risk down leaves an own item out."""


def catalogue_of(states: Mapping[str, State]) -> Catalogue:
    """Return the catalogue, with a last category for the own items that these verified statements define."""
    return _with(tuple(card(each) for each in definitions(states).values()))


def _with(own: tuple[Item, ...]) -> Catalogue:
    ours = load()
    if not own:
        return ours
    return replace(ours, categories=(*ours.categories, category()), items=(*ours.items, *own))


def definitions(states: Mapping[str, State]) -> Mapping[str, Definition]:
    """Return each own item that counts in a space with these statements."""
    if not any(state.items for state in states.values()):
        return {}
    found = own_items.defined(load().rules(), states)
    return {slug: each for slug, (_author, each) in found.items() if acceptable(each)}


def name(catalogue: Catalogue, met: Iterable[Definition], item: str) -> str:
    """Return an item's name; of one that is gone, the name under which it was met, or the words of its slug."""
    card = catalogue.item(item)
    if card is not None:
        return card.name
    if is_own(item):
        return next((each.name for each in met if each.slug == item), _("An own item that was taken back"))
    return item.replace("-", " ").capitalize()


def as_met(met: Iterable[Definition]) -> Catalogue:
    """Return the catalogue with own items as they were last met: for a No that is said while nothing can be read."""
    return _with(tuple(card(each) for each in met))


def new_slug() -> str:
    """Return a random slug, which no card and nobody else's item has."""
    return own_slug(os.urandom(MARK))


def author_of(states: Mapping[str, State], slug: str) -> str:
    """Return who brought this own item, or an empty string."""
    return next((author for author, state in states.items() for each in state.items if each.slug == slug), "")


def acceptable(definition: Definition) -> bool:
    """Whether this software would have taken such an item from its author."""
    words = (definition.name, definition.sentence)
    if not all(is_one_line(each) for each in words) or is_in_catalogue(definition.name):
        return False
    return _may_be_offered(definition)


def _may_be_offered(definition: Definition) -> bool:
    """What the denylist says, asked once: every page asks again. Digests are remembered here, and no words."""
    known = _JUDGED.get(definition.edition)
    if known is None:
        words = (definition.name, definition.sentence)
        known = not any(denylist.refused(each) for each in (*words, " ".join(words)))
        if len(_JUDGED) >= MOST_JUDGED:
            _JUDGED.clear()
        _JUDGED[definition.edition] = known
    return known


def is_in_catalogue(name: str) -> bool:
    """Whether a card of the catalogue goes by this name, so that no own item can pass for it."""
    return fold(name) in _names_of_cards()


@cache
def _names_of_cards() -> frozenset[str]:
    return frozenset(fold(item.name) for item in load().items)


def category() -> Category:
    """Return the category of the own items; it has no file."""
    return Category(
        slug=CATEGORY, number=LAST, name=_("Written in this space"), hidden=False, clinical=False, ceiling=Level.YES,
        sentence=_("Items that people here wrote themselves and brought. Nobody has reviewed them."),
    )  # fmt: skip


def card(definition: Definition) -> Item:
    """Return an own item as a card: what nobody reviewed has one fact, that nothing is known."""
    fact = Fact(_("Nobody has reviewed this. What can go wrong is not written here."), FactKind.PHYSICAL, ())
    return Item(
        slug=definition.slug, category=CATEGORY, name=definition.name, sentence=definition.sentence,
        edition=definition.edition, revision=1, shapes=definition.shapes, contexts=definition.contexts,
        ceiling=Level.YES, no_safe_form=False, risk=UNKNOWN, speech_restricted=False, hearing_restricted=False,
        movement_restricted=False, leaves_marks=False, fluids=False, equipment=(), ready=(),
        facts=(fact,), stop_signs=(), do_not_if=(), who_must_not=(), areas_to_leave_out=(), help=(),
        questions_to_settle=_questions(), aftercare=(), aliases=(), sources=(),
        clinical=False, reviewed_by_clinician=False, reviewer="",
    )  # fmt: skip


def _questions() -> tuple[str, ...]:
    return (
        _("What does each of you understand by it?"),
        _("What could go wrong, and how would each of you notice?"),
        _("How does each of you stop it, with words and without?"),
    )
