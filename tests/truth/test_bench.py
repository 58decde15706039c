"""`make bench` says what it promises, on which machine; its figures are nobody's business here."""

import os
import re
import subprocess
import sys

import pytest

from tests.truth.test_docs import ROOT


@pytest.mark.parametrize("options", [[], ["--postgresql"]], ids=["sqlite", "postgresql"])
def test_every_figure_is_printed_with_the_machine_it_is_from(
    options: list[str], request: pytest.FixtureRequest
) -> None:
    if options:
        request.getfixturevalue("postgresql")
    command = [sys.executable, "-m", "bench", "--brief", *options]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DJANGO_SETTINGS_MODULE": "ownaccord.web.settings"}
    said = subprocess.run(command, env=environment, check=True, capture_output=True, text=True, cwd=ROOT).stdout
    machine, figures = said.split("\n\n")
    assert [line.split()[0] for line in machine.splitlines()] == ["processor", "memory", "system", "python", "database"]
    lines = [re.fullmatch(r" *[\d.]+ (ms|MB|s|x|/s) +(.+?)(  \[goal: (.+)\])?", line) for line in figures.splitlines()]
    assert None not in lines
    goals = {line[4] for line in lines if line and line[4]}
    assert goals == {
        "at most 2",
        "at most 150",
        "at most 10",
        "at most 8",
        "at most 1.2",
        "at most 1.3",
        "at most 80",
        "at most 100",
    }
