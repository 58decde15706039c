"""`python -m bench.coach [--brief]`: how long the wording coach takes for one message, and for a very long text.

The messages are sixty words each, put together from the labelled lines of tests/coach/. `--brief` runs everything once
with small numbers: it shows that the benchmark works, and its figures mean nothing.
"""

import json
import random
import sys
from functools import partial
from pathlib import Path
from time import process_time

from bench.__main__ import in_a_new_folder
from bench.figures import p50, p95, say

WORDS, LONG = 60, 100_000
GOAL = "at most 5"
LINES = Path(__file__).parents[1] / "tests" / "coach"


def main(words: list[str]) -> None:
    """Measure in a new folder."""
    messages, long = (4, 2000) if "--brief" in words else (400, LONG)
    in_a_new_folder(words, partial(measure, messages, long))


def measure(messages: int, long: int) -> None:
    """Every figure."""
    from ownaccord.web import cli

    cli.prepare()
    from bench import machine
    from ownaccord.catalogue.coach import load_coach
    from ownaccord.core.coach import read

    sys.stdout.write("\n".join(machine.lines()) + "\n\n")
    rules, chance = load_coach(), random.Random(60)
    said = [text for line in _lines() for text in line.split()]

    def taken(text: str) -> float:
        """Milliseconds of this process, whatever else runs on the machine."""
        begun = process_time()
        read(text, rules)
        return (process_time() - begun) * 1000

    begins = [chance.randrange(len(said) - WORDS) for _ in range(messages)]
    times = [taken(" ".join(said[at : at + WORDS])) for at in begins]
    say(f"a message of {WORDS} words: p50", p50(times), "ms")
    say(f"a message of {WORDS} words: p95", p95(times), "ms", GOAL)
    say(f"a text of {long:,} characters", taken(" ".join(said)[:long]), "ms")


def _lines() -> list[str]:
    """Texts of the lines that the rules were not made with, and of others."""
    files = [(LINES / name).read_text(encoding="utf-8") for name in ("strangers.jsonl", "fresh.jsonl")]
    return [json.loads(row)["text"] for text in files for row in text.splitlines()]


if __name__ == "__main__":
    main(sys.argv[1:])
