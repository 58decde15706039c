"""The join page: read first, no key before, and the same calm words for everything that does not open."""

import os
from typing import Any

import pytest
from django.test import Client

from ownaccord.accounts.keys import Keyring, from_words, to_words
from ownaccord.accounts.lookups import hour
from ownaccord.lib import clock
from ownaccord.lib.words import wordlist
from ownaccord.spaces.joining import CALM
from ownaccord.spaces.models import Invitation, Seat
from ownaccord.spaces.promise import PROMISE
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE


@pytest.fixture
def evenings(ash: Somebody) -> str:
    return cast.make_space(ash)


@pytest.fixture
def words(ash: Somebody, evenings: str) -> str:
    return cast.invite(ash, evenings)


def _seats(space: str) -> set[str]:
    return set(Seat.objects.filter(space_id=space).values_list("person_id", flat=True))


def _opens_nothing(browser: Client, words: str) -> None:
    answer = browser.post("/join/", {"words": words})
    assert answer.status_code == 422
    assert str(CALM) in answer.content.decode()
    assert "oa_join" not in answer.cookies


# --- it works -------------------------------------------------------------------------------------------------------


def test_before_any_key_a_stranger_reads_who_hosts_what_is_promised_and_who_is_in_it(words: str, drew: Client) -> None:
    cast.open_words(drew, words)
    page = drew.get("/join/")

    assert page.status_code == 200
    assert page.context["host"] == "Bo at the kitchen table"
    assert page.context["promise"] == PROMISE
    assert page.context["offer"].people == ("Ash",)
    for shown in ("Bo at the kitchen table", "choose a host you trust", "<li>Ash</li>", "Make an account", "Not now"):
        assert shown in page.content.decode()


def test_joining_takes_the_seat_pins_the_inviter_and_waits(
    ash: Somebody, bo: Somebody, evenings: str, words: str
) -> None:
    assert cast.join(bo, words, label="Ours") == f"/s/{evenings}/"

    assert _seats(evenings) == {ash.id, bo.id}
    assert bo.book().get(f"pin/{evenings}/{ash.id}") == ash.keys.public
    assert bo.book().get(f"space/{evenings}/label") == "Ours"
    assert "Waiting until Ash begins." in bo.browser.get(f"/s/{evenings}/").content.decode()
    assert "Bo has joined." in ash.browser.get(f"/s/{evenings}/").content.decode()


def test_typed_words_forgive_case_and_blanks(bo: Somebody, words: str) -> None:
    cast.open_words(bo.browser, "  " + words.upper().replace(" ", "  \n"))

    assert bo.browser.get("/join/").context["offer"].inviter_name == "Ash"


def test_the_words_of_the_link_open_too(bo: Somebody, words: str) -> None:
    cast.open_words(bo.browser, words.replace(" ", "."))

    assert bo.browser.get("/join/").context["offer"].inviter_name == "Ash"


def test_the_secret_goes_into_a_cookie_that_no_script_reads_and_that_ends_with_the_browser(
    bo: Somebody, words: str
) -> None:
    bo.browser.post("/join/", {"words": words})
    cookie = bo.browser.cookies["oa_join"]

    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Strict", "")


def test_joining_drops_the_cookie(bo: Somebody, words: str) -> None:
    cast.join(bo, words)

    assert bo.browser.cookies["oa_join"].value == ""


# --- not now, twice, two tabs, back ---------------------------------------------------------------------------------


def test_not_now_lets_go_of_the_words_and_changes_nothing(
    ash: Somebody, bo: Somebody, evenings: str, words: str
) -> None:
    before = list(Invitation.objects.values())
    page = ash.browser.get(f"/s/{evenings}/").context["stands"]
    cast.open_words(bo.browser, words)

    assert bo.browser.post("/join/not-now/").headers["Location"] == "/"

    assert bo.browser.cookies["oa_join"].value == ""
    assert list(Invitation.objects.values()) == before
    assert ash.browser.get(f"/s/{evenings}/").context["stands"] == page


def test_a_double_press_takes_one_seat(bo: Somebody, evenings: str, words: str) -> None:
    cast.open_words(bo.browser, words)
    secret = bo.browser.cookies["oa_join"].value
    said = {"own_name": "Bo", "label": "Ours", "about": cast.mark_on(bo.browser)}
    bo.browser.post("/join/enter/", said)
    bo.browser.cookies["oa_join"] = secret

    assert bo.browser.post("/join/enter/", said).headers["Location"] == f"/s/{evenings}/"
    assert Seat.objects.filter(space_id=evenings).count() == 2


def test_a_second_tab_with_another_invitation_does_not_take_the_wrong_seat(
    ash: Somebody, bo: Somebody, cam: Somebody, words: str
) -> None:
    cast.open_words(bo.browser, words)
    mark = cast.mark_on(bo.browser)
    other = cast.make_space(cam)
    cast.open_words(bo.browser, cast.invite(cam, other))

    answer = bo.browser.post("/join/enter/", {"own_name": "Bo", "label": "Ours", "about": mark})

    assert answer.status_code == 422
    assert "Another invitation was opened in this browser" in answer.content.decode()
    assert not Seat.objects.filter(person_id=bo.id).exists()


def test_the_join_page_after_joining_asks_for_words_again(bo: Somebody, words: str) -> None:
    cast.join(bo, words)

    assert "The eleven words" in bo.browser.get("/join/").content.decode()


def test_joining_without_having_opened_anything_leads_to_the_join_page(bo: Somebody) -> None:
    answer = bo.browser.post("/join/enter/", {"own_name": "Bo", "label": "Ours", "about": "0" * 16})

    assert answer.headers["Location"] == "/join/"


def test_ones_own_invitation_is_kindly_refused(ash: Somebody, evenings: str, words: str) -> None:
    cast.open_words(ash.browser, words)

    assert "This is your own invitation." in ash.browser.get("/join/").content.decode()
    assert ash.browser.post("/join/enter/", {}).headers["Location"] == "/join/"
    assert _seats(evenings) == {ash.id}


def test_what_was_typed_stays_when_something_is_missing(bo: Somebody, evenings: str, words: str) -> None:
    cast.open_words(bo.browser, words)
    answer = bo.browser.post("/join/enter/", {"own_name": "", "label": "Ours", "about": cast.mark_on(bo.browser)})

    assert answer.status_code == 422
    assert 'value="Ours"' in answer.content.decode()
    assert bo.id not in _seats(evenings)


# --- words that open nothing ----------------------------------------------------------------------------------------


def test_a_slip_is_said_at_once(bo: Somebody, words: str) -> None:
    first, second, *rest = words.split()

    answer = bo.browser.post("/join/", {"words": " ".join([second, first, *rest])})

    assert answer.status_code == 422
    assert "A word is wrong, missing, or in another place." in answer.content.decode()
    assert str(CALM) not in answer.content.decode()


@pytest.mark.parametrize("typed", ["", "abacus", "a" * 100_000, "\x00\x1b", "\u202eabc", "🙂 " * 11, "<script>"])
def test_bad_input_is_answered_calmly(drew: Client, db: None, typed: str) -> None:
    assert drew.post("/join/", {"words": typed}).status_code == 422


def test_words_that_nobody_made_open_nothing(bo: Somebody) -> None:

    _opens_nothing(bo.browser, " ".join(to_words(os.urandom(16), wordlist())))


def test_used_words_open_nothing_for_somebody_else(bo: Somebody, noor: Somebody, words: str) -> None:
    cast.join(bo, words)

    _opens_nothing(noor.browser, words)


def test_withdrawn_words_open_nothing(ash: Somebody, bo: Somebody, evenings: str, words: str) -> None:
    ash.browser.post(f"/s/{evenings}/invitation/withdraw/")

    _opens_nothing(bo.browser, words)


def test_replaced_words_open_nothing(ash: Somebody, bo: Somebody, evenings: str, words: str) -> None:
    assert cast.invite(ash, evenings) != words

    _opens_nothing(bo.browser, words)


def test_words_lapse_after_three_days(bo: Somebody, words: str) -> None:
    assert cast.only_invitation().expires_hour == hour(clock.now()) + 72
    Invitation.objects.update(expires_hour=hour(clock.now()))

    _opens_nothing(bo.browser, words)


def test_words_that_lapse_while_the_page_is_open_take_no_seat(bo: Somebody, evenings: str, words: str) -> None:
    cast.open_words(bo.browser, words)
    said = {"own_name": "Bo", "label": "Ours", "about": cast.mark_on(bo.browser)}
    Invitation.objects.update(expires_hour=0)

    assert bo.browser.post("/join/enter/", said).headers["Location"] == "/join/"
    assert str(CALM) in bo.browser.get("/join/").content.decode()
    assert bo.id not in _seats(evenings)


def test_the_words_of_a_space_that_ended_open_nothing(ash: Somebody, bo: Somebody, evenings: str, words: str) -> None:
    ash.browser.post(f"/s/{evenings}/put-away/")

    _opens_nothing(bo.browser, words)


# --- with the database in hand --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "edit",
    [
        {"inviter_public": Keyring.make("0" * 32, os.urandom).public},
        {"inviter_mac": bytes(32)},
        {"info_sealed": bytes(600)},
        {"kind": "renew"},
        {"epoch": 3},
    ],
    ids=["inviter key swapped", "MAC edited", "names edited", "kind edited", "epoch edited"],
)
def test_an_edited_invitation_opens_nothing(bo: Somebody, evenings: str, words: str, edit: dict[str, Any]) -> None:
    Invitation.objects.update(**edit)

    _opens_nothing(bo.browser, words)


def test_an_invitation_edited_after_it_was_read_takes_no_seat(bo: Somebody, evenings: str, words: str) -> None:
    cast.open_words(bo.browser, words)
    said = {"own_name": "Bo", "label": "Ours", "about": cast.mark_on(bo.browser)}
    Invitation.objects.update(inviter_public=Keyring.make("0" * 32, os.urandom).public)

    assert bo.browser.post("/join/enter/", said).headers["Location"] == "/join/"
    assert bo.book().under("pin/") == {}
    assert bo.id not in _seats(evenings)


def test_an_invitation_moved_to_another_space_or_inviter_opens_nothing(
    ash: Somebody, bo: Somebody, cam: Somebody, words: str
) -> None:
    other = cast.make_space(cam)
    Invitation.objects.update(space_id=other)
    _opens_nothing(bo.browser, words)

    Invitation.objects.update(inviter_id=cam.id)
    _opens_nothing(bo.browser, words)


def test_neither_the_names_nor_the_secret_are_in_the_database(ash: Somebody, bo: Somebody, words: str) -> None:

    cast.join(bo, words)
    row = Invitation.objects.values().get()
    stored = b"".join(bytes(each) if isinstance(each, bytes) else str(each).encode() for each in row.values())

    for private in (b"Ash", b"Evenings", from_words(words, wordlist()), words.split()[0].encode()):
        assert private not in stored


# --- who else -------------------------------------------------------------------------------------------------------


def test_a_get_takes_no_seat(bo: Somebody, words: str) -> None:
    cast.open_words(bo.browser, words)

    assert bo.browser.get("/join/enter/").status_code == 405
    assert bo.browser.get("/join/not-now/").status_code == 405


def test_a_locked_browser_shows_no_name(bo: Somebody, words: str) -> None:
    cast.open_words(bo.browser, words)
    bo.lock()

    assert bo.browser.get("/join/").headers["Location"].startswith("/unlock/?next=/join/")


def test_locked_keys_take_no_seat(bo: Somebody, evenings: str, words: str) -> None:
    cast.open_words(bo.browser, words)
    mark = cast.mark_on(bo.browser)
    bo.lock()

    answer = bo.browser.post("/join/enter/", {"own_name": "Bo", "label": "Ours", "about": mark})

    assert answer.headers["Location"].startswith("/unlock/")
    assert bo.id not in _seats(evenings)


def test_drew_takes_no_seat(drew: Client, evenings: str, words: str) -> None:
    cast.open_words(drew, words)

    assert drew.post("/join/enter/", {}).headers["Location"] == "/sign-in/"
    assert Seat.objects.filter(space_id=evenings).count() == 1
