"""What lies on the table between two people, as one of them sees it: their own state of it, never the other's."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.models import Host
from ownaccord.catalogue import load
from ownaccord.catalogue.decks import FEWEST, is_everyday, may_be_dealt
from ownaccord.core import deal as deals
from ownaccord.core import pacing
from ownaccord.core.deal import Deal
from ownaccord.core.errors import Forged
from ownaccord.core.position import DAY
from ownaccord.core.record import SpaceView
from ownaccord.core.reveal import ENDS, Message, Stand, Step
from ownaccord.reveal import memory, rows
from ownaccord.reveal.memory import Round
from ownaccord.spaces import queries
from ownaccord.spaces.access import OpenSpace

LONGEST_AHEAD = 60 * DAY
AFTER_NOT_NOW = 14 * DAY
"""For how long at least nothing is proposed to whoever said “Not now”: whoever proposes chooses the time, not this."""
GRACE = 120
"""Seconds after the opening in which the first person's page still waits for a last message that was under way."""


class State(StrEnum):
    """How a deck stands for its reader. Sealed says nothing about the other; the last three are ends."""

    EMPTY = "empty"
    PROPOSED = "proposed"
    OPEN = "open"
    SEALED = "sealed"
    FOUND = "found"
    INCOMPLETE = "incomplete"
    GONE = "gone"


RUNNING = frozenset({State.OPEN, State.SEALED})


@dataclass(frozen=True, slots=True, repr=False)
class Offered:
    """A deck that the other proposes. `unfair`: why it cannot be taken up as it is; empty when it can."""

    deal: Deal
    message: Message
    unfair: str

    @property
    def word(self) -> str:
        """What a form says that is about this very proposal: its mark, and the hash of its bytes."""
        return self.deal.about.mark.hex() + sha256(self.message.body).hexdigest()


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Everything that a page or a step needs. Without an epoch key nothing is on the table."""

    space: OpenSpace
    person: str
    now: int
    book: VaultBook = field(repr=False)
    epoch_key: bytes = field(repr=False)
    state: State
    round: Round | None
    messages: dict[str, Message] = field(repr=False)
    offered: Offered | None

    @property
    def view(self) -> SpaceView:
        """The space as its reader pinned it."""
        return view_of(self.space)

    @property
    def other(self) -> str:
        """The other person."""
        return next(who for who in self.space.members if who != self.person)


def view_of(space: OpenSpace) -> SpaceView:
    """Return a space as core knows it."""
    return SpaceView(space.id, space.epoch, space.members)


def look(space: OpenSpace, keys: Keyring, now: int) -> Table:
    """Return what lies on the table for this person; core's Quarantine where the space cannot be read now."""
    book, epoch_key = vaults.read(keys.person, keys), queries.epoch_key(space, keys)
    mine = memory.round_of(book, space.id)
    messages = rows.of(space.id, space.epoch, mine.mark) if mine else {}
    state = _state(space, keys, mine, messages, now)
    offered = None if state in RUNNING else next(_offers(space, keys, book, epoch_key, now), None)
    return Table(space, keys.person, now, book, epoch_key, state, mine, messages, offered)


def _state(space: OpenSpace, keys: Keyring, mine: Round | None, messages: dict[str, Message], now: int) -> State:
    if mine is None:
        return State.EMPTY
    stand, opens_at = mine.mine.stand if mine.mine else None, mine.deal.about.opens_at
    if stand is Stand.CANCELLED:
        return State.GONE
    if stand is Stand.COMPLETE:
        return State.FOUND if now >= opens_at else State.SEALED
    there = mine.deal.about.epoch == space.epoch and rows.PROPOSE in messages
    if stand is None:
        return _unsealed(space, keys, mine, messages) if there and now < opens_at else _over(now, opens_at)
    if stand is Stand.LEARNT and (now < opens_at + GRACE or Step.TALLY in messages):
        # What lies there is heard at the next unlock, however late: the other may see what was found already.
        return State.SEALED
    if now >= opens_at:
        return State.INCOMPLETE
    return State.SEALED if there or stand in ENDS else State.GONE


def _over(now: int, opens_at: int) -> State:
    return State.INCOMPLETE if now >= opens_at else State.GONE


def _unsealed(space: OpenSpace, keys: Keyring, mine: Round, messages: dict[str, Message]) -> State:
    if not mine.own:
        return State.OPEN
    other = mine.deal.about.other(keys.person)
    proposal, taken = messages[rows.PROPOSE], messages.get(rows.TAKE_UP)
    if taken is None or not deals.taken_up(taken, other, proposal, keys.person, view_of(space), keys):
        return State.PROPOSED
    return State.OPEN


def _offers(space: OpenSpace, keys: Keyring, book: VaultBook, epoch_key: bytes, now: int) -> Iterator[Offered]:
    """What the other proposes, the newest first; nothing that does not fit or is over.

    Nothing at all for two weeks after one was put aside, and not before its time: whoever asks again and again is not
    heard.
    """
    had = memory.round_of(book, space.id)
    if any(now < memory.aside_until(book, who) for who in space.members):
        return
    for each in rows.proposals(space.id, space.epoch):
        if each.author == keys.person or each.author not in space.members or (had and each.mark == had.mark):
            continue
        try:
            found = deals.proposed(each.message, each.author, view_of(space), keys, epoch_key)
        except Forged:
            continue
        if found.about.mark == each.mark and now < found.about.opens_at:
            yield Offered(found, each.message, unfair(found, each.author, keys.person, book, now))


def unfair(deal: Deal, proposer: str, reader: str, book: VaultBook, now: int) -> str:
    """Return why a deck cannot be dealt now, in one word; empty when it can. Both people's software asks this.

    `book` is the reader's, who proposes it or to whom it is proposed.

    ``soon``: another was dealt too short a time ago. ``rests``: an item was dealt in the last 90 days. ``unknown``: an
    item that this catalogue does not deal. ``first``: the wrong one would learn first. ``far``: it opens too far ahead.
    ``few``: so few items that one could be singled out.
    """
    about, other = deal.about, deal.about.other(reader)
    dealt = (*memory.dealt(book, other), *memory.under_way(book, other, about.space, now))
    if len(about.lines) < FEWEST:
        return "few"
    items = [load().item(line.item) for line in about.lines]
    if not all(item and may_be_dealt(load(), item) for item in items):
        return "unknown"
    if any(item and line.shape not in item.shapes for item, line in zip(items, about.lines, strict=True)):
        return "unknown"
    if about.first != deals.first_of(proposer, about.other(proposer), host()):
        return "first"
    if about.opens_at > now + LONGEST_AHEAD:
        return "far"
    if about.opens_at < pacing.next_from(dealt, is_everyday(load(), about.lines)):
        return "soon"
    return "rests" if pacing.resting(dealt, about.lines, about.opens_at) else ""


def host() -> str | None:
    """Return who runs this computer."""
    return Host.objects.values_list("person_id", flat=True).first()
