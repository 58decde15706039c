"""My history: what I stated, from my own vault; nothing of anybody else."""

from tests.databases import ON_SQLITE
from tests.people import Cast
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


def test_it_says_what_changed_newest_first(ours: Shared, cast: Cast) -> None:
    ours.state(cast.ash, "massage", "give", level="1")
    ours.press(cast.ash, "items/massage/tell/", side="give")
    page = ours.see(cast.ash, "history/")
    day = "21 September 2026 Massage I give:"
    assert page.count(f"{day} off-limits, told {day} Talk first") == 1


def test_it_holds_nothing_that_bo_stated(ours: Shared, cast: Cast) -> None:
    ours.state(cast.bo, "massage", "give", level="1")
    assert ours.see(cast.ash, "history/").count("Nothing is written here yet") == 1
    assert ours.see(cast.bo, "history/").count("I give: Talk first") == 1


def test_a_wish_is_no_history(ours: Shared, cast: Cast) -> None:
    ours.read(cast.ash, "massage")
    ours.state(cast.ash, "massage", "give")
    assert ours.see(cast.ash, "history/").count("Nothing is written here yet") == 1
