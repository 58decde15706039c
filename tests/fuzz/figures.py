"""What a run of the fuzzer came to: read from its log, said in one line, and kept beside the docs."""

import fcntl
import json
import os
import platform
import re
import tomllib
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

KEPT = Path(__file__).resolve().parents[2] / "docs/develop/attack/fuzz-figures.toml"


@dataclass(frozen=True, slots=True)
class Run:
    """One decoder under the fuzzer.

    `processor`: seconds of it that the run got. `coverage`: places reached in our code; `corpus`: the inputs that reach
    them.
    """

    name: str
    day: str
    seconds: int
    processor: int
    executions: int
    coverage: int
    corpus: int
    seed: int
    found: str

    def line(self) -> str:
        """The run as a line of a table."""
        rate = self.executions // max(1, self.seconds)
        ended = "FELL" if self.found else "holds"
        often = f"{self.executions:11,} executions {rate:7,}/s"
        reached = f"coverage {self.coverage:5}  corpus {self.corpus:5}"
        return f"{self.name:18} {self.seconds:4} s {often}  {reached}  seed {self.seed:10}  {ended}"


def of_log(name: str, log: Path, seconds: int, seed: int, code: int, processor: int) -> Run:
    """Return what the log of a run says."""
    text = log.read_text(encoding="utf-8", errors="replace")
    numbers = re.findall(r"^#(\d+)\s.*?cov: (\d+) .*?corp: (\d+)/", text, re.MULTILINE)
    executions, coverage, corpus = map(int, numbers[-1]) if numbers else (0, 0, 0)
    done = re.findall(r"^stat::number_of_executed_units:\s*(\d+)", text, re.MULTILINE)
    day = datetime.now(UTC).date().isoformat()
    found = "" if code == 0 and done else _found(text)
    return Run(name, day, seconds, processor, int(done[-1]) if done else executions, coverage, corpus, seed, found)


def _found(text: str) -> str:
    words = re.search(r"=== Uncaught Python exception: ===\n([^\n]*)", text)
    sanitizer = re.search(r"^(?:SUMMARY|ALARM)[^\n]*", text, re.MULTILINE)
    match = words or sanitizer
    return (match.group(1) if words else match.group(0)) if match else "it ended before its time"


def kept() -> dict[str, Any]:
    """The figures kept so far, by decoder."""
    return tomllib.loads(KEPT.read_text(encoding="utf-8"))["run"] if KEPT.exists() else {}


def lacking(names: list[str], seconds: int) -> dict[str, int]:
    """Return which decoders of these had less of the processor than this since they last fell, and how much less.

    In seconds, whoever lacks most first.
    """
    had = {name: each["processor"] for name, each in kept().items() if not each["found"]}
    short = {name: seconds - had.get(name, 0) for name in names if had.get(name, 0) < seconds}
    return dict(sorted(short.items(), key=lambda each: -each[1]))


def added(earlier: dict[str, Any] | None, done: Run) -> dict[str, Any]:
    """Return the figures of a decoder with this run: since it last fell its runs count together."""
    figures = {key: value for key, value in asdict(done).items() if key != "name"}
    if earlier and not earlier["found"] and not done.found:
        figures |= {key: earlier[key] + figures[key] for key in ("seconds", "processor", "executions")}
        figures["coverage"] = max(earlier["coverage"], done.coverage)
    return figures


def keep(done: Run) -> None:
    """Add this run to the figures of its decoder; several runs may do so at once. One that never began has none."""
    if not done.executions:
        return
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(KEPT.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        every = kept()
        every[done.name] = added(every.get(done.name), done)
        KEPT.write_text(HEAD.format(python=platform.python_version()) + "".join(map(_table, sorted(every.items()))))
    finally:
        os.close(folder)


HEAD = """# Written by `python -m tests.fuzz --record`: all runs of each decoder since it last fell, with the last seed.
# Two cores, AMD EPYC, Python {python}.
# seconds: wall time of its process. processor: seconds of it that it got, on a machine with other work.
# coverage: places of our code that were reached. found: empty where it held.
"""


def _table(entry: tuple[str, dict[str, Any]]) -> str:
    name, fields = entry
    lines = (f"{key} = {json.dumps(value)}" for key, value in fields.items())
    return f"\n[run.{name}]\n" + "\n".join(lines) + "\n"
