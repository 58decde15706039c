"""Pauses as far as they need keys: copying them into the chain, and lifting them.

Setting a pause never depends on this module: the plain row of the accounts room counts by itself. What is here makes
the pause outlive the deletion of that row, and lets its author, and nobody else, take it back.
"""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import memory
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import NotNow, own_state, write
from ownaccord.core import statement
from ownaccord.core import wish as wishes
from ownaccord.core.bells import PauseLifted
from ownaccord.core.in_force import Arrangement, in_force
from ownaccord.core.ledger import Acts
from ownaccord.core.wish import Lowered
from ownaccord.lib.hall import ring
from ownaccord.spaces import actions as spaces


def copy_in(*, look: Look, keys: Keyring, scope: str, pressed_now: bool) -> None:
    """Write the reader's pause into the chain of this space, remembering what was in force before it.

    Pressed while unlocked, that is what is in force at this moment; otherwise what the vault saw last.
    """
    # As it is stored now: it may have been lifted on another device since this page began to look.
    if scope not in memory.paused_scopes(vaults.read(look.person, keys)):
        vaults.change(look.person, keys, lambda book: memory.keep_pause(book, scope))
    if look.cannot_write or (look.mine and look.mine.paused):
        return
    state = own_state(look)
    before = look.own_pause_aside if pressed_now else memory.force(look.book, look.space.id)

    def remember(book: VaultBook) -> None:
        memory.keep_before(book, look.space.id, before, state)

    write(look=look, keys=keys, new=statement.with_pause(state), mutate=remember)


def scopes(look: Look) -> frozenset[str]:
    """Return the scopes of the reader's own pauses that cover this space, plain or remembered."""
    known = stops.scopes(look.person) | memory.paused_scopes(look.book)
    return known & {stops.EVERYTHING, look.space.id}


def preview(look: Look) -> tuple[Arrangement, ...]:
    """Return what would come back if the reader lifted the own pause on this space now."""
    if look.cannot_write:
        return ()
    lifted = _lifted(look)
    states = {**look.states, look.person: lifted.state}
    return in_force(look.catalogue.rules(), look.space.members, states, look.now, look.paused - {look.person})


def _lifted(look: Look) -> Lowered:
    then, positions = memory.before(look.book, look.space.id)
    state = own_state(look)
    return wishes.lift_pause(state, positions, then, look.own_pause_aside, state.at)


def lift(
    *, looks: Sequence[Look], keys: Keyring, person: str, scope: str, now: int, meant: frozenset[int] | None = None
) -> None:
    """Lift one scope of the own pause: only what was in force before comes back, anything newer waits as an own wish.

    `meant` are its plain rows, if not those of this moment; one that was made since stays. A space that another of the
    own pauses still covers stays paused. NotNow while a space starts anew, and where only an own vault, which may be an
    older one, says that another pause covers it.
    """
    meant = stops.rows(person, scope) if meant is None else meant
    with transaction.atomic():
        spaces.hold_all(look.space.id for look in looks)
        for look in looks:
            if not look.my_pause or _is_covered(look, scope):
                continue
            if scopes(look) - {scope} and not look.over:
                raise NotNow
            _lift_one(look, keys)
        stops.lift(person=person, scope=scope, meant=meant, keys=keys, now=now)
        vaults.change(person, keys, lambda book: memory.drop_pause(book, scope))


def _is_covered(look: Look, scope: str) -> bool:
    """Whether another of the own pauses holds here for everybody: by its row, or in the chain."""
    others = scopes(look) - {scope}
    return bool(others & stops.scopes(look.person)) or bool(others and look.mine and look.mine.paused)


def _lift_one(look: Look, keys: Keyring) -> None:
    if look.over:
        return
    if look.cannot_write:
        raise NotNow
    lifted = _lifted(look)

    def remember(book: VaultBook) -> None:
        memory.forget_before(book, look.space.id)
        for wish in lifted.wishes:
            memory.keep_wish(book, look.space.id, wish)

    if look.mine is not None:
        unpaused = replace(look, paused=look.paused - {look.person})
        acts = Acts(lifting=memory.before(look.book, look.space.id)[1])
        write(look=unpaused, keys=keys, new=lifted.state, mutate=remember, acts=acts)
    ring(PauseLifted(space=look.space.id))
