"""The spaces of one history: what was kept of them is put back, by an honest restore or because an attack is over."""

import os
from contextlib import suppress
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from tests.laws.machine.devices import Device, Somebody
from tests.laws.machine.house import House
from tests.laws.machine.kept import Kept
from tests.laws.machine.scenery import Cards
from tests.laws.machine.shared import NOON, TWO, Shared, beside, some_people
from tests.laws.machine.truth import Truth
from tests.laws.machine.world import REFUSALS, World


@dataclass(frozen=True)
class Saved:
    """Everything of a history at one moment; what belongs to one space stands in their order."""

    kept: Kept
    truths: tuple[Truth, ...]
    clock: int
    keys: dict[str, Any]
    devices: tuple[tuple[Device, tuple[Any, ...]], ...]
    blobs: tuple[dict[str, Any], ...]
    cards: Any


class History(World):
    """A world whose moments can be kept, with all spaces beside it."""

    honest: tuple[Kept, ...] = ()
    """While something is attacked: moments at which nothing that people did was missing."""
    began = 0
    """How many records had been written when it began."""

    @property
    def backup(self) -> Saved | None:
        """The last one, of all spaces."""
        kept: Saved | None = self.shared.backup
        return kept

    @backup.setter
    def backup(self, made: Saved) -> None:
        self.shared.backup = made

    @property
    def epoch(self) -> int:
        """The number of the epoch as stored."""
        return int(self.house.space.objects.get(pk=self.space).epoch)

    def saved(self, kept: Kept | None = None) -> Saved:
        """This moment."""
        people, worlds = self.shared.people, self.shared.worlds
        return Saved(
            kept or self.house.take(), tuple(each.truth.copy() for each in worlds), self.clock,
            {each.id: each.keys for each in people},
            tuple((device, device.remembered()) for each in people for device in each.devices),
            tuple(dict(each.last_blob) for each in worlds), self.cards.now,
        )  # fmt: skip

    def put_back(self, then: Saved) -> None:
        """Everything is as it was at that moment, for everybody."""
        self.house.put(then.kept)
        # A page that fell in the middle of an attack marks nothing any more.
        vaults.always("", None)
        self.clock, self.cards.now = then.clock, then.cards
        for world, truth, blobs in zip(self.shared.worlds, then.truths, then.blobs, strict=True):
            world.truth, world.last_blob = truth.copy(), dict(blobs)
        for each in self.shared.people:
            each.keys = then.keys[each.id]
        for device, held in then.devices:
            device.remember(held)

    def restore(self, then: Saved) -> None:
        """The backup is put back: browsers and people go on from today, everything that is stored from then."""
        kept = then.kept
        spaces = {each: (epoch + 1 if epoch else 0, ended) for each, (epoch, ended) in kept.spaces.items()}
        self.house.put(replace(kept, spaces=spaces))
        for each in self.shared.people:
            for device in each.devices:
                device.locked = True
                if each.keys is not then.keys[each.id]:
                    # The witnesses of newer keys cannot be read any more.
                    device.clear()
            each.keys = then.keys[each.id]
        for world, truth, blobs in zip(self.shared.worlds, then.truths, then.blobs, strict=True):
            world.goes_back(truth, blobs)

    def goes_back(self, old: Truth, blobs: dict[str, Any]) -> None:
        """What that means in this space: everybody starts anew, from what they had said by then."""
        now = self.truth
        now.reset, now.left = set(old.reset), None
        now.cooling = {who: dict(each) for who, each in old.cooling.items()}
        now.start_anew()
        now.restored = {who: dict(each) for who, each in old.wishes.items()}
        for who in now.members:
            said = tuple((key, terms) for key, (terms, _read) in (old.says[who] or {}).items()) or old.former[who]
            wished = tuple((key, terms) for key, each in old.wishes[who].items() for terms, _since in each)
            now.former[who] = (*said, *wished)
            now.quiet_until[who] = min(now.quiet_until[who], old.quiet_until[who])
            self.lost[who] = self.lost.get(who, frozenset()) | (now.paused[who] - old.paused[who])
            now.paused[who] |= old.paused[who]
            now.chained[who] = False
        self.last_blob = dict(blobs)
        self.exact = self.calm = False

    def takes_records(self, device: Device) -> bool:
        """Whether the chain of this space takes a record of this browser's owner now."""
        with suppress(*REFUSALS):
            found = device.look(device.page(self.clock), self.space)
            return found.verified is not None and not found.cannot_write
        return False

    def lifted(self, who: str, scope: str) -> None:
        """Somebody took back a pause; one that a restore had lost goes with the last one that is left."""
        self.truth.lifts(who, scope)
        if self.truth.paused[who] <= self.lost.get(who, frozenset()):
            for each in sorted(self.truth.paused[who]):
                self.truth.lifts(who, each)

    def looks_aside(self, device: Device) -> None:
        """A look by a wrong clock, which writes nothing."""
        if not device.locked:
            held = device.remembered()
            before = self.exact, self.calm
            self.exact = self.calm = False
            try:
                self.looks(device)
            finally:
                self.exact, self.calm = before
                device.remember(held)

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

    def worth(self) -> int:
        """How much is in force: what an attacker would like to bring back."""
        return sum(terms[0] for terms in self.truth.in_force(max(self.clock, NOON)).values())


def begun(
    house: House, cards: Cards, seed: int, chance: Random, spaces: int | None = None, kind: type[History] = History
) -> list[History]:
    """The spaces of a new history, one or two: everybody has an account, and all of them begin."""
    vaults.always("", None)
    shared = Shared()
    if spaces is None:
        spaces = 2 if Random(f"{seed}/spaces").random() < TWO else 1
    worlds = [kind(house, cards, chance, shared, some_people(chance))]
    if spaces == 2:
        worlds.append(History(house, cards, chance, shared, beside(worlds[0].people, chance)))
    shared.people = list({each.id: each for world in worlds for each in world.people}.values())
    for each in shared.people:
        book = VaultBook()
        for world in worlds:
            if each.id in world.by_id:
                world.pin(each.id, book)
        house.account(each.keys, each.keys.seal_vault(book.dumps(), 1, os.urandom))
    for world in worlds:
        world.begin()
    return worlds
