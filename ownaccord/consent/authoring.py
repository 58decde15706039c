"""The verbs of own items: writing one for oneself, bringing it into a space, taking it back, letting it go.

Until it is brought, an own item is in its author's vault and nowhere else. A thing that must never happen can be kept
there too, in whatever words; it is a limit, and is never brought anywhere as an item.
"""

from django.db import transaction

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.consent.own_items import new_slug
from ownaccord.consent.writing import own_state, write
from ownaccord.core import own_items
from ownaccord.core.definition import MOST_OF_ONE_AUTHOR, Definition
from ownaccord.core.errors import Refused


class TooMany(Refused):
    """There is room for twenty own items, in a vault and in a space."""


def keep(*, person: str, keys: Keyring, definition: Definition) -> None:
    """Keep an own item in its author's vault, in place of its earlier form; TooMany beyond twenty."""

    def put(book: VaultBook) -> None:
        kept = {each.slug for each in memory.own_items(book)}
        if len(kept | {definition.slug}) > MOST_OF_ONE_AUTHOR:
            raise TooMany
        memory.keep_own_item(book, definition)

    vaults.change(person, keys, put)


def keep_as_limit(*, person: str, keys: Keyring, name: str, sentence: str) -> None:
    """Keep what must never happen, in the own vault alone."""

    def put(book: VaultBook) -> None:
        if len(memory.own_limits(book)) >= MOST_OF_ONE_AUTHOR:
            raise TooMany
        memory.keep_own_limit(book, new_slug(), name, sentence)

    vaults.change(person, keys, put)


def let_go(*, person: str, keys: Keyring, slug: str) -> None:
    """Remove an own item, or a limit that was kept, from the own vault; where it was brought it stays."""
    vaults.change(person, keys, lambda book: memory.drop_own(book, slug))


def bring(*, look: Look, keys: Keyring, definition: Definition) -> None:
    """Bring an own item into a space as it is now: from then on its members can read it, and state positions on it.

    It allows nothing. Its author, who wrote it, has read it.
    """
    state = own_state(look)
    others = [each for each in state.items if each.slug != definition.slug]
    if len(others) >= MOST_OF_ONE_AUTHOR:
        raise TooMany
    new = own_items.with_definition(state, definition)
    if new != state:
        write(look=look, keys=keys, new=new, mutate=lambda book: _has_read(book, definition))


def _has_read(book: VaultBook, definition: Definition) -> None:
    memory.read_card(book, definition.slug, definition.edition)


def take_back(*, look: Look, keys: Keyring, slug: str) -> None:
    """Take an own item out of a space: nothing on it is in force any more, for anybody.

    Where the chain cannot be written, it does not come back with the new start, and the space is paused until then.
    """
    if look.cannot_write:
        with transaction.atomic():
            vaults.change(look.person, keys, lambda book: _forget(book, look.space.id, slug))
            stops.pause(person=look.person, scope=look.space.id)
        return
    state = own_state(look)
    new = own_items.without_definition(state, slug)

    if new != state:
        write(look=look, keys=keys, new=new, mutate=lambda book: memory.drop_wishes(book, look.space.id, slug))


def _forget(book: VaultBook, space: str, slug: str) -> None:
    memory.drop_wishes(book, space, slug)
    mine = memory.mine(book, space)
    if mine is not None:
        memory.keep_mine(book, space, own_items.without_definition(mine, slug))
    memory.keep_pause(book, space)
