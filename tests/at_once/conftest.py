"""A real database for each test, on both kinds, in which every transaction is committed, and threads that meet."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from ownaccord.lib import database
from tests import cluster
from tests.databases import KINDS, Settings, settings_of, standing_on
from tests.rooms.consent.pair import Pair, make_pair

TOGETHER = 4


@pytest.fixture(scope="session")
def empty_postgresql(on_postgresql: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[Settings]:
    """A migrated PostgreSQL database of this worker's own, in which tests commit."""
    with cluster.fresh(f"at_once_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as url:
        chosen = settings_of(url)
        with django_db_blocker.unblock(), standing_on(chosen):
            call_command("migrate", interactive=False, verbosity=0)
        yield chosen


@pytest.fixture(params=KINDS)
def stored(
    request: pytest.FixtureRequest, tmp_path: Path, django_db_blocker: DjangoDbBlocker, django_db_setup: None
) -> Iterator[str]:
    """The kind of the database on which the house stands now; nothing is in it."""
    if request.param == KINDS[0]:
        chosen = ConnectionHandler({"default": database.sqlite(tmp_path / "db.sqlite3")}).settings["default"]
    else:
        chosen = request.getfixturevalue("empty_postgresql")
    with django_db_blocker.unblock(), standing_on(chosen):
        if request.param == KINDS[0]:
            call_command("migrate", interactive=False, verbosity=0)
        yield request.param
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def on_postgresql_alone(empty_postgresql: Settings, django_db_blocker: DjangoDbBlocker) -> Iterator[Settings]:
    """PostgreSQL, for what SQLite cannot do: a transaction that holds locks while others go on."""
    with django_db_blocker.unblock(), standing_on(empty_postgresql):
        yield empty_postgresql
        call_command("flush", interactive=False, verbosity=0)


@pytest.fixture
def pair(stored: str) -> Pair:
    """Ash and Bo in a space that has begun."""
    return make_pair()


def at_once(*steps: Callable[[], Any]) -> list[Any]:
    """What each step gives or raises, all begun at one moment in threads of their own."""
    gate = threading.Barrier(len(steps))

    def run(step: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return step()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(steps)) as threads:
        return list(threads.map(run, steps))
