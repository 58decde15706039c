"""The idle lock: the first answer after it asks the browser to forget what it kept, once; nothing that stops waits."""

from base64 import urlsafe_b64encode

import pytest

from ownaccord.accounts import stops
from ownaccord.accounts.sign_ins import IDLE_OWN, sweep
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, from_cookie

pytestmark = ON_SQLITE

FORGET = '"cache", "storage"'
KEPT = ("oa_device", "oa_signin")


def idle(cast: Cast, clock: Clock, *, swept: bool = False) -> None:
    """Ash is unlocked, and then quiet for too long; the house may have noticed by itself."""
    cast.ash.browser.get("/me/")
    clock.turn(seconds=IDLE_OWN)
    if swept:
        sweep(clock.now)


def said(cast: Cast, path: str = "/me/", **form: str) -> str | None:
    """What the answer asks Ash's browser to forget."""
    answer = cast.ash.browser.post(path, form) if form else cast.ash.browser.get(path)
    return answer.headers.get("Clear-Site-Data")


@pytest.mark.parametrize("swept", [False, True])
@pytest.mark.parametrize("path", ["/me/", "/unlock/", "/blank/"])
def test_the_first_answer_after_it_makes_the_browser_forget_and_no_later_one(
    cast: Cast, clock: Clock, path: str, swept: bool
) -> None:
    before = {name: from_cookie(cast.ash.browser, name) for name in KEPT}
    assert said(cast, path) is None
    idle(cast, clock, swept=swept)
    assert [said(cast, each) for each in (path, path, "/me/", "/unlock/")] == [FORGET, None, None, None]
    assert {name: from_cookie(cast.ash.browser, name) for name in KEPT} == before
    assert from_cookie(cast.ash.browser, "oa_open") == b""


def test_a_form_that_arrives_locked_is_sealed_and_makes_it_forget(cast: Cast, clock: Clock) -> None:
    idle(cast, clock)
    assert said(cast, "/me/settings/", face="A private face") == FORGET


def test_each_idle_lock_is_told_anew(cast: Cast, clock: Clock) -> None:
    for _ in range(2):
        idle(cast, clock)
        assert [said(cast), said(cast)] == [FORGET, None]
        cast.ash.unlock()


@pytest.mark.parametrize(("path", "form"), [("/pause/", {"why": ""}), ("/pause/", {}), ("/later/", {"days": "7"})])
def test_no_stop_waits_for_a_browser_that_forgets(cast: Cast, clock: Clock, path: str, form: dict[str, str]) -> None:
    idle(cast, clock)
    assert said(cast, path, **form) is None
    assert stops.scopes(cast.ash.id) == ({stops.EVERYTHING} if form else set())


def test_nothing_is_forgotten_beside_a_scene_whose_signal_may_not_be_stored_yet(cast: Cast, clock: Clock) -> None:
    idle(cast, clock)
    cast.ash.browser.cookies["oa_pass"] = urlsafe_b64encode(bytes(32)).decode().rstrip("=")
    assert said(cast) is None
    assert not cast.ash.unlocked
