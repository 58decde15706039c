"""One look at a space: every member's verified statement, and what is in force now. Made anew for every page."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from ownaccord.accounts import settings, stops, vaults
from ownaccord.accounts.keys import Keyring, VaultBook, Witness
from ownaccord.catalogue import Catalogue, load
from ownaccord.consent import memory, own_items, rows
from ownaccord.consent.addresses import Addresses
from ownaccord.core import ledger
from ownaccord.core.in_force import Arrangement, in_force
from ownaccord.core.ledger import Quarantine, SpaceView, Stage, Verified
from ownaccord.core.statement import State
from ownaccord.core.wish import HOUR, effective_wait
from ownaccord.spaces import queries as spaces
from ownaccord.spaces.access import OpenSpace


@dataclass(frozen=True, slots=True)
class Look:
    """What one reader sees of a space at one moment. In trouble there are no statements, so nothing is in force.

    `catalogue`: the cards of this space, its members' own items among them. `addresses`: the reader's, of this space.
    """

    space: OpenSpace
    person: str
    clock: int
    now: int
    book: VaultBook = field(repr=False)
    addresses: Addresses
    epoch_key: bytes | None = field(default=None, repr=False)
    verified: Verified | None = None
    paused: frozenset[str] = frozenset()
    arrangements: tuple[Arrangement, ...] = ()
    trouble: Stage | None = None
    catalogue: Catalogue = field(default_factory=load, repr=False)
    _aside: list[tuple[Arrangement, ...]] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def states(self) -> Mapping[str, State]:
        """Every member's verified statement."""
        return self.verified.states if self.verified else {}

    @property
    def mine(self) -> State | None:
        """The reader's own statement, None before the first one of this epoch."""
        return self.states.get(self.person)

    def with_own(self, new: State) -> "Look":
        """What its reader sees once this statement of theirs is stored."""
        if self.verified is None:
            return self
        states = MappingProxyType({**self.states, self.person: new})
        catalogue = own_items.catalogue_of(states)
        now = max(self.now, new.at)
        arrangements = () if self.over else in_force(catalogue.rules(), self.space.members, states, now, self.paused)
        verified = replace(self.verified, states=states)
        return replace(self, verified=verified, now=now, arrangements=arrangements, catalogue=catalogue)

    @property
    def over(self) -> bool:
        """Whether somebody left: nothing is in force any more, for anybody."""
        left = bool(self.verified and self.verified.left)
        return self.space.ended or left or memory.has_ended(self.book, self.space.id)

    @property
    def starts_anew(self) -> bool:
        """Whether the reader has to reaffirm: there is trouble, or an epoch that they have not entered yet."""
        return self.trouble is not None or self.space.epoch > memory.entered(self.book, self.space.id)

    @property
    def cannot_write(self) -> bool:
        """Whether the chain takes no record of the reader now: trouble, a new start, or an end."""
        return self.starts_anew or self.over or self.verified is None

    @property
    def waiting_for_others(self) -> bool:
        """Whether a new epoch waits for somebody else to reaffirm."""
        return self.space.epoch > 1 and not self.starts_anew and set(self.states) != set(self.space.members)

    @property
    def my_pause(self) -> bool:
        """Whether the reader's own pause holds here."""
        return self.person in self.paused or bool(self.mine and self.mine.paused)

    @property
    def others_pause(self) -> bool:
        """Whether the pause of anybody but the reader holds here."""
        others = {who: state for who, state in self.states.items() if who != self.person}
        return bool(self.paused - {self.person}) or any(state.paused for state in others.values())

    @property
    def own_pause_aside(self) -> tuple[Arrangement, ...]:
        """What is in force but for the reader's own pause: what they see on the page on which they lift it."""
        if not self.my_pause or self.over:
            return self.arrangements
        if not self._aside:
            # Asked several times on a page that pauses.
            states = dict(self.states)
            if self.mine is not None:
                states[self.person] = replace(self.mine, paused=False)
            rules, paused = self.catalogue.rules(), self.paused - {self.person}
            self._aside.append(in_force(rules, self.space.members, states, self.now, paused))
        return self._aside[0]

    @property
    def any_pause(self) -> bool:
        """Whether anybody's pause holds here."""
        return bool(self.paused) or any(state.paused for state in self.states.values())

    @property
    def private_wait(self) -> int:
        """The reader's own longer wait, in hours."""
        return settings.own_wait(self.book, self.clock)

    @property
    def shared_wait(self) -> int:
        """The waiting time of this space, in hours; who has not started anew yet counts as before."""
        hours = effective_wait(self.states, 0, self.space.members) // HOUR
        complete = set(self.states) == set(self.space.members)
        return hours if complete else max(hours, memory.known_wait(self.book, self.space.id))

    @property
    def wait(self) -> int:
        """How long the reader sleeps on a wish here, in seconds."""
        return max(self.shared_wait, self.private_wait) * HOUR

    @property
    def no_loosening_until(self) -> int:
        """Until when the reader can loosen nothing, after a recovery."""
        return settings.no_loosening_until(self.book)


def look(
    *, person: str, keys: Keyring, space: OpenSpace, witness: Witness | None, behind: bool, now: int
) -> Look:
    """Verify what is stored and return what it means now; what does not verify is trouble: nothing is in force."""
    book = vaults.read(person, keys)
    latest = max(now, memory.latest_time(book, space.id))
    addresses = Addresses(space.id, keys.mark_key())
    paused = stops.pausing(space.members.keys(), space.id)
    try:
        if behind:
            raise Quarantine(Stage.WITNESS)
        if _from_another_day(book, space, now):
            raise Quarantine(Stage.CLOCK)
        epoch_key = spaces.epoch_key(space, keys)
        verified = _verified(keys, space, epoch_key, book, witness, now)
        if _misses_own_record(book, space, person, verified):
            if _changed(vaults.read(person, keys), book, space):
                # Another page of the same person wrote between the two readings.
                return look(person=person, keys=keys, space=space, witness=witness, behind=behind, now=now)
            raise Quarantine(Stage.WITNESS)
    except Quarantine as trouble:
        met = own_items.as_met(memory.items_seen(book, space.id))
        return Look(space, person, now, latest, book, addresses, paused=paused, trouble=trouble.stage, catalogue=met)
    moment = max(latest, verified.latest)
    over = space.ended or bool(verified.left) or memory.has_ended(book, space.id)
    catalogue = own_items.catalogue_of(verified.states)
    arrangements = () if over else in_force(catalogue.rules(), space.members, verified.states, moment, paused)
    return Look(
        space, person, now, moment, book, addresses, epoch_key, verified, paused, arrangements, catalogue=catalogue
    )


def again(found: Look, keys: Keyring) -> Look:
    """The same reader's look at what is stored now, a moment later; it asks no witness, and loosens nothing."""
    return look(
        person=found.person, keys=keys, space=found.space, witness=None, behind=False, now=found.clock
    )  # fmt: skip


def _misses_own_record(book: VaultBook, space: OpenSpace, person: str, verified: Verified) -> bool:
    """Whether this vault does not know its owner's newest record: the two are only ever written together.

    Then it is an older one that somebody put back, and whatever was let go since is in it; no witness is needed for it.
    """
    own = verified.heads.get(person)
    return not verified.left and own is not None and memory.heads(book, space.id, space.epoch).get(person) != own


def _changed(now: VaultBook, before: VaultBook, space: OpenSpace) -> bool:
    return any(now.under(each) != before.under(each) for each in memory.decided_by(space.id))


def is_older(book: VaultBook, space: str, person: str) -> bool:
    """Return whether its owner wrote a record after this vault, in the epoch that it saw last or in a later one.

    Only its place counts, for a record may be damaged: whoever plants one makes its owner sleep on wishes once more.
    """
    epoch = memory.heads_epoch(book, space)
    seq, _digest = memory.heads(book, space, epoch).get(person, (-1, b""))
    newest = rows.newest_of(space, person)
    return newest is not None and newest > (epoch, seq)


def _from_another_day(book: VaultBook, space: OpenSpace, clock: int) -> bool:
    """Whether this vault has seen a time that the clock is far behind: either of them is wrong, and that is said.

    Without it nothing would be in force for its reader until that day, without a word and without a way out. Whoever
    starts anew is on that way already.
    """
    starts_anew = space.epoch > memory.entered(book, space.id)
    return not starts_anew and memory.latest_time(book, space.id) > clock + ledger.FORWARD


def _verified(
    keys: Keyring, space: OpenSpace, epoch_key: bytes, book: VaultBook, witness: Witness | None, clock: int
) -> Verified:
    view = SpaceView(space.id, space.epoch, space.members)
    heads = memory.heads(book, space.id, space.epoch)
    seen = witness.seen(space.id) if witness else None
    newest = rows.newest(space.id, space.epoch, space.members)
    chains = rows.followed(space.id, space.epoch, newest, ledger.reach(view, newest, heads, seen))
    return ledger.verify(view, keys, epoch_key, chains, heads, seen, clock, memory.latest_time(book, space.id))
