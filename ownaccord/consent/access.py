"""The doors of this room: a space looked at for this person, an item and a side of the catalogue, or 404."""

from django.http import Http404

from ownaccord.accounts.requests import Asked, Unlocked
from ownaccord.catalogue import Category, Item
from ownaccord.consent import memory
from ownaccord.consent.looking import Look, look
from ownaccord.core.definition import Definition
from ownaccord.core.position import Side
from ownaccord.spaces import access as spaces
from ownaccord.spaces.access import OpenSpace


def looked(request: Unlocked, space: str) -> Look:
    """Return this person's look at the space, or Http404; the browser's witness remembers what was verified."""
    opened = spaces.space_for(request.person, space, request.keys)
    if not opened.begun:
        raise Http404
    return _looked(request, opened)


def _looked(request: Unlocked, space: OpenSpace) -> Look:
    found = look(
        person=request.person, keys=request.keys, space=space, witness=request.witness, behind=request.vault_behind,
        now=request.now,
    )  # fmt: skip
    note(request, found)
    return found


def note(request: Asked, found: Look) -> None:
    """Let the browser's witness remember what this look verified.

    A witness that never saw this space learns nothing before its person has started anew here: what it does not know
    from before, it cannot confirm.
    """
    witness = request.witness
    if witness is None or found.verified is None or (found.starts_anew and witness.seen(found.space.id) is None):
        return
    request.witness = witness.saw(found.space.id, found.space.epoch, found.verified.heads)


def all_looked(request: Unlocked) -> tuple[Look, ...]:
    """Return a look at every space of this person that has begun."""
    return tuple(_looked(request, space) for space in _begun(request))


def begun(request: Unlocked) -> tuple[str, ...]:
    """Return the ids of this person's spaces that have begun and not ended."""
    return tuple(space.id for space in _begun(request))


def _begun(request: Unlocked) -> tuple[OpenSpace, ...]:
    return tuple(space for space in spaces.every(request.person, request.keys) if space.begun)


def item_for(found: Look, slug: str) -> Item:
    """Return the card of this name, or of the reader's mark for it, in this space, or Http404."""
    item = found.catalogue.item(found.addresses.word(slug, (each.slug for each in found.catalogue.items)))
    if item is None:
        raise Http404
    return item


def own_item_for(found: Look, slug: str) -> Definition:
    """Return this person's own item of this name, as their vault has it, or Http404."""
    for each in memory.own_items(found.book):
        if each.slug == slug:
            return each
    raise Http404


def category_for(found: Look, slug: str) -> Category:
    """Return the category of this name, or of the reader's mark for it, in this space, or Http404."""
    category = found.catalogue.category(found.addresses.word(slug, (each.slug for each in found.catalogue.categories)))
    if category is None:
        raise Http404
    return category


def side_for(item: Item, text: str) -> Side:
    """Return the side of this item, or Http404."""
    for side in item.sides:
        if side.value == text:
            return side
    raise Http404


def scope_for(person: str, space: str) -> str:
    """Return the scope of a pause on this space, or Http404 for somebody who is no member; needs no keys."""
    if not spaces.is_member(person, space):
        raise Http404
    return space
