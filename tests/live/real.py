"""The settings of a server whose real signals are pressed: the served ones, a quick beat, maybe a small disk."""

import os
from pathlib import Path

from ownaccord.lib import database
from tests.served import *  # noqa: F403
from tests.served import DATABASES

OWNACCORD_LIVE_BEAT = float(os.environ.get("OWNACCORD_TEST_BEAT", "0.2"))
OWNACCORD_LIVE_STREAMS_A_BROWSER = 20
OWNACCORD_LIVE_STREAMS_EACH = 22

if shared := os.environ.get("OWNACCORD_TEST_FILE"):
    # Several processes on one file, which `serve` itself never does: the folders differ, the database is one.
    OWNACCORD_LIVE_SHARED_FILE = True
    DATABASES = {"default": database.sqlite(Path(shared))}

if pages := os.environ.get("OWNACCORD_TEST_PAGES"):
    # A disk on which the file may have so many pages, and not one more.
    DATABASES["default"]["OPTIONS"]["init_command"] += f"PRAGMA max_page_count={pages};"
