"""Keys of whoever idled too long are erased while the server runs, without any request."""

import pytest

from ownaccord.accounts.models import SignIn
from ownaccord.web import sweeping
from tests.people import Cast, Clock, cast, clock, quick_stretching

__all__ = ["cast", "clock", "quick_stretching"]

pytestmark = pytest.mark.django_db


def test_idle_keys_are_erased_and_the_sign_in_stays(cast: Cast, clock: Clock) -> None:
    mine = SignIn.objects.filter(person_id=cast.ash.id)
    assert mine.filter(keys_sealed__isnull=False).count() == 1
    clock.turn(hours=1)
    sweeping.sweep()
    assert (mine.count(), mine.filter(keys_sealed__isnull=False).count()) == (1, 0)


def test_keys_in_use_stay(cast: Cast) -> None:
    sweeping.sweep()
    assert SignIn.objects.filter(person_id=cast.ash.id, keys_sealed__isnull=False).count() == 1
