"""The verbs of cooling-off: beginning it, which is a withdrawal at once, and ending it, which writes no position.

The record that begins it is that of a plain withdrawal; where nothing was stated there is none. Ending changes the own
vault alone.
"""

import os
from collections.abc import Callable, Iterable

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import cooled, memory
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import as_looked_at, in_chain, own_state, write
from ownaccord.core import cooling as core
from ownaccord.core import statement
from ownaccord.core.bells import PositionTightened
from ownaccord.core.cooling import Begun, Cooling, Scope
from ownaccord.core.position import Key
from ownaccord.core.statement import State
from ownaccord.lib.hall import ring


def begin(*, look: Look, keys: Keyring, scope: Scope, remind_at: int | None = None) -> None:
    """Withdraw everything of one's own that this covers, at once, and keep it; begun again, it has the new date.

    Where the chain cannot be written (quarantine), the own vault forgets the positions, and the space is paused.
    """
    if look.cannot_write:
        _begin_in_trouble(look, keys, scope, remind_at)
        return
    state = own_state(look)
    begun = _begun(look, state, scope, remind_at)
    covered = [each.key for each in (look.mine.entries if look.mine else ()) if _covers(look, scope, each.key)]
    if begun.state != in_chain(look, state, covered):
        write(look=look, keys=keys, new=begun.state, mutate=lambda book: _keep(book, look, begun))
    else:
        vaults.change(look.person, keys, _as_it_was(look, lambda book: _keep(book, look, begun)))
    ring(PositionTightened(space=look.space.id))


def _begun(look: Look, state: State, scope: Scope, remind_at: int | None) -> Begun:
    wishes = memory.wishes(look.book, look.space.id)
    return core.begun(scope, state, wishes, cooled.categories(look), look.clock, remind_at)


def _covers(look: Look, scope: Scope, key: Key) -> bool:
    return scope.covers(key[0], cooled.categories(look))


def _as_it_was(look: Look, mutate: Callable[[VaultBook], None]) -> Callable[[VaultBook], None]:
    def change(book: VaultBook) -> None:
        as_looked_at(book, look)
        mutate(book)

    return change


def _keep(book: VaultBook, look: Look, begun: Begun) -> None:
    cooled.drop_covered_wishes(book, look, begun.cooling.scope)
    old = cooled.of(book, look.space.id, begun.cooling.scope)
    cooled.keep(book, look.space.id, begun.cooling if old is None else core.lasting(old, begun.cooling))


def _begin_in_trouble(look: Look, keys: Keyring, scope: Scope, remind_at: int | None) -> None:
    def forget(book: VaultBook) -> None:
        mine = memory.mine(book, look.space.id) or statement.new_state(look.clock, os.urandom(statement.SALT))
        begun = _begun(look, mine, scope, remind_at)
        _keep(book, look, begun)
        if begun.state != mine:
            memory.keep_mine(book, look.space.id, begun.state)
        memory.keep_pause(book, look.space.id)

    # First, and by itself: whatever the vault has to wait for, the pause is stored.
    stops.pause(person=look.person, scope=look.space.id)
    vaults.change(look.person, keys, forget)


def end(*, look: Look, keys: Keyring, scope: Scope, chosen: Iterable[Key]) -> int:
    """End the own cooling-off; what is chosen of what it kept is a wish from now on. Return how many wishes that makes.

    What another one covers as well stays with that one. Nothing is written that anybody else could see.
    """
    lasting = cooled.coolings(look.book, look.space.id)
    mine = next((each for each in lasting if each.scope == scope), None)
    if mine is None:
        return 0
    ended = core.ended(mine, lasting, chosen, cooled.categories(look), look.clock)

    def change(book: VaultBook) -> None:
        cooled.drop(book, look.space.id, scope)
        for other in ended.others:
            cooled.keep(book, look.space.id, other)
        for wish in ended.wishes:
            memory.keep_wish(book, look.space.id, wish)

    vaults.change(look.person, keys, _as_it_was(look, change))
    return len(ended.wishes)


def offered(look: Look, lasting: Cooling) -> tuple[core.Kept, ...]:
    """Return what of it can be wanted back: known items that no other cooling-off covers."""
    others = [each for each in cooled.coolings(look.book, look.space.id) if each.scope != lasting.scope]
    return tuple(
        kept for kept in lasting.kept
        if look.catalogue.item(kept.item) is not None
        and core.covering(others, kept.item, cooled.categories(look)) is None
    )  # fmt: skip
