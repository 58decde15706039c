"""Exit now, the blank page and signing out."""

from django.test import Client

from ownaccord.accounts.models import SignIn
from tests.databases import ON_SQLITE
from tests.people import Cast, from_cookie

pytestmark = ON_SQLITE


def test_exit_locks_and_clears_what_the_browser_kept(cast: Cast) -> None:
    answer = cast.ash.browser.post("/exit/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/blank/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert not cast.ash.unlocked


def test_exit_keeps_the_device_and_the_sign_in(cast: Cast) -> None:
    device, signed_in = from_cookie(cast.ash.browser, "oa_device"), from_cookie(cast.ash.browser, "oa_signin")
    cast.ash.lock()
    after = from_cookie(cast.ash.browser, "oa_device"), from_cookie(cast.ash.browser, "oa_signin")
    assert after == (device, signed_in)


def test_a_page_that_is_too_old_can_still_exit(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = cast.ash.browser.cookies
    assert strict.post("/exit/").status_code == 303
    assert not cast.ash.unlocked


def test_exit_twice_and_exit_of_a_stranger_are_answered_alike(cast: Cast) -> None:
    cast.ash.lock()
    assert [browser.post("/exit/").status_code for browser in (cast.ash.browser, cast.stranger())] == [303, 303]


def test_the_blank_page_is_blank(cast: Cast) -> None:
    page = cast.ash.browser.get("/blank/").content.decode()
    assert ("<main></main>" in page, "refresh" in page) == (True, False)


def test_signing_out_ends_the_sign_in_and_keeps_the_device(cast: Cast) -> None:
    device = from_cookie(cast.ash.browser, "oa_device")
    person = cast.ash.id
    cast.ash.sign_out()
    assert not SignIn.objects.filter(person_id=person).exists()
    assert from_cookie(cast.ash.browser, "oa_device") == device
    assert cast.ash.browser.get("/me/").headers["Location"] == "/sign-in/"
