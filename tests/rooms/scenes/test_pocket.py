"""Words at hand in a scene: on their owner's own device, one fold away, and nowhere else.

After Exit now and for somebody else in that browser: `test_scene.py` and `test_browsers.py`; on a shared device:
`test_plan_page.py`.
"""

import re

import pytest
from django.template.loader import render_to_string

from ownaccord.accounts import sign_ins
from ownaccord.accounts.models import KeyWrap
from ownaccord.scenes import queries
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, sees, signal, started, tabled

pytestmark = [pytest.mark.django_db, ON_SQLITE]
AT_HAND = "Please stay with me and say little."
CHOICE = "Show my words at hand on this device while the scene runs, also locked"

BOX, TICKED = 'name="at_hand" value="on" autocomplete="off"', 'name="at_hand" value="on" checked'


def words_in(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def has_at_hand(who: Somebody, words: str = AT_HAND) -> None:
    assert who.browser.post("/me/pocket/new/", {"words": words}).status_code == 303


def test_they_are_on_the_own_device_as_they_were_and_on_no_other(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    has_at_hand(ash)
    started(ours, at_hand=True)
    has_at_hand(ash, "Kept meanwhile.")
    assert (sees(ash.browser).pocket, sees(bo.browser).pocket) == ((AT_HAND,), ())
    assert ash.browser.get("/now/part/").content.decode().count(AT_HAND) == 1
    assert ours.press(ash, "plan/carry/", at_hand="on") == "/now/"
    assert sees(ash.browser).pocket == (AT_HAND, "Kept meanwhile.")
    assert ours.press(ash, "plan/carry/") == "/now/"
    assert sees(ash.browser).pocket == ()


def test_they_are_there_for_what_comes_right_after_and_then_no_more(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    started(ours, at_hand=True)
    assert signal(ash.browser, "red") == 204
    assert (sees(ash.browser).phase, sees(ash.browser).pocket) == ("red", (AT_HAND,))
    held.turn(seconds=queries.AT_HAND_AFTER - 1)
    assert sees(ash.browser).pocket == (AT_HAND,)
    held.turn(seconds=1)
    assert sees(ash.browser).pocket == ()


def test_who_says_yes_is_asked_once_whether_their_words_go_along_and_nobody_else_is(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    before = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    has_at_hand(ash)
    after = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    assert [page.count(CHOICE) for page in (*before, *after)] == [0, 0, 1, 0]
    assert after[1] == before[1]
    assert [box in ours.cast.ash.browser.get(ours.url("plan/yes/")).content.decode() for box in (BOX, TICKED)] == [
        True, False,
    ]  # fmt: skip


def test_words_that_nobody_chose_to_show_are_on_no_device(ours: Shared) -> None:
    ours.agree(MASSAGE)
    has_at_hand(ours.cast.ash)
    started(ours)
    assert sees(ours.cast.ash.browser).pocket == ()


@pytest.mark.parametrize("change", [{"shared": True}, {"wrap__kind": KeyWrap.Kind.PORTABLE}])
def test_a_shared_or_borrowed_browser_is_not_asked_and_shows_none_though_chosen(
    ours: Shared, change: dict[str, object]
) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    tabled(ours, ash)
    rehearse(ours, ash, ours.cast.bo)
    becomes(ash, change)
    assert ours.see(ash, "plan/yes/").count(CHOICE) == 0
    assert say_yes(ours, ash, at_hand="on") == "plan/?said=yes"
    assert sees(ash.browser).pocket == ()
    assert ours.see(ash, "plan/").count(CHOICE) == 0
    assert ours.press(ash, "plan/carry/", at_hand="on") == "/now/"
    assert sees(ash.browser).pocket == ()


def test_a_browser_that_becomes_shared_shows_them_no_more(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    started(ours, at_hand=True)
    assert sees(ash.browser).pocket == (AT_HAND,)
    becomes(ash, {"shared": True})
    assert sees(ash.browser).pocket == ()


def becomes(who: Somebody, change: dict[str, object]) -> None:
    """Let the sign-in of this browser be of this kind."""
    if "shared" in change:
        sign_ins.share(who.sign_in, shared=True, now=held.now)
    else:
        KeyWrap.objects.filter(pk=who.sign_in.wrap_id).update(kind=KeyWrap.Kind.PORTABLE)


def test_a_rehearsal_carries_no_words_at_hand(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    tabled(ours, ash)
    assert ours.press(ash, "plan/drill/") == "/now/"
    assert sees(ash.browser).pocket == ()


def test_after_an_end_by_itself_they_are_there_for_as_long(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    has_at_hand(ash)
    started(ours, at_hand=True)
    held.turn(hours=3)
    assert (sees(ash.browser).phase, sees(ash.browser).pocket) == ("over", (AT_HAND,))
    held.turn(seconds=queries.AT_HAND_AFTER)
    assert sees(ash.browser).pocket == ()


def test_neither_a_red_nor_a_screen_drawn_later_nor_a_clock_set_back_makes_it_longer(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash, bo = ours.cast.ash, ours.cast.bo
    has_at_hand(ash)
    started(ours, at_hand=True)
    held.turn(seconds=600)
    assert signal(bo.browser, "red") == 204
    held.turn(seconds=queries.AT_HAND_AFTER - 60)
    assert signal(ash.browser, "drawn", about=sees(ash.browser).revision) == 204
    assert signal(ash.browser, "red") == 204
    held.turn(seconds=60)
    assert sees(ash.browser).pocket == ()
    held.turn(seconds=-queries.AT_HAND_AFTER - 60)
    assert sees(ash.browser).pocket == ()


@pytest.mark.parametrize(("fits", "said", "asked"), [
    (20, "", 1), (2, "Of your 20 lines, there is room for the first 2.", 1),
    (1, "Of your 20 lines, there is room for the first one.", 1),
    (0, "There is no room for your words at hand beside this plan.", 0),
])  # fmt: skip
def test_the_choice_says_how_far_they_go_where_there_is_no_room_for_all(fits: int, said: str, asked: int) -> None:
    page = render_to_string("scenes/at_hand.html", {"room": queries.Room(fits, 20)})
    assert (words_in(page).count(said) > 0, page.count(CHOICE), page.count("room for")) == (True, asked, bool(said))


def test_there_is_room_for_as_much_as_goes(ours: Shared) -> None:
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    for number in range(20):
        has_at_hand(ash, f"{number} {'word ' * 50}".strip())
    tabled(ours, ash)
    assert ours.cast.ash.browser.get(ours.url("plan/yes/")).context["room"] == queries.Room(20, 20)
    found = here(ours, ash)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(queries, "limits", lambda _look: ("x" * 12_000,))
        room = queries.room(found, ash.keys)
    assert (0 < room.fits < 20, room.lines) == (True, 20)
