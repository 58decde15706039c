"""The settings of a house whose pages a browser may keep: some browsers do so whatever `no-store` says."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tests.served import *  # noqa: F403
from tests.served import MIDDLEWARE as SERVED

MIDDLEWARE = ["tests.keeping.keep", *SERVED]


def keep(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Every answer may be kept, and asked about again."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response["Cache-Control"] = "private, no-cache"
        return response

    return answer
