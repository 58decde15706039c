"""Appending one record: the one place where a statement goes into the chain and into its author's memory."""

import os
from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.db import transaction

from ownaccord.accounts import hooks, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import debriefs, history, memory, noticed, own_items, rests, rows
from ownaccord.consent.looking import Look
from ownaccord.core import ledger, opening, statement
from ownaccord.core.bells import PositionWritten
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Acts, Kind, SpaceView
from ownaccord.core.opening import Moment
from ownaccord.core.position import Key
from ownaccord.core.statement import State
from ownaccord.core.terms import meet
from ownaccord.lib.hall import ring
from ownaccord.spaces import actions as spaces


class NotNow(Refused):
    """Nothing can be loosened at this moment: a new start, a wrong clock, or the day after a recovery."""


class LookAgain(Exception):
    """What this look rests on was changed meanwhile, by another page of the same person or an end of the space."""


def own_state(look: Look) -> State:
    """Return the author's statement as a base for the next record: without what has lapsed, with new random bytes.

    It allows no more than their vault has it: a No that was said where the chain took no record lies there alone.
    """
    salt = os.urandom(statement.SALT)
    state = statement.rewritten(look.mine or statement.new_state(look.clock, salt), stamp(look), salt)
    moment = moment_of(look)
    # Everybody's next record says the start of a scene themselves, and drops it once its ratchet is over.
    state = opening.past(moment, look.person, opening.carried(moment, look.person, state))
    kept = memory.mine(look.book, look.space.id)
    return state if kept is None else _no_more_than(state, kept)


def in_chain(look: Look, state: State, keys: Iterable[Key]) -> State:
    """Return what a No about these is compared with: the statement as it is in the chain, where one of them has lapsed.

    By a clock that is put back it would be there again: then a No is written although nothing seems to be left of it.
    """
    mine = look.mine
    lapsed = mine is not None and any(mine.entry(*key) and not state.entry(*key) for key in keys)
    return mine if mine is not None and lapsed else state


def moment_of(look: Look) -> Moment:
    """Return what this look sees, as scenes ask for it."""
    return Moment(look.catalogue.rules(), set(look.space.members), look.states, look.now, look.paused)


def _no_more_than(state: State, kept: State) -> State:
    for entry in state.entries:
        lower = meet(entry.terms, kept.terms(*entry.key))
        if lower != entry.terms:
            state = statement.with_terms(state, *entry.key, lower, state.at, entry.edition)
    return state


def stamp(look: Look) -> int:
    """Return the time of the next record: the reader's clock, but never before what was verified."""
    return max(look.clock, look.mine.at if look.mine else 0, look.verified.latest if look.verified else 0)


def write(
    *, look: Look, keys: Keyring, new: State, mutate: Callable[[VaultBook], None] | None = None,
    entering: bool = False, acts: Acts = Acts(),  # noqa: B008  # frozen
) -> None:  # fmt: skip
    """Append one record with this statement and let the own vault remember it; Refused where a law forbids it.

    LookAgain when the author's own entries, or the space, are not as they were looked at. IntegrityError when another
    page of the same author took the next place in the chain. In both nothing was written; a new try looks anew.

    `entering`: this is the record with which its author starts anew; until then nothing else can be written.
    """
    if look.verified is None or look.epoch_key is None or (look.cannot_write and not entering):
        raise NotNow
    old = look.mine or statement.new_state(look.clock, new.salt)
    view = SpaceView(look.space.id, look.space.epoch, look.space.members)
    with transaction.atomic():
        row = spaces.hold(look.space.id)
        if row is None or row.epoch > look.space.epoch:
            raise LookAgain
        seq, record = ledger.append(view, look.verified, new, Kind.STATE, keys, look.epoch_key, os.urandom, acts)
        rows.store(look.space.id, look.space.epoch, look.person, seq, record)
        heads = {**look.verified.heads, look.person: (seq, ledger.digest_of(record))}
        vaults.change(look.person, keys, lambda book: _remember(book, look, old, new, heads, mutate))
        ring(PositionWritten(space=look.space.id))
        transaction.on_commit(partial(hooks.at_record, look, keys, new))


def as_looked_at(book: VaultBook, look: Look) -> None:
    """Make sure that the author's own entries on this space are the ones that the look found; LookAgain otherwise."""
    if any(book.under(prefix) != look.book.under(prefix) for prefix in memory.decided_by(look.space.id)):
        raise LookAgain


def has_all_records(look: Look) -> bool:
    """Whether nobody has written a record since this look; asked while the space is held, by what rests on others'."""
    heads = look.verified.heads if look.verified is not None else {}
    known = {who: (look.space.epoch, heads[who][0]) for who in look.space.members if who in heads}
    found = {who: rows.newest_of(look.space.id, who) for who in look.space.members}
    return known == {who: place for who, place in found.items() if place and place[0] >= look.space.epoch}


def _remember(
    book: VaultBook, look: Look, old: State, new: State, heads: Mapping[str, tuple[int, bytes]],
    mutate: Callable[[VaultBook], None] | None,
) -> None:  # fmt: skip
    as_looked_at(book, look)
    space = look.space.id
    memory.keep_heads(book, space, look.space.epoch, heads, max(look.now, new.at))
    history.add_history(book, space, look.clock, old, new)
    memory.keep_mine(book, space, new)
    debriefs.keep_spent(book, look)
    after = look.with_own(new)
    rests.note(book, look, after)
    memory.keep_items_seen(book, space, own_items.definitions(after.states).values())
    if not after.my_pause:
        memory.keep_force(book, space, after.arrangements)
    noticed.note_wider(book, look, old, new, after.arrangements)
    memory.refresh_seen(book, space, after.arrangements, touched={e.item for e in {*old.entries} ^ {*new.entries}})
    if mutate is not None:
        mutate(book)
