"""The order of the files: what takes longest begins first, so that no worker goes on alone at the end.

A file is run by one worker (`--dist loadfile`): what it makes for all its tests is made once.
"""

import pytest

TESTS = "tests"
FIRST = (
    "journeys/test_every_page_axe.py",
    "faults/test_faults.py",
    "truth/test_bench.py",
    "laws/test_machine.py",
    "journeys/test_scene.py",
    "journeys/test_empty_machine_to_map.py",
    "journeys/test_decks.py",
    "journeys/test_three_people.py",
    "journeys/test_recheck.py",
    "journeys/test_tightening.py",
    "journeys/",
    "faults/",
    "truth/",
    "walls/",
    "at_once/",
    "look/",
    "rooms/consent/",
)
"""Beginnings of paths; what begins otherwise comes after them all."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by file; within a file nothing changes."""
    items.sort(key=lambda item: place(item.nodeid))


def place(nodeid: str) -> int:
    """Where a test stands, by its file."""
    path = nodeid.removeprefix(f"{TESTS}/")
    return next((number for number, beginning in enumerate(FIRST) if path.startswith(beginning)), len(FIRST))
