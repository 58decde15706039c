"""The shelf: the categories, one category's items, and what a search finds, with what its reader has stated.

It counts nothing. A hidden category stays closed until its reader opens it, for themselves alone: until then its items
are in no list, no search and no filter. What is in force shows on the map all the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.catalogue import Category, Item
from ownaccord.catalogue.search import found as found_by_words
from ownaccord.consent import memory
from ownaccord.consent.cards import Stand, stand
from ownaccord.consent.looking import Look
from ownaccord.consent.search import STATED, UNREAD, Search

SHORT = 30


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the shelf, with what its reader has stated on it.

    `tell_url`: where its limit is told in one tap, for an item without a known safe form; empty once it is told.
    """

    slug: str
    name: str
    sentence: str
    category: str
    url: str
    mine: tuple[str, ...]
    no_safe_form: bool
    tighten_url: str
    tell_url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category: its name and sentence, and its items unless it is closed."""

    slug: str
    name: str
    sentence: str
    hidden: bool
    closed: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Shelf:
    """All categories by name, those that are closed apart."""

    open: tuple[Chapter, ...]
    closed: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Finds:
    """What a search found: by nearness when there were words, otherwise by category, folded when they are many."""

    near: tuple[Line, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    folded: bool = False
    closed_ones: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing was found."""
        return not self.near and not self.chapters


def shelf(found: Look) -> Shelf:
    """Return the categories without their items."""
    chapters = [_chapter(found, each, ()) for each in found.catalogue.categories]
    return Shelf(tuple(c for c in chapters if not c.closed), tuple(c for c in chapters if c.closed))


def chapter(found: Look, category: Category) -> Chapter:
    """Return one category with its items, or without them while it is closed."""
    return _chapter(found, category, found.catalogue.items_in(category.slug))


def finds(found: Look, search: Search) -> Finds:
    """Return the items of open categories that fit the words and everything that was chosen."""
    closed = {c.slug for c in found.catalogue.categories if _is_closed(found, c)}
    on_show = [item for item in found.catalogue.items if item.category not in closed]
    named = found_by_words(on_show, search.words) if search.words else on_show
    items = [item for item in named if search.allows(item) and _fits(found, item, search.which)]
    if search.words:
        return Finds(tuple(_line(found, item) for item in items), closed_ones=bool(closed))
    chapters = (_chapter(found, c, [i for i in items if i.category == c.slug]) for c in found.catalogue.categories)
    return Finds((), tuple(c for c in chapters if c.lines), len(items) > SHORT, bool(closed))


def _fits(found: Look, item: Item, which: str) -> bool:
    if which == UNREAD:
        return memory.edition_read(found.book, item.slug) != item.edition
    if which == STATED:
        return any(_in_short(stand(found, item, side)) for side in item.sides)
    return True


def _is_closed(found: Look, category: Category) -> bool:
    return category.hidden and not memory.is_open(found.book, category.slug)


def _chapter(found: Look, category: Category, items: Iterable[Item]) -> Chapter:
    closed = _is_closed(found, category)
    lines = () if closed else tuple(_line(found, item) for item in items)
    return Chapter(category.slug, category.name, category.sentence, category.hidden, closed, lines)


def _line(found: Look, item: Item) -> Line:
    stands = [stand(found, item, side) for side in item.sides]
    mine = tuple(words for each in stands if (words := _in_short(each)))
    category = found.catalogue.category(item.category)
    told = all(each.told for each in stands)
    return Line(
        slug=item.slug, name=item.name, sentence=item.sentence, category=category.name if category else "",
        url=found.addresses.item(item.slug), mine=mine, no_safe_form=item.no_safe_form,
        tighten_url=found.addresses.item(item.slug, "tighten") if any(each.stated for each in stands) else "",
        tell_url=found.addresses.item(item.slug, "tell-limit") if item.no_safe_form and not told else "",
    )  # fmt: skip


def _in_short(each: Stand) -> str:
    if each.told:
        return _("%(side)s: off-limits, told") % {"side": each.words}
    return _("%(side)s: %(level)s") % {"side": each.words, "level": each.level} if each.stated else ""
