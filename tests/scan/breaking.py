"""A house whose pages all break, to see what is shown then; the settings of the journeys with one more layer inside."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from tests.journeys.server import House
from tests.scan.standing import KEPT
from tests.served import *  # noqa: F403
from tests.served import MIDDLEWARE as SERVED

MIDDLEWARE = [*SERVED, "tests.scan.breaking.breaks"]


class Breaking(House):
    """One running server with these settings and nobody in it."""

    @property
    def environment(self) -> dict[str, str]:
        """The same, with another settings module."""
        return {**super().environment, "DJANGO_SETTINGS_MODULE": "tests.scan.breaking"}


def breaks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """A layer in which every request is a mistake of ours, whose words are private."""

    def layer(request: HttpRequest) -> HttpResponse:
        raise ValueError(KEPT)

    return layer
