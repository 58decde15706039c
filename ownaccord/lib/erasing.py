"""What was erased leaves the write-ahead log too: after each form that changed something the log is emptied.

SQLite overwrites what is deleted (`secure_delete`), but older images of the same pages stay in the log until it is
checkpointed and truncated (sqlite.org, "Write-Ahead Logging", "Checkpointing").
"""

from collections.abc import Callable

from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

from ownaccord.lib.database import courtesy
from ownaccord.lib.lanes import stops_something

SAFE = ("GET", "HEAD", "OPTIONS")


class ErasingMiddleware:
    """Stands outside every transaction of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answers the request; a pause is not made to wait for the log, the next form empties it."""
        response = self.get_response(request)
        if request.method not in SAFE and not stops_something(request.path_info):
            empty_log(connection)
        return response


def empty_log(database: BaseDatabaseWrapper) -> bool:
    """Moves the log into the database and cuts it to nothing; False when it cannot be done just now.

    Somebody is reading, or the disk is full: not worth anybody's waiting, and what the form wrote is written. The next
    form tries again.
    """
    if database.vendor != "sqlite" or database.in_atomic_block:
        return False
    busy = True
    with courtesy(database), database.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy = bool(cursor.fetchone()[0])
    return not busy
