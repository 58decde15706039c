"""Take my things, and delete me."""

import json
from typing import Any

import pyrage
import pytest
from pytest_django import Settings

from ownaccord.accounts.models import HeldForm, KeyWrap, Pause, Person, SignIn
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, from_cookie
from tests.rooms.accounts.test_pause import both_in_one_browser

ENCRYPT = pyrage.passphrase.encrypt
said: list[str] = []


def things(request: Any) -> dict[str, Any]:
    """Stand in for a room above."""
    return {"Words": ["I like <quiet> evenings", {"mine": "قمر 🌿"}]}


def farewell(request: Any) -> None:
    """Stand in for a room above."""
    said.append(request.person)


def stumble(request: Any) -> None:
    """Stand in for a room that cannot say farewell."""
    raise RuntimeError


@pytest.fixture(autouse=True)
def rooms(settings: Settings) -> None:
    said.clear()
    settings.OWNACCORD_THINGS = ["tests.rooms.accounts.test_leaving.things"]
    settings.OWNACCORD_FAREWELLS = ["tests.rooms.accounts.test_leaving.farewell"]


def test_the_data_holds_ones_things_and_no_key(cast: Cast) -> None:
    answer = cast.ash.browser.post("/me/take/", {"kind": "json"})
    assert answer.headers["Content-Disposition"] == 'attachment; filename="notes.json"'
    taken = json.loads(answer.content)
    assert taken["Account"]["Name"] == "Ash"
    assert taken["Words"] == ["I like <quiet> evenings", {"mine": "قمر 🌿"}]
    keys = cast.ash.keys
    for secret in (keys.account_key, keys.identity, bytes(cast.ash.row.vault)):
        assert secret.hex().encode() not in answer.content


def test_the_page_needs_nothing_else_and_shows_words_as_words(cast: Cast) -> None:
    page = cast.ash.browser.post("/me/take/", {"kind": "html"}).content.decode()
    assert ["I like &lt;quiet&gt; evenings" in page, "قمر 🌿" in page] == [True, True]
    assert [each in page for each in ("<script", "http://", "https://", "src=", "<link")] == [False] * 5


# Sealing a file takes seconds on purpose, and no database knows of it.
@ON_SQLITE
def test_with_a_passphrase_the_file_opens_with_it_alone(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", ENCRYPT)
    fields = {"kind": "json", "passphrase": "for the drawer", "again": "for the drawer"}
    answer = cast.ash.browser.post("/me/take/", fields)
    assert b"Ash" not in answer.content
    opened = pyrage.passphrase.decrypt(answer.content, "for the drawer")
    assert json.loads(opened)["Account"]["Name"] == "Ash"


@pytest.mark.parametrize("wrong", [{}, {"kind": "pdf"}, {"kind": "json", "passphrase": "a", "again": "b"}])
def test_what_does_not_fit_takes_nothing(cast: Cast, wrong: dict[str, str]) -> None:
    answer = cast.ash.browser.post("/me/take/", wrong)
    assert (answer.status_code, "Content-Disposition" in answer.headers) == (422, False)


def test_deleting_says_farewell_and_removes_every_row(cast: Cast) -> None:
    person = cast.ash.id
    cast.ash.browser.post("/pause/")
    answer = cast.ash.browser.post("/me/delete/")
    assert (answer.status_code, said) == (303, [person])
    for model in (KeyWrap, SignIn, Pause, HeldForm):
        assert not model.objects.filter(person_id=person).exists()
    assert not Person.objects.filter(pk=person).exists()


def test_deleting_keeps_the_device_and_drops_what_was_the_accounts(cast: Cast) -> None:
    device = from_cookie(cast.ash.browser, "oa_device")
    cast.ash.browser.post("/me/delete/")
    left = {name for name, cookie in cast.ash.browser.cookies.items() if cookie.value}
    assert left <= {"oa_device", "csrftoken", "oa_face"}
    assert from_cookie(cast.ash.browser, "oa_device") == device


def test_deleting_leaves_the_other_person_in_the_browser(cast: Cast) -> None:
    shared = both_in_one_browser(cast)
    shared.post("/me/delete/")
    assert Somebody("Bo", shared).sign_in.person_id == cast.bo.id


def test_looking_at_the_page_deletes_nothing(cast: Cast) -> None:
    assert cast.ash.browser.get("/me/delete/").status_code == 200
    assert Person.objects.filter(pk=cast.ash.id).exists()


def test_locked_nothing_is_deleted(cast: Cast) -> None:
    cast.ash.lock()
    cast.ash.browser.post("/me/delete/")
    assert (Person.objects.filter(pk=cast.ash.id).exists(), said) == (True, [])


def test_when_a_room_cannot_say_farewell_nothing_is_removed(cast: Cast, settings: Settings) -> None:
    settings.OWNACCORD_FAREWELLS = ["tests.rooms.accounts.test_leaving.stumble"]
    cast.ash.browser.raise_request_exception = False
    assert cast.ash.browser.post("/me/delete/").status_code == 500
    assert Person.objects.filter(pk=cast.ash.id).exists()
