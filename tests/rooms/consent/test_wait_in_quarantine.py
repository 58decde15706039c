"""A longer waiting time is a tightening: asked for while the chain takes no record, it counts from the new start."""

import pytest

from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


@pytest.fixture
def troubled(ours: Shared, cast: Cast) -> Shared:
    """Both have stated something, Ash asks for 20 hours, and what is stored is damaged."""
    ours.agree("massage")
    assert ours.press(cast.ash, "wait/", hours="20") == "wait/?said=wait"
    LedgerRow.objects.update(macs=b"\xa0")
    return ours


def starts_anew(ours: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        who.unlock()
        assert ours.press(who, "reaffirm/").partition("?said=")[2] == "anew"


def test_longer_is_kept_for_the_new_start_and_then_holds_for_both(troubled: Shared, cast: Cast) -> None:
    assert troubled.press(cast.ash, "wait/", hours="48") == "wait/?said=wait-later"
    page = troubled.see(cast.ash, "wait/", "wait-later")
    assert page.count("Kept. It counts from your new start on.") == 1
    assert page.count("You ask for 2 days, from your new start on") == 1
    assert troubled.press(cast.ash, "wait/", hours="48") == "wait/?said=same"
    starts_anew(troubled, cast)
    assert troubled.see(cast.bo, "wait/").count("It is now 2 days You ask for 12 hours") == 1
    assert troubled.see(cast.ash, "wait/").count("It is now 2 days You ask for 2 days") == 1


def test_it_takes_the_place_of_a_wish_for_less_and_nothing_else_changes(troubled: Shared, cast: Cast) -> None:
    assert troubled.press(cast.ash, "wait/", hours="4") == "wait/?said=resting"
    before = troubled.see(cast.bo, "wait/")
    assert troubled.press(cast.ash, "wait/", hours="30") == "wait/?said=wait-later"
    assert "You would like" not in troubled.see(cast.ash, "wait/")
    assert troubled.see(cast.bo, "wait/") == before


@pytest.mark.parametrize("hours", ["12", "19"])
def test_what_is_less_than_its_author_asked_for_is_a_wish_there_too(
    troubled: Shared, cast: Cast, clock: Clock, hours: str
) -> None:
    assert troubled.press(cast.ash, "wait/", hours=hours) == "wait/?said=resting"
    starts_anew(troubled, cast)
    assert troubled.see(cast.bo, "wait/").count("It is now 20 hours You ask for 12 hours") == 1


def test_who_has_stated_nothing_yet_asks_for_longer_as_well(ours: Shared, cast: Cast) -> None:
    ours.state(cast.bo, "massage", "give", level="1")
    LedgerRow.objects.update(macs=b"\xa0")
    assert ours.press(cast.ash, "wait/", hours="11") == "wait/?said=resting"
    assert ours.press(cast.ash, "wait/", hours="48") == "wait/?said=wait-later"
    starts_anew(ours, cast)
    assert ours.see(cast.bo, "wait/").count("It is now 2 days You ask for 12 hours") == 1
