"""Forms that arrive locked: sealed, shown again, never sent by themselves."""

import pytest
from django.db import connection
from django.test import Client

from ownaccord.accounts import stops
from ownaccord.accounts.keys import Keyring, encode, pad, seal_held
from ownaccord.accounts.models import HeldForm, Person
from tests.people import Cast, Clock

TYPED = {
    "face": "A very private sentence", "icon": "leaf", "address": "", "sign": "3", "wait": "24", "email": "",
}  # fmt: skip


def hold(browser: Client) -> str:
    """Send the settings while locked; return where the answer leads."""
    browser.post("/exit/")
    return browser.post("/me/settings/", TYPED).headers["Location"]


def everything_stored() -> bytes:
    """Return every value of every row as bytes."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [
                repr(value).encode() if not isinstance(value, bytes) else value for row in cursor for value in row
            ]
    return b"|".join(found)


def test_what_was_typed_survives_the_lock_and_nothing_of_it_is_stored_plain(cast: Cast) -> None:
    assert hold(cast.ash.browser) == "/unlock/?held=yes"
    assert HeldForm.objects.count() == 1
    assert b"private sentence" not in everything_stored()
    assert b"leaf" not in everything_stored()


def test_after_the_unlock_it_is_shown_again_and_nothing_was_sent(cast: Cast) -> None:
    hold(cast.ash.browser)
    assert cast.ash.unlock() == "/held/"
    page = cast.ash.browser.get("/held/").content.decode()
    assert ['value="A very private sentence"' in page, 'action="/me/settings/"' in page] == [True, True]
    assert [each in page for each in ("Send it now", "Let it go")] == [True, True]
    assert cast.ash.book().get("settings/wait_hours") is None


def test_sending_it_now_sends_it_and_forgets_it(cast: Cast) -> None:
    hold(cast.ash.browser)
    cast.ash.unlock()
    held = HeldForm.objects.get().pk
    assert cast.ash.browser.post("/me/settings/", {**TYPED, "_held": held}).status_code == 303
    assert cast.ash.book().get("settings/wait_hours") == 24
    assert not HeldForm.objects.exists()


def test_when_it_does_not_fit_any_more_it_goes_on_waiting(cast: Cast) -> None:
    hold(cast.ash.browser)
    cast.ash.unlock()
    held = HeldForm.objects.get().pk
    assert cast.ash.browser.post("/me/settings/", {**TYPED, "wait": "9999", "_held": held}).status_code == 422
    assert HeldForm.objects.count() == 1


def test_letting_it_go_forgets_it(cast: Cast) -> None:
    hold(cast.ash.browser)
    cast.ash.unlock()
    answer = cast.ash.browser.post(f"/held/{HeldForm.objects.get().pk}/let-go/")
    assert (answer.headers["Location"], HeldForm.objects.exists()) == ("/", False)


def test_nobody_else_can_let_it_go_or_see_it(cast: Cast) -> None:
    hold(cast.ash.browser)
    held = HeldForm.objects.get().pk
    cast.bo.browser.post(f"/held/{held}/let-go/")
    assert HeldForm.objects.count() == 1
    assert cast.bo.browser.get("/held/").context["waiting"] == []
    assert cast.stranger().get("/held/").headers["Location"] == "/sign-in/"


def test_it_waits_at_most_a_day(cast: Cast, clock: Clock) -> None:
    hold(cast.ash.browser)
    clock.turn(hours=24)
    assert cast.ash.unlock() == "/"
    assert cast.ash.browser.get("/held/").context["waiting"] == []


def test_a_swapped_public_key_in_the_database_does_not_catch_it(cast: Cast) -> None:
    cast.ash.lock()
    thief = Keyring.make(cast.ash.id, lambda n: bytes(range(n)))
    Person.objects.filter(pk=cast.ash.id).update(public_key=thief.public)
    cast.ash.browser.post("/me/settings/", TYPED)
    cast.ash.unlock()
    assert len(cast.ash.browser.get("/held/").context["waiting"]) == 1


def test_a_form_planted_in_the_database_is_never_shown(cast: Cast, clock: Clock) -> None:
    plain = pad(encode({"path": "/me/settings/", "fields": [["wait", "0"]]}), 2048)
    sealed = seal_held(bytes(cast.ash.row.public_key), cast.ash.id, "form", plain)
    HeldForm.objects.create(id="a" * 32, person_id=cast.ash.id, sealed=sealed, expires_hour=clock.now // 3600 + 5)
    assert cast.ash.browser.get("/held/").context["waiting"] == []


def test_a_form_without_a_keeper_says_that_nothing_was_kept(cast: Cast) -> None:
    cast.ash.lock()
    assert cast.ash.browser.post("/me/delete/").headers["Location"] == "/unlock/?held=no"
    assert not HeldForm.objects.exists()


def test_a_form_too_large_to_keep_is_not_kept_and_the_page_says_so(cast: Cast) -> None:
    cast.ash.lock()
    answer = cast.ash.browser.post("/me/settings/", {**TYPED, "face": "a" * 400_000})
    assert (answer.headers["Location"], HeldForm.objects.exists()) == ("/unlock/?held=no", False)


@pytest.mark.parametrize("text", ["", "a" * 100_000, "\x00\x07", "نافذة \u202e", "🌿👩\u200d🌾"])
def test_whatever_was_typed_comes_back_as_it_was(cast: Cast, text: str) -> None:
    cast.ash.lock()
    cast.ash.browser.post("/me/settings/", {**TYPED, "face": text})
    cast.ash.unlock()
    shown = cast.ash.browser.get("/held/").context["waiting"][0]
    assert shown.form.data["face"] == text


def test_at_most_eight_wait_and_the_oldest_goes(cast: Cast, clock: Clock) -> None:
    cast.ash.lock()
    for hours in range(10):
        cast.ash.browser.post("/me/settings/", {**TYPED, "wait": str(hours)})
        clock.turn(hours=1)
    cast.ash.unlock()
    shown = cast.ash.browser.get("/held/").context["waiting"]
    assert [each.form.data["wait"] for each in shown] == [str(hours) for hours in range(2, 10)]


def test_a_held_form_pauses_nothing_by_itself(cast: Cast) -> None:
    hold(cast.ash.browser)
    assert stops.scopes(cast.ash.id) == set()


def test_signing_in_by_name_in_the_same_browser_shows_it_too(cast: Cast) -> None:
    hold(cast.ash.browser)
    assert cast.ash.sign_in_again() == "/held/"
    assert len(cast.ash.browser.get("/held/").context["waiting"]) == 1
