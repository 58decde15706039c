"""Every decoder there is."""

from tests.fuzz.between import BETWEEN
from tests.fuzz.browser import BROWSER
from tests.fuzz.calendars import CALENDARS
from tests.fuzz.carried import CARRIED
from tests.fuzz.decoder import Decoder
from tests.fuzz.files import FILES
from tests.fuzz.knowing import KNOWING
from tests.fuzz.pure import PURE
from tests.fuzz.typed import TYPED
from tests.fuzz.typed_rooms import TYPED_ROOMS
from tests.fuzz.vaults import VAULTS
from tests.fuzz.vaults_after import VAULTS_AFTER
from tests.fuzz.vaults_between import VAULTS_BETWEEN
from tests.fuzz.vaults_own import VAULTS_OWN

DECODERS: tuple[Decoder, ...] = (
    *PURE, *VAULTS, *VAULTS_BETWEEN, *VAULTS_AFTER, *VAULTS_OWN, *CALENDARS, *BETWEEN, *KNOWING, *CARRIED, *BROWSER,
    *TYPED, *TYPED_ROOMS, *FILES,
)  # fmt: skip


def named(name: str) -> Decoder:
    """The decoder of this name."""
    return next(each for each in DECODERS if each.name == name)
