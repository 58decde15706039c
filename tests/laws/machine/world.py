"""One history: a space, its people and their browsers, what they do, and what each page may then believe."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from random import Random
from typing import Any

from django.db import transaction
from django.http import Http404

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Unreadable, VaultBook
from ownaccord.consent import memory, rows
from ownaccord.consent.looking import Look
from ownaccord.core import ledger, statement
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Quarantine, SpaceView
from ownaccord.core.position import Entry
from ownaccord.core.terms import Terms
from ownaccord.core.wish import Wish
from ownaccord.spaces import access, actions, queries
from tests.laws.machine.devices import Device, Page, Somebody
from tests.laws.machine.house import House
from tests.laws.machine.kept import Kept
from tests.laws.machine.knowledge import Knowing, Residual, Stored
from tests.laws.machine.scenery import Cards, believed, said
from tests.laws.machine.truth import Loosened, Truth

NOON = 1_835_352_000
REFUSALS = (Refused, Http404, Unreadable, Quarantine)


class World(Knowing):
    """Two to four people, one space, one clock, and the oracle that knows what they truly said."""

    def __init__(self, house: House, cards: Cards, chance: Random) -> None:
        self.house, self.chance, self.cards, self.clock = house, chance, cards, NOON
        count = chance.choices((2, 3, 4), (7, 2, 1))[0]
        self.people = [
            Somebody("abcd"[n], chance.randbytes, tuple(chance.random() < 0.3 for _ in range(browsers)))
            for n, browsers in enumerate(chance.choices((1, 1, 2, 3), k=count))
        ]
        self.by_id = {each.id: each for each in self.people}
        self.space = chance.randbytes(16).hex()
        super().__init__()
        self.attacked: Kept | None = None
        self.exact = self.calm = True
        self.lost: dict[str, frozenset[str]] = {}
        self._begin()

    @property
    def devices(self) -> list[Device]:
        """Every browser of everybody."""
        return [device for each in self.people for device in each.devices]

    def _begin(self) -> None:
        members = {each.id: each.keys.public for each in self.people}
        for each in self.people:
            book = VaultBook()
            for who, public in members.items():
                if who != each.id:
                    book.put(f"pin/{self.space}/{who}", public)
            book.put(f"space/{self.space}/epoch", 1)
            self.house.account(each.keys, each.keys.seal_vault(book.dumps(), 1, os.urandom))
        self.house.seats(self.space, sorted(members))
        self.truth = Truth(members, self.cards.rules())
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
        had = self.blob(device.owner.id)
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
        if look.verified is not None and not (look.starts_anew and not device.known):
            device.known = self.presented(look)
        self._witnessed(device, page)
        device.home(page, known)

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
        """The passphrase: pauses go into the chain, the vault remembers."""
        who = device.owner
        had = self.blob(who.id)
        if device.vault[0] > had.version and not device.portable:
            # The unlock marks the vault, and what it writes does not hide any more that it is behind.
            had = had._replace(behind=had.behind | device.vault[1])
        before = self.head(who)
        stored = {scope for person, scope in self.pauses() if person == who.id}
        there = bool(stored or self.truth.paused[who.id])
        page = device.unlock(self.clock)
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
        if look.verified is not None and not (look.starts_anew and not device.known):
            device.known = self.presented(look)
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
        if device.vault[0] > had.version != self.blob(who.id).version:
            # Whatever is written to a vault that this browser knows to be older marks it.
            had = had._replace(behind=had.behind | device.vault[1])
        head = self.head(who)
        wrote = head not in (None, before) and head not in self.serials
        shown = self.presented(look) if look is not None else {}
        if act["kind"] == "leave":
            shown = {**shown, who.id: self.truth.written[who.id]}
            last = self.last_record(who.id, look.space.epoch) if look is not None else None
            if last is not None and last not in self.serials:
                self.serials[last], self.saw[last] = self.truth.written[who.id], dict(shown)
        elif wrote:
            mine = memory.mine(vaults.read(who.id, who.keys), self.space)
            assert head is not None and mine is not None
            try:
                self._wrote(who.id, said(mine), act, had)
            except Loosened as trouble:
                kind = self.excused(trouble, device, look, had) if self.attacked else None
                if kind is None:
                    raise
                raise Residual(kind) from trouble
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
            had, device.vault = had._replace(behind=frozenset()), (0, frozenset())
        # Whoever left knows it in their own vault, also where the chain took no record of it.
        left = act["kind"] == "leave" and self.truth.left == who.id
        self.learned(who, shown if learned or wrote or left else None, -1 if anew else moment, had)
        return wrote

    def _wrote(self, who: str, words: Any, act: dict[str, Any], had: Stored) -> None:
        if act["kind"] == "anew":
            older: set[int | None] = set()
            if self.attacked:
                older |= {number for number, *_wish in self.truth.gone[who]} - had.gone
                older |= {None} if had.known.get(who, 0) < self.truth.last[who] else set()
            if not words[1]:
                self.truth.paused[who] -= self.lost.get(who, frozenset())
            self.truth.reaffirms(who, words, self.clock, confirmed=act["confirmed"], older=older)
        else:
            self.truth.wrote(who, words, act, self.clock)
            if not words[1]:
                # The vault remembers what is in force with its owner's own record, as it does at their unlock.
                self.truth.remembers(who, self.clock)

    @contextmanager
    def writing(self, device: Device, act: dict[str, Any]) -> Iterator[tuple[Page, Callable[[], Look]]]:
        """One page on which its person does something: a fresh look for it, and the oracle hears what was written."""
        had = self.blob(device.owner.id)
        if device.locked:
            self.unlocks(device)
            had = self.blob(device.owner.id)
        before = self.head(device.owner)
        page = device.page(self.clock)
        known, looks = page.witness, []

        def look() -> Look:
            looks.append(device.look(page, self.space))
            self.judged(device, looks[-1], had)
            return looks[-1]

        with suppress(*REFUSALS):
            yield page, look
        self.took(device, looks[-1] if looks else None, act, before, had)
        if looks:
            self._takes_home(device, page, known, looks[-1])

    # --- what an attacker finds elsewhere ---------------------------------------------------------------------------

    def elsewhere(self) -> dict[Any, Any]:
        """What the same people wrote in another space: a Yes to everything."""
        found, key = {}, os.urandom(32)
        members = {each.id: each.keys.public for each in self.people}
        view = SpaceView(self.chance.randbytes(16).hex(), 1, members)
        for each in self.people:
            seq, record = self.yes_to_all(view, each.keys, key, {})
            found[view.space, 1, each.id, seq] = record
        return found

    def yes_to_all(self, view: SpaceView, keys: Any, epoch_key: bytes, heads: Any) -> tuple[int, Any]:
        """A record that says Yes to everything."""
        state = statement.new_state(self.clock, os.urandom(32))
        old = {keys.person: state} if keys.person in heads else {}
        for item in self.cards.now.items:
            for side in item.sides:
                terms = Terms(review_by=self.clock + 20 * 86_400)
                state = statement.with_entry(state, Entry(item.slug, side, terms, state.at, item.edition))
        wishes = {e.key: Wish(e.item, e.side, e.terms, e.stated_at, e.edition) for e in state.entries}
        fresh = statement.rewritten(state, state.at, os.urandom(32))
        acts = ledger.Acts(confirmed=wishes, wait=0)
        verified = ledger.Verified(old, heads)
        return ledger.append(view, verified, fresh, ledger.Kind.STATE, keys, epoch_key, os.urandom, acts)
