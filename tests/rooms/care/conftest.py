"""Ash and Bo in a space of their own, Ash and Cam in another, and what Ash has switched on."""

import logging
import re

import pytest

from ownaccord.care import feed, mailing
from tests.people import Cast, Somebody, cast, clock, quick_stretching
from tests.rooms.consent.conftest import hers, ours, over

__all__ = ["cast", "clock", "hers", "ours", "over", "quick_stretching"]

CHOSEN = {"zone": "Europe/Berlin", "hour": "10", "title_review": "Bread", "title_recheck": "", "title_later": ""}


def chooses(who: Somebody, **other: str) -> None:
    """Switch the calendar on, or choose anew."""
    answer = who.browser.post("/me/dates/words/", {**CHOSEN, **other})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/me/dates/?said=on")


def makes_an_address(who: Somebody) -> str:
    """Make an address; the path of it."""
    assert who.browser.post("/me/dates/address/").headers["Location"] == "/me/dates/?said=address"
    return address_of(who)


def address_of(who: Somebody) -> str:
    """The path of the address that the page shows; empty without one."""
    found = re.search(r"http://localhost(/dates/[^<]+)<", who.browser.get("/me/dates/").content.decode())
    return found[1] if found else ""


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this room says in the house's log, with everything that goes along with it."""
    said: list[str] = []
    log = logging.Logger("care, as it is heard")
    log.addFilter(lambda record: bool(said.append(logging.Formatter().format(record))))
    for module in (feed, mailing):
        monkeypatch.setattr(module, "log", log)
    return said


@pytest.fixture
def ash(cast: Cast) -> Somebody:
    """Ash, with a calendar that is switched on."""
    chooses(cast.ash)
    return cast.ash
