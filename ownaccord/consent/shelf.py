"""The shelf: every item by category, with what its reader has stated on it. It counts nothing."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ownaccord.catalogue import Category, Item, load
from ownaccord.consent.cards import Stand, stand
from ownaccord.consent.looking import Look


@dataclass(frozen=True, slots=True)
class Line:
    """One item on the shelf, with what its reader has stated on it."""

    slug: str
    name: str
    sentence: str
    url: str
    mine: tuple[str, ...]
    tighten_url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category on the shelf; a closed one shows its name and opens on purpose."""

    slug: str
    name: str
    sentence: str
    closed: bool
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """All categories for the choice, and the chapters that are shown."""

    categories: tuple[tuple[str, str], ...]
    category: str
    chapters: tuple[Chapter, ...]


def shelf(found: Look, category: str) -> Shelf:
    """Return the items by category; a hidden category is closed unless it was asked for by name."""
    known = load().category(category)
    shown: Iterable[Category] = (known,) if known else load().categories
    chapters = tuple(_chapter(found, each, closed=each.hidden and known is None) for each in shown)
    return Shelf(tuple((c.slug, c.name) for c in load().categories), known.slug if known else "", chapters)


def _chapter(found: Look, category: Category, *, closed: bool) -> Chapter:
    items = () if closed else load().items_in(category.slug)
    lines = tuple(_line(found, item) for item in items)
    return Chapter(category.slug, category.name, category.sentence, closed, lines)


def _line(found: Look, item: Item) -> Line:
    stands = [stand(found, item, side) for side in item.sides]
    mine = tuple(words for each in stands if (words := _in_short(each)))
    where = {"space": found.space.id, "item": item.slug}
    tighten = reverse("tighten", kwargs=where) if any(each.stated for each in stands) else ""
    return Line(item.slug, item.name, item.sentence, reverse("item", kwargs=where), mine, tighten)


def _in_short(each: Stand) -> str:
    if each.told:
        return _("%(side)s: off-limits, told") % {"side": each.words}
    return _("%(side)s: %(level)s") % {"side": each.words, "level": each.level} if each.stated else ""
