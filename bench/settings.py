"""The settings of a server whose streams are measured: a stand-in for the room that has signals, else as served."""

from ownaccord.web.settings import *  # noqa: F403
from tests.live.stand_in import SIGNALS

OWNACCORD_LIVE_REVISIONS = "tests.live.stand_in.revisions"
OWNACCORD_LIVE_SIGNALS = SIGNALS
