"""What two people found in common by a deck: a place on the item's page where each can say Talk first.

It permits nothing. Whoever opens a reveal puts it here, into their own vault; what becomes of it there, no other
page or vault knows.
"""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.accounts.keys import VaultBook
from ownaccord.catalogue import Item
from ownaccord.consent import choices
from ownaccord.consent.looking import Look
from ownaccord.consent.memory import UNREAD, listed_or_none
from ownaccord.core.deck import Mutual
from ownaccord.core.plain import listed
from ownaccord.core.position import Shape, Side, as_of, is_number, is_slug
from ownaccord.core.terms import LATEST, Level


@dataclass(frozen=True, slots=True)
class Place:
    """Something mutual on an item's page: who does what, and whether its reader said Talk first or more."""

    side: str
    words: str
    theirs: str
    said: bool
    url: str


def mutual(book: VaultBook, space: str) -> tuple[tuple[Mutual, int], ...]:
    """Return what was found, and from which unix second each may be shown; one that cannot be read is none."""
    found = []
    for kept in listed_or_none(book.get(f"space/{space}/mutual")):
        with suppress(*UNREAD):
            item, shape, leads, opens_at = listed(kept)
            if is_slug(item) and type(leads) is str and is_number(opens_at, LATEST):
                found.append((Mutual(item, Shape(shape), leads), opens_at))
    return tuple(found)


def keep_mutual(book: VaultBook, space: str, found: Iterable[tuple[Mutual, int]]) -> None:
    """Remember what was found, in place of what was remembered."""
    lines = [[each.item, str(each.shape), each.leads, opens_at] for each, opens_at in found]
    book.put(f"space/{space}/mutual", lines)


def my_side(found: Mutual, person: str) -> Side:
    """Return what this person said yes to."""
    sides = found.shape.sides
    return sides[0] if found.leads in ("", person) else sides[1]


def places(look: Look, item: Item) -> tuple[Place, ...]:
    """Return what was found about an item, once it may be shown."""
    found = (each for each, opens_at in mutual(look.book, look.space.id) if opens_at <= look.clock)
    return tuple(_place(look, item, each) for each in found if each.item == item.slug)


def _place(look: Look, item: Item, found: Mutual) -> Place:
    mine = my_side(found, look.person)
    other = next((side for side in found.shape.sides if side != mine), mine)
    entry = look.mine.entry(item.slug, mine) if look.mine else None
    said = as_of(entry, item.rule, look.clock).level >= Level.TALK
    name = next((look.space.name(who) for who in look.space.members if who != look.person), "") or _("The other")
    words, theirs = str(choices.SIDES[mine.value]), f"{name} {choices.SIDES_OF_OTHERS[other.value]}"
    theirs = "" if other is mine else theirs
    return Place(mine.value, words, theirs, said, look.addresses.item(item.slug, "take-position"))
