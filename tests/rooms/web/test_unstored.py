"""Where nothing can be stored: a calm page that keeps what was typed, holds no secret, and sends nothing by itself."""

import html

import html5lib
import pytest
from django.db import OperationalError
from django.http import HttpResponse

from ownaccord.accounts import entry, sign_ins, stops
from ownaccord.consent import actions
from tests.people import Cast, cast, clock, quick_stretching
from tests.rooms.consent.shared import YES, Shared, begun

__all__ = ["cast", "clock", "quick_stretching"]

pytestmark = pytest.mark.django_db

TYPED = "only with the window open & <no> hurry"
POSITION = {**YES, "side": "together", "own_condition": TYPED}


def full(*args: object, **named: object) -> None:
    raise OperationalError("database or disk is full")


@pytest.fixture
def ours(cast: Cast) -> Shared:
    space = Shared(begun(cast.ash, cast.bo), cast)
    cast.ash.browser.raise_request_exception = False
    return space


def page_of(answer: HttpResponse) -> str:
    """The page, which is whole."""
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    text = answer.content.decode()
    html5lib.HTMLParser(strict=True).parse(text)
    return html.unescape(text)


def test_what_was_typed_is_on_the_page_and_can_be_sent_again(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.read(cast.ash, "holding")
    with monkeypatch.context() as away:
        away.setattr(actions, "take_position", full)
        page = page_of(cast.ash.browser.post(ours.url("items/holding/positions/"), POSITION))
    assert "This is not stored yet" in page and TYPED in page and "Send it again" in page
    assert ours.press(cast.ash, "items/holding/positions/", **POSITION) == "items/holding/?said=wished"


def test_a_no_becomes_a_pause_of_that_space(ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "tighten", full)
    page = page_of(cast.ash.browser.post(ours.url("items/holding/tighten/"), {"level": "0"}))
    assert "Paused instead" in page
    assert stops.scopes(cast.ash.id) == {ours.id}


def test_a_pause_that_is_not_stored_says_so_and_what_to_do(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stops, "_store", full)
    for path in ("/pause/", ours.url("pause/")):
        page = page_of(cast.ash.browser.post(path))
        assert "This is not stored yet" in page and "Use your words and signs" in page


def test_no_secret_comes_back(ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entry, "sign_in", full)
    page = page_of(cast.ash.browser.post("/sign-in/", {"name": "Ash", "secret": "thistle crane in my hand"}))
    assert "thistle" not in page and "go back and type it again" in page


def test_exit_leaves_nothing_open_in_this_browser(ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_ins, "lock", full)
    answer = cast.ash.browser.post("/exit/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/blank/")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert cast.ash.browser.cookies["oa_signin"].value == ""


def test_exit_is_answered_even_where_nothing_can_be_read(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sign_ins, "find", full)
    answer = cast.ash.browser.post("/exit/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/blank/")
    assert cast.ash.browser.cookies["oa_signin"].value == ""
