"""What is left of a life in which something was typed into every field: its database, its files, and its answers."""

import io
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pyrage  # type: ignore[import-untyped]
import pytest
from django.core.management import call_command
from django.db import connection
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from ownaccord.accounts import wraps
from ownaccord.lib import database, folder
from ownaccord.lib.quiet_log import QuietFormatter
from ownaccord.web import backup, moving
from tests import cluster, hands, people
from tests.databases import KINDS, Settings, settings_of, standing_on
from tests.walls.dates import MAIL
from tests.walls.fields_shown import Shown, noting
from tests.walls.life import Resident, lived
from tests.walls.shown_to import Given, given_to, ids_of
from tests.walls.sowing import Sown, every_key

LOUD = {
    "log_statement": "all", "log_min_duration_statement": "0", "log_parameter_max_length": "-1",
    "log_parameter_max_length_on_error": "-1", "log_min_messages": "debug1", "log_error_verbosity": "verbose",
    "full_page_writes": "on", "autovacuum": "off",
}  # fmt: skip


@dataclass(frozen=True)
class Past:
    """What is left of a life: who lived it, what was typed, and the places where it could have stayed."""

    sown: Sown
    people: list[Resident]
    places: dict[str, tuple[Path, ...]]
    log: io.StringIO
    given: list[Given]
    shown: Shown


@pytest.fixture(scope="module", params=KINDS)
def past(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Past]:  # fmt: skip
    """The life, lived once on each database; its database is there as long as it is looked at."""
    place = tmp_path_factory.mktemp("life")
    (place / "temporary").mkdir()
    chosen, stored = standing(request.param, place)
    with ExitStack() as during, pytest.MonkeyPatch.context() as patched:
        during.enter_context(django_db_blocker.unblock())
        during.enter_context(standing_on(chosen))
        patched.setattr(tempfile, "tempdir", str(place / "temporary"))
        patched.setattr(wraps, "stretch", people.Stretching())
        patched.setattr(pyrage.passphrase, "encrypt", people.to_nobody)
        during.enter_context(override_settings(CLOCK="tests.hands.hands", ADMINS=[("Bo", "bo@example.org")], **MAIL))
        patched.setattr(hands.held, "now", hands.NOON, raising=False)
        call_command("migrate", interactive=False, verbosity=0)
        log, sown, given = during.enter_context(everything_logged()), Sown(), []
        with every_key(sown), noting(shown := Shown()):
            who = lived(sown, hands.held, lambda people: given.extend(given_to_others(request.param, people)))
        keep_a_copy(request.param, place)
        common = {"temporary files": (place / "temporary",), "a backup": (place / "kept.tar",)}
        yield Past(sown, who, {**stored, **common}, log, given, shown)


def given_to_others(kind: str, people: list[Resident]) -> list[Given]:
    """What Bo and Cam are given while everything of Ash's is there; on one database: pages are made above it."""
    if kind != KINDS[0]:
        return []
    ash, *others = people
    known = ids_of(ash)
    # Ash's own pages are asked for the fields that they have.
    given_to(ash, ())
    return [given_to(who, known) for who in others]


def standing(kind: str, place: Path) -> tuple[Settings, dict[str, tuple[Path, ...]]]:
    """A fresh database of this kind, and where its files lie."""
    if kind == KINDS[0]:
        return _sqlite(place / folder.DATABASE), {"the database": tuple(place / f"db.sqlite3{x}" for x in ("", "-wal"))}
    found = cluster.alone(**LOUD)
    if found is None and os.environ.get(cluster.REQUIRED):
        pytest.fail(f"{cluster.MISSING}, and {cluster.REQUIRED} is set.")
    if found is None:
        pytest.skip(f"{cluster.MISSING}: this test did NOT run on it.")
    url, where = found
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("CREATE DATABASE life")
        (oid,) = server.execute("SELECT oid FROM pg_database WHERE datname = 'life'").fetchone() or (0,)
    data = where / "data"
    files = {
        "the database": (data / "base" / str(oid), data / "global"), "the write-ahead log": (data / "pg_wal",),
        "the statistics": (data / "pg_stat", data / "pg_stat_tmp"), "the server's log": (where / "log",),
    }  # fmt: skip
    return settings_of(url.replace("/postgres?", "/life?")), files


def _sqlite(path: Path) -> Settings:
    from django.db.utils import ConnectionHandler

    own: Settings = ConnectionHandler({"default": database.sqlite(path)}).settings["default"]
    return own


def keep_a_copy(kind: str, place: Path) -> None:
    """A backup, as the host makes one while the house is served."""
    folder.make(place)
    (backup.write if kind == KINDS[0] else moving.write)(place, place / "kept.tar")


@contextmanager
def everything_logged(formatter: logging.Formatter | None = None) -> Iterator[io.StringIO]:
    """What every logger there is would write at its loudest, statements with their values too."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter or QuietFormatter())
    root = logging.getLogger()
    # Pytest would write it all once more, for a report of its own.
    aside = [each for each in root.handlers if type(each).__module__ == "_pytest.logging"]
    known = [root, *map(logging.getLogger, list(logging.root.manager.loggerDict))]
    kept = [(each, each.level, each.propagate, each.disabled) for each in known]
    for each in known:
        each.setLevel(logging.DEBUG)
        each.propagate, each.disabled = True, False
    for each in aside:
        root.removeHandler(each)
    root.addHandler(handler)
    connection.force_debug_cursor = True
    try:
        yield stream
    finally:
        connection.force_debug_cursor = False
        root.removeHandler(handler)
        for each in aside:
            root.addHandler(each)
        for each, level, propagate, disabled in kept:
            each.setLevel(level)
            each.propagate, each.disabled = propagate, disabled
