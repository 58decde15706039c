"""Shared-device mode stays until its owner takes it back: past sign-outs, lapsed sign-ins and everything made new."""

from collections.abc import Callable

import pytest

from ownaccord.accounts.models import KeyWrap, SignIn
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Clock, Somebody, from_cookie, new_browser, words_on
from tests.rooms.accounts.test_pause import another_browser, offer
from tests.rooms.accounts.test_recover import code_of
from tests.rooms.accounts.test_settings import FIELDS

pytestmark = ON_SQLITE

FRESH = "quarry velvet lamp orchard seven"
NEW = {"browser": "own", "passphrase": FRESH, "again": FRESH}


def choose(who: Somebody) -> None:
    """Tick it on the page of the settings."""
    assert who.browser.post("/me/settings/", {**FIELDS, "shared": "on"}).status_code == 303


def signs_out(who: Somebody, clock: Clock) -> None:
    who.sign_out()
    who.sign_in_again()


def the_browser_closes(who: Somebody, clock: Clock) -> None:
    for each in [name for name, cookie in who.browser.cookies.items() if not cookie["max-age"]]:
        del who.browser.cookies[each]
    who.sign_in_again()


def the_sign_in_lapses(who: Somebody, clock: Clock) -> None:
    clock.turn(days=3)
    who.sign_in_again()


def it_is_ended_elsewhere(who: Somebody, clock: Clock) -> None:
    elsewhere = another_browser(who)
    elsewhere.post(f"/me/sign-ins/{who.sign_in.pk}/end/")
    who.sign_in_again()


def the_passphrase_changes(who: Somebody, clock: Clock) -> None:
    answer = who.browser.post("/me/passphrase/", {"secret": who.passphrase, "passphrase": FRESH, "again": FRESH})
    assert answer.status_code == 303
    who.passphrase = FRESH
    signs_out(who, clock)


def everything_is_renewed(who: Somebody, clock: Clock) -> None:
    assert who.browser.post("/me/someone-may-know/", {"secret": who.passphrase, **NEW}).status_code == 303
    who.passphrase = FRESH


def everything_is_renewed_and_signed_out(who: Somebody, clock: Clock) -> None:
    everything_is_renewed(who, clock)
    signs_out(who, clock)


def it_is_recovered_here(who: Somebody, clock: Clock) -> None:
    code = code_of(who)
    who.sign_out()
    assert who.browser.post("/recover/", {"name": who.name, "code": code, **NEW}).status_code == 303


def the_browser_is_dropped_and_comes_back(who: Somebody, clock: Clock) -> None:
    elsewhere = Somebody(who.name, another_browser(who))
    elsewhere.browser.post(f"/me/devices/{who.sign_in.wrap_id}/drop/")
    words = {"words": offer(elsewhere), "passphrase": who.passphrase}
    assert who.browser.post("/new-device/", words).status_code == 303


WAYS = [
    signs_out, the_browser_closes, the_sign_in_lapses, it_is_ended_elsewhere, the_passphrase_changes,
    everything_is_renewed, everything_is_renewed_and_signed_out, it_is_recovered_here,
    the_browser_is_dropped_and_comes_back,
]  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_it_is_still_on_however_somebody_comes_in_again(
    cast: Cast, clock: Clock, way: Callable[[Somebody, Clock], None]
) -> None:
    choose(cast.ash)
    way(cast.ash, clock)
    assert (cast.ash.sign_in.shared, cast.ash.sign_in.idle_until) == (True, clock.now + 120)
    assert {cast.ash.browser.cookies[each]["max-age"] for each in ("oa_signin", "oa_open")} == {""}
    clock.turn(seconds=60)
    assert cast.ash.browser.get("/me/settings/").context["form"].initial["shared"] is True


@pytest.mark.parametrize("way", WAYS)
def test_it_comes_on_in_no_browser_where_nobody_chose_it(
    cast: Cast, clock: Clock, way: Callable[[Somebody, Clock], None]
) -> None:
    elsewhere = Somebody("Ash", another_browser(cast.ash))
    choose(elsewhere)
    way(cast.ash, clock)
    assert cast.ash.sign_in.shared is False


def test_the_settings_alone_take_it_back(cast: Cast, clock: Clock) -> None:
    choose(cast.ash)
    signs_out(cast.ash, clock)
    assert cast.ash.browser.post("/me/settings/", FIELDS).status_code == 303
    assert cast.ash.sign_in.shared is False
    for _time in range(2):
        signs_out(cast.ash, clock)
        assert cast.ash.sign_in.shared is False


def test_it_is_chosen_for_one_account_and_not_for_others_in_the_same_browser(cast: Cast, clock: Clock) -> None:
    noor = Somebody("Ash", cast.ash.browser)
    choose(cast.ash)
    cast.ash.sign_out()
    words = {"words": offer(cast.cam), "passphrase": cast.cam.passphrase}
    assert noor.browser.post("/new-device/", words).status_code == 303
    assert Somebody("Cam", cast.ash.browser).sign_in.shared is False


def test_six_words_in_a_browser_that_knows_a_passphrase_do_not_choose_it(cast: Cast, clock: Clock) -> None:
    cast.ash.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = words_on(cast.ash.browser.get("/me/portable/").content.decode())
    cast.ash.sign_out()
    cast.ash.browser.post("/sign-in/", {"name": "Ash", "secret": words})
    assert cast.ash.sign_in.shared is True
    signs_out(cast.ash, clock)
    assert cast.ash.sign_in.shared is False
    assert cast.ash.book().under("settings/shared/") == {}


def test_kept_on_a_page_of_six_words_it_is_chosen_where_the_browser_is_a_device_and_nowhere_else(cast: Cast) -> None:
    cast.ash.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = words_on(cast.ash.browser.get("/me/portable/").content.decode())
    for browser, kept in ((new_browser(), 0), (cast.ash.browser, 1)):
        browser.post("/sign-in/", {"name": "Ash", "secret": words})
        choose(Somebody("Ash", browser))
        assert len(Somebody("Ash", browser).book().under("settings/shared/")) == kept


# What somebody can do who writes to the database: switch it on, until its owner says otherwise; never off for good.


def test_an_edited_row_switches_off_neither_the_question_before_own_pages_nor_the_next_sign_in(
    cast: Cast, clock: Clock
) -> None:
    choose(cast.ash)
    SignIn.objects.update(shared=False)
    clock.turn(seconds=60)
    assert cast.ash.browser.get("/me/").status_code == 200
    clock.turn(seconds=60)
    assert cast.ash.browser.get("/me/notes/").headers["Location"].startswith("/again/")
    page = cast.ash.browser.get("/me/")
    assert page.context["frame"]["idle_seconds"] == 120
    cast.ash.lock()
    cast.ash.unlock()
    assert cast.ash.sign_in.shared is True


def test_nothing_of_it_stands_in_the_database_once_nobody_is_signed_in(cast: Cast) -> None:
    before = KeyWrap.objects.values().get(person_id=cast.ash.id, kind="device")
    choose(cast.ash)
    cast.ash.sign_out()
    assert KeyWrap.objects.values().get(person_id=cast.ash.id, kind="device") == before
    assert len(bytes(cast.ash.row.vault)) == len(bytes(cast.bo.row.vault))


def test_a_browser_without_its_device_secret_breaks_nothing(cast: Cast, clock: Clock) -> None:
    del cast.ash.browser.cookies["oa_device"]
    choose(cast.ash)
    assert cast.ash.browser.get("/me/").status_code == 200
    assert (cast.ash.sign_in.shared, from_cookie(cast.ash.browser, "oa_device")) == (True, b"")


# After a reset nobody can read any more what was chosen.


def reset(cast: Cast, browser: Somebody) -> Somebody:
    words = words_on(cast.bo.browser.post("/me/host/reset/", {"name": "Ash"}).content.decode())
    answer = browser.browser.post("/reset/", {"name": "Ash", "words": words, **NEW})
    assert answer.status_code == 303
    browser.passphrase = FRESH
    return browser


@pytest.mark.parametrize(("chosen", "signed_in"), [(True, True), (True, False), (False, False)])
def test_where_a_device_begins_anew_it_is_on_unless_a_sign_in_says_that_it_was_off(
    cast: Cast, clock: Clock, chosen: bool, signed_in: bool
) -> None:
    if chosen:
        choose(cast.ash)
    if not signed_in:
        cast.ash.sign_out()
    ash = reset(cast, cast.ash)
    assert ash.sign_in.shared is True
    signs_out(ash, clock)
    assert ash.sign_in.shared is True
    assert ash.browser.post("/me/settings/", FIELDS).status_code == 303
    signs_out(ash, clock)
    assert ash.sign_in.shared is False


@pytest.mark.parametrize("where", ["signed in without it", "another browser"])
def test_elsewhere_a_new_beginning_is_as_on_an_own_device(cast: Cast, where: str) -> None:
    assert cast.ash.id
    ash = reset(cast, cast.ash if where == "signed in without it" else Somebody("Ash", new_browser()))
    assert ash.sign_in.shared is False
