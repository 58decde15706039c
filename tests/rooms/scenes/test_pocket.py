"""Words at hand in a scene: on their owner's own device, one fold away, and nowhere else.

After Exit now and for somebody else in that browser: `test_scene.py` and `test_browsers.py`; on a shared device:
`test_plan_page.py`.
"""

import pytest

from ownaccord.scenes import queries
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, sees, signal, started, tabled

pytestmark = [pytest.mark.django_db, ON_SQLITE]
AT_HAND = "Please stay with me and say little."
ALONG = "On your own device, your words at hand go along"


def has_at_hand(who: Somebody, words: str = AT_HAND) -> None:
    assert who.browser.post("/me/pocket/new/", {"words": words}).status_code == 303


def test_they_are_on_the_own_device_as_they_were_and_on_no_other(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    has_at_hand(ash)
    started(ours)
    has_at_hand(ash, "Kept meanwhile.")
    assert (sees(ash.browser).pocket, sees(bo.browser).pocket) == ((AT_HAND,), ())
    assert ash.browser.get("/now/part/").content.decode().count(AT_HAND) == 1
    assert ours.press(ash, "plan/carry/") == "/now/"
    assert sees(ash.browser).pocket == (AT_HAND, "Kept meanwhile.")


def test_they_are_there_for_what_comes_right_after_and_then_no_more(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    started(ours)
    assert signal(ash.browser, "red") == 204
    assert (sees(ash.browser).phase, sees(ash.browser).pocket) == ("red", (AT_HAND,))
    held.turn(seconds=queries.AT_HAND_AFTER - 1)
    assert sees(ash.browser).pocket == (AT_HAND,)
    held.turn(seconds=1)
    assert sees(ash.browser).pocket == ()


def test_who_says_yes_is_told_once_that_their_words_go_along_and_nobody_else_is(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    before = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    has_at_hand(ash)
    after = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    assert [page.count(ALONG) for page in (*before, *after)] == [0, 0, 1, 0]
    assert after[1] == before[1]


def test_a_rehearsal_carries_no_words_at_hand(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    tabled(ours, ash)
    assert ours.press(ash, "plan/drill/") == "/now/"
    assert sees(ash.browser).pocket == ()
