"""A new passphrase, and renewing everything when somebody may know the old one."""

import pytest

from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import KeyWrap
from tests.people import PASSPHRASE, Cast, Somebody, Stretching, from_cookie
from tests.rooms.accounts.test_pause import another_browser

FRESH = "quarry velvet lamp orchard seven"
FIELDS = {"secret": PASSPHRASE, "passphrase": FRESH, "again": FRESH}
RENEW = {**FIELDS, "browser": "own"}


def test_a_new_passphrase_holds_on_every_device_and_costs_one_stretching_beside_the_proof(
    cast: Cast, quick_stretching: Stretching
) -> None:
    elsewhere = another_browser(cast.ash)
    quick_stretching.secrets.clear()
    assert cast.ash.browser.post("/me/passphrase/", FIELDS).status_code == 303
    assert quick_stretching.secrets == [PASSPHRASE, FRESH]
    for browser in (cast.ash.browser, elsewhere):
        browser.post("/exit/")
        assert browser.post("/unlock/", {"secret": PASSPHRASE}).status_code == 422
        assert browser.post("/unlock/", {"secret": FRESH}).status_code == 303


@pytest.mark.parametrize("path", ["/me/passphrase/", "/me/someone-may-know/"])
def test_whoever_does_not_know_the_old_words_changes_nothing(cast: Cast, path: str) -> None:
    assert cast.ash.unlocked
    before = set(KeyWrap.objects.values_list("pk", "wrapped"))
    answer = cast.ash.browser.post(path, {**RENEW, "secret": "left open on the table"})
    assert (answer.status_code, "do not fit" in answer.content.decode()) == (422, True)
    assert set(KeyWrap.objects.values_list("pk", "wrapped")) == before


@pytest.mark.parametrize("path", ["/me/passphrase/", "/me/someone-may-know/"])
@pytest.mark.parametrize("new", ["", "short", "Ash", "a" * 100_000, "\x00", "password1234"])
def test_a_new_passphrase_that_does_not_fit_changes_nothing(cast: Cast, path: str, new: str) -> None:
    answer = cast.ash.browser.post(path, {**RENEW, "passphrase": new, "again": new})
    assert answer.status_code == 422
    cast.ash.lock()
    cast.ash.unlock()


def test_renewing_keeps_the_identity_and_changes_the_account_key_the_codes_and_every_wrap(cast: Cast) -> None:
    cast.ash.browser.post("/me/stop-code/", {"step": "new"})
    old, wraps, stop = cast.ash.keys, set(KeyWrap.objects.values_list("pk", flat=True)), cast.ash.row.stop_lookup
    public = bytes(cast.ash.row.public_key)
    answer = cast.ash.browser.post("/me/someone-may-know/", RENEW)
    assert answer.headers["Location"] == "/me/recovery/"

    new = cast.ash.keys
    assert (new.identity == old.identity, new.account_key == old.account_key) == (True, False)
    assert bytes(cast.ash.row.public_key) == public
    assert bytes(cast.ash.row.stop_lookup or b"") != bytes(stop or b"")
    mine = set(KeyWrap.objects.filter(person_id=cast.ash.id).values_list("pk", flat=True))
    assert mine & wraps == set()
    assert cast.ash.book().get("settings/no_loosening_until") is None
    assert cast.ash.book().get("name") == "Ash"


def test_renewing_drops_every_other_device(cast: Cast) -> None:
    elsewhere = another_browser(cast.ash)
    cast.ash.browser.post("/me/someone-may-know/", RENEW)
    assert elsewhere.get("/me/").headers["Location"] == "/sign-in/"
    for secret in (PASSPHRASE, FRESH):
        assert elsewhere.post("/sign-in/", {"name": "Ash", "secret": secret}).status_code == 422


def test_the_old_account_key_opens_nothing_that_is_stored_now(cast: Cast) -> None:
    old = cast.ash.keys
    cast.ash.browser.post("/me/someone-may-know/", RENEW)
    row = cast.ash.row
    with pytest.raises(Exception) as refused:
        VaultBook.loads(old.open_vault(bytes(row.vault), row.vault_version))
    assert type(refused.value).__name__ == "Unreadable"


def test_the_witness_of_this_browser_goes_on_under_the_new_key(cast: Cast) -> None:
    name = next(name for name in cast.ash.browser.cookies if name.startswith("oa_witness_"))
    before = from_cookie(cast.ash.browser, name)
    cast.ash.browser.post("/me/someone-may-know/", RENEW)
    after = from_cookie(cast.ash.browser, name)
    assert before != after
    assert cast.ash.keys.open_witness(after)
    cast.ash.passphrase = FRESH
    cast.ash.lock()
    cast.ash.unlock()
    assert cast.ash.book().get("settings/vault_behind") is None


def test_somebody_with_six_words_only_is_led_to_new_words(cast: Cast) -> None:
    browser = cast.stranger()
    cast.ash.browser.post("/me/portable/", {"step": "new", "secret": PASSPHRASE})
    words = " ".join(cast.ash.browser.get("/me/portable/").context["words"])
    browser.post("/sign-in/", {"name": "Ash", "secret": words})
    assert Somebody("Ash", browser).sign_in.shared
    assert "/me/portable/" in browser.get("/me/passphrase/").content.decode()
