"""`ownaccord coach` says of each line which words could land hard, without a data folder, and keeps nothing."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ownaccord.web.cli import main

LINES = "You owe me one.\nI said no.\n\n🙂 u didnt complain, so i kept going\n"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a data folder would be made, if one were."""
    monkeypatch.setenv("OWNACCORD_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def run(*words: str, typed: str | bytes = LINES) -> Result:
    return CliRunner().invoke(main, ["coach", *words], input=typed)


def test_each_line_gives_one_object_in_code_points() -> None:
    found = [json.loads(line) for line in run("--json", "-").output.splitlines()]

    assert [(each["labels"], each["spans"]) for each in found] == [
        (["entitlement"], [[0, 14]]),
        ([], []),
        ([], []),
        (["mindreading"], [[2, 35]]),
    ]
    assert [sorted(each) for each in found] == [["labels", "spans", "suggestions", "why"]] * 4
    assert [len(each["suggestions"]) for each in found] == [3, 0, 0, 3]
    assert [len(each["why"]) for each in found] == [1, 0, 0, 1]


def test_in_words_it_names_the_line_and_is_silent_on_the_others() -> None:
    found = run("-").output.splitlines()

    assert [line.split(".")[0] for line in found if line[0].isdigit()] == [
        '1: "You owe me one" could land as entitlement',
        '4: "u didnt complain, so i kept going" could land as mindreading',
    ]
    assert len(found) == 8


def test_it_reads_a_file_and_leaves_no_trace(tmp_path: Path, data: Path) -> None:
    path = tmp_path / "messages.txt"
    path.write_text(LINES, encoding="utf-8")

    assert run(str(path)).output == run("-").output
    assert sorted(tmp_path.iterdir()) == [path]


def test_what_is_not_text_is_read_all_the_same() -> None:
    assert run("--json", "-", typed=b"\xff\xfe\n").exit_code == 0


def test_a_language_without_rules_is_said_kindly() -> None:
    refused = run("--language", "tlh", "-")

    assert (refused.exit_code, refused.output) == (
        1,
        "Error: There are no wording rules for this language, only for: en.\n",
    )


def test_what_the_software_is_not_for_gets_no_rewording() -> None:
    found = json.loads(run("--json", "-", typed="You owe me one, asleep or not, without your consent.\n").output)

    assert (found["labels"][0], found["suggestions"]) == ("entitlement", [])
