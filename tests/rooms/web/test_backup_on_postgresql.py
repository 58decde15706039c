"""A house on PostgreSQL is copied into the same file, and comes back from it: into PostgreSQL, or onto SQLite."""

import os
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from ownaccord.lib import folder
from ownaccord.web import carrying
from tests import cluster
from tests.databases import settings_of, standing_on
from tests.journeys.lived_in import Lived, live
from tests.journeys.server import House

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
COUNTS = ("accounts_person", "accounts_keywrap", "spaces_seat", "spaces_grant", "consent_ledgerrow")


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Lived:
    """Forty days of Ash and Bo, on SQLite."""
    return live(tmp_path_factory.mktemp("lived"))


@pytest.fixture
def empty(postgresql: str, tmp_path: Path) -> Iterator[House]:
    """A house on a PostgreSQL database in which there is nothing yet."""
    with cluster.fresh(f"empty_{WORKER}") as url:
        yield House(tmp_path / "empty", database=url)


@pytest.fixture
def taken(lived: Lived, tmp_path: Path) -> Path:
    """A backup of Ash and Bo's house."""
    house = House(tmp_path)
    house.data = lived.data
    house.run("backup", str(tmp_path / "b.tar"))
    return tmp_path / "b.tar"


def rows(house: House) -> dict[str, int]:
    """How many rows are stored."""
    with psycopg.connect(str(house.database)) as base:
        return {table: len(base.execute(f"SELECT 1 FROM {table}").fetchall()) for table in COUNTS}


def epochs(house: House) -> list[int]:
    with psycopg.connect(str(house.database)) as base:
        return [epoch for (epoch,) in base.execute("SELECT epoch FROM spaces_space").fetchall()]


def refused(house: House, *words: str) -> str:
    """What is said where nothing was done."""
    with pytest.raises(subprocess.CalledProcessError) as failed:
        house.run(*words)
    return str(failed.value.stderr)


def test_a_house_moves_to_postgresql_and_back_and_every_space_starts_anew(
    taken: Path, empty: House, tmp_path: Path
) -> None:
    empty.run("restore", str(taken))
    there = rows(empty)
    assert there["accounts_person"] == 2 and there["consent_ledgerrow"] > 20
    assert epochs(empty) == [2]
    assert "whole" in empty.run("check")

    empty.run("backup", str(tmp_path / "again.tar"))
    back = House(tmp_path / "back")
    back.run("restore", str(tmp_path / "again.tar"))
    assert "whole" in back.run("check")
    assert (back.data / folder.KEY).read_bytes() == (empty.data / folder.KEY).read_bytes()


def test_numbers_go_on_after_those_that_came(taken: Path, empty: House) -> None:
    empty.run("restore", str(taken))

    with psycopg.connect(str(empty.database)) as base:
        base.execute("INSERT INTO accounts_pause (person_id, scope) SELECT id, '' FROM accounts_person")
        base.execute(
            "INSERT INTO consent_ledgerrow (space, epoch, author, seq, header, state_hash, macs)"
            " VALUES ('x', 1, 'x', 1, '', '', '')"
        )


def test_a_database_that_holds_data_is_not_replaced_unasked_and_nothing_of_it_is_lost(
    taken: Path, empty: House
) -> None:
    empty.run("restore", str(taken))
    with psycopg.connect(str(empty.database)) as base:
        base.execute("DELETE FROM consent_ledgerrow")
    assert "--replace" in refused(empty, "restore", str(taken))
    assert rows(empty)["consent_ledgerrow"] == 0

    empty.run("restore", "--replace", str(taken))
    assert rows(empty)["consent_ledgerrow"] > 20
    (aside,) = empty.data.glob("before-*.tar")
    empty.run("restore", "--replace", str(aside))
    assert rows(empty)["consent_ledgerrow"] == 0


def test_restore_waits_until_own_accord_has_ended(taken: Path, empty: House) -> None:
    empty.start()
    assert "is running" in refused(empty, "restore", str(taken))
    empty.stop()

    empty.run("restore", str(taken))


@pytest.mark.parametrize("content", [b"", b"not a tar at all", bytes(10240)])
def test_what_is_no_backup_changes_nothing(empty: House, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "b.tar").write_bytes(content)

    assert "Nothing changed" in refused(empty, "restore", str(tmp_path / "b.tar"))
    assert set(rows(empty).values()) == {0}


def test_people_are_never_served_with_a_key_that_finds_nobody(taken: Path, empty: House) -> None:
    empty.run("restore", str(taken))
    (empty.data / folder.KEY).unlink()

    assert "holds no server.key" in refused(empty, "check")
    assert "nothing to back up" in refused(empty, "backup", str(taken.with_name("keyless.tar")))
    assert not taken.with_name("keyless.tar").exists()
    assert not (empty.data / folder.KEY).exists()


def test_a_backup_holds_one_moment_of_all_tables(
    taken: Path, empty: House, tmp_path: Path, django_db_blocker: DjangoDbBlocker
) -> None:
    """Somebody deletes records while it is made: they are in it, as the rest of that moment is."""
    empty.run("restore", str(taken))
    deletes = iter([True])

    def meanwhile(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        if '"consent_ledgerrow"' in sql and next(deletes, False):
            with psycopg.connect(str(empty.database)) as other:
                other.execute("DELETE FROM consent_ledgerrow")
        return execute(sql, *more)

    there = standing_on(settings_of(str(empty.database)))
    with django_db_blocker.unblock(), there, connection.execute_wrapper(meanwhile):
        carrying.out(tmp_path / "one.sqlite3")

    assert rows(empty)["consent_ledgerrow"] == 0
    with closing(sqlite3.connect(tmp_path / "one.sqlite3")) as base:
        assert base.execute("SELECT count(*) FROM consent_ledgerrow").fetchone()[0] > 20
