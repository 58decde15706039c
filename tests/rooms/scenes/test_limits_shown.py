"""Own limits in a scene: on their owner's own device, and in no browser that is others' too.

On a device that counts for several people: `test_plan_page.py`; for somebody else in that browser: `test_browsers.py`.
"""

import pytest

from ownaccord.accounts import sign_ins
from ownaccord.accounts.models import KeyWrap
from ownaccord.scenes import passes
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, rehearse, say_yes, sees, signal, started, tabled

pytestmark = [pytest.mark.django_db, ON_SQLITE]
ALONE = "Never behind a closed door"
SAYS_SO = "While the scene runs, this browser shows none of them, nor words at hand."
SHARED: dict[str, object] = {"shared": True}
PORTABLE: dict[str, object] = {"wrap__kind": KeyWrap.Kind.PORTABLE}


@pytest.fixture(autouse=True)
def limits(ours: Shared) -> None:
    """Something is in force; Ash has told one limit, and keeps another for themselves alone."""
    ours.agree(MASSAGE)
    ash = ours.cast.ash
    assert ours.press(ash, "items/neck-pressure/tell/", side="give").endswith("said=told")
    assert ours.press(ash, "own/limit/", name=ALONE, sentence="In words of my own.").endswith("said=own-limit")


def becomes(who: Somebody, change: dict[str, object]) -> None:
    """Let the sign-in of this browser be of this kind."""
    if change == SHARED:
        sign_ins.share(who.sign_in, shared=True, now=held.now)
    else:
        KeyWrap.objects.filter(pk=who.sign_in.wrap_id).update(kind=KeyWrap.Kind.PORTABLE)


def kept_with(who: Somebody) -> set[tuple[str, ...]]:
    """The limits that can be opened with what lies in this browser."""
    jar = {"oa_pass": who.browser.cookies["oa_pass"].value}
    return {each.copy.limits for each in passes.held(jar, secure=False) if each.copy is not None}


def test_an_own_browser_shows_both(ours: Shared) -> None:
    started(ours)
    assert len(sees(ours.cast.ash.browser).limits) == 2
    assert ALONE in sees(ours.cast.ash.browser).limits


def test_a_browser_that_becomes_shared_shows_none_locked_or_not(ours: Shared) -> None:
    ash = ours.cast.ash
    started(ours)
    becomes(ash, SHARED)
    seen = sees(ash.browser)
    assert (seen.limits, seen.lines != (), seen.agreed != ()) == ((), True, True)
    held.turn(seconds=sign_ins.IDLE_SHARED + 1)
    assert ash.browser.get("/me/").status_code == 303
    page = ash.browser.get("/now/").content.decode()
    assert ("My limits" in page, ALONE in page, sees(ash.browser).bare) == (False, False, False)
    assert signal(ash.browser, "red") == 204
    assert sees(ours.cast.bo.browser).phase == "red"


def test_a_shared_browser_that_was_closed_shows_none_to_whoever_opens_it_again(ours: Shared) -> None:
    """The sign-in is gone with it; what carries the signals is not."""
    ash = ours.cast.ash
    started(ours)
    becomes(ash, SHARED)
    del ash.browser.cookies["oa_signin"]
    seen = sees(ash.browser)
    assert (seen.limits, seen.lines != ()) == ((), True)
    assert signal(ash.browser, "red") == 204


@pytest.mark.parametrize("change", [SHARED, PORTABLE])
def test_in_a_shared_or_borrowed_browser_there_is_nothing_to_show(ours: Shared, change: dict[str, object]) -> None:
    ash = ours.cast.ash
    tabled(ours, ash)
    rehearse(ours, ash, ours.cast.bo)
    becomes(ash, change)
    assert say_yes(ours, ash) == "plan/?said=yes"
    assert (sees(ash.browser).limits, kept_with(ash)) == ((), {()})
    assert ours.press(ash, "plan/carry/") == "/now/"
    assert (sees(ash.browser).limits, kept_with(ash)) == ((), {()})


@pytest.mark.parametrize("change", [SHARED, PORTABLE])
def test_the_page_of_the_yes_says_so_there_and_nowhere_else_and_shows_them_to_their_owner(
    ours: Shared, change: dict[str, object]
) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    tabled(ours, ash)
    rehearse(ours, ash, bo)
    before = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    becomes(ash, change)
    after = [ours.see(who, "plan/yes/") for who in (ash, bo)]
    assert [page.count(SAYS_SO) for page in (*before, *after)] == [0, 0, 1, 0]
    assert [page.count(ALONE) for page in (*before, *after)] == [1, 0, 1, 0]
    assert after[1] == before[1]


@pytest.mark.parametrize("change", [SHARED, PORTABLE])
def test_whether_somebody_has_limits_makes_no_difference_to_what_it_says(
    ours: Shared, change: dict[str, object]
) -> None:
    bo = ours.cast.bo
    tabled(ours, ours.cast.ash)
    rehearse(ours, ours.cast.ash, bo)
    becomes(bo, change)
    assert ours.see(bo, "plan/yes/").count(SAYS_SO) == 1
