"""Which door each address has: strangers, the locked, and the wrong method."""

import pytest
from django.urls import resolve

from ownaccord.accounts.urls import urlpatterns
from tests.databases import ON_SQLITE
from tests.people import Cast

pytestmark = ON_SQLITE

GETS = ["/me/", "/me/settings/", "/me/devices/", "/me/host/", "/me/host/reset/", "/me/recovery/", "/me/portable/",
        "/me/stop-code/", "/me/passphrase/", "/me/someone-may-know/", "/me/take/", "/me/delete/", "/held/"]  # fmt: skip
POSTS_ONLY = [
    "/exit/",
    "/sign-out/",
    "/me/devices/new/",
    "/held/x/let-go/",
    "/me/devices/x/drop/",
    "/me/sign-ins/x/end/",
]
OPEN = ["/sign-in/", "/stop/", "/one-time/", "/new-device/", "/recover/", "/reset/", "/blank/"]


def test_every_view_says_which_door_it_has() -> None:
    doors = {pattern.name: getattr(pattern.callback, "door", None) for pattern in urlpatterns}
    assert {name for name, door in doors.items() if door not in ("open", "signed-in", "unlocked")} == set()


@pytest.mark.parametrize("path", GETS)
def test_a_stranger_is_led_to_the_sign_in_page_and_the_locked_to_the_unlock_page(cast: Cast, path: str) -> None:
    assert cast.stranger().get(path).headers["Location"] == "/sign-in/"
    assert cast.stranger().post(path).headers.get("Location", "/sign-in/") == "/sign-in/"
    cast.bo.lock()
    assert cast.bo.browser.get(path).headers["Location"].startswith("/unlock/?next=")


@pytest.mark.parametrize("path", GETS)
def test_an_unlocked_person_sees_the_page_with_one_heading(cast: Cast, path: str) -> None:
    answer = cast.bo.browser.get(path)
    assert (answer.status_code, answer.content.decode().count("<h1>")) == (200, 1)


@pytest.mark.parametrize("path", OPEN)
def test_an_open_page_is_there_for_everybody(cast: Cast, path: str) -> None:
    assert cast.stranger().get(path).status_code == 200


@pytest.mark.parametrize("path", POSTS_ONLY)
def test_what_changes_something_rejects_get(cast: Cast, path: str) -> None:
    assert cast.bo.browser.get(path).status_code == 405
    cast.bo.lock()
    assert cast.bo.browser.get(path).status_code == 405


def test_the_hosts_pages_are_nowhere_for_anybody_else(cast: Cast) -> None:
    assert [cast.ash.browser.get(path).status_code for path in ("/me/host/", "/me/host/reset/")] == [404, 404]


def test_ids_in_addresses_lead_to_these_views() -> None:
    assert resolve("/me/devices/abc/drop/").url_name == "me-devices-drop"
