"""What was erased is in no file any more."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import ConnectionHandler

from ownaccord.lib.database import sqlite
from ownaccord.lib.erasing import empty_log

CANARY = b"canary-that-was-erased"


@pytest.fixture
def database(tmp_path: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database in a file, with the settings of the house; what PostgreSQL erases is decided in docs/decisions."""
    opened = ConnectionHandler({"default": sqlite(tmp_path / "db.sqlite3")})["default"]
    yield opened
    opened.close()


def files(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


@pytest.mark.django_db
def test_an_erased_text_is_gone_from_database_and_log(database: BaseDatabaseWrapper, tmp_path: Path) -> None:
    with database.cursor() as cursor:
        cursor.execute("create table note (text blob)")
        cursor.execute("insert into note values (%s)", [CANARY])
        cursor.execute("update note set text = %s", [bytes(len(CANARY))])
    assert CANARY in files(tmp_path)

    assert empty_log(database)

    assert CANARY not in files(tmp_path)


@pytest.mark.django_db
def test_inside_a_transaction_nothing_is_emptied() -> None:
    from django.db import connection

    with transaction.atomic():
        assert not empty_log(connection)
