"""Four megabytes kept for the day the disk is full: given up so that a pause or a red can still be written."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.db import InterfaceError, OperationalError

from ownaccord.lib import database, folder

SIZE = 4 * 1024 * 1024


def lay(where: Path) -> bool:
    """The ballast lies in this data folder; False when the disk has no room for it."""
    path = where / folder.BALLAST
    try:
        if not path.exists():
            folder.write_new(path, os.urandom(SIZE))
    except OSError:
        path.unlink(missing_ok=True)
        return False
    return True


def lay_again() -> bool:
    """The ballast lies in the data folder once more, as soon as there is room enough for it and for everybody."""
    where = Path(settings.DATA_FOLDER)
    try:
        roomy = (where / folder.BALLAST).exists() or shutil.disk_usage(where).free >= 2 * SIZE
    except OSError:
        return False
    # Never into the last room there is: while it is being laid a pause would find none.
    return roomy and lay(where)


def insisted(step: Callable[[], object]) -> None:
    """Take a step that only lowers what is permitted, also where nothing else could be written any more.

    On a full disk the ballast makes room for it; a lost connection is made anew; somebody's long write is waited for
    twice as long as by anybody else.
    """
    try:
        step()
    except (OperationalError, InterfaceError) as error:
        if not (database.is_busy(error) or release() or database.renewed()):
            raise
        step()


def release() -> bool:
    """Gives the room back to the disk; False when there was none left to give."""
    try:
        (Path(settings.DATA_FOLDER) / folder.BALLAST).unlink()
    except OSError:
        return False
    return True
