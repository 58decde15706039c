"""The waiting time: longer at once, shorter after sleeping on it, and never whose it is."""

import pytest

from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE


def test_longer_holds_at_once_for_both_and_names_nobody(ours: Shared, cast: Cast) -> None:
    assert ours.press(cast.bo, "wait/", hours="48") == "wait/?said=wait"
    page = ours.see(cast.ash, "wait/")
    assert page.count("It is now 2 days You ask for 12 hours") == 1
    assert "Bo" not in page


def test_shorter_is_slept_on_and_can_then_be_said_again(ours: Shared, cast: Cast, clock: Clock) -> None:
    assert ours.press(cast.ash, "wait/", hours="4") == "wait/?said=resting"
    assert ours.see(cast.ash, "wait/").count("You would like 4 hours From 22 September, 02:13") == 1
    assert ours.press(cast.ash, "wait/still-so/") == "wait/?said=early"
    clock.turn(hours=13)
    cast.ash.unlock()
    assert ours.press(cast.ash, "wait/still-so/") == "wait/?said=wait"
    assert ours.see(cast.ash, "wait/").count("It is now 12 hours You ask for 4 hours") == 1
    assert ours.press(cast.ash, "wait/still-so/") == "wait/?said=same"


def test_the_wish_for_less_can_be_let_go(ours: Shared, cast: Cast) -> None:
    ours.press(cast.ash, "wait/", hours="4")
    assert ours.press(cast.ash, "wait/let-go/") == "wait/?said=dropped"
    assert "You would like" not in ours.see(cast.ash, "wait/")


def test_bo_does_not_see_that_ash_would_like_less(ours: Shared, cast: Cast) -> None:
    before = ours.see(cast.bo, "wait/")
    ours.press(cast.ash, "wait/", hours="4")
    assert ours.see(cast.bo, "wait/") == before


@pytest.mark.parametrize("hours", ["", "-1", "337", "many", "1" * 5000, "\u202e4", "4.5"])
def test_what_is_no_number_of_hours_changes_nothing(ours: Shared, cast: Cast, hours: str) -> None:
    answer = cast.ash.browser.post(ours.url("wait/"), {"hours": hours})
    assert (answer.status_code, words_of(answer).count("You ask for 12 hours")) == (422, 1)
    assert "You would like" not in ours.see(cast.ash, "wait/")
