"""What is printed and goes into docs/develop/attack/load.md: tables, and how sure a ratio of medians is."""

import random
import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field

RESAMPLED = 500


@dataclass(slots=True)
class Said:
    """What was found so far: whatever fell makes the command end with a non-zero code."""

    fell: list[str] = field(default_factory=list)

    def line(self, words: str = "") -> None:
        """One line of what goes into the docs."""
        sys.stdout.write(words + "\n")
        sys.stdout.flush()

    def table(self, *head: str) -> None:
        """Begin a table."""
        self.line()
        self.row(*head)
        self.row(*["---"] * len(head))

    def row(self, *cells: object) -> None:
        """One row of a table."""
        self.line("| " + " | ".join(map(str, cells)) + " |")

    def verdict(self, name: str, held: bool) -> str:
        """`held`, or `FELL`, which is remembered."""
        if not held:
            self.fell.append(name)
        return "held" if held else "FELL"


def share(taken: Sequence[float], part: float) -> float:
    """The time that this part of all stays below."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * part))]


def quartiles(taken: Sequence[float]) -> tuple[float, float, float]:
    """A quarter, half and three quarters stay below these."""
    if len(taken) < 2:
        return (taken[0],) * 3
    low, middle, high = statistics.quantiles(taken, n=4, method="inclusive")
    return low, middle, high


def ratio(these: Sequence[float], those: Sequence[float], seed: int) -> tuple[float, float, float]:
    """The ratio of the medians, and between what 95 of 100 of it lie when the rounds are drawn again (bootstrap).

    Both are measured in the same rounds, so a round is drawn with both.
    """
    rng = random.Random(seed)
    rounds = range(len(these))
    drawn = []
    for _ in range(RESAMPLED):
        chosen = rng.choices(rounds, k=len(rounds))
        drawn.append(statistics.median(these[at] for at in chosen) / statistics.median(those[at] for at in chosen))
    return statistics.median(these) / statistics.median(those), share(drawn, 0.025), share(drawn, 0.975)
