"""The settings of a server whose streams are listened to: the real ones, a stand-in for signals, and a quick beat."""

import os
from pathlib import Path

from ownaccord.lib import database
from tests.live.stand_in import SIGNALS
from tests.served import *  # noqa: F403

OWNACCORD_LIVE_REVISIONS = "tests.live.stand_in.revisions"
OWNACCORD_LIVE_SIGNALS = SIGNALS
OWNACCORD_LIVE_BEAT = float(os.environ.get("OWNACCORD_TEST_BEAT", "0.2"))
OWNACCORD_LIVE_STREAMS_A_BROWSER = 20
OWNACCORD_LIVE_STREAMS_EACH = 22

if shared := os.environ.get("OWNACCORD_TEST_FILE"):
    # Several processes on one file, which `serve` itself never does: the folders differ, the database is one.
    OWNACCORD_LIVE_SHARED_FILE = True
    DATABASES = {"default": database.sqlite(Path(shared))}
