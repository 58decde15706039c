"""What the database and the cookies hold, seen by somebody who has only one of them."""

import pytest
from django.test import Client

from ownaccord.accounts import wraps
from ownaccord.accounts.models import KeyWrap
from ownaccord.vault.derive import Argon2Cost
from ownaccord.vault.errors import TooWeak, Unreadable
from tests.people import PASSPHRASE, Cast, Somebody, from_cookie, new_browser, sign_up_fields
from tests.rooms.accounts.test_held import everything_stored

CANARY = "Ashcanary of the Hill"


def test_neither_name_nor_passphrase_nor_key_is_in_any_row(cast: Cast) -> None:
    cast.bo.browser.post("/me/host/", {"step": "open"})
    browser = new_browser()
    browser.post("/sign-up/", sign_up_fields(CANARY))
    ash = Somebody(CANARY, browser)
    keys, device = ash.keys, from_cookie(browser, "oa_device")
    code = str(ash.book().get("showing/recovery"))
    stored = everything_stored()
    canaries = [
        CANARY.encode(), CANARY.casefold().encode(), PASSPHRASE.encode(), keys.account_key, keys.identity, device,
        ash.tokens[0], code.encode(), *(group.encode() for group in code.split("-")[:3]),
    ]  # fmt: skip
    assert [each in stored for each in canaries] == [False] * len(canaries)
    assert keys.public in stored


def test_a_plant_would_be_found(cast: Cast) -> None:
    cast.ash.browser.post(
        "/me/settings/",
        {"face": "", "icon": "leaf", "address": "", "sign": "0", "wait": "", "email": "plant@example.org"},
    )
    assert b"plant@example.org" in everything_stored()


def test_a_wrap_opens_with_its_own_passphrase_and_device_only(cast: Cast) -> None:
    wrap, device = KeyWrap.objects.get(person_id=cast.ash.id, kind="device"), from_cookie(cast.ash.browser, "oa_device")
    assert wraps.open_with_words(wrap, PASSPHRASE, device) == cast.ash.keys
    for secret, browser in ((PASSPHRASE, bytes(32)), ("wrong", device), (PASSPHRASE, None)):
        with pytest.raises(Unreadable):
            wraps.open_with_words(wrap, secret, browser)


def test_a_wrap_moved_to_another_account_opens_nothing(cast: Cast) -> None:
    wrap, device = KeyWrap.objects.get(person_id=cast.ash.id, kind="device"), from_cookie(cast.ash.browser, "oa_device")
    wrap.person_id = cast.bo.id
    with pytest.raises(Unreadable):
        wraps.open_with_words(wrap, PASSPHRASE, device)


def test_a_row_that_asks_for_weak_stretching_is_refused(cast: Cast) -> None:
    wrap = KeyWrap.objects.get(person_id=cast.ash.id, kind="device")
    wrap.memory_kib = 8
    with pytest.raises(TooWeak):
        wraps.open_with_words(wrap, PASSPHRASE, from_cookie(cast.ash.browser, "oa_device"))


def test_stored_costs_are_at_the_floor_or_above(cast: Cast) -> None:
    wrap = KeyWrap.objects.get(person_id=cast.ash.id, kind="device")
    assert Argon2Cost(wrap.memory_kib, wrap.passes, wrap.lanes) == Argon2Cost(65536, 3, 1)


def test_every_cookie_is_closed_to_scripts_and_other_sites(cast: Cast) -> None:
    found = {name: (cookie["httponly"], cookie["samesite"]) for name, cookie in cast.ash.browser.cookies.items()}
    assert set(found.values()) == {(True, "Strict")}
    assert {"oa_device", "oa_signin"} <= set(found)


def test_by_https_every_cookie_has_the_host_prefix_and_is_secure(cast: Cast) -> None:
    cast.bo.browser.post("/me/host/", {"step": "open"})
    browser = Client(headers={"host": "localhost"})
    assert browser.post("/sign-up/", sign_up_fields("Noor"), secure=True).status_code == 303
    found = {name: bool(cookie["secure"]) for name, cookie in browser.cookies.items() if cookie.value}
    assert set(found.values()) == {True}
    assert all(name.startswith("__Host-") for name in found)
    assert browser.get("/me/", secure=True).status_code == 200
    assert browser.get("/me/").headers["Location"] == "/sign-in/"


@pytest.mark.parametrize("raw", ["", "!!!", "AAAA", "é", "A" * 5000])
def test_cookies_that_somebody_edited_are_a_strangers(cast: Cast, raw: str) -> None:
    browser = new_browser()
    for name in ("oa_signin", "oa_device", "oa_pauses", "oa_face", "oa_link", "oa_witness_0123456789"):
        browser.cookies[name] = raw
    assert browser.get("/me/").headers["Location"] == "/sign-in/"


def test_an_edited_witness_is_no_witness_and_no_alarm(cast: Cast) -> None:
    name = next(name for name in cast.ash.browser.cookies if name.startswith("oa_witness_"))
    cast.ash.browser.cookies[name] = "AAAA"
    assert cast.ash.browser.get("/me/").status_code == 200
    assert cast.ash.keys.open_witness(from_cookie(cast.ash.browser, name))
