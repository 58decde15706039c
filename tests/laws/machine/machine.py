"""The machine: history after history, one step after another, until the steps are done. A seed replays it exactly."""

import os
from collections import Counter
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any
from unittest.mock import patch

from ownaccord.accounts import vaults
from ownaccord.lib import clock
from tests.laws.machine import braking, doings
from tests.laws.machine import calming as _calming  # noqa: F401  # cooling-off is in the table of doings
from tests.laws.machine.attacker import KNOWN, KNOWN_OF_TWO, Attacker
from tests.laws.machine.between import BETWEEN
from tests.laws.machine.devices import Device
from tests.laws.machine.doings import DOINGS
from tests.laws.machine.history import History, begun
from tests.laws.machine.house import House, Shelves, remembering
from tests.laws.machine.kept import Kept
from tests.laws.machine.looting import loots
from tests.laws.machine.moves import MOVES, made
from tests.laws.machine.scene_doings import SCENE_DOINGS
from tests.laws.machine.scene_evenings import evening
from tests.laws.machine.scene_moves import KNOWN as KNOWN_OF_SCENES
from tests.laws.machine.scene_moves import SCENE_MOVES
from tests.laws.machine.scenery import Cards, wanted
from tests.laws.machine.scening import SceneHistory
from tests.laws.machine.truth import Loosened
from tests.laws.machine.world import REFUSALS, Residual

LENGTH = 200
"""Steps in one history."""


@dataclass
class Tally:
    """What happened: steps, what people did, and how each kind of attack ended."""

    steps: int = 0
    histories: int = 0
    of_two: int = 0
    done: Counter[str] = field(default_factory=Counter)
    detected: Counter[str] = field(default_factory=Counter)
    harmless: Counter[str] = field(default_factory=Counter)
    residual: Counter[tuple[str, str]] = field(default_factory=Counter)
    in_force: int = 0

    def add(self, other: "Tally") -> None:
        """Both together."""
        self.steps, self.histories = self.steps + other.steps, self.histories + other.histories
        self.in_force, self.of_two = self.in_force + other.in_force, self.of_two + other.of_two
        for name in ("done", "detected", "harmless", "residual"):
            getattr(self, name).update(getattr(other, name))


class Fell(Exception):
    """A loosening, with what replays it: the seed of its history, and the steps that can be left out."""

    def __init__(self, words: str, seed: int, step: int, log: list[str], skipped: frozenset[int]) -> None:
        super().__init__(words, seed, step, log, skipped)
        self.words, self.seed, self.step, self.log, self.skipped = words, seed, step, log, skipped


def has_scenes(seed: int) -> bool:
    """Whether there are scenes in the history of this seed: in about one of three."""
    return Random(f"{seed}/scenes").random() < 0.34


class Run:
    """One history with its attacker. Each step draws from a seed of its own, so that steps can be left out."""

    def __init__(
        self, house: House, seed: int, skipped: frozenset[int] = frozenset(), spaces: int | None = None
    ) -> None:
        self.seed, self.skipped = seed, skipped
        self.chance, self.tally, self.log = Random(seed), Tally(histories=1), []
        cards = Cards()
        self.cards, self.ahead, self.number = cards, [], 0
        self.scenes = spaces is None and has_scenes(seed)
        self.doings = {**DOINGS, **SCENE_DOINGS} if self.scenes else DOINGS
        with patch.object(os, "urandom", Random(seed + 1).randbytes), remembering(lambda: cards.now):
            # Scenes, or two spaces, or neither: about a third of the histories each.
            kind, only = (SceneHistory, 1) if self.scenes else (History, spaces)
            self.worlds = begun(house, cards, seed, self.chance, only, kind)
            self.world = self.worlds[0]
            self.loots = loots(self.worlds)
        self.attacker = self._attacker()
        self.tally.of_two = len(self.worlds) - 1
        self.entropy = Random(seed + 2).randbytes

    def _attacker(self) -> Attacker:
        """Who knows what there is in this history."""
        if self.scenes:
            return Attacker([*(MOVES.keys() - BETWEEN), *SCENE_MOVES], [*KNOWN, *KNOWN_OF_SCENES])
        if len(self.worlds) > 1:
            return Attacker(MOVES, [*KNOWN, *KNOWN_OF_TWO])
        return Attacker(MOVES.keys() - BETWEEN)

    def go(self, steps: int) -> None:
        """So many steps."""
        now = patch.object(clock, "now", lambda: self.world.clock)
        with now, patch.object(os, "urandom", self.entropy), remembering(lambda: self.cards.now):
            while self.tally.steps < steps:
                self.tally.steps += 1
                self.number += 1
                self.chance.seed(f"{self.seed}/{self.number}")
                if self.number not in self.skipped:
                    self.step()

    def step(self) -> None:
        """One attack, or one thing that somebody does."""
        self.world.turns()
        if self.chance.random() < 0.45 and self.loots[0].old:
            self.attack()
        else:
            self.do()
            kept = self.world.house.take()
            worth = sum(each.worth() for each in self.worlds)
            self.tally.in_force += worth > 0
            self.loots[0].saw(worth, kept)

    def do(self) -> None:
        """The next thing of a plan, or anything at all, in one of the spaces."""
        world = self.world = self.worlds[0] if len(self.worlds) == 1 else self.chance.choice(self.worlds)
        if not self.ahead and len(self.worlds) > 1 and self.chance.random() < 0.05:
            self.ahead = list(self._restored(world))
        if not self.ahead and self.chance.random() < self._often(world):
            evenings = self.scenes and self.chance.random() < 0.7
            then = evening(world, self.chance) if evenings else self._agreement(world)
            self.ahead = [*self._new_start(world), *then]
        if self.ahead:
            name, step = self.ahead.pop(0)
        else:
            name = self.chance.choices(list(self.doings), [weight for weight, _ in self.doings.values()])[0]
            device = self.chance.choice(world.devices)
            made, chance = self.doings[name][1], self.chance
            name, step = self._plan(world, name, device, lambda: made(world, device, chance))
        self.log.append(f"{name}")
        self.tally.done[name.partition(" (")[0]] += 1
        with suppress(*REFUSALS):
            step()

    def _often(self, world: History) -> float:
        """How often a plan begins: where something is in force less often, but for a scene."""
        return (0.15 if self.scenes else 0.06) if world.worth() else 0.3

    def _agreement(self, world: History) -> Any:
        """Everybody states their side of one item, sleeps on it, and says it again."""
        item = self.chance.choice(world.cards.now.items)
        shape = self.chance.choice(item.shapes)
        people = list(world.people)
        self.chance.shuffle(people)
        for n, who in enumerate(people):
            side, device = shape.sides[n % len(shape.sides)], self.chance.choice(who.devices)
            terms = wanted(self.chance, world.clock)
            what = item, side, terms
            yield self._plan(world, "state", device, lambda d=device, w=what: doings.states(world, d, *w))
        yield "sleep", lambda: doings.time_passes(world, people[0].devices[0], Random(4))
        for who in people:
            device = self.chance.choice(who.devices)
            yield self._plan(world, "still so", device, lambda d=device: doings.still_so(world, d, self.chance))
        for who in people:
            device = self.chance.choice(who.devices)
            yield self._plan(world, "look", device, lambda d=device: doings.unlock(world, d, self.chance))
        if len(self.worlds) > 1 and self.chance.random() < 0.3:
            yield "back up", lambda: doings.back_up(world, people[0].devices[0], self.chance)

    def _new_start(self, world: History) -> Any:
        """Whatever keeps everything at No is mended by everybody."""
        truth = world.truth
        if truth.reset:
            yield "invite anew", lambda: doings.invite_anew(world, world.devices[0], self.chance)
        if len(self.worlds) > 1 and all(None in each.truth.says.values() for each in self.worlds):
            yield from self._one_after_the_other()
        elif truth.reset or None in truth.says.values():
            yield from self._all_start_anew(world)
            if self.chance.random() < 0.5:
                yield from self._said_again(world)
        for who in world.people:
            for _scope in truth.paused[who.id]:
                device = self.chance.choice(who.devices)
                yield self._plan(world, "lift", device, lambda d=device: braking.lift(world, d, self.chance))

    def _restored(self, world: History) -> Any:
        """A backup is put back, and one space starts anew after the other."""
        if world.backup is not None and world.attacked is None:
            yield "restore", lambda: world.restore(world.backup)
            yield from self._one_after_the_other()

    def _all_start_anew(self, world: History) -> Any:
        for who in world.people * 2:
            device = self.chance.choice(who.devices)
            yield self._plan(world, "start anew", device, lambda d=device: doings.start_anew(world, d))

    def _said_again(self, world: History) -> Any:
        """What came back as wishes is said again at once, where that is possible."""
        for who in world.people:
            device = self.chance.choice(who.devices)
            yield self._plan(world, "still so", device, lambda d=device: doings.still_so(world, d, self.chance))

    def _one_after_the_other(self) -> Any:
        """In one space all start anew, and in both they say again what they find there; then the same in the other.

        A vault that was put back is an older one for both.
        """
        for world in self.chance.sample(self.worlds, len(self.worlds)):
            yield from self._all_start_anew(world)
            for each in self.worlds:
                yield from self._said_again(each)

    def _plan(
        self, world: History, name: str, device: Device, step: Callable[[], None]
    ) -> tuple[str, Callable[[], None]]:
        return f"{name} ({self._in(world, device)})", step

    def _in(self, world: History, device: Device) -> str:
        return device.name + ("" if len(self.worlds) == 1 else f", space {self.worlds.index(world) + 1}")

    def attack(self) -> None:
        """One attack: everybody looks, sometimes life goes on for a while, and then all is as it was."""
        world, before = self.world, self.world.saved()
        for _try in range(4):
            recipe = self.attacker.choose(self.chance)
            after = made(recipe, before.kept, self.loots)
            if after != before.kept:
                break
        else:
            return
        name = " + ".join(sorted({each for each, _seed in recipe}))
        self.log.append(f"attack: {name} {recipe}")
        world.attacked, world.honest, world.began = after, (before.kept,), world.truth.serial
        world.house.put(after)
        try:
            seen = [self._looks(each, who.devices) for each in self.worlds for who in each.people]
            if self.chance.random() < 0.2 and "fine" in seen:
                seen += self._life_goes_on()
            if self.scenes and self.chance.random() < 0.3:
                seen += self._says_a_no(before.kept)
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
        for each in self.worlds:
            each.truth.rules = world.cards.rules()

    def _looks(self, world: History, devices: list[Device]) -> str:
        device = self.chance.choice(devices)
        seen = world.looks(device, unlock=self.chance.random() < 0.4)
        self.log.append(f"  {self._in(world, device)} looks: {seen}")
        return seen

    def _says_a_no(self, before: Kept) -> list[str]:
        """Whatever was done: somebody says a No; sometimes after all but the vaults is as it was before."""
        world, seen = self.world, []
        if self.chance.random() < 0.3:
            now = world.house.take()
            world.attacked, world.honest = replace(before, vaults=now.vaults), (*world.honest, now)
            world.house.put(world.attacked)
        world.turns()
        device = self.chance.choice(world.devices)
        self.log.append(f"  say a no ({device.name})")
        with suppress(*REFUSALS):
            SCENE_DOINGS["say a no"][1](world, device, self.chance)
        world.attacked = world.house.take()
        seen.append(self._looks(world, self.chance.choice(world.people).devices))
        return seen

    def _life_goes_on(self) -> list[str]:
        seen = []
        ahead, self.ahead, many = self.ahead, [], self.chance.randint(1, 4)
        if len(self.worlds) > 1 and self.chance.random() < 0.25:
            self.ahead = list(self._one_after_the_other())
            many = self.chance.randint(1, len(self.ahead))
        for _step in range(many):
            self.world.attacked = self.world.house.take()
            self.tally.steps += 1
            self.world.turns()
            self.do()
            self.world.attacked = self.world.house.take()
            world = self.chance.choice(self.worlds)
            seen.append(self._looks(world, self.chance.choice(world.people).devices))
        self.ahead = ahead
        return seen


def machine(store: str, house: House, seed: int, steps: int) -> Tally:
    """Run so many steps on this store, and return what happened; Fell when something was loosened."""
    tally, number = Tally(), 0
    while tally.steps < steps:
        tally.add(history(house, seed * 10_000 + number, min(LENGTH, steps - tally.steps)))
        number += 1
    return tally


def history(house: House, seed: int, steps: int = LENGTH, skipped: frozenset[int] = frozenset()) -> Tally:
    """One history of so many steps in an empty house, without those that are skipped."""
    with house.lived_in() if isinstance(house, Shelves) else nullcontext():
        run = Run(house, seed, skipped)
        try:
            run.go(steps)
        except (Loosened, AssertionError) as why:
            raise Fell(f"{type(why).__name__}: {why}", seed, run.tally.steps, run.log, skipped) from why
        finally:
            house.clear()
            # Where it fell in the midst of a page, that page is over: the next history has people of the same names.
            vaults.always("", None)
    return run.tally


def shortest(house: House, fell: Fell, sizes: tuple[int, ...] = (64, 32, 16, 8, 4, 2, 1)) -> Fell:
    """The same failure with as many steps left out as can be, in pieces of these sizes."""
    for size in sizes:
        for first in range(1, fell.step, size):
            more = fell.skipped | frozenset(range(first, min(first + size, fell.step)))
            if more == fell.skipped:
                continue
            try:
                history(house, fell.seed, fell.step + 8, more)
            except Fell as shorter:
                if shorter.words[:60] == fell.words[:60]:
                    fell = shorter
    return fell
