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

    `processor`: seconds of it that the run got, -1 where that was not counted. `coverage`: places reached in our code;
    `corpus`: the inputs that reach them.
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


def of_log(name: str, log: Path, seconds: int, seed: int, code: int, processor: int = -1) -> Run:
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


def keep(done: Run) -> None:
    """Put these figures in place of earlier ones of the same decoder; several runs may do so at once.

    A run that never began has none.
    """
    if not done.executions:
        return
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    folder = os.open(KEPT.parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        every = {**kept(), done.name: {key: value for key, value in asdict(done).items() if key != "name"}}
        KEPT.write_text(HEAD.format(python=platform.python_version()) + "".join(map(_table, sorted(every.items()))))
    finally:
        os.close(folder)


HEAD = """# Written by `python -m tests.fuzz --record`: the last run of each decoder.
# Two cores, AMD EPYC, Python {python}.
# seconds: wall time of one process. processor: seconds of it that it got on a busy machine, -1 where not counted.
# coverage: places of our code that were reached. found: empty where it held.
"""


def _table(entry: tuple[str, dict[str, Any]]) -> str:
    name, fields = entry
    lines = (f"{key} = {json.dumps(value)}" for key, value in fields.items())
    return f"\n[run.{name}]\n" + "\n".join(lines) + "\n"
