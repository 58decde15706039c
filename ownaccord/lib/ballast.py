"""Four megabytes kept for the day the disk is full: given up so that a pause or a red can still be written."""

import os
from pathlib import Path

from django.conf import settings

from ownaccord.lib import folder

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


def release() -> bool:
    """Gives the room back to the disk; False when there was none left to give."""
    try:
        (Path(settings.DATA_FOLDER) / folder.BALLAST).unlink()
    except OSError:
        return False
    return True
