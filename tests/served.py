"""The settings of a server that a journey starts: the real ones, except that the journey may turn the clock."""

import os
import time
from pathlib import Path

from ownaccord.web.settings import *  # noqa: F403

CLOCK = "tests.served.clock"


def clock() -> float:
    """The computer's clock, moved by the seconds in the file that OWNACCORD_TEST_CLOCK names."""
    return time.time() + float(Path(os.environ["OWNACCORD_TEST_CLOCK"]).read_text() or 0)
