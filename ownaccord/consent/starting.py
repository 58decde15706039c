"""Starting anew after trouble, and leaving: the two ways in which an epoch ends."""

import os
from dataclasses import replace

from django.db import transaction

from ownaccord.accounts import renewal, stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import cooled, debriefs, ladders, memory, rests, rows
from ownaccord.consent.looking import Look, is_older
from ownaccord.consent.writing import stamp, write
from ownaccord.core import ledger, opening, statement
from ownaccord.core.bells import Reaffirmed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.ledger import Kind, SpaceView
from ownaccord.core.position import Entry
from ownaccord.core.statement import State
from ownaccord.core.wish import LIFETIME, Wish
from ownaccord.lib.hall import ring
from ownaccord.spaces import actions as spaces


def renew_epoch(*, look: Look, keys: Keyring, beyond: int = 0) -> None:
    """Begin the next epoch when this one is in trouble; when somebody else has begun it, there is nothing to do.

    It is later than `beyond`, the newest epoch that this browser remembers here.
    """
    if look.trouble is not None:
        spaces.new_epoch(space=look.space, keys=keys, beyond=beyond)


def reaffirm(*, look: Look, keys: Keyring, confirmed_vault: bool, behind: bool = False) -> None:
    """Enter the epoch of this (fresh) look with everything at No; former positions come back as own wishes.

    A wish needs no new wait only for what was in force before, and only when a witness confirmed that this vault is not
    an older one; otherwise what was a wish already is slept on again as well. No witness confirms a vault that misses
    its owner's newest record. Told limits, own items and a pause stay as they were; a vault that misses that record may
    miss a pause with it, so its owner begins paused, and lifts that themselves; it may miss a scene, so nothing of
    theirs rises for as long as one could hold it down. `behind`: it was known before that this vault is an older one.
    Then it is an older one for their other spaces too, which hear of it here.
    """
    misses_own = is_older(look.book, look.space.id, look.person)
    behind = behind or _misses_what_it_knew(look)
    older = begins_paused(look, behind)
    confirmed_vault = confirmed_vault and not misses_own and not older
    mine = memory.mine(look.book, look.space.id)
    force = memory.force(look.book, look.space.id)
    wait = look.wait
    kept = [_wish(entry, look, force, wait if confirmed_vault else 0) for entry in (mine.entries if mine else ())]

    def remember(book: VaultBook) -> None:
        book.put(f"space/{look.space.id}/entered", look.space.epoch)
        memory.forget_before(book, look.space.id)
        memory.forget_time(book, look.space.id)
        book.drop(f"space/{look.space.id}/older")
        renewal.bound_quiet_day(book, look.clock)
        if older:
            memory.keep_pause(book, look.space.id)
            renewal.begin_quiet_day(book, look.clock)
        if not confirmed_vault:
            _sleep_again(book, look.space.id, look.clock)
        if behind:
            _elsewhere(book, look)
        for wish in kept:
            if memory.wish(book, look.space.id, *wish.key) is None and not cooled.covering(look, wish.item):
                memory.keep_wish(book, look.space.id, wish)

    entered = replace(look, trouble=None)
    with transaction.atomic():
        spaces.saw_epoch(space=look.space.id, epoch=look.space.epoch, keys=keys)
        write(look=entered, keys=keys, new=_first_state(look, mine, older), mutate=remember, entering=True)
    ring(Reaffirmed(space=look.space.id, epoch=look.space.epoch))


def begins_paused(look: Look, behind: bool) -> bool:
    """Return whether a new start here would begin paused, and with a quiet day; `behind` as in `reaffirm`."""
    return behind or _was_told(look) or _misses_what_it_knew(look)


def _was_told(look: Look) -> bool:
    return bool(look.book.get(f"space/{look.space.id}/older"))


def _misses_what_it_knew(look: Look) -> bool:
    """A vault that is new since a reset misses everything, and is nobody's older one."""
    knew = memory.heads_epoch(look.book, look.space.id) > 0
    return knew and not _was_told(look) and is_older(look.book, look.space.id, look.person)


def _elsewhere(book: VaultBook, look: Look) -> None:
    """What an older vault holds of other spaces may have been let go as well; a new start there confirms none of it."""
    for other in {key.split("/")[1] for key in book.under("space/")} - {look.space.id}:
        if not memory.has_ended(book, other):
            _sleep_again(book, other, look.clock)
            book.put(f"space/{other}/older", True)


def _sleep_again(book: VaultBook, space: str, now: int) -> None:
    """An older vault holds wishes that may have been let go since: each of them is slept on once more.

    It lapses when it would have lapsed, for a new start states none of them anew: no later than that is what it asks
    for. A wish for a shorter wait has no date of its own, and goes.
    """
    for wish in memory.wishes(book, space):
        lapses = wish.since + LIFETIME
        terms = replace(wish.terms, review_by=min(wish.terms.review_by or lapses, lapses))
        memory.keep_wish(book, space, replace(wish, since=max(wish.since, now), terms=terms))
    memory.keep_wait_wish(book, space, None)


def _first_state(look: Look, mine: State | None, older: bool) -> State:
    fresh = statement.new_state(stamp(look), os.urandom(statement.SALT))
    known = memory.paused_scopes(look.book) | stops.scopes(look.person)
    paused = older or bool({stops.EVERYTHING, look.space.id} & known)
    if mine is None:
        return replace(fresh, paused=paused)
    wait = max(mine.wait_hours, fresh.wait_hours)
    entered = replace(fresh, paused=paused, told=mine.told, items=mine.items, wait_hours=wait)
    return opening.taken_along(mine, entered)


def _wish(entry: Entry, look: Look, force: tuple[Arrangement, ...], waived: int) -> Wish:
    """The wish for a former position; it counts as slept on only when it was in force before."""
    was_in_force = any(
        a.item == entry.item and (look.person, entry.side) in a.sides and a.terms.level >= entry.terms.level
        for a in force
    )
    return Wish(entry.item, entry.side, entry.terms, look.clock - (waived if was_in_force else 0), entry.edition)


def leave(*, look: Look, keys: Keyring) -> None:
    """End the space for everybody, with a last record where the chain allows one; nothing of it counts any more."""
    space = look.space.id
    with transaction.atomic():
        spaces.hold(space)
        if look.verified is not None and look.epoch_key is not None and not look.over:
            view = SpaceView(space, look.space.epoch, look.space.members)
            last = statement.new_state(stamp(look), os.urandom(statement.SALT))
            seq, record = ledger.append(view, look.verified, last, Kind.LEAVE, keys, look.epoch_key, os.urandom)
            rows.erase_states(space)
            rows.store(space, look.space.epoch, look.person, seq, record)
        spaces.end(space=space)
        meant = stops.rows(look.person, space)
        stops.lift(person=look.person, scope=space, meant=meant, keys=keys, now=look.clock)
        vaults.change(look.person, keys, lambda book: _forget(book, space))


def _forget(book: VaultBook, space: str) -> None:
    memory.forget_space(book, space)
    debriefs.forget(book, space)
    rests.forget(book, space)
    cooled.forget(book, space)
    ladders.forget(book, space)
    memory.drop_pause(book, space)
