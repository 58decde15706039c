"""What whoever runs this computer can do: let people in, and let somebody begin anew."""

import pytest

from ownaccord.accounts.models import Host
from tests.databases import ON_SQLITE
from tests.people import PASSPHRASE, Cast, Clock, Somebody, new_browser, sign_up_fields, words_on

pytestmark = ON_SQLITE

FRESH = "quarry velvet lamp orchard seven"


def test_the_host_gives_words_for_one_account(cast: Cast) -> None:
    page = cast.bo.browser.post("/me/host/", {"step": "account"}).content.decode()
    noor = new_browser()
    noor.post("/one-time/", {"words": words_on(page)})
    assert noor.post("/sign-up/", sign_up_fields("Noor")).status_code == 303


def test_the_host_opens_and_closes_sign_up(cast: Cast) -> None:
    for step, status in (("open", 200), ("close", 404)):
        cast.bo.browser.post("/me/host/", {"step": step})
        assert new_browser().get("/sign-up/").status_code == status


def test_nobody_else_opens_sign_up(cast: Cast) -> None:
    assert cast.ash.browser.post("/me/host/", {"step": "open"}).status_code == 404
    assert Host.objects.get().sign_up_open is False


@pytest.fixture
def reset_words(cast: Cast) -> str:
    """Words with which Ash begins anew."""
    assert cast.ash.id
    return words_on(cast.bo.browser.post("/me/host/reset/", {"name": " ash "}).content.decode())


def fields(words: str, **other: str) -> dict[str, str]:
    return {"name": "Ash", "words": words, "browser": "own", "passphrase": FRESH, "again": FRESH, **other}


def test_a_reset_gives_the_same_name_new_keys_and_an_empty_vault(cast: Cast, reset_words: str) -> None:
    person, old = cast.ash.id, cast.ash.keys
    cast.ash.browser.post(
        "/me/settings/", {"face": "", "icon": "leaf", "address": "", "sign": "3", "wait": "5", "email": ""}
    )
    browser = new_browser()
    assert browser.post("/reset/", fields(reset_words)).headers["Location"] == "/me/recovery/"
    ash = Somebody("Ash", browser, FRESH)
    assert (ash.id, ash.keys.identity == old.identity, ash.keys.account_key == old.account_key) == (
        person,
        False,
        False,
    )
    assert (ash.book().get("settings/wait_hours"), ash.book().get("settings/was_reset")) == (None, True)
    assert bytes(ash.row.public_key) == ash.keys.public
    assert cast.ash.browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 422


def test_the_words_of_a_reset_work_once_and_for_this_name_only(cast: Cast, reset_words: str) -> None:
    assert cast.cam.id
    statuses = [
        new_browser().post("/reset/", fields(reset_words, name=name)).status_code for name in ("Cam", "Ash", "Ash")
    ]
    assert statuses == [422, 303, 422]


def test_the_words_of_a_reset_lapse(cast: Cast, clock: Clock, reset_words: str) -> None:
    clock.turn(days=3)
    assert new_browser().post("/reset/", fields(reset_words)).status_code == 422


def test_the_words_of_a_reset_lead_there_from_the_one_time_page(cast: Cast, reset_words: str) -> None:
    assert new_browser().post("/one-time/", {"words": reset_words}).headers["Location"] == "/reset/"


@pytest.mark.parametrize("name", ["", "Nobody", "a" * 100_000, "\x00"])
def test_a_name_that_nobody_has_gets_no_words(cast: Cast, name: str) -> None:
    assert cast.bo.browser.post("/me/host/reset/", {"name": name}).status_code == 422
