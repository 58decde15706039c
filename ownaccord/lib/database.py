"""The database that this house stands on: SQLite in the data folder, or PostgreSQL where `DATABASE_URL` names one.

An address may hold a password: nothing here prints one, and no error quotes what stood in it.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from django.db import DatabaseError, InterfaceError, InternalError, NotSupportedError, OperationalError, connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model, QuerySet

from ownaccord.lib import folder

SHAPE = "postgresql://name:password@host:5432/database"
POSTGRESQL_ENGINE = "django.db.backends.postgresql"
SCHEMES = ("postgresql", "postgres")
# Two numbers that PostgreSQL knows locks of this house by: who serves, and who changes the tables.
SERVING, CHANGING = 0x6F776E01, 0x6F776E02
# As many as a process has lanes (web/asgi.py, lib/streams/writer.py), one each for the sweep and the mail, and one to
# spare: nobody waits for a connection.
MOST_CONNECTIONS = 13
# Seconds that a page waits for a connection. As long the pool tries for one, and begins anew with the next page: by
# itself it tries ever more seldom, and a pause would fail for long after PostgreSQL is back.
WAITS = 10
# Nobody waits longer for a row than for SQLite's lock; what was acknowledged survives a power cut, whoever set it up.
POSTGRESQL = {
    "lock_timeout": "5s",
    "idle_in_transaction_session_timeout": "60s",
    "synchronous_commit": "on",
}
SQLITE = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA journal_size_limit=27103364;"
)
# Nobody waits longer than this for somebody else's write; a courtesy not even a blink.
PATIENCE_MS, COURTESY_MS = 5000, 50
# A full, locked or read-only disk, a server that ended or does not answer: nothing that anybody did, and it passes.
AWAY = (OperationalError, InterfaceError, InternalError)

Row = TypeVar("Row", bound=Model)


class BadAddress(Exception):
    """DATABASE_URL cannot be used; the words say what to do, and nothing that stood in it."""


class Unreachable(Exception):
    """The database does not answer, or not to us; the words say what to look at."""


def chosen(environ: Mapping[str, str], data: Path) -> dict[str, Any]:
    """Return Django's settings of the database: what the address says, otherwise SQLite in this data folder."""
    text = _address(environ)
    return postgresql(text) if text else sqlite(data / folder.DATABASE)


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of a file: Django's defaults answer "database is locked" under two writers; these do not."""
    return {
        # The lanes of lib.lanes are threads that live as long as the server: their connections stay open too.
        "CONN_MAX_AGE": None,
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": PATIENCE_MS / 1000, "init_command": SQLITE},
    }


def postgresql(text: str) -> dict[str, Any]:
    """Return the settings of the PostgreSQL database at this address, with a pool; BadAddress when it names none."""
    given = _parts(text)
    options = " ".join(f"-c {name}={value}" for name, value in POSTGRESQL.items())
    given["options"] = f"{given['options']} {options}" if "options" in given else options
    return {
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "ENGINE": POSTGRESQL_ENGINE,
        "NAME": given.pop("dbname"),
        "USER": given.pop("user", ""),
        "PASSWORD": given.pop("password", ""),
        "HOST": given.pop("host", ""),
        "PORT": given.pop("port", ""),
        "OPTIONS": {
            "connect_timeout": "5",
            **given,
            # Values go beside a statement and not inside it: the server's log quotes statements that failed.
            "server_side_binding": True,
            "pool": {"min_size": 1, "max_size": MOST_CONNECTIONS, "timeout": WAITS, "reconnect_timeout": WAITS},
        },
    }


def reach() -> None:
    """Make sure that the database answers; Unreachable otherwise. Django has to be ready."""
    try:
        connection.ensure_connection()
    except NotSupportedError:
        raise Unreachable("This PostgreSQL is too old. Own Accord needs 14 or newer.") from None
    except DatabaseError:
        # The driver's own words name hosts and people; and where an address was mistyped, perhaps more.
        raise Unreachable(
            "The database does not answer, or does not take this name and password. Look whether PostgreSQL runs, and"
            " at what DATABASE_URL says. Nothing was changed."
        ) from None


@contextmanager
def changing() -> Iterator[None]:
    """One process at a time changes the tables; the others wait until it has. On SQLite the file's lock does that."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [CHANGING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [CHANGING])
            cursor.execute("RESET lock_timeout")


@contextmanager
def serving(*, alone: bool = False) -> Iterator[bool]:
    """Say to everybody on this PostgreSQL that we are here: many may serve at once; `alone`, nobody else may.

    False when that cannot be. It is said on a connection of its own, and so for as long as this process lives.
    """
    if connection.vendor != "postgresql":
        yield True
        return
    own = connection.copy()
    own.settings_dict["OPTIONS"] = {**own.settings_dict["OPTIONS"], "pool": None}
    name = "pg_try_advisory_lock" if alone else "pg_try_advisory_lock_shared"
    try:
        with own.cursor() as cursor:
            cursor.execute(f"SELECT {name}(%s)", [SERVING])
            granted = bool(cursor.fetchone()[0])
        yield granted
    finally:
        own.close()


def free(rows: QuerySet[Row]) -> QuerySet[Row]:
    """Return these rows without those that another transaction holds just now, so that nobody waits for it.

    Inside a transaction; on SQLite, which has one writer at a time, all of them.
    """
    return rows.model._default_manager.filter(pk__in=rows.select_for_update(skip_locked=True).values("pk"))


@contextmanager
def courtesy(database: BaseDatabaseWrapper) -> Iterator[None]:
    """For a write that nothing depends on: it waits for nobody, and where nothing can be written it is left out."""
    outermost = not database.in_atomic_block
    try:
        if outermost:
            _be_patient(database, COURTESY_MS)
        yield
    except AWAY:
        if not outermost:
            raise
    finally:
        if outermost:
            _be_patient(database, PATIENCE_MS)


def _be_patient(database: BaseDatabaseWrapper, milliseconds: int) -> None:
    if database.vendor == "sqlite" and database.connection is not None:
        # Not through a cursor of Django's, which would begin something where something just failed.
        database.connection.execute(f"PRAGMA busy_timeout = {milliseconds}")


def is_busy(error: BaseException) -> bool:
    """Whether somebody else's write was only in the way for too long: SQLite's lock."""
    code = getattr(error.__cause__, "sqlite_errorcode", None)
    return code is not None and code & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def renewed() -> bool:
    """Let go of a connection that may be broken, so that the next try has a fresh one; False inside a transaction."""
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        return False
    connection.close()
    return True


def _address(environ: Mapping[str, str]) -> str:
    """Return DATABASE_URL, or the first line of the file that DATABASE_URL_FILE names; nothing when neither is set."""
    if text := environ.get("DATABASE_URL", "").strip():
        return text
    named = environ.get("DATABASE_URL_FILE", "")
    try:
        return Path(named).read_text(encoding="utf-8").partition("\n")[0].strip() if named else ""
    except (OSError, ValueError):
        raise BadAddress("The file that DATABASE_URL_FILE names cannot be read.") from None


def _parts(text: str) -> dict[str, str]:
    if text.partition("://")[0] not in SCHEMES:
        raise BadAddress(f"DATABASE_URL is no PostgreSQL address. It looks like {SHAPE}; without it SQLite is used.")
    try:
        from psycopg import ProgrammingError
        from psycopg.conninfo import conninfo_to_dict
    except ImportError:
        raise BadAddress("PostgreSQL needs the extra: pip install 'ownaccord[postgres]'.") from None
    try:
        given = {name: str(value) for name, value in conninfo_to_dict(text).items() if value is not None}
    except (ProgrammingError, ValueError):
        given = {"host": "@"}
    # An unescaped @ or / in a password would make a part of it a host or a port, which error messages name.
    if "@" in given.get("host", "") or not all(map(_is_port, given.get("port", "5432").split(","))):
        raise BadAddress(
            f"DATABASE_URL cannot be read. It looks like {SHAPE}. In a name or a password write % as %25, @ as %40, "
            "/ as %2F and : as %3A."
        )
    if not given.get("dbname"):
        raise BadAddress(f"DATABASE_URL names no database at its end. It looks like {SHAPE}.")
    return given


def _is_port(text: str) -> bool:
    # The length first: Python refuses to read thousands of digits, in words of its own.
    return len(text) <= 5 and text.isdecimal() and 0 < int(text) < 65536
