"""The machine: history after history, one step after another, until the steps are done. A seed replays it exactly."""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch

from tests.laws.machine import doings
from tests.laws.machine.attacker import Attacker, made
from tests.laws.machine.devices import Device
from tests.laws.machine.doings import DOINGS
from tests.laws.machine.history import History
from tests.laws.machine.house import House, Shelves, remembering
from tests.laws.machine.scenery import Cards, key_of, wanted
from tests.laws.machine.truth import Loosened
from tests.laws.machine.world import REFUSALS, Residual

LENGTH = 160
"""Steps in one history."""


@dataclass
class Tally:
    """What happened: steps, what people did, and how each kind of attack ended."""

    steps: int = 0
    histories: int = 0
    done: Counter[str] = field(default_factory=Counter)
    detected: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    residual: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_force: int = 0

    def add(self, other: "Tally") -> None:
        """Both together."""
        self.steps, self.histories = self.steps + other.steps, self.histories + other.histories
        self.in_force += other.in_force
        for name in ("done", "detected", "harmless", "residual"):
            getattr(self, name).update(getattr(other, name))


class Fell(Exception):
    """A loosening, with what replays it."""

    def __init__(self, store: str, seed: int, step: int, log: list[str], why: BaseException) -> None:
        super().__init__(f"{store}: seed {seed}, step {step}: {type(why).__name__}: {why}")
        self.store, self.seed, self.step, self.log = store, seed, step, log

    def __reduce__(self) -> Any:
        return _fell, (str(self), self.store, self.seed, self.step, self.log)


def _fell(words: str, store: str, seed: int, step: int, log: list[str]) -> Fell:
    made_again = Fell(store, seed, step, log, RuntimeError())
    made_again.args = (words,)
    return made_again


class Run:
    """One history with its attacker."""

    def __init__(self, house: House, seed: int, attacker: Attacker) -> None:
        self.chance, self.attacker, self.tally, self.log = Random(seed), attacker, Tally(histories=1), []
        cards = Cards()
        self.cards, self.ahead = cards, []
        with patch.object(os, "urandom", Random(seed + 1).randbytes), remembering(lambda: cards.now):
            self.world = History(house, cards, self.chance)
            self.loot = self.world.loot()
        self.entropy = Random(seed + 2).randbytes

    def go(self, steps: int) -> None:
        """So many steps."""
        with patch.object(os, "urandom", self.entropy), remembering(lambda: self.cards.now):
            while self.tally.steps < steps:
                self.tally.steps += 1
                self.step()

    def step(self) -> None:
        """One attack, or one thing that somebody does."""
        if self.chance.random() < 0.45 and self.loot.old:
            self.attack()
        else:
            self.do()
            kept = self.world.house.take()
            worth = self.world.worth()
            self.tally.in_force += worth > 0
            self.loot.saw(worth, kept)

    def do(self) -> None:
        """The next thing of a plan, or anything at all."""
        if not self.ahead and self.chance.random() < 0.12:
            self.ahead = list(self._agreement() if self.chance.random() < 0.6 else self._new_start())
        if self.ahead:
            name, step = self.ahead.pop(0)
        else:
            name = self.chance.choices(list(DOINGS), [weight for weight, _ in DOINGS.values()])[0]
            device = self.chance.choice(self.world.devices)
            made, chance = DOINGS[name][1], self.chance
            name, step = f"{name} ({device.name})", lambda: made(self.world, device, chance)
        self.log.append(f"{name}")
        self.tally.done[name.partition(" (")[0]] += 1
        with suppress(*REFUSALS):
            step()

    def _agreement(self) -> Any:
        """Everybody states their side of one item, sleeps on it, and says it again."""
        item = self.chance.choice(self.world.cards.now.items)
        shape = self.chance.choice(item.shapes)
        people = list(self.world.people)
        self.chance.shuffle(people)
        for n, who in enumerate(people):
            side, device = shape.sides[n % len(shape.sides)], self.chance.choice(who.devices)
            terms = wanted(self.chance, self.world.clock)
            yield self._plan("state", device, lambda d=device, s=side, t=terms: doings.states(self.world, d, item, s, t))
        yield "sleep", lambda: doings.time_passes(self.world, people[0].devices[0], Random(4))
        for who in people:
            device = self.chance.choice(who.devices)
            yield self._plan("still so", device, lambda d=device: doings.still_so(self.world, d, self.chance))
        for who in people:
            device = self.chance.choice(who.devices)
            yield self._plan("look", device, lambda d=device: doings.unlock(self.world, d, self.chance))

    def _new_start(self) -> Any:
        """Whatever keeps everything at No is mended by everybody."""
        for who in self.world.people:
            for scope in sorted(self.world.truth.paused[who.id]):
                device = who.devices[0]
                yield self._plan("lift", device, lambda d=device: doings.lift(self.world, d, self.chance))
        yield "invite anew", lambda: doings.invite_anew(self.world, self.world.devices[0], self.chance)
        for who in self.world.people * 2:
            device = self.chance.choice(who.devices)
            yield self._plan("start anew", device, lambda d=device: doings.start_anew(self.world, d))

    @staticmethod
    def _plan(name: str, device: Device, step: Callable[[], None]) -> tuple[str, Callable[[], None]]:
        return f"{name} ({device.name})", step

    def attack(self) -> None:
        """One attack: everybody looks, sometimes life goes on for a while, and then all is as it was."""
        world, before = self.world, self.world.saved()
        for _try in range(4):
            recipe = self.attacker.choose(self.chance)
            after = made(recipe, before.kept, self.loot)
            if after != before.kept:
                break
        else:
            return
        name = " + ".join(sorted({each for each, _seed in recipe}))
        self.log.append(f"attack: {name} {recipe}")
        world.attacked = after
        world.house.put(after)
        try:
            seen = [self._looks(who.devices) for who in world.people]
            if self.chance.random() < 0.2 and "fine" in seen:
                seen += self._life_goes_on()
        except Residual as residual:
            self.tally.residual[name, residual.kind] += 1
            self.attacker.learn(recipe, 1 + self.chance.random())
        else:
            unnoticed = seen.count("fine") / len(seen)
            (self.tally.harmless if unnoticed == 1 else self.tally.detected)[name] += 1
            self.attacker.learn(recipe, unnoticed * (0.5 + self.chance.random()))
        finally:
            world.attacked = None
            world.put_back(before)
            world.cards.now = before.cards
        world.truth.rules = world.cards.rules()

    def _looks(self, devices: list[Device]) -> str:
        device = self.chance.choice(devices)
        seen = self.world.looks(device, unlock=self.chance.random() < 0.4)
        self.log.append(f"  {device.name} looks: {seen}")
        return seen

    def _life_goes_on(self) -> list[str]:
        seen = []
        ahead, self.ahead = self.ahead, []
        for _step in range(self.chance.randint(1, 4)):
            self.world.attacked = self.world.house.take()
            self.tally.steps += 1
            self.do()
            self.world.attacked = self.world.house.take()
            seen.append(self._looks(self.chance.choice(self.world.people).devices))
        self.ahead = ahead
        return seen


def machine(store: str, house: House, seed: int, steps: int, told: Callable[[Tally], None] = lambda tally: None) -> Tally:
    """Run so many steps on this store and return what happened; Fell when something was loosened."""
    tally, attacker, number = Tally(), Attacker(), 0
    inside = house.lived_in() if isinstance(house, Shelves) else nullcontext()
    with inside:
        while tally.steps < steps:
            run = Run(house, seed * 1_000_003 + number, attacker)
            try:
                run.go(min(LENGTH, steps - tally.steps))
            except (Loosened, AssertionError) as why:
                raise Fell(store, seed, tally.steps + run.tally.steps, run.log, why) from why
            tally.add(run.tally)
            house.clear()
            number += 1
            told(tally)
    return tally
