"""A real scene's signals at two processes on one PostgreSQL: one of them is killed, or what it listens by is cut."""

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests import cluster
from tests.journeys.conftest import WORKER
from tests.live.carrying import Device
from tests.live.conftest import Served
from tests.live.stage import Stage, see_red
from tests.live.test_several import LISTENING
from tests.live.wire import Ear

Two = tuple[Stage, Served]


@pytest.fixture(scope="module")
def two(postgresql: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Two]:
    """The house of this stage, and another process on its database."""
    folder = tmp_path_factory.mktemp("several")
    with cluster.fresh(f"signals_{WORKER}") as url:
        stage = Stage(folder / "one", 2, url)
        other = Served(folder / "two", url)
        other.settings = stage.house.settings
        shutil.copytree(stage.house.data, other.data)
        for house in (stage.house, other):
            house.start()
        yield stage, other
        other.stop()
        stage.house.stop()


def listens(device: Device) -> Ear:
    """This device's stream, after it was told to look for the first time."""
    ear = Ear(device.port, device.cookies)
    assert (found := ear.next()) is not None and found.kind == "look"
    return ear


def test_a_red_while_nobody_can_be_told_is_stored_and_looked_at_once_they_can(two: Two) -> None:
    stage, other = two
    devices = stage.devices()
    devices[1].port = other.port
    ears = [listens(each) for each in devices]
    with psycopg.connect(str(stage.house.database), autocommit=True) as base:
        # Both lose what they listen by, and are told of the red only by looking again.
        base.execute(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {LISTENING}")
    devices[0].insists("red")
    assert stage.pressed(devices[0]) == [("red", 0)]
    assert [ear.next().kind for ear in ears] == ["look"] * 2  # type: ignore[union-attr]
    assert see_red(*devices)
    for ear in ears:
        ear.close()


# The last one here: what is killed does not come back.
def test_when_one_of_two_is_killed_under_a_red_it_is_stored_or_pressed_again_at_the_other(two: Two) -> None:
    stage, other = two
    here, there = stage.devices()
    there.port = other.port
    for each in (here, there):
        each.insists("green")
    ear = listens(there)
    with ThreadPoolExecutor() as hands:
        pressing = hands.submit(here.presses, "red")
        os.kill(stage.house.pid, signal.SIGKILL)
        acknowledged = pressing.result() == 204
    assert (("red", 0) in stage.pressed(here)) >= acknowledged
    here.port = other.port
    here.insists("red", here.number)
    while not see_red(there):
        assert ear.next() is not None
    assert stage.pressed(here) == [("green", 0), ("green", 1), ("red", 0)]
    assert see_red(here, there)
    ear.close()
