"""A page that says what did not work takes no connection with it, in whichever thread it was made."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import RequestFactory

from ownaccord.accounts.models import SignIn
from ownaccord.web import errors
from tests.databases import Settings
from tests.people import Cast, Clock, Stretching, clock, quick_stretching

__all__ = ["clock", "quick_stretching"]


@pytest.fixture
def cast(on_postgresql_alone: Settings, clock: Clock, quick_stretching: Stretching) -> Cast:
    return Cast()


def test_a_page_that_is_not_there_gives_its_connection_back(cast: Cast) -> None:
    """Django makes such a page in a thread that nobody tidies up; eight of them would hold all that there are."""
    row = SignIn.objects.get(person_id=cast.ash.id)

    def made_elsewhere() -> tuple[int, bool]:
        request = RequestFactory().get("/nowhere/")
        request.sign_in = row
        answer = errors.not_found(request)
        return answer.status_code, connection.connection is None

    with ThreadPoolExecutor(1) as thread:
        assert thread.submit(made_elsewhere).result() == (404, True)
