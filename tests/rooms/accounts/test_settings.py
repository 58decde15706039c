"""How this browser and this account behave."""

import pytest

from ownaccord.accounts.models import Person
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock

pytestmark = ON_SQLITE

FIELDS = {
    "face": "Garden",
    "icon": "leaf",
    "address": "https://weather.example/today",
    "sign": "3",
    "wait": "24",
    "email": "",
}


def test_settings_are_kept_each_in_its_place(cast: Cast) -> None:
    assert cast.ash.browser.post("/me/settings/", FIELDS).status_code == 303
    form = cast.ash.browser.get("/me/settings/").context["form"]
    assert {name: form.initial[name] for name in FIELDS} == {**FIELDS, "sign": 3, "wait": 24}
    assert (cast.ash.book().get("sign"), cast.ash.sign_in.sign) == (3, 3)


def test_the_neutral_face_stays_on_the_locked_page(cast: Cast) -> None:
    cast.ash.browser.post("/me/settings/", FIELDS)
    cast.ash.lock()
    page = cast.ash.browser.get("/unlock/").content.decode()
    assert ["<title>Garden</title>" in page, "neutral-leaf" in page, "https://weather.example/today" in page] == [
        True
    ] * 3
    blank = cast.ash.browser.get("/blank/").content.decode()
    assert 'content="0; url=https://weather.example/today"' in blank


def test_shared_device_mode_locks_after_two_minutes_and_ends_with_the_browser(cast: Cast, clock: Clock) -> None:
    cast.ash.browser.post("/me/settings/", {**FIELDS, "shared": "on"})
    assert cast.ash.browser.cookies["oa_signin"]["max-age"] == ""
    clock.turn(seconds=119)
    assert cast.ash.browser.get("/me/").status_code == 200
    clock.turn(seconds=120)
    assert cast.ash.browser.get("/me/").status_code == 303
    cast.ash.unlock()
    assert (cast.ash.sign_in.shared, cast.ash.sign_in.idle_until) == (True, clock.now + 120)


def test_an_email_address_is_by_choice_and_can_be_taken_back(cast: Cast) -> None:
    cast.ash.browser.post("/me/settings/", {**FIELDS, "email": "ash@example.org"})
    assert Person.objects.get(pk=cast.ash.id).email == "ash@example.org"
    cast.ash.browser.post("/me/settings/", FIELDS)
    assert Person.objects.get(pk=cast.ash.id).email == ""


@pytest.mark.parametrize(
    "wrong",
    [{"address": "http://weather.example/"}, {"address": "javascript:alert(1)"}, {"address": "https://a:b@c.example/"},
     {"address": "https://"}, {"address": "https://[::1"},
     {"wait": "337"}, {"wait": "-1"}, {"wait": "soon"},
     {"sign": "99"}, {"sign": ""}, {"icon": "whip"}, {"face": "a" * 100_000}, {"face": "<b>"}, {"face": "x\u202ey"},
     {"email": "nobody"}, {"email": "a" * 100_000 + "@example.org"}],
)  # fmt: skip
def test_what_does_not_fit_changes_nothing_and_stays_typed(cast: Cast, wrong: dict[str, str]) -> None:
    before = cast.ash.book()
    assert cast.ash.browser.post("/me/settings/", {**FIELDS, **wrong}).status_code == 422
    assert cast.ash.book() == before
    assert "oa_face" not in cast.ash.browser.cookies


def test_the_own_waiting_time_is_in_the_vault_alone(cast: Cast) -> None:
    cast.ash.browser.post("/me/settings/", FIELDS)
    cast.ash.browser.post("/me/settings/", {**FIELDS, "wait": ""})
    assert cast.ash.book().get("settings/wait_hours") is None


def test_a_face_cookie_that_somebody_edited_is_ignored(cast: Cast) -> None:
    cast.ash.browser.cookies["oa_face"] = "gwAAAA"
    assert "<title>Notes</title>" in cast.ash.browser.get("/me/").content.decode()
