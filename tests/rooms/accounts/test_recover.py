"""Back in with the recovery code: everything is new, and nothing can be loosened for a day."""

import pytest

from ownaccord.accounts.models import KeyWrap, SignIn
from tests.people import PASSPHRASE, Cast, Clock, Somebody, Stretching, new_browser
from tests.rooms.accounts.test_pause import another_browser

FRESH = "quarry velvet lamp orchard seven"


def code_of(somebody: Somebody) -> str:
    """Return a fresh recovery code of this person."""
    somebody.browser.post("/me/recovery/", {"step": "new", "secret": somebody.passphrase})
    return "-".join(somebody.browser.get("/me/recovery/").context["groups"])


def fields(code: str, **other: str) -> dict[str, str]:
    return {"name": "Ash", "code": code, "browser": "own", "passphrase": FRESH, "again": FRESH, **other}


def test_the_code_opens_the_account_in_a_new_browser_and_renews_everything(
    cast: Cast, clock: Clock, quick_stretching: Stretching
) -> None:
    code = code_of(cast.ash)
    cast.ash.browser.post("/me/stop-code/", {"step": "new"})
    stop, identity, elsewhere = cast.ash.row.stop_lookup, cast.ash.keys.identity, another_browser(cast.ash)
    account_key = cast.ash.keys.account_key
    browser = new_browser()
    quick_stretching.secrets.clear()

    answer = browser.post("/recover/", fields(code.lower().replace("-", " ")))

    assert (answer.status_code, answer.headers["Location"]) == (303, "/me/recovery/")
    ash = Somebody("Ash", browser, FRESH)
    assert quick_stretching.secrets == [FRESH]
    assert (ash.keys.identity == identity, ash.keys.account_key == account_key) == (True, False)
    assert ash.book().get("settings/no_loosening_until") == clock.now + 86400
    assert bytes(ash.row.stop_lookup or b"") != bytes(stop or b"")
    assert SignIn.objects.filter(person_id=ash.id).count() == 1
    assert KeyWrap.objects.filter(person_id=ash.id).count() == 2
    for dropped in (cast.ash.browser, elsewhere):
        assert dropped.get("/me/").headers["Location"] == "/sign-in/"
        for secret in (PASSPHRASE, FRESH):
            assert dropped.post("/sign-in/", {"name": "Ash", "secret": secret}).status_code == 422
    assert new_browser().post("/recover/", fields(code)).status_code == 422


def test_without_a_browser_of_ones_own_it_gives_six_words(cast: Cast) -> None:
    browser = new_browser()
    answer = browser.post("/recover/", {"name": "Ash", "code": code_of(cast.ash), "browser": "shared"})
    assert answer.headers["Location"] == "/me/portable/"


def test_a_wrong_code_and_an_unknown_name_say_the_same(cast: Cast) -> None:
    code, other = code_of(cast.ash), code_of(cast.bo)
    pages = []
    for name, tried in (("Ash", other), ("Nobody", code)):
        answer = new_browser().post("/recover/", fields(tried, name=name))
        pages.append((answer.status_code, "Name, words or device do not fit." in answer.content.decode()))
    assert pages == [(422, True)] * 2


def test_a_slip_in_the_code_is_said_and_what_was_typed_stays(cast: Cast) -> None:
    code = code_of(cast.ash)
    slipped = ("A" if code[0] != "A" else "B") + code[1:]
    page = new_browser().post("/recover/", fields(slipped)).content.decode()
    assert ["Something in this code is not right." in page, slipped in page, FRESH in page] == [True, True, False]


def test_guessing_is_slowed_down(cast: Cast) -> None:
    other, browser = code_of(cast.bo), new_browser()
    pages = [browser.post("/recover/", fields(other)).content.decode() for _ in range(8)]
    assert "There were many tries." in pages[-1]


@pytest.mark.parametrize("code", ["", "a" * 100_000, "\x00", "🌿", "\u202eABCD"])
def test_bad_input_is_answered_kindly(cast: Cast, code: str) -> None:
    assert new_browser().post("/recover/", fields(code)).status_code == 422


@pytest.mark.parametrize("page", ["/recover/", "/new-device/", "/reset/"])
def test_a_browser_has_its_device_secret_before_it_sends_the_form(cast: Cast, page: str) -> None:
    """The answer can get lost, and by then the old ways in are gone: the new passphrase has to open something here."""
    browser = cast.stranger()
    browser.get(page)
    device = browser.cookies["oa_device"].value
    browser.get(page)
    assert (browser.cookies["oa_device"].value, len(device)) == (device, 43)


def test_a_recovery_whose_answer_was_lost_locks_nobody_out(cast: Cast) -> None:
    code, browser = code_of(cast.ash), new_browser()
    browser.get("/recover/")
    before = browser.cookies["oa_device"].value
    assert browser.post("/recover/", fields(code)).status_code == 303

    again = new_browser()
    again.cookies["oa_device"] = before
    answer = again.post("/sign-in/", {"name": "Ash", "secret": FRESH})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert again.get("/me/recovery/").context["groups"] is not None
