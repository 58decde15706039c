"""The starter decks: reading and checking `content/decks/decks.toml`.

Documented in `docs/develop/spec/deck.md`. Every deck can be dealt as it is: what has no safe form, what goes no higher
than Talk first and what stands in a category that is closed at first is in none.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain, zip_longest
from pathlib import Path

from ownaccord.catalogue.cards import Item
from ownaccord.catalogue.catalogue import Catalogue, load
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import Table, read
from ownaccord.core.deck import Line
from ownaccord.core.position import Shape
from ownaccord.core.terms import Level

FILE = "decks.toml"
FEWEST, MOST = 24, 40
FEWEST_OWN = 12
EVERYDAY = 1
LONGEST_SENTENCE = 120


@dataclass(frozen=True, slots=True)
class Deck:
    """One deck that can be proposed: its lines in the order in which they are dealt."""

    slug: str
    name: str
    sentence: str
    lines: tuple[Line, ...]


@cache
def load_decks() -> tuple[Deck, ...]:
    """Our own decks, checked."""
    return read_decks(content_root() / "decks" / FILE, load())


def read_decks(path: Path, catalogue: Catalogue) -> tuple[Deck, ...]:
    """The decks of a file, over this catalogue. Raises BadContent on the first rule that is broken."""
    table = read(path)
    decks = tuple(_deck(each, catalogue) for each in table.tables("deck", named_by="slug"))
    table.done()
    check_unique("decks", (deck.slug for deck in decks))
    check_unique("decks", (deck.name.casefold() for deck in decks))
    return decks


def _deck(table: Table, catalogue: Catalogue) -> Deck:
    words = table.texts("items")
    deck = Deck(
        table.slug("slug"), table.text("name"), table.text("sentence"), tuple(_line(table, catalogue, w) for w in words)
    )
    table.done()
    if not FEWEST <= len(deck.lines) <= MOST:
        raise table.wrong(f"has {len(deck.lines)} items, and a deck has {FEWEST} to {MOST}")
    if len({line.item for line in deck.lines}) != len(deck.lines):
        raise table.wrong("`items` names an item twice")
    if len(deck.sentence) > LONGEST_SENTENCE or not deck.sentence.endswith("."):
        raise table.wrong(f"`sentence` must end with a full stop and have at most {LONGEST_SENTENCE} characters")
    return deck


def _line(table: Table, catalogue: Catalogue, words: str) -> Line:
    slug, _, shape = words.partition("/")
    item = catalogue.item(slug)
    if item is None or not may_be_dealt(catalogue, item):
        raise table.wrong(f"`{slug}` is no item that can be dealt")
    if not shape:
        return Line(slug, item.shapes[0])
    if shape not in [each.value for each in item.shapes]:
        raise table.wrong(f"`{slug}` does not know the shape `{shape}`")
    return Line(slug, Shape(shape))


def may_be_dealt(catalogue: Catalogue, item: Item) -> bool:
    """Whether an item can be in a deck: it has a safe form, can be agreed on, and its category is open."""
    category = catalogue.category(item.category)
    return not item.no_safe_form and item.ceiling > Level.TALK and category is not None and not category.hidden


def is_everyday(catalogue: Catalogue, lines: tuple[Line, ...]) -> bool:
    """Whether every item has a risk of at most 1 to body, feelings and law: such a deck may follow another sooner."""
    items = [catalogue.item(line.item) for line in lines]
    return all(
        item is not None and max(item.risk.physical, item.risk.emotional, item.risk.legal) <= EVERYDAY for item in items
    )


def fresh_lines(catalogue: Catalogue, deck: Deck, resting: Set[str]) -> tuple[Line, ...]:
    """What can be dealt of a deck while some items rest: at least 24 lines, or nothing.

    Where a few are missing, others of the same categories take their place, none of them less everyday than the deck.
    """
    left = tuple(line for line in deck.lines if line.item not in resting)
    if not FEWEST_OWN <= len(left) < FEWEST:
        return left if len(left) >= FEWEST else ()
    known = {line.item for line in deck.lines} | resting
    categories = dict.fromkeys(item.category for line in left if (item := catalogue.item(line.item)))
    more = in_turn(catalogue, categories, known)
    if is_everyday(catalogue, deck.lines):
        more = tuple(line for line in more if is_everyday(catalogue, (line,)))
    found = (*left, *more[: FEWEST - len(left)])
    return found if len(found) == FEWEST else ()


def in_turn(catalogue: Catalogue, categories: Iterable[str], resting: Set[str]) -> tuple[Line, ...]:
    """What can be dealt of these categories, at most 40 lines, one of each category after the other."""
    columns = (
        [Line(item.slug, item.shapes[0]) for item in catalogue.items_in(slug) if may_be_dealt(catalogue, item)]
        for slug in categories
    )
    fresh = ([line for line in column if line.item not in resting] for column in columns)
    return tuple(line for line in chain.from_iterable(zip_longest(*fresh)) if line is not None)[:MOST]
