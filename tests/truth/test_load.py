"""`make load` says what it promises, on which machine; whether anything is quick enough is nobody's business here."""

import os
import subprocess
import sys

from tests.truth.test_docs import ROOT

PARTS = ["What a clock tells", "strangers, each as fast", "strangers, and one person", "days in"]


def rows(part: str) -> list[list[str]]:
    """The cells of every row of a part's table, without its head."""
    return [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")][2:]


def test_every_part_prints_its_table_and_what_no_clock_decides_holds() -> None:
    command = [sys.executable, "-m", "tests.load", "--brief"]
    ran = subprocess.run(command, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, cwd=ROOT)
    assert (ran.returncode in (0, 1), ran.stderr) == (True, "")
    machine, *parts = ran.stdout.split("\n## ")

    assert [line.split()[0] for line in machine.splitlines()[1:]] == [
        "processor", "memory", "system", "python", "database"
    ]  # fmt: skip
    assert [name in part for name, part in zip(PARTS, parts, strict=True)] == [True] * len(PARTS)
    alike, crowd, lockout, soak = map(rows, parts)
    assert (len(alike), {row[8] for row in alike}) == (18, {"the same"})
    assert {row[1] for row in crowd if "heard" not in row[1]} == {"pause", "stop code", "Exit now"}
    assert {row[-1].strip() for row in lockout} == {"held"}
    assert len(soak) == 7
    assert "requests, 0 answered otherwise" in parts[-1]
