"""The doors of this room: a category or an item of the catalogue that this person has open, or 404."""

from django.http import Http404

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue import Category, Item, load
from ownaccord.consent import memory as shelves
from ownaccord.profile.parts import PARTS, Part


def category_for(slug: str) -> Category:
    """Return the category of this name, or Http404."""
    category = load().category(slug)
    if category is None:
        raise Http404
    return category


def is_closed(book: VaultBook, category: Category) -> bool:
    """Whether a category is closed at first and this person has not opened it."""
    return category.hidden and not shelves.is_open(book, category.slug)


def item_for(book: VaultBook, slug: str) -> Item:
    """Return the item of this name, or Http404; also for one in a category that this person has not opened."""
    item = load().item(slug)
    category = load().category(item.category) if item else None
    if item is None or category is None or is_closed(book, category):
        raise Http404
    return item


def known(slug: str) -> Item:
    """Return the item of this name in the catalogue, or Http404; whoever shows more of it asks `item_for`."""
    item = load().item(slug)
    if item is None:
        raise Http404
    return item


def card_for(slug: str) -> Part:
    """Return the part of this name, if it can be shown to others, or Http404."""
    part = part_for(slug)
    if not part.can_be_shown:
        raise Http404
    return part


def part_for(slug: str) -> Part:
    """Return the part of this name, or Http404."""
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]
