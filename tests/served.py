"""The settings of a server that a journey starts: the real ones, except that the journey may turn the clock."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from django.http import HttpRequest, HttpResponse

from ownaccord.lib.headers import is_static
from ownaccord.web.settings import *  # noqa: F403
from ownaccord.web.settings import MIDDLEWARE as OURS

CLOCK = "tests.served.clock"
MIDDLEWARE = ["tests.served.keep_files", *OURS]


def clock() -> float:
    """The computer's clock, moved by the seconds in the file that OWNACCORD_TEST_CLOCK names."""
    return time.time() + float(Path(os.environ["OWNACCORD_TEST_CLOCK"]).read_text() or 0)


def keep_files(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """What ships with the software stays the same for a whole journey: browsers need not ask about it at every page."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if is_static(request, response):
            response["Cache-Control"] = "max-age=3600"
        return response

    return answer
