"""A code that is not on paper yet, and the list of devices, ask for the words again: on every device, always."""

from collections.abc import Callable

import pytest

from ownaccord.accounts.models import HeldForm, Host, KeyWrap, SignIn
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Clock, Somebody, new_browser, sign_up_fields, words_on
from tests.rooms.accounts.test_own_pages import elsewhere, leads
from tests.rooms.accounts.test_pause import another_browser

pytestmark = ON_SQLITE

MAKES = {
    "/me/recovery/": {"step": "new", "secret": PASSPHRASE},
    "/me/portable/": {"step": "new", "secret": PASSPHRASE},
    "/me/stop-code/": {"step": "new"},
}
EVERY = pytest.mark.parametrize("path", MAKES)


def waits(who: Somebody, path: str) -> list[str]:
    """A code of this page is made and not on paper yet; its parts."""
    assert who.browser.post(path, MAKES[path]).headers["Location"] == path
    found = who.browser.get(path).context
    return list(found.get("groups") or found["words"])


def again(who: Somebody, **sent: str) -> str:
    return str(who.browser.post("/again/", {"secret": who.passphrase, **sent}).headers["Location"])


@EVERY
def test_a_code_that_waits_is_shown_long_after_the_words_only_once_they_are_typed_again(
    cast: Cast, clock: Clock, path: str
) -> None:
    parts = waits(cast.ash, path)
    elsewhere(cast.ash, clock)
    assert leads(cast.ash, path) == f"/again/?next={path.replace('/', '%2F')}"
    assert again(cast.ash, next=path) == path
    page = cast.ash.browser.get(path).content.decode()
    assert [part for part in parts if part not in page] == []


@EVERY
@pytest.mark.parametrize(
    "sent",
    [{}, {"first": "a", "second": "b"}, {"step": "new", "secret": "a guess"}, {"step": "new"}, {"step": "drop"}],
)
def test_no_form_shows_it_either(cast: Cast, clock: Clock, path: str, sent: dict[str, str]) -> None:
    parts = waits(cast.ash, path)
    elsewhere(cast.ash, clock)
    answer = cast.ash.browser.post(path, sent)
    if answer.headers.get("Location") == path:
        answer = cast.ash.browser.get(path)
    assert (answer.status_code, answer.headers["Location"].startswith("/again/?next=")) == (303, True)
    assert [part for part in parts if part in answer.content.decode()] == []
    assert cast.ash.book().under("showing/") != {}


def test_other_words_show_nothing(cast: Cast, clock: Clock) -> None:
    waits(cast.ash, "/me/recovery/")
    elsewhere(cast.ash, clock)
    assert cast.ash.browser.post("/again/", {"secret": "not the words", "next": "/me/recovery/"}).status_code == 422
    assert leads(cast.ash, "/me/recovery/").startswith("/again/")


@EVERY
def test_where_no_code_waits_there_is_nothing_to_ask_for(cast: Cast, clock: Clock, path: str) -> None:
    elsewhere(cast.ash, clock)
    assert cast.ash.browser.get(path).status_code == 200


def test_to_make_a_first_stop_code_opens_nothing_else(cast: Cast, clock: Clock) -> None:
    waits(cast.ash, "/me/recovery/")
    elsewhere(cast.ash, clock)
    for step in ("new", "kept", "later"):
        cast.ash.browser.post("/me/stop-code/", {"step": step})
        assert leads(cast.ash, "/me/recovery/").startswith("/again/"), step


# Whoever has just typed words, or is still copying what the page shows, is not asked.


def makes_an_account(cast: Cast, **how: str) -> Somebody:
    Host.objects.update(sign_up_open=True)
    browser = new_browser()
    assert browser.post("/sign-up/", sign_up_fields("Noor", **how)).status_code == 303
    return Somebody("Noor", browser)


@pytest.mark.parametrize("minutes", [0, 1, 8])
def test_a_new_account_is_asked_for_nothing_however_long_the_copying_takes(
    cast: Cast, clock: Clock, minutes: int
) -> None:
    noor = makes_an_account(cast)
    groups = noor.browser.get("/me/recovery/").context["groups"]
    clock.turn(seconds=60 * minutes)
    answer = noor.browser.post("/me/recovery/", {"first": groups[2], "second": groups[6]})
    assert answer.headers["Location"] == "/me/stop-code/"
    assert noor.browser.get("/me/stop-code/").status_code == 200
    assert noor.browser.post("/me/stop-code/", {"step": "new"}).headers["Location"] == "/me/stop-code/"
    assert len(words_on(noor.browser.get("/me/stop-code/").content.decode()).split()) == 11
    clock.turn(seconds=60 * minutes)
    assert noor.browser.post("/me/stop-code/", {"step": "kept"}).headers["Location"] == "/me/after-codes/"


def test_with_six_words_it_goes_from_one_code_to_the_next(cast: Cast, clock: Clock) -> None:
    noor = makes_an_account(cast, browser="shared")
    words = words_on(noor.browser.get("/me/portable/").content.decode()).split()
    clock.turn(seconds=110)
    noor.browser.get("/me/")
    clock.turn(seconds=60)
    answer = noor.browser.post("/me/portable/", {"first": words[1], "second": words[4]})
    assert answer.headers["Location"] == "/me/recovery/"
    assert noor.browser.get("/me/recovery/").context["groups"]


def renewed(who: Somebody) -> str:
    fresh = "quarry velvet lamp orchard seven"
    sent = {"secret": who.passphrase, "browser": "own", "passphrase": fresh, "again": fresh}
    return str(who.browser.post("/me/someone-may-know/", sent).headers["Location"])


def made_anew(who: Somebody) -> str:
    return str(who.browser.post("/me/recovery/", MAKES["/me/recovery/"]).headers["Location"])


def unlocked(who: Somebody) -> str:
    waits(who, "/me/recovery/")
    who.lock()
    who.unlock()
    return "/me/recovery/"


@pytest.mark.parametrize("way", [renewed, made_anew, unlocked])
def test_right_after_words_were_typed_the_code_is_there(
    cast: Cast, clock: Clock, way: Callable[[Somebody], str]
) -> None:
    elsewhere(cast.ash, clock)
    assert cast.ash.browser.get(way(cast.ash)).context["groups"]


def test_a_slip_in_what_is_typed_back_is_still_said_after_the_words(cast: Cast, clock: Clock) -> None:
    waits(cast.ash, "/me/recovery/")
    clock.turn(seconds=300)
    answer = cast.ash.browser.post("/me/recovery/", {"first": "a", "second": "b"})
    assert answer.headers["Location"] == "/again/?next=%2Fme%2Frecovery%2F%3Fwrong%3Dyes"
    page = cast.ash.browser.get(again(cast.ash, next="/me/recovery/?wrong=yes")).content.decode()
    assert "These groups do not fit." in page


# Devices and sign-ins.


@pytest.fixture
def phone(cast: Cast) -> Somebody:
    """Another browser of Ash's, signed in."""
    return Somebody("Ash", another_browser(cast.ash))


@pytest.mark.parametrize("what", ["drop", "end"])
def test_whoever_holds_the_unlocked_device_ends_nothing_elsewhere(
    cast: Cast, clock: Clock, phone: Somebody, what: str
) -> None:
    row = phone.sign_in
    path = f"/me/devices/{row.wrap_id}/drop/" if what == "drop" else f"/me/sign-ins/{row.pk}/end/"
    elsewhere(cast.ash, clock)
    assert leads(cast.ash, "/me/devices/") == "/again/?next=%2Fme%2Fdevices%2F"
    assert cast.ash.browser.post(path).headers["Location"] == "/again/?held=yes"
    assert (SignIn.objects.filter(pk=row.pk).exists(), KeyWrap.objects.filter(pk=row.wrap_id).exists()) == (True, True)
    assert phone.browser.post("/pause/").headers["Location"] == "/pause/"

    assert again(cast.ash) == "/held/"
    page = cast.ash.browser.get("/held/").content.decode()
    assert ("Another browser, since 21 September 2026" in page, f'action="{path}"' in page) == (True, True)
    assert SignIn.objects.filter(pk=row.pk).exists()
    assert cast.ash.browser.post(path, {"_held": HeldForm.objects.get().pk}).status_code == 303
    assert (SignIn.objects.filter(pk=row.pk).exists(), HeldForm.objects.exists()) == (False, False)


def test_soon_after_the_words_one_tap_is_enough(cast: Cast, clock: Clock, phone: Somebody) -> None:
    elsewhere(cast.ash, clock)
    again(cast.ash)
    assert cast.ash.browser.get("/me/devices/").status_code == 200
    cast.ash.browser.post(f"/me/sign-ins/{phone.sign_in.pk}/end/")
    assert leads(phone, "/me/") == "/sign-in/"
    assert cast.ash.browser.get("/me/devices/").status_code == 200
