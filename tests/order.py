"""The order of the files: what takes longest begins first, so that no worker goes on alone at the end.

A file is run by one worker (`--dist loadfile`): what it makes for all its tests is made once. Files that wait a good
deal, for browsers and servers, come by turns with those that only count, so that there is always something to do.
"""

from itertools import zip_longest

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
WAITING = ("journeys/", "faults/", "truth/", "live/")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Sort by file; within a file nothing changes."""
    items.sort(key=lambda item: place(item.nodeid))
    files: dict[str, list[pytest.Item]] = {}
    for item in items:
        files.setdefault(file_of(item), []).append(item)
    waiting = [name for name in files if name.startswith(WAITING)]
    busy = [name for name in files if not name.startswith(WAITING)]
    by_turns = [name for pair in zip_longest(waiting, busy) for name in pair if name]
    items[:] = [item for name in by_turns for item in files[name]]


def file_of(item: pytest.Item) -> str:
    """The path of its file, among the tests."""
    return item.nodeid.partition("::")[0].removeprefix(f"{TESTS}/")


def place(nodeid: str) -> int:
    """Where a test stands, by its file."""
    path = nodeid.removeprefix(f"{TESTS}/")
    return next((number for number, beginning in enumerate(FIRST) if path.startswith(beginning)), len(FIRST))
