"""The lock and the page that opens it again."""

import os

import pytest
from django.test import Client

from ownaccord.accounts import sign_ins
from ownaccord.accounts.keys import Unreadable
from ownaccord.accounts.models import Person, SignIn
from tests.people import PASSPHRASE, Cast, Clock, Stretching


def test_the_passphrase_on_the_same_device_unlocks(cast: Cast) -> None:
    cast.bo.lock()
    assert not cast.bo.unlocked
    assert cast.bo.unlock() == "/"
    assert cast.bo.unlocked


def test_an_unlock_costs_one_stretching_and_so_does_a_failure(cast: Cast, quick_stretching: Stretching) -> None:
    cast.bo.lock()
    quick_stretching.secrets.clear()
    assert cast.bo.browser.post("/unlock/", {"secret": "wrong"}).status_code == 422
    cast.bo.unlock()
    assert quick_stretching.secrets == ["wrong", PASSPHRASE]


def test_each_unlock_replaces_the_token(cast: Cast) -> None:
    before = cast.bo.tokens
    cast.bo.lock()
    cast.bo.unlock()
    assert (len(cast.bo.tokens), cast.bo.tokens == before) == (1, False)
    assert SignIn.objects.filter(person_id=cast.bo.id).count() == 1


def test_the_row_alone_opens_nothing(cast: Cast) -> None:
    row = cast.bo.sign_in
    token, opening, now = cast.bo.tokens[0], cast.bo.opening, (row.idle_until or 0) - 1
    assert sign_ins.keys_of(row, token + opening, now) == cast.bo.keys
    for wrong in (token, opening, opening + token, os.urandom(32) + opening, token + os.urandom(32)):
        assert sign_ins.keys_of(row, wrong, now) is None
    assert bytes(row.token_hash) not in bytes(row.keys_sealed or b"")


def test_exit_erases_the_keys_and_nothing_of_them_comes_back(cast: Cast) -> None:
    sealed = bytes(cast.bo.sign_in.keys_sealed or b"")
    cast.bo.lock()
    row = cast.bo.sign_in
    assert (row.keys_sealed, row.idle_until, row.unlocked_until) == (None, None, None)
    assert sealed
    assert cast.bo.browser.get("/me/").headers["Location"] == "/unlock/?next=%2Fme%2F"


@pytest.mark.parametrize(("seconds", "locked"), [(599, False), (600, True)])
def test_ten_idle_minutes_lock(cast: Cast, clock: Clock, seconds: int, locked: bool) -> None:
    cast.bo.browser.get("/me/")
    clock.turn(seconds=seconds)
    assert (cast.bo.browser.get("/me/").status_code == 303) is locked
    assert cast.bo.unlocked is not locked


def test_twelve_hours_lock_however_busy(cast: Cast, clock: Clock) -> None:
    cast.bo.lock()
    cast.bo.unlock()
    for _ in range(12 * 12 - 1):
        clock.turn(seconds=300)
        assert cast.bo.browser.get("/me/").status_code == 200
    clock.turn(seconds=300)
    assert cast.bo.browser.get("/me/").status_code == 303


def test_a_sign_in_of_ones_own_device_lasts_thirty_days(cast: Cast, clock: Clock) -> None:
    cast.bo.browser.get("/me/")
    clock.turn(days=30)
    assert cast.bo.browser.get("/unlock/").status_code == 200
    assert not cast.bo.unlocked
    clock.turn(days=1)
    assert cast.bo.browser.get("/unlock/").headers["Location"] == "/sign-in/"


def test_the_locked_page_shows_no_name_and_nothing_private(cast: Cast) -> None:
    cast.ash.lock()
    page = cast.ash.browser.get("/unlock/").content.decode()
    assert ("Ash" in page, cast.ash.id in page, 'class="sections"' in page) == (False, False, False)


@pytest.mark.parametrize(
    ("held", "said"),
    [("yes", "Nothing was sent."), ("paused", "It is paused already."), ("no", "sent and nothing was kept.")],
)
def test_the_locked_page_says_what_became_of_what_was_typed(cast: Cast, held: str, said: str) -> None:
    cast.ash.lock()
    assert said in cast.ash.browser.get(f"/unlock/?held={held}").content.decode()


def test_a_stranger_is_led_to_the_sign_in_page(cast: Cast) -> None:
    assert cast.stranger().get("/unlock/").headers["Location"] == "/sign-in/"


def test_another_persons_device_does_not_open_it(cast: Cast) -> None:
    cast.ash.lock()
    cast.ash.browser.cookies["oa_device"] = cast.bo.browser.cookies["oa_device"].value
    answer = cast.ash.browser.post("/unlock/", {"secret": PASSPHRASE})
    assert (answer.status_code, "Name, words or device do not fit." in answer.content.decode()) == (422, True)


@pytest.mark.parametrize("secret", ["", "a" * 100_000, "\x00", "\u202ewords", "🌿"])
def test_bad_input_does_not_unlock(cast: Cast, secret: str) -> None:
    cast.ash.lock()
    assert cast.ash.browser.post("/unlock/", {"secret": secret}).status_code == 422


def test_a_form_without_its_token_unlocks_nothing(cast: Cast) -> None:
    cast.ash.lock()
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    strict.cookies = cast.ash.browser.cookies
    assert strict.post("/unlock/", {"secret": PASSPHRASE}).status_code == 403


def test_every_unlock_writes_the_vault_once_more(cast: Cast) -> None:
    before = cast.ash.row
    cast.ash.lock()
    cast.ash.unlock()
    after = cast.ash.row
    assert after.vault_version > before.vault_version
    assert len(bytes(after.vault)) == len(bytes(before.vault))


def test_a_vault_that_went_back_in_time_is_noticed_and_stays_noticed(cast: Cast) -> None:
    old = cast.ash.row
    for _ in range(3):
        cast.ash.lock()
        cast.ash.unlock()
    cast.ash.lock()
    Person.objects.filter(pk=old.pk).update(vault=old.vault, vault_version=old.vault_version)
    for _ in range(6):
        cast.ash.unlock()
        assert cast.ash.book().get("settings/vault_behind") is True
        cast.ash.lock()


def test_an_ordinary_unlock_raises_no_alarm(cast: Cast) -> None:
    for _ in range(3):
        cast.ash.lock()
        cast.ash.unlock()
    assert cast.ash.book().get("settings/vault_behind") is None


def test_an_older_vault_does_not_open_as_the_newer_one(cast: Cast) -> None:
    old = cast.ash.row
    cast.ash.lock()
    cast.ash.unlock()
    Person.objects.filter(pk=old.pk).update(vault=old.vault)
    with pytest.raises(Unreadable):
        cast.ash.book()
