"""A whole history: what was kept of it can be put back, by an honest restore or because an attack is over."""

from dataclasses import dataclass, replace
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.core import ledger
from ownaccord.core.ledger import Record, SpaceView
from tests.laws.machine.devices import Device, Somebody
from tests.laws.machine.kept import Kept
from tests.laws.machine.moves import Loot
from tests.laws.machine.truth import Truth
from tests.laws.machine.world import NOON, World


@dataclass(frozen=True)
class Saved:
    """Everything of a history at one moment."""

    kept: Kept
    truth: Truth
    clock: int
    keys: dict[str, Any]
    devices: tuple[tuple[Device, dict[str, str], dict[str, int], Any, bytes, bool], ...]
    blobs: dict[str, Any]
    cards: Any


class History(World):
    """A world whose moments can be kept."""

    backup: Saved | None = None

    @property
    def epoch(self) -> int:
        """The number of the epoch as stored."""
        return int(self.house.space.objects.get(pk=self.space).epoch)

    def saved(self, kept: Kept | None = None) -> Saved:
        """This moment."""
        return Saved(
            kept or self.house.take(), self.truth.copy(), self.clock, {each.id: each.keys for each in self.people},
            tuple((d, dict(d.cookies), dict(d.known), d.vault, d.token, d.locked) for d in self.devices),
            dict(self.last_blob), self.cards.now,
        )  # fmt: skip

    def put_back(self, then: Saved) -> None:
        """Everything is as it was at that moment, for everybody."""
        self.house.put(then.kept)
        self.truth, self.clock, self.cards.now = then.truth.copy(), then.clock, then.cards
        self.last_blob = dict(then.blobs)
        for who, keys in then.keys.items():
            self.by_id[who].keys = keys
        for device, cookies, known, vault, token, locked in then.devices:
            device.cookies, device.known, device.vault = dict(cookies), dict(known), vault
            device.token, device.locked = token, locked

    def restore(self, then: Saved) -> None:
        """The backup is put back: browsers and people go on from today, everything that is stored from then."""
        kept, now = then.kept, self.truth
        spaces = {each: (epoch + 1 if epoch else 0, ended) for each, (epoch, ended) in kept.spaces.items()}
        self.house.put(replace(kept, spaces=spaces))
        for who, keys in then.keys.items():
            if self.by_id[who].keys is not keys:
                # The witnesses of newer keys cannot be read any more.
                for device in self.by_id[who].devices:
                    device.clear()
            self.by_id[who].keys = keys
        for device in self.devices:
            device.locked = True
        old = then.truth
        now.reset, now.left = set(old.reset), None
        now.cooling = {who: dict(each) for who, each in old.cooling.items()}
        now.start_anew()
        for who in now.members:
            said = tuple((key, terms) for key, (terms, _read) in (old.says[who] or {}).items()) or old.former[who]
            wished = tuple((key, terms) for key, each in old.wishes[who].items() for terms, _since in each)
            now.former[who] = (*said, *wished)
            now.quiet_until[who] = min(now.quiet_until[who], old.quiet_until[who])
            self.lost[who] = self.lost.get(who, frozenset()) | (now.paused[who] - old.paused[who])
            now.paused[who] |= old.paused[who]
            now.chained[who] = False
        self.last_blob = dict(then.blobs)
        self.exact = self.calm = False

    def lifted(self, who: str, scope: str) -> None:
        """Somebody took back a pause; one that a restore had lost goes with the last one that is left."""
        self.truth.lifts(who, scope)
        if self.truth.paused[who] <= self.lost.get(who, frozenset()):
            for each in sorted(self.truth.paused[who]):
                self.truth.lifts(who, each)

    def looks_aside(self, device: Device) -> None:
        """A look by a wrong clock, which writes nothing."""
        if not device.locked:
            known = dict(device.known), dict(device.cookies), device.vault
            before = self.exact, self.calm
            self.exact = self.calm = False
            try:
                self.looks(device)
            finally:
                self.exact, self.calm = before
                device.known, device.cookies, device.vault = known

    def pin_anew(self, granter: Somebody) -> None:
        """Everybody has everybody's keys of today, and an epoch begins; its members start anew."""
        epoch = self.epoch + 1
        for each in self.people:
            had = self.blob(each.id)

            def pin(book: VaultBook, each: Somebody = each) -> None:
                for other in self.people:
                    if other is not each:
                        book.put(f"pin/{self.space}/{other.id}", other.keys.public)
                book.put(f"space/{self.space}/epoch", max(epoch, book.get(f"space/{self.space}/epoch", 0)))

            vaults.change(each.id, each.keys, pin)
            self.learned(each, None, None, had)
        self.truth.reset.clear()
        self.begins(granter)

    def loot(self) -> Loot:
        """What an attacker of this history begins with."""
        strangers = {each.id: Somebody(each.name, self.chance.randbytes, ()).keys for each in self.people}

        def forged(author: str, kept: Kept) -> tuple[int, Record] | None:
            epoch = kept.spaces[self.space][0]
            chain = sorted(p for p in kept.rows if p[:3] == (self.space, epoch, author))
            here = sorted(each for each in kept.rows if each[:2] == (self.space, epoch))
            heads = {p[2]: (p[3], ledger.digest_of(kept.rows[p])) for p in here}
            public = {who: row.public for who, row in kept.vaults.items()}
            view = SpaceView(self.space, epoch, {**public, author: strangers[author].public})
            key = self.chance.randbytes(32)
            mine = {author: heads[author]} if chain else {}
            seen = {**heads, **mine} if self.chance.random() < 0.5 else mine
            return self.yes_to_all(view, strangers[author], key, seen)

        return Loot(self.space, elsewhere=self.elsewhere(), forged=forged)

    def worth(self) -> int:
        """How much is in force: what an attacker would like to bring back."""
        return sum(terms[0] for terms in self.truth.in_force(max(self.clock, NOON)).values())
