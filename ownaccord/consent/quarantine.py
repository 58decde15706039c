"""What somebody tightens while the chain takes no record of theirs: their own vault keeps it for the new start."""

import os
from collections.abc import Callable, Iterable

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import NotNow, as_looked_at
from ownaccord.core import statement
from ownaccord.core.position import Side
from ownaccord.core.statement import State


def last_said(book: VaultBook, look: Look) -> State:
    """Return what the reader's new start begins from; of who has stated nothing yet, an empty statement."""
    return memory.mine(book, look.space.id) or statement.new_state(look.clock, os.urandom(statement.SALT))


def take_back(
    *, look: Look, keys: Keyring, item: str, sides: Iterable[Side], besides: Callable[[VaultBook], None]
) -> None:
    """Forget what was stated on these sides, and pause the space, so that nobody else's software goes on with it."""

    def forget(book: VaultBook) -> None:
        besides(book)
        mine = memory.mine(book, look.space.id)
        for each in sides:
            mine = statement.without(mine, item, each) if mine else None
        if mine is not None:
            memory.keep_mine(book, look.space.id, mine)
        memory.keep_pause(book, look.space.id)

    # First, and by itself: whatever the vault has to wait for, the pause is stored.
    stops.pause(person=look.person, scope=look.space.id)
    vaults.change(look.person, keys, forget)


def ask_for_longer(*, look: Look, keys: Keyring, hours: int) -> bool:
    """Ask for this waiting time from the new start on, in place of a wish for a shorter one; whether it is longer.

    It pauses nothing: nobody's No is in it. NotNow in a space that is over.
    """
    if look.over:
        raise NotNow
    state = last_said(look.book, look)

    def keep(book: VaultBook) -> None:
        as_looked_at(book, look)
        memory.keep_wait_wish(book, look.space.id, None)
        if hours > state.wait_hours:
            memory.keep_mine(book, look.space.id, statement.with_wait(state, hours))

    vaults.change(look.person, keys, keep)
    return hours > state.wait_hours
