"""Several processes: on one SQLite file, and on PostgreSQL, whose listening connection may be cut at any time."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.live.conftest import Seeded, Town, moved_in

LISTENING = "application_name = 'ownaccord live' AND datname = current_database()"


@pytest.fixture
def two_on_a_file(seeded: Seeded, tmp_path: Path) -> Iterator[Town]:
    file = tmp_path / "one.sqlite3"
    shutil.copy(seeded.data / "db.sqlite3", file)
    folders = [tmp_path / "one", tmp_path / "two"]
    town = Town(seeded.said, [moved_in(seeded, folder, OWNACCORD_TEST_FILE=str(file)) for folder in folders])
    yield from running(town)


@pytest.fixture(scope="module")
def two_on_postgresql(
    seeded_on_postgresql: tuple[Seeded, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Town]:
    seeded, url = seeded_on_postgresql
    folder = tmp_path_factory.mktemp("two")
    town = Town(seeded.said, [moved_in(seeded, folder / name, url) for name in ("one", "two")])
    yield from running(town)


def running(town: Town) -> Iterator[Town]:
    for house in town.houses:
        house.start()
    yield town
    town.deaf()
    for house in town.houses:
        house.stop()


def test_two_on_one_file_hear_each_other(two_on_a_file: Town) -> None:
    town = two_on_a_file
    here, there = town.hears("bo", at=0), town.hears("bo", at=1)
    assert town.presses("ash", at=1) == 204

    # The file says only that something is newer; who pressed at home says what it was.
    assert [ear.next().said["revision"] for ear in (here, there)] == [1, 1]  # type: ignore[union-attr]
    assert town.presses("ash", at=0) == 204
    assert [ear.next().said["revision"] for ear in (here, there)] == [2, 2]  # type: ignore[union-attr]
    assert (here.beats(), there.beats()) == (["beat", "beat"],) * 2


def test_two_on_postgresql_hear_each_other(two_on_postgresql: Town) -> None:
    town = two_on_postgresql
    ears = [town.hears("bo", at=0), town.hears("bo", at=1)]
    for at in (0, 1):
        before = town.revision()
        assert town.presses("ash", at=at) == 204
        heard = [ear.next() for ear in ears]
        assert [(each.said["kind"], each.said["revision"]) for each in heard if each] == [("signal", before + 1)] * 2
    # Each heard it once, although it came by two ways where it was pressed.
    assert [ear.beats() for ear in ears] == [["beat", "beat"]] * 2


def test_when_the_listening_connection_is_cut_everybody_looks_again_and_hears_on(two_on_postgresql: Town) -> None:
    town = two_on_postgresql
    ears = [town.hears("bo", at=0), town.hears("bo", at=1)]
    for ear in ears:
        ear.event()
    with psycopg.connect(str(town.houses[0].database), autocommit=True) as base:
        cut = base.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {LISTENING}").fetchall()

    assert cut == [(True,)] * 2
    assert [ear.next().said["kind"] for ear in ears] == ["look"] * 2  # type: ignore[union-attr]
    for ear in ears:
        town.heard_again(ear, "ash", at=1)


# The last one here: what is killed does not come back.
def test_when_one_of_two_is_killed_what_it_stored_was_told_and_its_people_go_on_at_the_other(
    two_on_postgresql: Town,
) -> None:
    town = two_on_postgresql
    here, there = town.hears("bo", at=0), town.hears("ash", at=1)
    here.event()
    assert town.presses("bo", at=0) == 204
    os.kill(town.houses[0].pid, signal.SIGKILL)

    assert there.next().said["kind"] == "signal"  # type: ignore[union-attr]
    last = here.next()
    word = last.id if last else here.id
    back = town.listens("bo", at=1, last=word)
    town.heard_again(back, "ash", at=1)
    town.heard_again(there, "bo", at=1)
