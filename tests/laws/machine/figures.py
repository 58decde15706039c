"""What a run says: steps, seed, how each kind of attack ended on each store; as words to print and a page to keep."""

import re
import subprocess
from collections import Counter
from pathlib import Path

from tests.laws.machine.machine import Tally
from tests.laws.machine.moves import ALL

KEPT = Path(__file__).parents[3] / "docs" / "develop" / "attack" / "laws-run.md"
COLUMNS = (
    "store", "steps", "histories", "of two spaces", "in force at", "attacks", "detected", "undetected but harmless",
    "residual",
)  # fmt: skip
RESIDUAL = {
    "no witness": "the reader had no witness, and everything they could know it from was rolled back",
    "not seen by this witness": "the word was taken away before any witness or vault of this reader had seen it",
    "an outrun witness": (
        "browsers that had not seen the newer vault wrote an older one past the number this one had seen"
    ),
    "a pause without keys": "a pause pressed locked, or by a stop code, was deleted before its author's next unlock",
    "a signal that no record knows": (
        "what was pressed on a device in a scene, or its end, was deleted before anybody's record said so"
    ),
}


def commit() -> str:
    """Of which commit the code is that is tried; with a plus where something is changed in it."""
    words = ["git", "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=+"]
    done = subprocess.run(words, cwd=KEPT.parent, capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def by_move(names: Counter[str]) -> Counter[str]:
    """The same, counted once for each move that an attack was made of."""
    found: Counter[str] = Counter()
    for name, times in names.items():
        for each in name.split(" + "):
            found[each] += times
    return found


def page(seed: int, tallies: dict[str, Tally], fell: list[str]) -> str:
    """The figures as a page."""
    steps = sum(tally.steps for tally in tallies.values())
    lines = [
        "# A kept run of the no-loosening machine",
        "",
        "Written by `make laws`; what the words mean stands in [laws.md](laws.md).",
        "",
        f"- commit: {commit()}",
        f"- seed: {seed}",
        f"- steps: {steps}",
        f"- loosenings: {len(fell)}",
        "",
        f"| {' | '.join(COLUMNS)} |",
        f"|{' --- |' * len(COLUMNS)}",
    ]
    for store, tally in tallies.items():
        ends = [sum(each.values()) for each in (tally.detected, tally.harmless, tally.residual)]
        lines.append(
            f"| {store} | {tally.steps} | {tally.histories} | {tally.of_two} | {tally.in_force} | {sum(ends)} |"
            f" {ends[0]} | {ends[1]} | {ends[2]} |"
        )
    lines += ["", "What could not be defended, each of a kind that security promises nothing about:", ""]
    lines += [f"- {kind}: {_of_kind(tallies, kind)} ({words})" for kind, words in RESIDUAL.items()]
    lines += ["", "By kind of attack, on all stores; a combined attack counts for each of its moves:", ""]
    lines += ["| attack | detected | undetected but harmless | residual |", "| --- | --- | --- | --- |"]
    every = Tally()
    for tally in tallies.values():
        every.add(tally)
    residual: Counter[str] = Counter()
    for (name, _kind), times in every.residual.items():
        residual[name] += times
    ends = [by_move(each) for each in (every.detected, every.harmless, residual)]
    lines += [f"| {move} | {ends[0][move]} | {ends[1][move]} | {ends[2][move]} |" for move in sorted(ALL)]
    return "\n".join([*lines, *[f"\nFELL: {each}" for each in fell], ""])


def _of_kind(tallies: dict[str, Tally], kind: str) -> int:
    return sum(times for tally in tallies.values() for (_name, each), times in tally.residual.items() if each == kind)


def number(text: str, name: str) -> int:
    """The figure of this name on a kept page."""
    found = re.search(rf"^- {name}: (\d+)$", text, re.M)
    assert found, name
    return int(found[1])
