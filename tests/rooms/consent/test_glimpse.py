"""What became available and went while somebody was looking is told at their next look, from their own browser."""

import pytest

from ownaccord.accounts.models import Person
from tests.rooms.consent.shared import Shared

pytestmark = pytest.mark.django_db
GONE = "No longer available"


def test_the_next_look_tells_what_went_while_one_was_looking(ours: Shared) -> None:
    ours.agree("holding")
    ash, bo = ours.cast.ash, ours.cast.bo
    assert GONE not in ours.see(ash)
    ours.press(bo, "items/holding/tighten/", to="no")
    page = ours.see(ash)
    assert f"{GONE} Holding each other You need not answer, and nobody owes a reason." in page
    assert GONE in ours.see(ash)
    ours.press(ash, "seen/")
    assert GONE not in ours.see(ash)


def test_nobody_is_told_of_their_own_tightening(ours: Shared) -> None:
    ours.agree("holding")
    bo = ours.cast.bo
    ours.see(bo)
    ours.press(bo, "items/holding/tighten/", to="no")
    assert GONE not in ours.see(bo)


def test_looking_changes_nothing_that_is_stored(ours: Shared) -> None:
    ours.agree("holding")
    before = list(Person.objects.order_by("pk").values_list())
    ours.see(ours.cast.ash)
    assert list(Person.objects.order_by("pk").values_list()) == before
