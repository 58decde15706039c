"""What all spaces of one history have in common: people, their browsers and vaults, one clock, and who attacks it."""

from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.laws.machine.devices import Somebody
from tests.laws.machine.kept import Kept

NOON = 1_835_352_000
TWO = 1 / 2
"""How many of the histories without scenes have two spaces."""


@dataclass
class Shared:
    """`people`: everybody of this history; `worlds`: its spaces, each with those of them who are in it."""

    clock: int = NOON
    attacked: Kept | None = None
    backup: Any = None
    people: list[Somebody] = field(default_factory=list)
    worlds: list[Any] = field(default_factory=list)


def some_people(chance: Random) -> list[Somebody]:
    """Two to four people, each with one to three browsers."""
    count = chance.choices((2, 3, 4), (7, 2, 1))[0]
    return [_somebody("abcd"[n], chance, browsers) for n, browsers in enumerate(chance.choices((1, 1, 2, 3), k=count))]


def beside(people: list[Somebody], chance: Random) -> list[Somebody]:
    """Who is in the second space: the same people, or some of them with somebody else."""
    if chance.random() < 0.6:
        return list(people)
    some = sorted(chance.sample(range(len(people)), chance.randint(1, len(people) - 1)))
    return [*(people[n] for n in some), _somebody("e", chance, chance.choice((1, 2)))]


def _somebody(name: str, chance: Random, browsers: int) -> Somebody:
    return Somebody(name, chance.randbytes, tuple(chance.random() < 0.3 for _ in range(browsers)))
