"""What happens on ordinary days quarantines nothing: what was agreed stays agreed, without a calm word too many.

What is about browsers and clocks stands on SQLite; what writes much, twice or elsewhere, and migrates, on both.
"""

from http.cookies import SimpleCookie

import pytest
from django.core.management import call_command
from django.test import Client

from ownaccord.accounts.models import Pause
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Somebody, keep_codes, new_browser, words_on
from tests.rooms.consent.shared import begun, words_of
from tests.walls.scene import ITEM, PAGES, Scene, agreed_on

pytestmark = pytest.mark.django_db

CALM = ("This space starts anew", "About the clock", "Not everyone has started anew yet", "This space is over")


def is_calm(scene: Scene, *people: Somebody) -> None:
    """What was agreed is in force for both, and no page has anything to explain."""
    for who in people or (scene.ash, scene.bo):
        assert agreed_on(who, scene.space) == {ITEM}, who.name
        for page in PAGES:
            words = words_of(who.browser.get(scene.ours.url(page)))
            assert [each for each in CALM if each in words] == [], (who.name, page)


def without(who: Somebody, *names: str) -> SimpleCookie:
    """The browser's cookies without those that begin like this."""
    return SimpleCookie({n: m.value for n, m in who.browser.cookies.items() if not n.startswith(names)})


def test_nothing_happened(scene: Scene) -> None:
    is_calm(scene)


@ON_SQLITE
def test_locking_and_unlocking(scene: Scene) -> None:
    for _ in range(3):
        for who in (scene.ash, scene.bo):
            who.lock()
            who.unlock()

    is_calm(scene)


@ON_SQLITE
def test_idling_away(scene: Scene) -> None:
    scene.clock.turn(hours=1)
    assert scene.ash.browser.get(scene.ours.url("map/")).status_code == 303
    for who in (scene.ash, scene.bo):
        who.unlock()

    is_calm(scene)


@ON_SQLITE
def test_signing_out_and_in(scene: Scene) -> None:
    scene.ash.sign_out()
    scene.ash.sign_in_again()

    is_calm(scene)


def test_a_migration_with_nothing_new(scene: Scene) -> None:
    call_command("migrate", verbosity=0)

    is_calm(scene)


@ON_SQLITE
def test_cleared_witnesses_are_no_alarm(scene: Scene) -> None:
    scene.ash.browser.cookies = without(scene.ash, "oa_witness", "oa_pauses", "oa_face")

    is_calm(scene)


@ON_SQLITE
def test_a_lost_answer_leaves_the_witness_behind_and_is_no_alarm(scene: Scene) -> None:
    """The browser never got the cookies of the last answers: its witness lags, as it may."""
    before = {name: morsel.value for name, morsel in scene.ash.browser.cookies.items()}
    scene.ours.press(scene.ash, "wait/", hours="13")
    scene.ours.press(scene.bo, "wait/", hours="14")
    scene.ash.browser.cookies = SimpleCookie(before)

    is_calm(scene)


@ON_SQLITE
def test_a_second_tab_with_an_older_witness_is_no_alarm(scene: Scene) -> None:
    """Two tabs answer at once, and the older answer's cookie is the one that stays."""
    older = without(scene.ash)
    scene.ours.press(scene.ash, "wait/", hours="20")
    scene.ours.press(scene.ash, f"items/{ITEM}/read/")
    scene.ash.browser.cookies = older
    scene.ours.press(scene.ash, "wait/", hours="21")

    is_calm(scene)


def test_a_form_sent_twice(scene: Scene) -> None:
    for who in (scene.ash, scene.bo):
        for _ in range(2):
            scene.ours.press(who, "wait/", hours="24")
            scene.ours.press(who, "seen/")
            assert scene.ours.state(who, ITEM, "together")

    is_calm(scene)


@ON_SQLITE
def test_thirty_writes_in_a_row(scene: Scene) -> None:
    for hours in range(13, 43):
        scene.ours.press(scene.ash if hours % 3 else scene.bo, "wait/", hours=str(hours))

    is_calm(scene)
    for who in (scene.ash, scene.bo):
        who.lock()
        who.unlock()
    is_calm(scene)


def another_device(who: Somebody, browser: Client | None = None) -> Somebody:
    """One more browser of the same person, let in with one-time words."""
    words = words_on(who.browser.post("/me/devices/new/").content.decode())
    other = Somebody(who.name, browser or new_browser())
    answer = other.browser.post("/new-device/", {"words": words, "passphrase": PASSPHRASE})
    assert answer.status_code == 303, words_of(answer)
    return other


@ON_SQLITE
def test_a_new_device_and_both_in_turns(scene: Scene) -> None:
    phone = another_device(scene.ash)
    for turn in range(3):
        scene.ours.press(phone, "wait/", hours=str(20 + turn))
        scene.ours.press(scene.ash, "wait/", hours=str(30 + turn))
        scene.ours.press(scene.bo, f"items/{ITEM}/read/")

    is_calm(scene, scene.ash, phone, scene.bo)
    scene.ash.lock()
    scene.ash.unlock()
    is_calm(scene, scene.ash, phone, scene.bo)


@ON_SQLITE
def test_a_new_passphrase(scene: Scene) -> None:
    fresh = "copper meadow seven bridges gently"
    typed = {"secret": PASSPHRASE, "passphrase": fresh, "again": fresh}
    assert scene.ash.browser.post("/me/passphrase/", typed).status_code == 303
    scene.ash.passphrase = fresh
    scene.ash.lock()
    scene.ash.unlock()

    is_calm(scene)


@ON_SQLITE
def test_somebody_may_know_my_passphrase_shows_in_no_space(scene: Scene) -> None:
    fresh = "copper meadow seven bridges gently"
    typed = {"secret": PASSPHRASE, "browser": "own", "passphrase": fresh, "again": fresh}
    assert scene.ash.browser.post("/me/someone-may-know/", typed).status_code == 303
    keep_codes(scene.ash)
    scene.ash.passphrase = fresh
    scene.ash.lock()
    scene.ash.unlock()

    is_calm(scene)


@ON_SQLITE
@pytest.mark.parametrize("seconds", [-180, -61, 61, 180])
def test_a_clock_that_is_set_by_a_few_minutes(scene: Scene, seconds: int) -> None:
    scene.clock.turn(seconds=seconds)
    scene.ours.press(scene.bo, "wait/", hours="13")
    is_calm(scene)
    scene.clock.turn(seconds=-seconds)
    scene.ours.press(scene.ash, "wait/", hours="14")

    is_calm(scene)


NIGHTS = {
    "the clock goes forward in Berlin": 1_806_195_600 - 1800,
    "the clock goes back in New York": 1_793_512_800 - 1800,
    "the 29th of February": 1_835_395_200 - 1800,
    "New Year": 1_798_761_600 - 1800,
    "the day counts one second more": 1_814_313_600 - 1800,
}


@ON_SQLITE
@pytest.mark.parametrize("moment", NIGHTS.values(), ids=NIGHTS.keys())
def test_nights_in_which_clocks_and_calendars_do_strange_things(scene: Scene, moment: int) -> None:
    scene.clock.now = moment
    for who in (scene.ash, scene.bo):
        who.sign_in_again()
    scene.ours.agree("eye-contact")
    scene.clock.now = moment + 14 * 3600
    scene.ours.press(scene.ash, "wait/", hours="13")
    scene.clock.turn(hours=1)
    for who in (scene.ash, scene.bo):
        who.unlock()
        words = words_of(who.browser.get(scene.ours.url("map/")))
        assert [each for each in CALM if each in words] == []
        assert "eye-contact" in agreed_on(who, scene.space)


@ON_SQLITE
def test_another_space_begins_goes_on_and_ends(scene: Scene) -> None:
    beside = begun(scene.ash, scene.cast.cam)
    is_calm(scene)
    assert scene.cast.cam.browser.post(f"/s/{beside}/leave/").status_code == 303
    scene.ash.browser.post(f"/s/{beside}/put-away/")
    for who in (scene.ash, scene.bo):
        who.lock()
        who.unlock()

    is_calm(scene)


@ON_SQLITE
def test_a_new_invitation_that_nobody_uses(scene: Scene) -> None:
    scene.ash.browser.post(scene.ours.url("invitation/"))
    is_calm(scene)
    scene.clock.turn(days=4)
    for who in (scene.ash, scene.bo):
        who.unlock()
    scene.ash.browser.post(scene.ours.url("invitation/"))
    scene.ash.browser.post(scene.ours.url("invitation/withdraw/"))

    is_calm(scene)


@ON_SQLITE
def test_a_pause_and_its_end(scene: Scene) -> None:
    scene.ash.browser.post("/pause/")
    assert agreed_on(scene.bo, scene.space) == set()
    words = words_of(scene.bo.browser.get(scene.ours.url("map/")))
    assert [each for each in CALM if each in words] == []
    assert scene.ash.browser.post("/pause/lift/").headers["Location"] == "/pause/lift/?said=lifted"
    assert not Pause.objects.exists()

    is_calm(scene)


@ON_SQLITE
@pytest.mark.parametrize("days", [91, 400])
def test_what_lapses_lapses_quietly(scene: Scene, days: int) -> None:
    scene.clock.turn(days=days)
    for who in (scene.ash, scene.bo):
        who.sign_in_again()
        assert agreed_on(who, scene.space) == set()
        for page in PAGES:
            words = words_of(who.browser.get(scene.ours.url(page)))
            assert [each for each in CALM if each in words] == [], page
    scene.ours.press(scene.ash, "wait/", hours="15")
    words = words_of(scene.bo.browser.get(scene.ours.url("map/")))
    assert [each for each in CALM if each in words] == []


@ON_SQLITE
def test_two_people_in_one_browser(scene: Scene) -> None:
    bo_here = another_device(scene.bo, scene.ash.browser)
    is_calm(scene, bo_here)
    scene.ash.sign_in_again()
    is_calm(scene)
    bo_here.sign_in_again()

    is_calm(scene, bo_here, scene.bo)
