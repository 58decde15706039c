"""The settings of a house whose pages all break, to see what is shown then: the journeys', and one more layer."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tests.scan.standing import KEPT
from tests.served import *  # noqa: F403
from tests.served import MIDDLEWARE as SERVED

MIDDLEWARE = [*SERVED, "tests.scan.breaking.breaks"]


def breaks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A layer in which every request is a mistake of ours, whose words are private."""

    def layer(request: HttpRequest) -> HttpResponse:
        raise ValueError(KEPT)

    return layer
