"""The house that is measured: a real server process with data, a database and a clock of its own, gone afterwards."""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.journeys.server import House


@contextmanager
def furnished(*, postgresql: bool) -> Iterator[House]:
    """A house that is not started yet; this process has its database too, with Django ready."""
    with ExitStack() as afterwards:
        folder = afterwards.enter_context(tempfile.TemporaryDirectory(prefix="load-"))
        os.environ.pop("DATABASE_URL", None)
        url = afterwards.enter_context(durable()) if postgresql else None
        house = House(Path(folder) / "house", database=url)
        os.environ.update(house.environment)
        from ownaccord.web import cli

        cli.prepare()
        from django.db import connection

        from tests.load import people

        people.host()
        afterwards.callback(connection.close)
        yield house


@contextmanager
def durable() -> Iterator[str]:
    """The address of one empty database on a PostgreSQL as somebody would run it."""
    from tests import cluster

    cluster.OPTIONS.update(dict.fromkeys(("fsync", "synchronous_commit", "full_page_writes"), "on"))
    if cluster.address() is None:
        sys.exit("No PostgreSQL was found. On Debian: sudo apt install postgresql")
    with cluster.fresh("load") as url:
        yield url


@contextmanager
def running(house: House) -> Iterator[House]:
    """The house answers; ended by its own number, and what it wrote has to be its greeting alone."""
    house.start()
    try:
        yield house
    finally:
        house.stop()
    said = house.output.read_text()
    assert "ERROR" not in said, said
