"""`make bench` says what it promises, on which machine; its figures are nobody's business here."""

import os
import re
import subprocess
import sys

import pytest

from tests.truth.test_docs import ROOT

UNITS = r"(ms|MB|KiB|s|x|/s)"
ON_BOTH = pytest.mark.parametrize("options", [[], ["--postgresql"]], ids=["sqlite", "postgresql"])


def printed(module: str, options: list[str], request: pytest.FixtureRequest) -> list[re.Match[str] | None]:
    """The lines of figures that a benchmark prints when it is run once with small numbers, below the machine's."""
    if options:
        request.getfixturevalue("postgresql")
    command = [sys.executable, "-m", module, "--brief", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "ownaccord.web.settings"}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    machine, figures = said.split("\n\n")
    assert [line.split()[0] for line in machine.splitlines()] == ["processor", "memory", "system", "python", "database"]
    return [re.fullmatch(rf" *-?[\d.]+ {UNITS} +(.+?)(  \[goal: (.+)\])?", line) for line in figures.splitlines()]


@ON_BOTH
def test_every_figure_is_printed_with_the_machine_it_is_from(
    options: list[str], request: pytest.FixtureRequest
) -> None:
    lines = printed("bench", options, request)
    assert None not in lines
    goals = {line[4] for line in lines if line and line[4]}
    assert goals == {f"at most {most}" for most in ("2", "150", "10", "8", "1.2", "1.3", "80", "100")}


def test_every_figure_of_a_journal_is_printed(request: pytest.FixtureRequest) -> None:
    lines = printed("bench.journal", [], request)
    assert None not in lines
    said = {line[2].rpartition(": ")[::2]: line[4] for line in lines if line}
    assert {what.rpartition(", ")[2] for what, _ in said} == {"opened", "searched", "one read", "one written"}
    assert {end: goal for (_, end), goal in said.items()} == {"p50": None, "p95": "at most 300"}


def test_every_figure_of_streams_is_printed(request: pytest.FixtureRequest) -> None:
    lines = printed("bench.streams", [], request)
    assert None not in lines
    said = [line[2] for line in lines if line]
    assert [sum(each.endswith(end) for each in said) for end in ("p50", "p95", "p99")] == [3, 3, 3]
    goals = {line[2]: line[4] for line in lines if line and line[4]}
    assert goals == {
        "memory a stream": "at most 25", "threads more than with two streams": "at most 2",
        "red to arrival, among 10 streams, 2 readers of maps without a rest: p99": "at most 60",
        "10 streams are back after a restart": "at most 5",
    }  # fmt: skip


def test_every_figure_of_measures_is_printed(request: pytest.FixtureRequest) -> None:
    lines = printed("bench.measures", [], request)
    assert [line[4] for line in lines if line] == [None, None, None, "at most 300", None, "at most 300"]


def test_every_figure_of_the_coach_is_printed(request: pytest.FixtureRequest) -> None:
    lines = printed("bench.coach", [], request)
    assert [line[4] for line in lines if line] == [None, "at most 5", None]
