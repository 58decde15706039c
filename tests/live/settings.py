"""The settings of a server whose streams are listened to: a stand-in for signals, and else as where they are real."""

from tests.live.real import *  # noqa: F403
from tests.live.stand_in import SIGNALS

OWNACCORD_LIVE_REVISIONS = "tests.live.stand_in.revisions"
OWNACCORD_LIVE_SIGNALS = SIGNALS
