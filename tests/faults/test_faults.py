"""A bounded share of `make faults`: real servers that are killed, filled up, locked, restarted and replaced."""

import os
from pathlib import Path

import pytest

from tests import cluster
from tests.faults import disk, postgres, stuck, turns, upgrade

KILLS, KILLS_ON_POSTGRESQL, SEED = 50, 8, 1
PATIENCE_MS = 300


def test_nothing_acknowledged_is_lost_and_nothing_rises_when_a_server_is_killed(tmp_path: Path) -> None:
    figures = turns.sqlite(tmp_path / "house", KILLS, SEED)
    assert figures.fell == []
    assert figures.kills >= KILLS and figures.unanswered > 0


def test_nor_when_postgresql_or_its_processes_are_killed(tmp_path: Path, postgresql: str) -> None:
    _its_own()
    figures = postgres.kills(tmp_path / "house", KILLS_ON_POSTGRESQL, SEED)
    assert figures.fell == []
    assert figures.kills >= KILLS_ON_POSTGRESQL


def test_on_a_full_disk_a_pause_the_stop_code_and_exit_succeed_and_nothing_else_is_called_stored(
    tmp_path: Path,
) -> None:
    done = disk.really_full(tmp_path / "house")
    if done is None and os.environ.get(disk.REQUIRED):
        pytest.fail(f"{disk.MISSING}, and {disk.REQUIRED} is set.")
    if done is None:
        pytest.skip(f"{disk.MISSING}: this test did NOT run. Refused writes are tried by the next test but one.")
    assert done[1].fell == []


def test_while_another_writes_nothing_is_called_stored_and_a_pause_waits(tmp_path: Path) -> None:
    assert stuck.locked(tmp_path / "house", 1, PATIENCE_MS).fell == []


def test_where_nothing_can_be_written_pages_are_read_and_nothing_is_called_stored(tmp_path: Path) -> None:
    assert stuck.read_only(tmp_path / "house").fell == []


def test_a_restart_of_postgresql_costs_one_calm_answer(tmp_path: Path, postgresql: str) -> None:
    _its_own()
    assert postgres.restarts(tmp_path / "house").fell == []


def test_a_form_that_was_open_during_an_upgrade_loses_nothing_and_raises_nothing(tmp_path: Path) -> None:
    assert upgrade.upgraded(tmp_path / "house").fell == []


def _its_own() -> None:
    """A server of this part's own is restarted: one that was only named by an address is left in peace."""
    if cluster.programs() is None:
        pytest.skip(f"{cluster.MISSING} that may be killed: this did NOT run. On Debian: sudo apt install postgresql")
