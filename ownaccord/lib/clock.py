"""The one clock of the rooms. `settings.CLOCK` names the function that is asked, so that tests can turn it."""

import time
from typing import cast

from django.conf import settings
from django.utils.module_loading import import_string


def now() -> int:
    """Seconds since 1970 (UTC), as this computer knows them."""
    return int(cast(float, import_string(settings.CLOCK)()))


def wall() -> float:
    """The computer's own clock: what `settings.CLOCK` names outside tests."""
    return time.time()
