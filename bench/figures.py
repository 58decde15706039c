"""Taking times, and saying them: medians and the slow end, in milliseconds, beside the goal where there is one."""

import statistics
import sys
import time
from collections.abc import Callable, Sequence


def times(step: Callable[[], object], runs: int) -> list[float]:
    """How long each of several runs takes, in milliseconds."""
    taken = []
    for _ in range(runs):
        begun = time.perf_counter()
        step()
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def p50(taken: Sequence[float]) -> float:
    """The median."""
    return statistics.median(taken)


def p95(taken: Sequence[float]) -> float:
    """The time that nineteen of twenty stay below."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.95))]


def p99(taken: Sequence[float]) -> float:
    """The time that ninety-nine of a hundred stay below."""
    return sorted(taken)[min(len(taken) - 1, int(len(taken) * 0.99))]


def say(name: str, figure: float, unit: str, goal: str = "") -> None:
    """Print one line: the figure, its unit, what it is, and the goal in brackets."""
    sys.stdout.write(f"{figure:10.2f} {unit:<5} {name}{f'  [goal: {goal}]' if goal else ''}\n")
    sys.stdout.flush()
