"""Pausing with one tap, locked or not."""

from typing import Any

import pytest
from django.db import OperationalError
from django.test import Client
from pytest_django import Settings

from ownaccord.accounts import stops
from ownaccord.accounts.models import Pause
from ownaccord.lib import ballast
from tests.people import Cast, Clock, Somebody

told: list[tuple[str, str]] = []


def tell(request: Any, scope: str) -> None:
    """Stand in for the consent room."""
    told.append((request.person, scope))


def fall_over(request: Any, scope: str) -> None:
    """Stand in for a room with a mistake."""
    raise RuntimeError


@pytest.fixture(autouse=True)
def consent(settings: Settings) -> None:
    told.clear()
    settings.OWNACCORD_AT_PAUSE = ["tests.rooms.accounts.test_pause.tell"]
    settings.OWNACCORD_AT_UNLOCK = []


def test_an_unlocked_person_pauses_everything_and_the_rooms_are_told(cast: Cast) -> None:
    answer = cast.ash.browser.post("/pause/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/pause/")
    assert (stops.scopes(cast.ash.id), told) == ({""}, [(cast.ash.id, "")])
    assert "Everything is paused" in cast.ash.browser.get("/pause/").content.decode()


def test_a_locked_person_pauses_everything(cast: Cast) -> None:
    cast.ash.lock()
    assert cast.ash.browser.post("/pause/").status_code == 303
    assert (stops.scopes(cast.ash.id), told) == ({""}, [])


def test_looking_at_the_page_pauses_nothing(cast: Cast) -> None:
    assert cast.ash.browser.get("/pause/").status_code == 200
    assert not Pause.objects.exists()


def test_a_stranger_is_led_to_the_stop_code(cast: Cast) -> None:
    assert cast.stranger().post("/pause/").headers["Location"] == "/stop/"
    assert not Pause.objects.exists()


def test_pressing_twice_is_one_pause(cast: Cast) -> None:
    cast.ash.browser.post("/pause/")
    cast.ash.browser.post("/pause/")
    assert Pause.objects.count() == 1


def test_a_page_without_a_token_still_pauses(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = cast.ash.browser.cookies
    assert strict.post("/pause/").status_code == 303
    assert stops.scopes(cast.ash.id) == {""}


def test_a_mistake_in_another_room_does_not_undo_the_pause(cast: Cast, settings: Settings) -> None:
    settings.OWNACCORD_AT_PAUSE = ["tests.rooms.accounts.test_pause.fall_over"]
    assert cast.ash.browser.post("/pause/").status_code == 303
    assert stops.scopes(cast.ash.id) == {""}


def test_on_a_full_disk_the_ballast_goes_and_the_pause_is_stored(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    released: list[bool] = []
    store = stops._store

    def full(person: str, scope: str) -> None:
        if not released:
            raise OperationalError
        store(person, scope)

    monkeypatch.setattr(stops, "_store", full)
    monkeypatch.setattr(ballast, "release", lambda: not released.append(True))
    stops.pause(person=cast.ash.id)
    assert stops.scopes(cast.ash.id) == {""}


def test_while_two_are_locked_in_one_browser_a_pause_counts_for_both(cast: Cast) -> None:
    shared = both_in_one_browser(cast)
    shared.post("/exit/")
    shared.post("/pause/")
    assert (stops.scopes(cast.ash.id), stops.scopes(cast.bo.id)) == ({""}, {""})


def test_while_one_of_two_is_unlocked_a_pause_counts_for_that_one(cast: Cast) -> None:
    shared = both_in_one_browser(cast)
    shared.post("/pause/")
    assert (stops.scopes(cast.ash.id), stops.scopes(cast.bo.id)) == ({""}, set())


def test_a_pause_made_while_locked_and_deleted_from_the_database_comes_back_at_the_unlock(cast: Cast) -> None:
    cast.ash.lock()
    cast.ash.browser.post("/pause/")
    Pause.objects.all().delete()
    cast.ash.unlock()
    assert stops.scopes(cast.ash.id) == {""}
    assert cast.ash.browser.cookies["oa_pauses"].value == ""


def test_of_two_in_one_browser_each_gets_the_own_pause_back(cast: Cast) -> None:
    shared = both_in_one_browser(cast)
    shared.post("/exit/")
    shared.post("/pause/")
    Pause.objects.all().delete()
    shared.post("/unlock/", {"secret": cast.ash.passphrase})
    assert (stops.scopes(cast.ash.id), stops.scopes(cast.bo.id)) == ({""}, set())
    shared.post("/curtain/", {"choose": Somebody("Bo", shared).sign_in.pk})
    other = [
        row for row in shared.get("/curtain/").context["places"] if row["id"] != Somebody("Ash", shared).sign_in.pk
    ]
    shared.post("/curtain/", {"choose": other[0]["id"]})
    shared.post("/unlock/", {"secret": cast.bo.passphrase})
    assert stops.scopes(cast.bo.id) == {""}


def test_a_pause_lifted_elsewhere_does_not_come_back(cast: Cast, clock: Clock) -> None:
    elsewhere = another_browser(cast.ash)
    cast.ash.lock()
    cast.ash.browser.post("/pause/")
    clock.turn(seconds=60)
    other = Somebody("Ash", elsewhere)
    stops.lift(person=cast.ash.id, scope="", meant=stops.rows(cast.ash.id, ""), keys=other.keys, now=clock.now)
    cast.ash.unlock()
    assert stops.scopes(cast.ash.id) == set()


def test_the_remembered_pause_says_nothing_to_whoever_reads_the_cookie(cast: Cast) -> None:
    cast.ash.lock()
    cast.ash.browser.post("/pause/")
    value = cast.ash.browser.cookies["oa_pauses"]
    assert (value["httponly"], value["samesite"]) == (True, "Strict")
    assert cast.ash.id not in value.value


def both_in_one_browser(cast: Cast) -> Client:
    """Sign Bo and Ash in in Ash's browser, where both have a device secret; Ash came last and is unlocked."""
    browser = cast.ash.browser
    words = offer(cast.bo)
    browser.post("/new-device/", {"words": words, "passphrase": cast.bo.passphrase})
    browser.post("/sign-in/", {"name": "Ash", "secret": cast.ash.passphrase})
    return browser


def another_browser(somebody: Somebody) -> Client:
    """Return one more browser of this person, unlocked."""
    browser = Client(headers={"host": "localhost"})
    browser.post("/new-device/", {"words": offer(somebody), "passphrase": somebody.passphrase})
    return browser


def offer(somebody: Somebody) -> str:
    """Return one-time words for a new device, from the page."""
    return " ".join(somebody.browser.post("/me/devices/new/").context["words"])
