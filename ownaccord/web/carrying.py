"""Carrying everything that is stored between PostgreSQL and a SQLite file, row by row through the models.

So a backup is the same file whatever the house stands on, and moves a house from one kind of database to the other.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import ConnectionHandler

BESIDE = "beside"
AT_ONCE = 200


class AnotherVersion(Exception):
    """The tables of the database are not the ones that this version knows."""


@contextmanager
def beside(path: Path) -> Iterator[None]:
    """Inside, the alias `beside` is this SQLite file, brought up to this version's tables."""
    own = {"ENGINE": "django.db.backends.sqlite3", "NAME": path}
    connections.settings[BESIDE] = ConnectionHandler({DEFAULT_DB_ALIAS: own}).settings[DEFAULT_DB_ALIAS]
    try:
        call_command("migrate", database=BESIDE, interactive=False, verbosity=0)
        yield
    finally:
        connections[BESIDE].close()
        del connections[BESIDE], connections.settings[BESIDE]


def out(path: Path) -> None:
    """Write everything of one moment into the new SQLite file; AnotherVersion where the tables are not ours."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise AnotherVersion
    with beside(path), transaction.atomic(), transaction.atomic(using=BESIDE):
        with connection.cursor() as cursor:
            # One look for all tables: what others write meanwhile is in none of them.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        _carry(DEFAULT_DB_ALIAS, BESIDE)


def in_place(path: Path) -> None:
    """Inside the caller's transaction: nothing is stored afterwards but what is in this SQLite file."""
    models = apps.get_models()
    with beside(path):
        tables = [model._meta.db_table for model in models]
        statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=False)
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        _carry(BESIDE, DEFAULT_DB_ALIAS)
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)


def _carry(source: str, target: str) -> None:
    for model in apps.get_models():
        rows = model._base_manager.using(source).order_by("pk").iterator(chunk_size=AT_ONCE)
        while piece := list(islice(rows, AT_ONCE)):
            model._base_manager.using(target).bulk_create(piece)
