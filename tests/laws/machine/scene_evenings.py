"""Whole evenings with a scene: agreed on, planned, begun or not, stopped or never ended, and how life goes on after."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from random import Random
from typing import Any

from ownaccord.core.terms import Level, Terms
from tests.laws.machine import doings
from tests.laws.machine.devices import Device
from tests.laws.machine.scene_doings import SCENE_DOINGS
from tests.laws.machine.scening import SceneHistory

Step = tuple[str, Callable[[], None]]
FOR_A_SCENE = (
    Terms(), Terms(intensity=2), Terms(level=Level.TRIAL, uses=1), Terms(level=Level.TRIAL, uses=1),
    Terms(level=Level.TRIAL, uses=2),
)  # fmt: skip
MIDST = (
    "press green or yellow", "not this now", "say a no", "stop without keys", "press red", "a while passes",
    "close the scene", "look at the plan", "plan a scene", "say yes for now", "lock", "lock", "a card changes",
)  # fmt: skip


def evening(world: SceneHistory, chance: Random) -> Iterator[Step]:
    """A plan, everybody's yes, a beginning; something in the midst of it; an end, or none; and life goes on."""
    people = list(world.people)
    chance.shuffle(people)
    devices = [chance.choice(each.devices) for each in people]
    if not world.worth() or chance.random() < 0.3:
        yield from _agreement(world, devices, chance)
    yield _step(world, "plan a scene", devices[0], chance)
    yes = devices if chance.random() < 0.9 else devices[1:]
    if chance.random() < 0.1:
        # One yes waits for too long; then there is another plan, to which not everybody says yes.
        yield _step(world, "say yes for now", devices[0], chance)
        yield "2 hours pass", lambda: _passes(world, 2)
        yield _step(world, "plan a scene", devices[-1], chance)
        yes = devices[1:]
    for device in yes:
        yield _step(world, "say yes for now", device, chance)
    for often, what in ((0.1, "not today"), (0.1, "a while passes"), (0.1, "say a no")):
        if chance.random() < often:
            yield _step(world, what, chance.choice(devices), chance)
    if chance.random() < 0.85:
        yield _step(world, "begin the scene", chance.choice(devices), chance)
    if chance.random() < 0.5:
        for device in world.devices:
            if device is not devices[0]:
                yield _step(world, "lock", device, chance)
    for what in chance.choices(MIDST, k=chance.randint(0, 4)):
        yield _step(world, what, chance.choice(world.devices), chance)
    if chance.random() < 0.6:
        yield _step(world, chance.choice(("press red", "close the scene")), chance.choice(devices), chance)
    yield from _afterwards(world, devices, chance)


def _agreement(world: SceneHistory, devices: list[Device], chance: Random) -> Iterator[Step]:
    """Everybody states something that a scene can be about, most often a trial, sleeps on it, and says it again."""
    item = chance.choice(world.cards.now.items[:2])
    shape = chance.choice(item.shapes)
    for n, device in enumerate(devices):
        terms = replace(chance.choice(FOR_A_SCENE), review_by=world.clock + chance.choice((2, 25)) * doings.DAY)
        what = item, shape.sides[n % len(shape.sides)], terms
        yield f"state ({device.name})", lambda d=device, w=what: doings.states(world, d, *w)
    yield "sleep", lambda: _passes(world, world.truth.wait() // doings.HOUR + 1)
    for device in devices:
        yield _step(world, "still so", device, chance)


def _afterwards(world: SceneHistory, devices: list[Device], chance: Random) -> Iterator[Step]:
    """Not everybody looks, or writes a record; then a day or more, and somebody says something again."""
    away = chance.choice(devices) if chance.random() < 0.5 else None
    there = [device for device in devices if device is not away]
    for device in there:
        if chance.random() < 0.4:
            kinds = "look at the plan", "unlock", "say a no", "put a use back"
            yield _step(world, chance.choice(kinds), device, chance)
    for hours in chance.choice(((2,), (23,), (25,), (26, 13), (12, 13), ())):
        yield f"{hours} hours pass", lambda hours=hours: _passes(world, hours)
    if chance.random() < 0.05:
        yield _step(world, "a row is damaged", there[0], chance)
    for device in there:
        if chance.random() < 0.7:
            kinds = "say a no", "keep a debrief", "look at the plan", "put a use back", "still so", "unlock"
            yield _step(world, chance.choice(kinds), device, chance)


def _passes(world: SceneHistory, hours: int) -> None:
    world.clock += hours * doings.HOUR


def _step(world: SceneHistory, name: str, device: Device, chance: Random) -> Step:
    done: Any = SCENE_DOINGS[name][1] if name in SCENE_DOINGS else doings.DOINGS[name][1]
    return f"{name} ({device.name})", lambda: done(world, device, chance)
