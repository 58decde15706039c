"""The doors of this room: a space of two that has begun, and an item of the deck on its table, or 404."""

from dataclasses import dataclass

from django.http import Http404

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Item, load
from ownaccord.consent.addresses import Addresses
from ownaccord.core.deal import Deal
from ownaccord.core.deck import Line
from ownaccord.core.ledger import Quarantine
from ownaccord.core.reveal import ENDS
from ownaccord.reveal import memory, table
from ownaccord.reveal.table import State, Table
from ownaccord.spaces import access as spaces
from ownaccord.spaces.access import OpenSpace

TWO = 2


def space_for(request: Unlocked, space: str) -> OpenSpace:
    """Return a space that has begun, or Http404."""
    found = spaces.space_for(request.person, space, request.keys)
    if not found.begun:
        raise Http404
    return found


def pair_for(request: Unlocked, space: str) -> OpenSpace:
    """Return a space of two that has begun, or Http404: decks are answered in pairs."""
    found = space_for(request, space)
    if len(found.members) != TWO:
        raise Http404
    return found


def table_for(request: Unlocked, space: OpenSpace) -> Table | None:
    """Return what lies on the table; None while the space starts anew, for then nothing can be compared."""
    try:
        return table.look(space, request.keys, request.now) if len(space.members) == TWO else None
    except Quarantine:
        return None


def has_round(request: Unlocked, space: OpenSpace) -> bool:
    """Whether a deck is kept in this space that its reader can take back, also while nothing can be read."""
    kept = memory.round_of(vaults.read(request.person, request.keys), space.id)
    return kept is not None and (kept.mine is None or kept.mine.stand not in ENDS)


@dataclass(frozen=True, slots=True)
class Dealt:
    """One line of the open deck with its card, and the line after it."""

    line: Line
    item: Item
    after: Item | None


@dataclass(frozen=True, slots=True)
class Open:
    """A table with a deck on it that its reader can answer."""

    here: Table
    deal: Deal


def open_for(request: Unlocked, space: OpenSpace) -> Open:
    """Return the deck that is open to be answered, or Http404."""
    here = table_for(request, space)
    if here is None or here.round is None or here.state is not State.OPEN:
        raise Http404
    return Open(here, here.round.deal)


def line_for(open_deck: Open, keys: Keyring, slug: str) -> Dealt:
    """Return the line of the deck that this mark of the reader, or this name, stands for, or Http404."""
    here, lines = open_deck.here, open_deck.deal.about.lines
    word = Addresses(here.space.id, keys.mark_key()).word(slug, (line.item for line in lines))
    for number, line in enumerate(lines):
        item = load().item(line.item)
        if line.item == word and item is not None:
            following = lines[number + 1 : number + 2]
            return Dealt(line, item, load().item(following[0].item) if following else None)
    raise Http404
