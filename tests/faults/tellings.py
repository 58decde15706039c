"""The tales told one after the other, in a space of their own each time, with kills spread over their acts."""

import random
from collections.abc import Callable, Iterator

from tests.faults import tales, tales_of_scenes
from tests.faults.kills import Life
from tests.faults.people import come_together
from tests.faults.record import TALK, YES
from tests.faults.rooms import Act, Rooms

ACTS = 88
"""About how many acts there are in one telling."""
FEW, ACTS_WITH_FEW = 30, 63
"""With fewer kills than this left, not everything is told."""
LONG_AFTER = 100
"""Days, after which nothing of the telling before rests any more."""
STATED = {"holding/together": TALK, "massage/give": YES, "massage/receive": YES}
TALES: dict[str, Callable[[Rooms], Iterator[Act]]] = {
    "in a thread": tales.thread, "working something out": tales.worked_out,
    "opening texts together": tales.opened_together, "planning and in a scene": tales_of_scenes.scene,
    "opening lines together": tales_of_scenes.lines, "dealing a deck": tales_of_scenes.deck,
    "cooling off": tales_of_scenes.cools,
}  # fmt: skip
WITH_FEW = frozenset({"in a thread", "working something out", "planning and in a scene", "dealing a deck"})


def tell(life: Life, kills: int, say: Callable[[str], None] = lambda line: None) -> None:
    """So many kills more, in as many tellings as that takes; Broken or NoAnswer when there is nothing to go on with."""
    done = life.figures.kills
    until, chance = done + kills, random.Random(life.seed + 1)
    days, number, feels = 0, 0, {who.name: {} for who in life.people}
    while life.figures.kills < until:
        _anew(life, days)
        days = LONG_AFTER
        number += 1
        rooms = Rooms(life, chance, number)
        _begin(rooms)
        for name, parts in rooms.model.items():
            parts["feels"] = feels[name]
        left = until - life.figures.kills
        told = {kind: tale for kind, tale in TALES.items() if left >= FEW or kind in WITH_FEW}
        due = _spread(left, ACTS if left >= FEW else ACTS_WITH_FEW, chance)
        for kind, tale in told.items():
            rooms.tell(tale(rooms), f"while {kind}", due)
        feels = {name: parts["feels"] for name, parts in rooms.model.items()}
        say(f"  {life.figures.kills} kills, fell: {len(life.figures.fell)}")


def _spread(kills: int, acts: int, chance: random.Random) -> Callable[[], bool]:
    """Whether a kill is due at the next act: as many as there are left, spread over all acts of one telling."""
    share = min(1.0, kills / acts)
    so_far = [chance.random()]

    def due() -> bool:
        so_far[0] += share
        if so_far[0] < 1:
            return False
        so_far[0] -= 1
        return True

    return due


def _anew(life: Life, days: int) -> None:
    """Nobody pauses, and so many days later they begin in a new space."""
    life.house.house.advance(days=days)
    for who in life.people:
        who.comes_in()
        who.here.post("/pause/lift/")
    life.ash.sends(f"/s/{life.space}/leave/", "/")
    life.former.add(life.space)
    life.space = come_together(*life.people, life.former)


def _begin(rooms: Rooms) -> None:
    """They can talk about one thing, and say yes to another a night later."""
    for who in rooms.life.people:
        for key, level in STATED.items():
            item, side = key.split("/")
            said = {"side": side, "level": str(level), "contexts": ["at_home"], "review_days": "90"}
            who.sends(f"{rooms.here}items/{item}/read/", rooms.here)
            who.sends(f"{rooms.here}items/{item}/positions/", rooms.here, **said)
    rooms.life.house.house.advance(hours=13)
    for who in rooms.life.people:
        who.comes_in()
        slept_on = [key for key, level in STATED.items() if level == YES]
        who.sends(f"{rooms.here}wishes/still-so/", f"{rooms.here}wishes/?said=still", chosen=slept_on)
        rooms.model[who.name]["levels"] = dict(STATED)
