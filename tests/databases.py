"""A test of the rooms, walls and laws that stores something runs twice: on SQLite and on PostgreSQL.

One that is about the pages above the database says that it stands on SQLite: on PostgreSQL the walls ask every address
and every form, and a journey tightens.

`stands_on` is there for every test; where a module's tests use the database, it is `sqlite` first and then `postgresql`
(`[postgresql]` in the name of a test), unless the test is marked to stand on one of them. Nothing in a test says on
which one it runs: `connections["default"]` is the other one for as long. Without PostgreSQL those tests are skipped,
and pytest's last line says how many and why.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connections
from django.db.utils import ConnectionHandler
from pytest_django import DjangoDbBlocker

from ownaccord.lib import database
from tests import cluster

KINDS = ("sqlite", "postgresql")
ON_BOTH = tuple(Path(__file__).parent / name for name in ("rooms", "walls", "laws"))
# For a test that takes long and is about what stands above the database.
ON_SQLITE, ON_POSTGRESQL = (pytest.mark.parametrize("stands_on", [kind], indirect=True) for kind in KINDS)
FIXTURES = {"db", "transactional_db"}
WORDS = "skipped because no PostgreSQL was found"

Settings = dict[str, Any]


def pytest_sessionstart(session: pytest.Session) -> None:
    """Under `-n` the one process that starts the others starts the one server for them all."""
    if getattr(session.config.option, "numprocesses", None) and not hasattr(session.config, "workerinput"):
        cluster.address()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test that stores something and says nothing else runs on both."""
    if any(mark.args[0] == "stands_on" for mark in metafunc.definition.iter_markers("parametrize")):
        return
    stores = metafunc.definition.get_closest_marker("django_db") or FIXTURES & set(metafunc.fixturenames)
    if stores and any(metafunc.definition.path.is_relative_to(folder) for folder in ON_BOTH):
        metafunc.parametrize("stands_on", KINDS, indirect=True, scope="module")


def pytest_report_teststatus(report: pytest.TestReport) -> tuple[str, str, str] | None:
    """What did not run for want of PostgreSQL is counted by itself, in words, in the last line."""
    if report.skipped and cluster.MISSING in str(report.longrepr):
        return WORDS, "s", "SKIPPED (no PostgreSQL)"
    return None


@pytest.fixture(scope="session")
def postgresql() -> str:
    """The address of a PostgreSQL server; without one the test is skipped loudly, or fails where one is required."""
    found = cluster.address()
    if found is None and os.environ.get(cluster.REQUIRED):
        pytest.fail(f"{cluster.MISSING}, and {cluster.REQUIRED} is set.")
    if found is None:
        pytest.skip(f"{cluster.MISSING}: this test did NOT run on it. On Debian: sudo apt install postgresql")
    return found


@pytest.fixture(scope="session")
def on_postgresql(postgresql: str, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Settings]:
    """The settings of this worker's own migrated database."""
    with cluster.fresh(f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}") as url:
        chosen = settings_of(url)
        with django_db_blocker.unblock(), standing_on(chosen):
            call_command("migrate", interactive=False, verbosity=0)
        yield chosen


@pytest.fixture(scope="module", autouse=True)
def stands_on(request: pytest.FixtureRequest) -> Iterator[str]:
    """The kind of database that this test stands on."""
    kind = getattr(request, "param", KINDS[0])
    if kind == KINDS[0]:
        yield kind
        return
    with standing_on(request.getfixturevalue("on_postgresql")):
        yield kind


def settings_of(url: str) -> Settings:
    """Django's settings for the database at this address; without a pool, so that it can be dropped."""
    chosen = database.postgresql(url)
    del chosen["OPTIONS"]["pool"]
    own: Settings = ConnectionHandler({"default": chosen}).settings["default"]
    return own


@contextmanager
def standing_on(chosen: Settings) -> Iterator[None]:
    """The house stands on another database, in this thread and in those that begin meanwhile."""
    before = connections.settings["default"], connections["default"]
    other = ConnectionHandler({"default": chosen})["default"]
    connections.settings["default"], connections["default"] = chosen, other
    try:
        yield
    finally:
        other.close()
        connections.settings["default"], connections["default"] = before
