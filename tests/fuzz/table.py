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
from tests.fuzz.vaults import VAULTS

DECODERS: tuple[Decoder, ...] = (*PURE, *VAULTS, *CALENDARS, *BETWEEN, *KNOWING, *CARRIED, *BROWSER, *TYPED, *FILES)


def named(name: str) -> Decoder:
    """The decoder of this name."""
    return next(each for each in DECODERS if each.name == name)
