"""Deleting an account: every room says farewell first, then all that is stored about the person goes."""

from django.db import connection, transaction

from ownaccord.accounts import hooks
from ownaccord.accounts.models import Person
from ownaccord.accounts.requests import Unlocked


def delete(request: Unlocked) -> None:
    """Remove this account and everything of it; if a room cannot say farewell, nothing is removed."""
    with transaction.atomic():
        hooks.farewell(request)
        Person.objects.filter(pk=request.person).delete()
    _truncate()


def _truncate() -> None:
    """Bring the deletion from the write-ahead log into the file, so that the old pages are gone from both."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
