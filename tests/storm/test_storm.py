"""A short storm, and the model by itself: it notices what it is there for."""

from pathlib import Path

import pytest

from tests.storm.model import Press, Stored, judged
from tests.storm.sky import storm

GREEN, YELLOW = Press("green", 1, True, True), Press("yellow", 2, True, True)


@pytest.mark.parametrize(
    ("stored", "lost", "green"),
    [
        ([("green", 1), ("yellow", 2)], [], []),
        ([("green", 1)], ["yellow 2"], ["green at the end, after yellow 2"]),
        ([("yellow", 2), ("green", 1)], [], ["green 1 after 2", "green at the end, after yellow 2"]),
        ([("green", 1), ("yellow", 2), ("green", 3)], [], ["green 3 after 2"]),
        ([], ["green 1", "yellow 2"], []),
    ],
)
def test_the_model_notices_what_is_lost_and_what_turned_green(
    stored: Stored, lost: list[str], green: list[str]
) -> None:
    found = judged([GREEN, YELLOW], stored)
    assert (found.lost, found.green) == (lost, green)


def test_a_short_storm_loses_nothing_and_turns_nothing_green(tmp_path: Path) -> None:
    found = storm(tmp_path / "house", 2, 20, 7, None)
    assert (found.lost, found.untold, found.green) == ([], [], [])
    assert (found.sent, found.told) == (40, found.stored)
