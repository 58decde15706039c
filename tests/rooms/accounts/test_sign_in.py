"""Signing in: one stretching whoever it is, one sentence whatever was wrong."""

import pytest
from django.test import Client

from ownaccord.accounts import wraps
from ownaccord.accounts.models import KeyWrap, SignIn, Throttle
from ownaccord.vault.derive import stretch
from tests.people import PASSPHRASE, Cast, Clock, Somebody, Stretching, from_cookie, new_browser

NO_FIT = "Name, words or device do not fit."


def on_the_device_of(somebody: Somebody) -> Client:
    """Return a signed-out browser that kept its device secret."""
    somebody.sign_out()
    return somebody.browser


def test_the_passphrase_on_ones_own_device_signs_in_unlocked(cast: Cast) -> None:
    browser = on_the_device_of(cast.ash)
    assert cast.ash.sign_in_again(browser) == "/"
    assert cast.ash.unlocked


@pytest.mark.parametrize(
    ("name", "secret", "own_device"),
    [("Ash", "wrong words altogether", True), ("Ash", PASSPHRASE, False), ("Nobody", PASSPHRASE, True)],
)
def test_wrong_words_wrong_device_and_unknown_name_look_and_cost_the_same(
    cast: Cast, quick_stretching: Stretching, name: str, secret: str, own_device: bool
) -> None:
    browser = on_the_device_of(cast.ash) if own_device else new_browser()
    quick_stretching.secrets.clear()
    answer = browser.post("/sign-in/", {"name": name, "secret": secret})
    page = answer.content.decode()
    assert (answer.status_code, page.count(NO_FIT)) == (422, 1)
    assert [each in page for each in ("/new-device/", "/recover/", "Your six words")] == [True, True, True]
    assert quick_stretching.secrets == [secret]
    assert "oa_signin" not in answer.cookies
    assert secret not in page


def test_a_success_costs_one_stretching(cast: Cast, quick_stretching: Stretching) -> None:
    browser = on_the_device_of(cast.ash)
    quick_stretching.secrets.clear()
    cast.ash.sign_in_again(browser)
    assert quick_stretching.secrets == [PASSPHRASE]


def test_after_five_free_tries_each_waits_and_the_page_says_how_long(
    cast: Cast, clock: Clock, quick_stretching: Stretching
) -> None:
    browser = on_the_device_of(cast.ash)
    for _ in range(10):
        browser.post("/sign-in/", {"name": "Ash", "secret": "wrong"})
        clock.turn(seconds=1)
    quick_stretching.secrets.clear()
    answer = browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE})
    page = answer.content.decode()
    assert ("Please wait 1 minute" in page, "A pause and the stop code always work." in page) == (True, True)
    assert quick_stretching.secrets == []

    clock.turn(seconds=900)
    assert cast.ash.sign_in_again(browser) == "/"
    assert Throttle.objects.filter(failures__gte=5).count() <= 1


def test_tries_on_another_device_slow_nobody_at_home(cast: Cast) -> None:
    browser = on_the_device_of(cast.ash)
    elsewhere = Client(headers={"host": "localhost"}, REMOTE_ADDR="192.0.2.7")
    for _ in range(40):
        elsewhere.post("/sign-in/", {"name": "Ash", "secret": "guess"})
    assert cast.ash.sign_in_again(browser) == "/"


def test_a_browser_that_throws_its_cookies_away_is_slowed_down_too(cast: Cast) -> None:
    assert cast.ash.unlocked
    pages = [new_browser().post("/sign-in/", {"name": "Ash", "secret": "x"}).content.decode() for _ in range(7)]
    assert ["There were many tries." in page for page in pages] == [False] * 6 + [True]


def test_a_clock_turned_back_locks_nobody_out(cast: Cast, clock: Clock) -> None:
    browser = on_the_device_of(cast.ash)
    for _ in range(12):
        browser.post("/sign-in/", {"name": "Ash", "secret": "wrong"})
        clock.turn(seconds=1000)
    clock.turn(days=-3650)
    assert cast.ash.sign_in_again(browser) == "/"


def test_when_all_turns_are_taken_the_page_is_calm_and_nothing_was_tried(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = on_the_device_of(cast.ash)
    monkeypatch.setattr(wraps, "PATIENCE", 0.01)
    for _ in range(wraps.AT_ONCE):
        assert wraps._gate.acquire(timeout=1)
    try:
        answer = browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE})
    finally:
        for _ in range(wraps.AT_ONCE):
            wraps._gate.release()
    assert (answer.status_code, "Nothing was tried" in answer.content.decode()) == (503, True)
    assert not Throttle.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [{}, {"name": "Ash"}, {"name": "a" * 100_000, "secret": "b" * 100_000}, {"name": "\x00", "secret": "\x00"},
     {"name": "\u202eAsh", "secret": "🌿"}, {"name": "🌿", "secret": "نافذة"}],
)  # fmt: skip
def test_bad_input_is_answered_kindly(cast: Cast, fields: dict[str, str]) -> None:
    assert new_browser().post("/sign-in/", fields).status_code == 422


def test_a_form_without_its_token_signs_nobody_in(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert strict.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).status_code == 403


def test_the_answer_leads_only_to_pages_of_this_house(cast: Cast) -> None:
    browser = on_the_device_of(cast.ash)
    fields = {"name": "Ash", "secret": PASSPHRASE}
    home = ["//evil.example/", "https://evil.example/", "/nowhere-here/", "/\\evil.example"]
    wanted = {**dict.fromkeys(home, "/"), "/me/": "/me/"}
    found = {}
    for where in wanted:
        found[where] = browser.post(f"/sign-in/?next={where}", fields).headers["Location"]
    assert found == wanted


def test_signing_in_twice_leaves_one_sign_in_with_a_new_token(cast: Cast) -> None:
    browser = on_the_device_of(cast.ash)
    cast.ash.sign_in_again(browser)
    first = from_cookie(browser, "oa_signin")
    cast.ash.sign_in_again(browser)
    second = from_cookie(browser, "oa_signin")
    assert (len(second), first == second) == (32, False)
    assert SignIn.objects.filter(person_id=cast.ash.id).count() == 1


def test_with_the_real_stretching_the_right_words_open_and_others_do_not(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wraps, "stretch", stretch)
    browser = on_the_device_of(cast.ash)
    assert (
        browser.post("/sign-in/", {"name": "Ash", "secret": "harbour violet lantern quarter mess"}).status_code == 422
    )
    assert cast.ash.sign_in_again(browser) == "/"
    wrap = KeyWrap.objects.get(person_id=cast.ash.id, kind="device")
    assert (wrap.memory_kib, wrap.passes, wrap.lanes) == (65536, 3, 1)
