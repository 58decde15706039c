"""The median time of the steps that people wait for: unlocking, saving a vault, reading what is in force."""

import os
import statistics
import sys
import time
from collections.abc import Callable

from ownaccord.catalogue import load
from ownaccord.core.in_force import in_force
from ownaccord.core.position import Side
from ownaccord.core.statement import new_state, with_terms
from ownaccord.core.terms import Level, Terms
from ownaccord.vault.derive import Argon2Cost, stretch
from ownaccord.vault.sealing import Place, open_sealed, seal

NOW = 1_800_000_000
ASH, BO = "a" * 32, "b" * 32


def median_ms(step: Callable[[], object], times: int) -> float:
    """The median of several runs, in milliseconds."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        step()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def unlock() -> None:
    """A passphrase becomes a key."""
    stretch("five words that nobody guesses", b"0" * 16, Argon2Cost())


def vault() -> None:
    """A vault of the smallest size is sealed and opened."""
    place, key = Place("vault", author=ASH, seq=1), b"k" * 32
    open_sealed(key, place, seal(key, place, bytes(16384), os.urandom))


def map_of_every_item() -> Callable[[], object]:
    """What is in force between two people who said Talk first to everything on every side."""
    rules = load().rules()
    states = {person: new_state(NOW, b"s" * 32) for person in (ASH, BO)}
    for item, rule in rules.items():
        for side in {side for shape in rule.shapes for side in shape.sides}:
            for person in states:
                level = min(Level.TALK, rule.ceiling)
                states[person] = with_terms(states[person], item, Side(side), Terms(level=level), NOW, rule.edition)
    return lambda: in_force(rules, (ASH, BO), states, NOW, frozenset())


def main() -> None:
    """Prints one line a step."""
    for name, step, times in (
        ("unlock (Argon2id, 64 MiB)", unlock, 5),
        ("seal and open a vault (16 KiB)", vault, 200),
        ("in force, every item of the catalogue", map_of_every_item(), 50),
    ):
        sys.stdout.write(f"{median_ms(step, times):9.3f} ms  {name}\n")


main()
