"""What many failing strangers can do to somebody: nothing on their own device, and nothing to their stop."""

import pytest
from django.test import Client

from ownaccord.accounts import entry, proven
from ownaccord.accounts.lookups import token_hash
from ownaccord.accounts.models import Throttle
from tests.people import PASSPHRASE, Cast, Clock, Stretching, new_browser

MANY = 45
SLOW = "There were many tries."


@pytest.fixture
def slowed_down(cast: Cast, clock: Clock) -> None:
    """Strangers fail at the address of everybody here, until it has to wait a quarter of an hour."""
    assert cast.ash.unlocked
    for number in range(MANY):
        new_browser().post("/sign-in/", {"name": f"Nobody {number}", "secret": "a guess"})
        clock.turn(seconds=1)
    assert SLOW in new_browser().post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE}).content.decode()


@pytest.mark.usefixtures("slowed_down")
def test_strangers_lock_nobody_out_of_their_own_device(cast: Cast) -> None:
    cast.ash.lock()
    assert cast.ash.unlock() == "/"
    cast.ash.sign_out()
    assert cast.ash.sign_in_again(cast.ash.browser) == "/"


@pytest.mark.usefixtures("slowed_down")
@pytest.mark.parametrize("name", ["Ash", "Nobody"])
def test_words_that_do_not_fit_hear_of_the_wait_whoever_it_is_at_the_same_cost(
    cast: Cast, quick_stretching: Stretching, name: str
) -> None:
    cast.ash.sign_out()
    quick_stretching.secrets.clear()
    answer = cast.ash.browser.post("/sign-in/", {"name": name, "secret": "wrong words"})
    page = answer.content.decode()
    assert (answer.status_code, SLOW in page, "do not fit" in page) == (422, True, False)
    assert quick_stretching.secrets == ["wrong words"]


@pytest.mark.usefixtures("slowed_down")
def test_a_browser_that_brings_no_device_costs_nothing_while_its_address_waits(
    cast: Cast, quick_stretching: Stretching
) -> None:
    quick_stretching.secrets.clear()
    assert SLOW in new_browser().post("/sign-in/", {"name": "Ash", "secret": "wrong words"}).content.decode()
    assert quick_stretching.secrets == []


def test_own_tries_on_ones_own_device_are_still_slowed_down(cast: Cast) -> None:
    cast.ash.lock()
    for _ in range(6):
        cast.ash.browser.post("/unlock/", {"secret": "wrong words"})
    assert SLOW in cast.ash.browser.post("/unlock/", {"secret": PASSPHRASE}).content.decode()


def test_listed_words_are_looked_for_whoever_it_is(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    cast.ash.sign_out()
    looked: list[str] = []
    monkeypatch.setattr(entry.wraps, "looks_portable", lambda secret: bool(looked.append(secret)))
    for browser, name in ((cast.ash.browser, "Ash"), (cast.ash.browser, "Nobody"), (new_browser(), "Ash")):
        browser.post("/sign-in/", {"name": name, "secret": "wrong words"})
    assert looked == ["wrong words"] * 3


def header(browser: Client) -> str:
    """The cookies as a browser sends them."""
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())


def test_a_sign_in_is_known_as_long_as_it_lives(cast: Cast) -> None:
    assert cast.noor.unlocked
    proven._lately.clear()
    assert proven.among(header(cast.noor.browser), secure=False) is None
    cast.noor.lock()
    before = header(cast.noor.browser)
    known = token_hash(cast.noor.tokens[0])
    assert (proven.among(before, secure=False), proven.among(before, secure=True)) == (known, None)

    cast.noor.sign_out()
    Client(headers={"host": "localhost", "cookie": before}).get("/")
    assert proven.among(before, secure=False) is None


def test_only_the_latest_of_very_many_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proven, "MOST", 2)
    proven._lately.clear()
    for each in (b"1", b"2", b"1", b"3"):
        proven.remember(each)
    assert list(proven._lately) == [b"1", b"3"]


def test_what_strangers_leave_behind_goes_after_a_day(cast: Cast, clock: Clock, slowed_down: None) -> None:
    from ownaccord.accounts import sign_ins

    assert Throttle.objects.count() > 1
    clock.turn(days=2)
    sign_ins.sweep(clock.now)
    assert Throttle.objects.count() == 0
