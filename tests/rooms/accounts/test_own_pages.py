"""The own pages ask again: on a shared device, or where somebody wants it, and never before a No."""

import pytest

from ownaccord.accounts.models import HeldForm
from ownaccord.accounts.own_pages import SECONDS
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody
from tests.rooms.accounts.test_settings import FIELDS
from tests.walls.addresses import Address, addresses
from tests.walls.requests import answers

pytestmark = ON_SQLITE

PRIVATE = "/me/notes/"
NOBODYS = "0" * 32
BESIDE = {
    "held", "me-settings", "me-take", "wishes", "deck-answers", "deck-answer", "excerpt", "own-items", "own-new",
    "own-item", "own-bring", "together", "follow-up", "prepared", "recheck-question", "history", "excerpts",
    "debrief-scene", "plan-make", "plan-step", "me-devices",
}  # fmt: skip
"""What asks beside everything below `me/` that is not about the account itself. Whether one of this kind is left out
finds tests/walls/test_pages_for_one_alone.py."""


def path_of(address: Address) -> str:
    return address.path(**{each: NOBODYS if each == "space" else "1" for each in address.varies})


def wants(who: Somebody, how: str) -> None:
    """Choose to be asked, in one of the two ways."""
    assert who.browser.post("/me/settings/", {**FIELDS, how: "on"}).status_code == 303


def status(who: Somebody, path: str) -> int:
    return who.browser.get(path).status_code


def elsewhere(who: Somebody, clock: Clock, seconds: int = SECONDS) -> None:
    """Somebody is here, on pages that are nobody's alone, for so long."""
    for _minute in range(seconds // 60):
        clock.turn(seconds=60)
        assert status(who, "/me/") == 200


@pytest.mark.parametrize("how", ["shared", "asks"])
def test_they_ask_again_once_none_was_open_for_two_minutes_and_go_on_where_one_wanted_to(
    cast: Cast, clock: Clock, how: str
) -> None:
    wants(cast.ash, how)
    for _page in range(3):
        clock.turn(seconds=SECONDS - 20)
        assert status(cast.ash, PRIVATE) == 200
    elsewhere(cast.ash, clock)
    asked = cast.ash.browser.get(PRIVATE)
    assert (asked.status_code, asked.headers["Location"]) == (303, "/again/?next=%2Fme%2Fnotes%2F")
    page = cast.ash.browser.get(asked.headers["Location"])
    assert (page.status_code, "Ash" in page.content.decode()) == (200, False)
    assert status(cast.ash, "/me/") == 200
    told = cast.ash.browser.post("/again/", {"secret": cast.ash.passphrase, "next": PRIVATE})
    assert (told.status_code, told.headers["Location"], status(cast.ash, PRIVATE)) == (303, PRIVATE, 200)


def test_other_words_let_nobody_in(cast: Cast, clock: Clock) -> None:
    wants(cast.ash, "shared")
    elsewhere(cast.ash, clock)
    for _time in range(3):
        assert cast.ash.browser.post("/again/", {"secret": "not the words", "next": PRIVATE}).status_code == 422
    assert status(cast.ash, PRIVATE) == 303


def test_a_device_of_ones_own_does_not_ask_unless_its_owner_wants_it(cast: Cast, clock: Clock) -> None:
    before = cast.ash.browser.cookies["oa_own"].value
    elsewhere(cast.ash, clock, 5 * 60)
    assert status(cast.ash, PRIVATE) == 200
    assert cast.ash.browser.cookies["oa_own"].value == before
    wants(cast.ash, "asks")
    elsewhere(cast.ash, clock)
    assert status(cast.ash, "/me/settings/") == 303
    cast.ash.browser.post("/again/", {"secret": cast.ash.passphrase})
    assert cast.ash.browser.post("/me/settings/", FIELDS).status_code == 303
    elsewhere(cast.ash, clock)
    assert status(cast.ash, PRIVATE) == 200


def test_what_was_typed_is_kept_for_its_writer_and_shown_only_after_the_words(cast: Cast, clock: Clock) -> None:
    wants(cast.ash, "shared")
    elsewhere(cast.ash, clock)
    answer = cast.ash.browser.post("/me/notes/write/", {"text": "Something of mine."})
    assert (answer.headers["Location"], HeldForm.objects.count()) == ("/again/?held=yes", 1)
    assert status(cast.ash, "/held/") == 303
    told = cast.ash.browser.post("/again/", {"secret": cast.ash.passphrase})
    assert told.headers["Location"] == "/held/"
    assert "Something of mine." in cast.ash.browser.get("/held/").content.decode()


def test_a_key_of_an_earlier_sign_in_or_of_later_than_two_minutes_opens_nothing(cast: Cast, clock: Clock) -> None:
    wants(cast.ash, "shared")
    before = cast.ash.browser.cookies["oa_own"].value
    cast.ash.lock()
    assert cast.ash.browser.cookies["oa_own"].value == ""
    cast.ash.unlock()
    assert status(cast.ash, PRIVATE) == 200
    cast.ash.browser.cookies["oa_own"] = before
    assert status(cast.ash, PRIVATE) == 303
    clock.turn(hours=-1)
    cast.ash.unlock()
    kept = cast.ash.browser.cookies["oa_own"].value
    clock.turn(seconds=-60)
    cast.ash.browser.cookies["oa_own"] = kept
    assert status(cast.ash, PRIVATE) == 303


def test_each_page_for_one_person_alone_asks_and_no_other_one_does(cast: Cast, clock: Clock) -> None:
    wants(cast.ash, "asks")
    elsewhere(cast.ash, clock)
    inside = [each for each in addresses() if each.door == "unlocked" and answers(each, 0)]
    asked = {each.name for each in inside if leads(cast.ash, path_of(each)).startswith("/again/")}
    assert asked == {each.name for each in inside if is_own(each)}


def is_own(address: Address) -> bool:
    """Whether this address is for one person alone: below `me/` and not about the account itself, or in `BESIDE`."""
    of_account = address.view.__module__.startswith("ownaccord.accounts.")
    return address.name in BESIDE or (path_of(address).startswith("/me/") and not of_account)


def leads(who: Somebody, path: str) -> str:
    return who.browser.get(path).headers.get("Location", "")


def test_no_page_that_asks_again_has_a_button_that_tightens() -> None:
    own = (each for each in addresses() if each.name in BESIDE or path_of(each).startswith("/me/"))
    assert [each.name for each in own if (held := getattr(each.view, "held", None)) and held.tightens] == []


def test_a_pause_and_grounding_are_at_hand_where_the_words_are_asked_for(cast: Cast, clock: Clock) -> None:
    wants(cast.ash, "shared")
    elsewhere(cast.ash, clock)
    page = cast.ash.browser.get("/again/?next=/me/notes/").content.decode()
    assert (page.count('action="/pause/"') > 0, page.count("/grounding/") > 0) == (True, True)
    assert cast.ash.browser.post("/pause/").headers["Location"] == "/pause/"
