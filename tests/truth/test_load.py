"""`make load` says what it promises, on which machine; whether anything is quick enough is nobody's business here."""

import os
import re
import subprocess
import sys

from tests.truth.test_docs import ROOT
from tests.walls.addresses import addresses

# A form by the name of its address: one that is said, or one of those that are said in turn.
SAYS = re.compile(r'says\("([\w-]+)"|for address(?:, \w+)? in \(("[\w-]+"(?:, "[\w-]+")*)\)|"(journal-\w+)"')
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
    pressed = [row for row in crowd if "heard" not in row[1]]
    assert {row[1] for row in pressed} == {"pause, locked", "pause, unlocked", "stop code", "Exit now"}
    assert {row[7] for row in pressed} == {"1 of 1"}
    assert {row[-1].strip() for row in lockout} == {"held"}
    assert len(soak) == 7
    assert "requests, 0 answered otherwise than they should be." in parts[-1]


def test_whoever_lives_there_sends_forms_of_every_room_and_only_to_addresses_that_there_are() -> None:
    told = "".join((ROOT / "tests/load" / name).read_text() for name in ("living.py", "meeting.py"))
    names = {name for said in SAYS.findall(told) for name in re.findall(r"[\w-]+", " ".join(said))}
    there = {each.name: each.view.__module__.split(".")[1] for each in addresses()}
    assert names - set(there) == set()
    assert set(there.values()) - {there[name] for name in names} <= {"web"}
