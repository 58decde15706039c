"""One space of a history: its people and their browsers, what they do, and what each page may then believe."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from random import Random
from typing import Any

from django.db import transaction
from django.http import Http404

from ownaccord.accounts import settings, vaults
from ownaccord.accounts.keys import Unreadable, VaultBook
from ownaccord.consent import memory, rows
from ownaccord.consent.looking import Look
from ownaccord.core import ledger
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import access, actions, queries
from tests.laws.machine.allowed import DAY
from tests.laws.machine.devices import Device, Page, Somebody
from tests.laws.machine.everywhere import comes_back, covers, wakes
from tests.laws.machine.house import House
from tests.laws.machine.kept import Kept
from tests.laws.machine.knowledge import Knowing, Residual, Stored
from tests.laws.machine.scenery import Cards, believed, said
from tests.laws.machine.shared import Shared
from tests.laws.machine.truth import Loosened, Truth

REFUSALS = (Refused, Http404, Unreadable, Quarantine)


class World(Knowing):
    """A few people in one space, and the oracle that knows what they truly said there.

    Clock, vaults and browsers are those of all spaces of this history, and so is whatever `attacked` them.
    """

    truth_of = Truth

    def __init__(self, house: House, cards: Cards, chance: Random, shared: Shared, people: list[Somebody]) -> None:
        self.house, self.chance, self.cards, self.shared, self.people = house, chance, cards, shared, people
        self.by_id = {each.id: each for each in self.people}
        self.space = chance.randbytes(16).hex()
        super().__init__()
        self.exact = self.calm = True
        self.lost: dict[str, frozenset[str]] = {}
        shared.worlds.append(self)

    @property
    def clock(self) -> int:
        """The time, in all spaces."""
        return self.shared.clock

    @clock.setter
    def clock(self, now: int) -> None:
        self.shared.clock = now

    @property
    def attacked(self) -> Kept | None:
        """What somebody made of the database, while they do."""
        return self.shared.attacked

    @attacked.setter
    def attacked(self, after: Kept | None) -> None:
        self.shared.attacked = after

    def besides(self, who: str, scope: str = "") -> list["World"]:
        """The other spaces that this person is in, as far as this scope covers them."""
        others = (each for each in self.shared.worlds if each is not self and who in each.by_id)
        return [each for each in others if covers(scope, each.space)]

    def all_of(self, who: str, scope: str = "") -> list["World"]:
        """The spaces of this person that this scope covers; this one comes last."""
        return [*self.besides(who, scope), *([self] if covers(scope, self.space) else [])]

    @property
    def devices(self) -> list[Device]:
        """Every browser of everybody."""
        return [device for each in self.people for device in each.devices]

    def pin(self, who: str, book: VaultBook) -> None:
        """Put into somebody's first vault what an invitation to this space would have led to."""
        for other in self.people:
            if other.id != who:
                book.put(f"pin/{self.space}/{other.id}", other.keys.public)
        book.put(f"space/{self.space}/epoch", 1)

    def begin(self) -> None:
        """Everybody has an account, and this space begins."""
        self.house.seats(self.space, sorted(self.by_id))
        self.truth = self.truth_of(self.by_id, self.cards.rules())
        self.begins(self.people[0])

    def begins(self, granter: Somebody) -> None:
        """The next epoch, with the keys that this person has pinned."""
        with transaction.atomic():
            row = actions.hold(self.space)
            opened = access.opened(row, granter.id, vaults.read(granter.id, granter.keys), granter.keys)
            actions.next_epoch(row, opened, granter.keys, opened.members)
        self.new_epoch(granter)

    def new_epoch(self, granter: Somebody) -> None:
        """The oracle hears of it, and the granter's vault knows."""
        self.truth.start_anew()
        row = self.house.space.objects.get(pk=self.space)
        opened = access.opened(row, granter.id, vaults.read(granter.id, granter.keys), granter.keys)
        self.serials[queries.epoch_key(opened, granter.keys)] = self.truth.serial
        self.starts.add(self.truth.serial)
        self.learned(granter, dict.fromkeys(self.truth.members, self.truth.serial), None)

    # --- pages ------------------------------------------------------------------------------------------------------

    def looks(self, device: Device, *, unlock: bool = False) -> str:
        """One page's look at the space: what became of it. Loosened or Residual when it believes too much."""
        had = self.held(device)
        try:
            if unlock or device.locked:
                self.unlocks(device)
            page = device.page(self.clock)
            known = page.witness
            look = device.look(page, self.space)
        except REFUSALS:
            return "refused"
        self.judged(device, look, had)
        self._takes_home(device, page, known, look)
        return "quarantine" if look.trouble is not None else "fine"

    def _takes_home(self, device: Device, page: Page, known: Any, look: Look) -> None:
        self._saw(device, look)
        for each in self.all_of(device.owner.id):
            each._witnessed(device, page)
        device.home(page, known)

    def _saw(self, device: Device, look: Look) -> None:
        if look.verified is not None and not (look.starts_anew and not device.known[self.space]):
            device.known[self.space] = self.presented(look)

    def judged(self, device: Device, look: Look, had: Stored) -> None:
        """Hold what a page believes against everybody's word."""
        found = {} if look.over else believed(look)
        now = max(self.clock, had.latest)
        try:
            allowed = self.truth.judge(found, now)
        except Loosened as trouble:
            kind = self.excused(trouble, device, look, had) if self.attacked else None
            if kind is None:
                raise
            raise Residual(kind) from trouble
        assert self.attacked or not self.calm or look.trouble is None, ("a false alarm", look.trouble)
        if self.attacked is None and self.exact and look.trouble is None and not look.any_pause:
            exact = self.truth.in_force(max(now, look.verified.latest)) if look.verified else allowed
            assert found == exact, ("less is believed than everybody says", found, exact)

    def unlocks(self, device: Device) -> None:
        """The passphrase: pauses go into the chains, the vault remembers, in every space of this person."""
        before = [(each, each._before_unlock(device)) for each in self.all_of(device.owner.id)]
        page = device.unlock(self.clock)
        for each, then in before:
            with nullcontext() if each is self else suppress(*REFUSALS):
                each._unlocked(device, page, *then)

    def _before_unlock(self, device: Device) -> tuple[Stored, bytes | None, set[str]]:
        who = device.owner
        had, (_version, seen) = self.held(device), device.vault[self.space]
        if had.outdated:
            # The unlock marks the vault, and what it writes does not hide any more that it is behind.
            had = had._replace(behind=had.behind | seen | {0})
        stored = {scope for person, scope in self.pauses() if person == who.id and covers(scope, self.space)}
        return had, self.head(who), stored

    def _unlocked(self, device: Device, page: Page, had: Stored, before: bytes | None, stored: set[str]) -> None:
        who = device.owner
        there = bool(stored or self.truth.paused[who.id])
        look = device.look(page, self.space)
        self.took(device, look, {"kind": "pause"}, before, had, learned=True)
        self._witnessed(device, page)
        paused = self.truth.paused[who.id]
        if paused and look.verified is not None and not look.over:
            mine = look.mine
            if mine is not None and mine.paused:
                self.truth.into_the_chain(who.id, stored if self.attacked else paused)
            elif self.attacked is None and there and not look.cannot_write:
                raise Loosened("a pause did not get into the chain at the unlock", {who.id})
        self._saw(device, look)
        if look.trouble is None and not look.starts_anew:
            self.truth.remembers(who.id, self.clock)

    def pauses(self) -> list[tuple[str, str]]:
        """The plain pauses as stored."""
        return [(each.person_id, each.scope) for each in self.house.pause.objects.all()]

    def head(self, who: Somebody) -> bytes | None:
        """The digest of somebody's newest record, as their own vault remembers it."""
        try:
            kept = vaults.read(who.id, who.keys).get(f"space/{self.space}/heads")
        except Unreadable:
            return None
        return kept[1][who.id][1] if kept and who.id in kept[1] else None

    def last_record(self, who: str, epoch: int) -> bytes | None:
        """The digest of the record with which somebody left; None where the chain took none of them."""
        found = rows.newest(self.space, epoch, sorted(self.by_id)).get(who)
        leaves = found is not None and ledger.Header.loads(found[1].header).kind is ledger.Kind.LEAVE
        return ledger.digest_of(found[1]) if found and leaves else None

    def took(
        self, device: Device, look: Look | None, act: dict[str, Any], before: bytes | None,
        had: Stored, *, learned: bool = False,
    ) -> bool:  # fmt: skip
        """Let the oracle take in what somebody's software wrote, if it wrote; whether it did."""
        who = device.owner
        version, lacked = device.vault[self.space]
        if version > had.version != self.blob(who.id).version:
            # Whatever is written to a vault that this browser knows to be older marks it.
            had = had._replace(behind=had.behind | lacked | {0})
        head = self.head(who)
        wrote = head not in (None, before) and head not in self.serials
        shown = self.presented(look) if look is not None else {}
        if act["kind"] == "leave":
            shown = {**shown, who.id: self.truth.written[who.id]}
            last = self.last_record(who.id, look.space.epoch) if look is not None else None
            if last is not None and last not in self.serials:
                self.serials[last], self.saw[last] = self.truth.written[who.id], dict(shown)
        elif wrote:
            assert head is not None
            self._hears_a_record(device, look, act, had)
            if "start" in act:
                shown = dict.fromkeys(self.truth.members, act["start"])
            shown = {**shown, who.id: self.truth.written[who.id]}
            self.serials[head], self.saw[head] = self.truth.written[who.id], dict(shown)
            self.let_go[who.id, self.truth.written[who.id]] = self.heard(who.id, had)
        moment = None
        if (learned or wrote) and look is not None and look.verified is not None:
            moment = max(self.clock, look.now)
        anew = act["kind"] == "anew" and wrote
        if anew:
            # The vault of today is taken as the true one, once its owner has reaffirmed what is in it.
            had = had._replace(behind=frozenset())
            device.vault.clear()
            act["began"] = True
        # Whoever left knows it in their own vault, also where the chain took no record of it.
        left = act["kind"] == "leave" and self.truth.left == who.id
        self.learned(who, shown if learned or wrote or left else None, -1 if anew else moment, had)
        return wrote

    def _hears_a_record(self, device: Device, look: Look | None, act: dict[str, Any], had: Stored) -> None:
        """The oracle hears what somebody's newest record says; Loosened, or Residual, where it may not say that."""
        who = device.owner
        mine = memory.mine(vaults.read(who.id, who.keys), self.space)
        assert mine is not None
        try:
            self._wrote(who.id, said(mine), act, had)
        except Loosened as trouble:
            kind = self.excused(trouble, device, look, had) if self.attacked else None
            if kind is None:
                raise
            raise Residual(kind) from trouble

    def _wrote(self, who: str, words: Any, act: dict[str, Any], had: Stored) -> None:
        if act["kind"] == "anew":
            older: set[int | None] = set()
            if self.attacked:
                older |= {number for number, *_wish in self.truth.gone[who]} - had.gone
                older |= {None} if had.known.get(who, 0) < self.truth.last[who] else set()
            if not words[1]:
                self.truth.paused[who] -= self.lost.get(who, frozenset())
            wakes(self.truth, who, act["confirmed"])
            quiet = act["older"] and self._is_quiet(who)
            self.truth.reaffirms(who, words, self.clock, confirmed=act["confirmed"], older=older, quiet=quiet)
        else:
            self.truth.wrote(who, words, act, self.clock)
            if not words[1]:
                # The vault remembers what is in force with its owner's own record, as it does at their unlock.
                self.truth.remembers(who, self.clock)

    def _is_quiet(self, who: str) -> bool:
        """Whether this person can loosen nothing for a day from now."""
        book = vaults.read(who, self.by_id[who].keys)
        return settings.no_loosening_until(book) >= self.clock + DAY

    @contextmanager
    def writing(self, device: Device, act: dict[str, Any]) -> Iterator[tuple[Page, Callable[[], Look]]]:
        """One page on which its person does something: a fresh look for it, and the oracle hears what was written."""
        had = self.held(device)
        if device.locked:
            self.unlocks(device)
            had = self.held(device)
        before = self.head(device.owner)
        others = [(each, *each._beside(device)) for each in self.besides(device.owner.id)]
        page = device.page(self.clock)
        known, looks = page.witness, []

        def look() -> Look:
            looks.append(device.look(page, self.space))
            self.judged(device, looks[-1], had)
            return looks[-1]

        try:
            yield page, look
        except REFUSALS as why:
            self.refused(act, looks[-1] if looks else None, why)
        self.took(device, looks[-1] if looks else None, act, before, had)
        for each, *then in others:
            each._took_beside(device, page, act, *then)
        if looks:
            self._takes_home(device, page, known, looks[-1])

    def refused(self, act: dict[str, Any], look: Look | None, why: Exception) -> None:
        """Whatever somebody wanted to do here was refused."""

    def turns(self) -> None:
        """A step begins."""

    def _beside(self, device: Device) -> tuple[bytes | None, Stored, bool]:
        return self.head(device.owner), self.held(device), bool(self.truth.paused[device.owner.id])

    def _took_beside(
        self, device: Device, page: Page, act: dict[str, Any], before: bytes | None, had: Stored, was: bool
    ) -> None:
        """What a page of another space wrote here: a pause of everything, or what comes back after it; nothing else."""
        who, look = device.owner, None
        if self.head(who) not in (None, before):
            with suppress(*REFUSALS):
                look = device.look(page, self.space)
        if act.get("began") and act["older"]:
            # An older vault was reaffirmed there. Here it is an older one until its owner has started anew here too.
            missing = comes_back(self.truth, who.id, had.gone, self.clock)
            had = had._replace(behind=had.behind | missing | {0})
        kind = act["kind"] if "scope" in act and covers(act["scope"], self.space) else "elsewhere"
        self.took(device, look, {"kind": kind, "was": was}, before, had)
