"""A real scene's signals while everything around them breaks: what is acknowledged is stored and seen everywhere."""

import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import pytest

from tests.live.carrying import Device
from tests.live.conftest import wait_for
from tests.live.proxy import Fate, Proxy
from tests.live.stage import Stage, see_red


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    made = Stage(tmp_path_factory.mktemp("stage"))
    made.house.start()
    yield made
    made.house.stop()


@contextmanager
def far(stage: Stage, *fates: Fate) -> Iterator[tuple[Device, Device, Proxy]]:
    """Two devices, the first behind a network on which these fates come one after another, and then none."""
    coming = list(fates)
    with Proxy(stage.house.port) as between:
        one, other = stage.devices()
        one.port = between.port
        between.fate = lambda: coming.pop(0) if coming else Fate.THROUGH
        yield one, other, between


def test_green_is_what_both_pressed_and_a_yellow_or_a_red_ends_it(stage: Stage) -> None:
    one, other = stage.devices()
    assert one.sees().is_green is False
    one.insists("green")
    assert (other.sees().people, other.sees().is_green) == (("green", "nothing pressed yet"), False)
    other.insists("green")
    assert [each.sees().is_green for each in (one, other)] == [True, True]
    one.insists("yellow")
    assert (other.sees().people, other.sees().is_green) == (("yellow", "green"), False)
    one.insists("red")
    assert see_red(one, other)


def test_a_red_that_was_lost_on_the_way_is_pressed_again_until_it_is_acknowledged(stage: Stage) -> None:
    with far(stage, Fate.LOST, Fate.LOST) as (one, other, _):
        assert one.presses("red") == 0
        assert stage.pressed(one) == []
        assert one.insists("red", one.number) == 2
        assert stage.pressed(one) == [("red", 0)]
        assert see_red(one, other)


def test_a_red_whose_acknowledgement_was_lost_is_stored_and_once(stage: Stage) -> None:
    with far(stage, Fate.UNANSWERED) as (one, other, _):
        assert one.presses("red") == 0
        assert stage.pressed(one) == [("red", 0)]
        assert see_red(other)
        assert one.insists("red", one.number) == 1
        assert stage.pressed(one) == [("red", 0)]


def test_a_red_that_was_held_up_arrives_and_until_then_is_not_acknowledged(stage: Stage) -> None:
    with far(stage) as (one, other, between), ThreadPoolExecutor() as hands:
        between.hold()
        pressing = hands.submit(one.presses, "red")
        other.insists("green")
        assert (pressing.done(), other.sees().phase) == (False, "running")
        between.flow()
        assert pressing.result() == 204
        assert see_red(one, other)


def test_a_green_that_comes_once_more_after_a_yellow_turns_nothing_green(stage: Stage) -> None:
    with far(stage, Fate.TWICE) as (one, other, between):
        other.insists("green")
        one.insists("green")
        one.insists("yellow")
        between.let_come()
        assert (other.sees().people, other.sees().is_green) == (("yellow", "green"), False)
        assert stage.pressed(one) == [("green", 1), ("green", 0), ("yellow", 0)]


def test_a_green_that_a_yellow_has_overtaken_turns_nothing_green_although_it_is_acknowledged(stage: Stage) -> None:
    with far(stage, Fate.LATE) as (one, other, between), ThreadPoolExecutor() as hands:
        other.insists("green")
        overtaken = hands.submit(one.presses, "green")
        wait_for(lambda: one.number == 1 and between.behind == 1)
        assert one.insists("yellow") == 1
        between.let_come()
        assert overtaken.result() == 204
        assert (other.sees().people, other.sees().is_green) == (("yellow", "green"), False)
        assert stage.pressed(one) == [("green", 1), ("yellow", 0)]


def test_a_late_green_from_between_two_yellows_turns_nothing_green(stage: Stage) -> None:
    with far(stage, Fate.THROUGH, Fate.LATE) as (one, other, between), ThreadPoolExecutor() as hands:
        other.insists("green")
        one.insists("yellow")
        hands.submit(one.presses, "green")
        wait_for(lambda: one.number == 2 and between.behind == 1)
        one.insists("yellow")
        between.let_come()
        assert (other.sees().people, other.sees().is_green) == (("yellow", "green"), False)


@pytest.mark.parametrize("late", ["green", "yellow", "close"])
def test_nothing_that_a_red_has_overtaken_follows_it(stage: Stage, late: str) -> None:
    with far(stage, Fate.LATE) as (one, other, between), ThreadPoolExecutor() as hands:
        hands.submit(one.presses, late)
        wait_for(lambda: one.number == 1 and between.behind == 1)
        assert one.insists("red") == 1
        between.let_come()
        assert see_red(one, other)
        assert stage.pressed(one) == [("red", 0)]


def test_a_red_that_comes_twice_is_one_and_one_by_each_person_is_everybodys(stage: Stage) -> None:
    with far(stage, Fate.TWICE) as (one, other, between):
        one.insists("red")
        between.let_come()
        other.insists("red")
        assert stage.pressed(one) == [("red", 0), ("red", 1)]
        assert see_red(one, other)


def test_a_red_while_another_writes_for_five_seconds_waits_and_is_stored(stage: Stage) -> None:
    one, other = stage.devices()
    with closing(sqlite3.connect(stage.where, isolation_level=None)) as writer, ThreadPoolExecutor() as hands:
        writer.execute("BEGIN IMMEDIATE")
        pressing = hands.submit(one.presses, "red")
        time.sleep(5)
        assert (pressing.done(), stage.pressed(one)) == (False, [])
        writer.execute("ROLLBACK")
        assert pressing.result() == 204
    assert stage.pressed(one) == [("red", 0)]
    assert see_red(one, other)


@pytest.mark.parametrize("days", [400, -400])
def test_a_clock_that_jumps_turns_nothing_green_and_a_red_counts(stage: Stage, days: int) -> None:
    one, other = stage.devices()
    for each in (one, other):
        each.insists("green")
    assert one.sees().is_green
    stage.house.advance(days=days)
    try:
        # Ahead the time of the scene is over; behind, the other one's heartbeat is one from the future.
        found = one.sees()
        assert (found.phase, found.is_green) == ("over" if days > 0 else "running", False)
        one.insists("red")
        assert see_red(one, other)
    finally:
        stage.house.advance(days=-days)
    assert see_red(one, other)
    assert stage.pressed(one) == [("green", 0), ("green", 1), ("red", 0)]


# The last ones here: the house has no room any more, and then it is another process.
def test_what_a_full_disk_did_not_take_is_not_acknowledged_and_shows_nowhere(stage: Stage) -> None:
    one, other = stage.devices()
    stage.house.stop()
    with closing(sqlite3.connect(stage.where)) as base:
        pages = base.execute("PRAGMA page_count").fetchone()[0]
    stage.house.more["OWNACCORD_TEST_PAGES"] = str(pages)
    stage.house.start()
    try:
        one.looks()
        taken = 0
        while one.presses(("green", "yellow")[taken % 2]) == 204:
            taken += 1
            assert taken < 500, "The disk is never full."
        assert (other.presses("red"), other.sees().phase) == (503, "running")
        assert [number for _, number in one.pressed] == list(range(1, taken + 2))
        assert len(stage.pressed(one)) == taken
    finally:
        stage.house.stop()
        del stage.house.more["OWNACCORD_TEST_PAGES"]
        stage.house.start()
    assert other.insists("red", other.number) == 1
    assert stage.pressed(one)[taken:] == [("red", 1)]
    assert see_red(one, other)


def test_a_server_that_is_killed_under_a_red_and_comes_back_has_what_it_acknowledged(stage: Stage) -> None:
    one, other = stage.devices()
    for each in (one, other):
        each.insists("green")
    with ThreadPoolExecutor() as hands:
        pressing = hands.submit(one.presses, "red")
        os.kill(stage.house.pid, signal.SIGKILL)
        acknowledged = pressing.result() == 204
    assert (("red", 0) in stage.pressed(one)) >= acknowledged
    stage.house.start()
    # Nobody was heard yet by the new process; what was green is so only once both are here, and only without a red.
    one.insists("red", one.number)
    assert stage.pressed(one) == [("green", 0), ("green", 1), ("red", 0)]
    assert see_red(one, other)
