"""The independent record: what each person asked for, what was acknowledged, and so what may be stored now.

It knows the rules in words of its own and nothing of the house's code. While an answer is missing there are two
possibilities: it was done as a whole, or not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

NO, TALK, YES = 0, 1, 3
Told = frozenset[str]


@dataclass(frozen=True)
class Stand:
    """Where one person stands: levels above No by `item/side`, told limits, wishes, pauses, open themes, notes."""

    levels: frozenset[tuple[str, int]] = frozenset()
    told: Told = frozenset()
    wishes: Told = frozenset()
    paused: Told = frozenset()
    open: Told = frozenset()
    notes: Told = frozenset()

    def level(self, key: str) -> int:
        """The level of one side."""
        return dict(self.levels).get(key, NO)

    def at(self, key: str, level: int) -> "Stand":
        """The same with this level on this side."""
        others = frozenset(each for each in self.levels if each[0] != key)
        return replace(self, levels=others | ({(key, level)} if level else frozenset()))

    def wishing(self, *keys: str) -> "Stand":
        """The same with these wishes more."""
        return replace(self, wishes=self.wishes | set(keys))

    def without_wishes(self, *keys: str) -> "Stand":
        """The same without these wishes."""
        return replace(self, wishes=self.wishes - set(keys))

    @classmethod
    def seen(cls, said: dict[str, Any]) -> "Stand":
        """Where somebody stands according to what is stored."""
        sets = (frozenset(said[name]) for name in ("told", "wishes", "paused", "open", "notes"))
        return cls(frozenset(said["levels"].items()), *sets)


Fits = Callable[[Stand], bool]


def exactly(stand: Stand) -> Fits:
    """What is stored is this and nothing else."""
    return lambda seen: seen == stand


def lifted(before: Stand, scope: str) -> Fits:
    """That pause is gone; a Yes that is newer than the pause may wait as a wish; nothing else is different."""

    def fits(seen: Stand) -> bool:
        lowered = {key for key, level in before.levels if level == YES and seen.level(key) == TALK}
        wanted = replace(before, paused=before.paused - {scope})
        for key in lowered:
            wanted = wanted.at(key, TALK).wishing(key)
        return seen == wanted

    return fits


@dataclass
class Person:
    """One person's record: where they stand, and what is possible since the answer that is missing."""

    stand: Stand = field(default_factory=Stand)
    possible: list[Fits] = field(default_factory=list)
    done: list[str] = field(default_factory=list)

    def asks(self, fits: Fits) -> None:
        """A request goes out."""
        self.possible = [exactly(self.stand), fits]

    def hears(self, fits: Fits, stand: Stand) -> None:
        """Its answer was seen."""
        self.possible, self.stand = [fits], stand

    def compare(self, said: dict[str, Any]) -> str | None:
        """What is stored has to be one of what is possible; what it is instead, or None. From now on it is that."""
        seen, asked = Stand.seen(said), self.possible or [exactly(self.stand)]
        if not any(fits(seen) for fits in asked):
            wrong = f"{self.stand} is stored as {seen}, {len(asked)} possible, asked last: {self.done[-6:]}"
            self.stand, self.possible = seen, []
            return wrong
        self.stand, self.possible = seen, []
        return None


def rises(in_force: list[list[Any]], stands: dict[str, Stand]) -> list[str]:
    """What is in force although somebody does not say so now; `stands` by person."""
    found = []
    if any(stand.paused for stand in stands.values()):
        return [f"{each} while somebody pauses" for each in in_force]
    for item, sides, level in in_force:
        if {person for person, _ in sides} != set(stands):
            found.append(f"{item} without everybody")
        found += [f"{item}/{side} at {level}" for who, side in sides if stands[who].level(f"{item}/{side}") < level]
    return found


def missing(in_force: list[list[Any]], stands: dict[str, Stand], together: list[str]) -> list[str]:
    """What everybody says Yes to and is not in force although nobody pauses; `together` are `item/side`."""
    if any(stand.paused for stand in stands.values()):
        return []
    there = {item: level for item, sides, level in in_force if all(side == "together" for _, side in sides)}
    wanted = {key: min(stand.level(key) for stand in stands.values()) for key in together}
    return [f"{key} at {level}" for key, level in wanted.items() if there.get(key.partition("/")[0], 0) != level]
