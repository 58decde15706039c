"""The verbs of this room: proposing a deck, taking it up, sealing, going on by one step, taking it back.

Each is one transaction of the own vault and the own message; a step that is taken again makes the same bytes.
"""

import os
from collections.abc import Iterable

from django.db import transaction

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.consent import interest, mutual
from ownaccord.consent import memory as pauses
from ownaccord.core import deal as deals
from ownaccord.core import reveal
from ownaccord.core.deal import Deal
from ownaccord.core.deck import MARK, Line
from ownaccord.core.deck import Round as About
from ownaccord.core.errors import Forged, Refused
from ownaccord.core.interest import Answer, yes
from ownaccord.core.ledger import Quarantine
from ownaccord.core.reveal import ENDS, Mine, Reader, Stand, Step
from ownaccord.reveal import memory, rows, table
from ownaccord.reveal.memory import Round
from ownaccord.reveal.table import GRACE, RUNNING, State, Table
from ownaccord.spaces import actions as spaces
from ownaccord.spaces.access import OpenSpace

GONE = Mine(Stand.CANCELLED, b"", (), b"")


class Busy(Refused):
    """There is a deck already, or none to do this with."""


class Unfair(Refused):
    """This deck cannot be dealt now; ``why`` is one of the words of `table.unfair`."""

    def __init__(self, why: str) -> None:
        super().__init__("not now")
        self.why = why


def propose(*, space: OpenSpace, keys: Keyring, called: str, lines: Iterable[Line], opens_at: int, now: int) -> None:
    """Put a deck on the table, in place of what nobody took up; Busy while one is answered, Unfair by the pacing."""
    with transaction.atomic():
        here = _held(space, keys, now, step=True)
        if here.state in RUNNING:
            raise Busy
        first = deals.first_of(keys.person, here.other, table.host())
        second = here.other if first == keys.person else keys.person
        about = About(space.id, space.epoch, os.urandom(MARK), first, second, tuple(lines), opens_at)
        deal = Deal(called, about)
        if why := table.unfair(deal, keys.person, keys.person, here.book, now):
            raise Unfair(why)
        message = deals.propose(deal, here.view, keys, here.epoch_key, os.urandom)
        rows.drop_untaken(space.id)
        rows.store(space.id, space.epoch, about.mark, keys.person, rows.PROPOSE, message)
        vaults.change(keys.person, keys, lambda book: memory.keep_round(book, space.id, Round(deal, own=True)))


def take_up(*, space: OpenSpace, keys: Keyring, word: str, now: int) -> None:
    """Say yes to being asked these items; Busy when that deck is not on the table any more, Unfair by the pacing.

    `word` is of the proposal that was read: another in its place, also under the same mark, is not taken up.
    """
    with transaction.atomic():
        here = _held(space, keys, now, step=True)
        if here.offered is None or here.offered.word != word:
            raise Busy
        if here.offered.unfair:
            raise Unfair(here.offered.unfair)
        deal, mark = here.offered.deal, here.offered.deal.about.mark
        message = deals.take_up(here.offered.message, here.view, keys, here.other)
        rows.drop_others(space.id, mark)
        rows.store(space.id, space.epoch, mark, keys.person, rows.TAKE_UP, message)
        vaults.change(keys.person, keys, lambda book: memory.keep_round(book, space.id, Round(deal, own=False)))


def put_aside(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Show me no proposal of theirs for two weeks, and not before the time of this one. Nothing is sent; to the other
    it is as if nobody had looked.
    """
    here = table.look(space, keys, now)
    # Pressed twice, nothing is proposed any more the second time: what was put aside stays so.
    until = memory.aside_until(here.book, here.other)
    if here.offered is not None:
        # A crafted deck may open in any year.
        until = max(until, min(here.offered.deal.about.opens_at, now + table.LONGEST_AHEAD), now + table.AFTER_NOT_NOW)
    vaults.change(keys.person, keys, lambda book: memory.keep_aside(book, here.other, until))


def show_again(*, space: OpenSpace, keys: Keyring) -> None:
    """Show me proposals again."""
    other = next(who for who in space.members if who != keys.person)
    vaults.change(keys.person, keys, lambda book: memory.keep_aside(book, other, 0))


def answer(*, person: str, keys: Keyring, said: Answer) -> None:
    """Keep what somebody feels about an item, for themselves."""
    vaults.change(person, keys, lambda book: interest.keep_answer(book, said))


def seal(*, space: OpenSpace, keys: Keyring, with_answers: bool, now: int) -> bool:
    """Seal what was answered so far, or nothing at all: nobody can tell which. Busy when there is nothing to seal.

    Return whether it goes on at once: while its owner pauses here, it waits.
    """
    with transaction.atomic():
        here = _held(space, keys, now)
        if here.state is not State.OPEN or here.round is None:
            raise Busy
        about = here.round.deal.about

        def close(book: VaultBook) -> None:
            found = yes(interest.answers(book), about.lines) if with_answers else frozenset()
            memory.keep_side(book, space.id, reveal.seal(about, keys.person, found, os.urandom))

        vaults.change(keys.person, keys, close)
        goes_on = not _paused(here.book, keys.person, space.id)
        if goes_on:
            _step(space, keys, now)
    return goes_on


def go_on(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Take the next step of a sealed deck, if what it waits for is there; nothing while its owner pauses here."""
    book = vaults.read(keys.person, keys)
    mine = memory.round_of(book, space.id)
    if mine is None or mine.mine is None or _paused(book, keys.person, space.id):
        return
    with transaction.atomic():
        if spaces.hold(space.id) is not None:
            _step(space, keys, now)


def _paused(book: VaultBook, person: str, space: str) -> bool:
    return stops.paused(person, space) or bool(pauses.paused_scopes(book) & {stops.EVERYTHING, space})


def take_back(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Take the deck off the table, for both; TooLate once something can be learnt, Busy when there is none."""
    with transaction.atomic():
        try:
            here = _held(space, keys, now)
        except Quarantine:
            _withdraw(space, keys)
            return
        if here.round is None or here.state not in (State.PROPOSED, *RUNNING):
            raise Busy
        mine, mark = here.round.mine, here.round.mark
        if mine is not None:
            reader = Reader(here.round.deal.about, keys, space.members, here.epoch_key)
            mine = reveal.cancel(reader, mine, rows.steps(here.messages))
        rows.drop(space.id, mark)
        gone = mine or GONE
        vaults.change(keys.person, keys, lambda book: memory.keep_side(book, space.id, gone))


def _withdraw(space: OpenSpace, keys: Keyring) -> None:
    """Take back what nothing can be read of now, so that it is not compared once it can be read again."""
    here = memory.round_of(vaults.read(keys.person, keys), space.id)
    if here is None or (here.mine and here.mine.stand in (Stand.LEARNT, *ENDS)):
        raise Busy
    rows.drop(space.id, here.mark)
    vaults.change(keys.person, keys, lambda book: memory.keep_side(book, space.id, GONE))


def put_away(*, space: OpenSpace, keys: Keyring, now: int) -> None:
    """Forget a deck that is over; what was found stays on the items' pages. Busy while it is not over."""
    here = table.look(space, keys, now)
    if here.round is None or here.state in (State.PROPOSED, *RUNNING):
        raise Busy
    vaults.change(keys.person, keys, lambda book: memory.drop_round(book, space.id))


def let_rest(*, space: OpenSpace, keys: Keyring, item: str) -> None:
    """Forget, for myself, that something about this item was found in common."""

    def drop(book: VaultBook) -> None:
        kept = [each for each in mutual.mutual(book, space.id) if each[0].item != item]
        mutual.keep_mutual(book, space.id, kept)

    vaults.change(keys.person, keys, drop)


def forget_ended(*, keys: Keyring, living: Iterable[str]) -> None:
    """Forget what was sealed in spaces that are over, and what a lost bell left of them among the rows."""
    book = vaults.read(keys.person, keys)
    over = set(memory.spaces(book)) - set(living)
    if over:
        for space in over:
            rows.drop_space(space)
        vaults.change(keys.person, keys, lambda book: memory.drop_rounds(book, over))


# --- one step -------------------------------------------------------------------------------------------------------


def _held(space: OpenSpace, keys: Keyring, now: int, *, step: bool = False) -> Table:
    """What lies on the table, while nobody else writes into this space; with `step` a last message is heard before."""
    if spaces.hold(space.id) is None:
        raise spaces.Estranged
    if step:
        _step(space, keys, now)
    return table.look(space, keys, now)


def _step(space: OpenSpace, keys: Keyring, now: int) -> None:
    """Inside a transaction that holds the space: the next step, with its message."""
    here = table.look(space, keys, now)
    if here.round is None or here.round.mine is None:
        return
    deal, mine = here.round.deal, here.round.mine
    reader = Reader(deal.about, keys, space.members, here.epoch_key)
    after = _after(here, reader, mine)
    if after != mine:
        vaults.change(keys.person, keys, lambda book: _remember(book, space.id, deal, reader, after, now))
    newest = reveal.newest(reader, after) if after.stand not in (Stand.VOID, Stand.CANCELLED) else None
    if newest is not None and here.messages.get(newest[0]) != newest[1] and rows.PROPOSE in here.messages:
        rows.store(space.id, space.epoch, deal.about.mark, keys.person, newest[0], newest[1])


def _after(here: Table, reader: Reader, mine: Mine) -> Mine:
    """Where this person stands next. After the time of the opening no message is made any more."""
    messages, opens_at = rows.steps(here.messages), reader.about.opens_at
    if mine.stand in ENDS:
        return mine
    if mine.stand is not Stand.LEARNT and rows.PROPOSE not in here.messages:
        # Taken back by the other, or swept away: nothing was compared, and what was sealed serves nothing any more.
        return GONE
    if here.now >= opens_at and not (mine.stand is Stand.LEARNT and Step.TALLY in messages):
        waits = mine.stand is Stand.LEARNT and here.now < opens_at + GRACE
        return mine if waits else reveal.give_up(mine)
    try:
        return reveal.advance(reader, mine, messages)
    except Forged:
        return reveal.give_up(mine)


_LEARNABLE = {True: (Stand.LEARNT, Stand.COMPLETE), False: (Stand.ANSWERED, Stand.COMPLETE)}
"""Whether it is the first person's -> where something of them can have been learnt: from then on the deck was dealt."""


def _remember(book: VaultBook, space: str, deal: Deal, reader: Reader, after: Mine, now: int) -> None:
    memory.keep_side(book, space, after)
    if after.stand in _LEARNABLE[reader.is_first]:
        memory.keep_dealt(book, deal.about.other(reader.keys.person), deal, now)
    if after.stand is Stand.COMPLETE:
        fresh = {each.item for each in after.mutual}
        kept = [each for each in mutual.mutual(book, space) if each[0].item not in fresh]
        mutual.keep_mutual(book, space, [*kept, *((each, deal.about.opens_at) for each in after.mutual)])
