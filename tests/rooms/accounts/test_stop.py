"""The stop code: any browser, no throttle, no stretching, and nothing told to whoever tries."""

import pytest
from django.test import Client

from ownaccord.accounts import links, stops
from ownaccord.accounts.keys import to_words
from ownaccord.accounts.models import Pause
from ownaccord.lib.words import wordlist
from tests.people import PASSPHRASE, Cast, Somebody, Stretching, new_browser, words_on

HEARD = "/stop/?heard=yes"


def code_of(somebody: Somebody) -> str:
    """Make a stop code through the page and return its words."""
    somebody.browser.post("/me/stop-code/", {"step": "new", "secret": somebody.passphrase})
    words = words_on(somebody.browser.get("/me/stop-code/").content.decode())
    somebody.browser.post("/me/stop-code/", {"step": "kept"})
    return words


def test_the_code_pauses_everything_from_any_browser(cast: Cast, quick_stretching: Stretching) -> None:
    words = code_of(cast.ash)
    quick_stretching.secrets.clear()
    assert new_browser().post("/stop/", {"words": words}).headers["Location"] == HEARD
    assert (stops.scopes(cast.ash.id), stops.scopes(cast.bo.id)) == ({""}, set())
    assert quick_stretching.secrets == []


def test_case_commas_and_lines_do_not_matter(cast: Cast) -> None:
    words = code_of(cast.ash)
    new_browser().post("/stop/", {"words": f"\n {words.upper().replace(' ', ',  ')}.\n"})
    assert stops.scopes(cast.ash.id) == {""}


def test_a_well_formed_code_of_nobody_is_answered_alike(cast: Cast) -> None:
    code_of(cast.ash)
    stranger = " ".join(to_words(bytes(16), wordlist()))
    assert new_browser().post("/stop/", {"words": stranger}).headers["Location"] == HEARD
    assert not Pause.objects.exists()


def test_a_slip_is_said_at_once_and_what_was_typed_stays(cast: Cast) -> None:
    words = code_of(cast.ash).split()
    words[3] = "abacus" if words[3] != "abacus" else "abdomen"
    answer = new_browser().post("/stop/", {"words": " ".join(words)})
    page = answer.content.decode()
    assert (answer.status_code, "A word is wrong. Nothing is paused yet." in page, " ".join(words) in page) == (
        422,
        True,
        True,
    )
    assert not Pause.objects.exists()


@pytest.mark.parametrize("words", ["", "a" * 100_000, "\x00", "zoom " * 11, "\u202eabacus", "🌿 " * 11, "one two"])
def test_bad_input_is_a_slip(cast: Cast, words: str) -> None:
    answer = new_browser().post("/stop/", {"words": words})
    assert (answer.status_code, "Nothing is paused yet." in answer.content.decode()) == (422, True)


def test_it_works_while_everything_else_is_throttled(cast: Cast) -> None:
    words = code_of(cast.ash)
    browser = new_browser()
    for _ in range(45):
        browser.post("/sign-in/", {"name": "Ash", "secret": PASSPHRASE})
        browser.post("/stop/", {"words": "wrong words"})
    assert "There were many tries." in browser.post("/sign-in/", {"name": "Ash", "secret": "x"}).content.decode()
    browser.post("/stop/", {"words": words})
    assert stops.scopes(cast.ash.id) == {""}


def test_it_needs_no_token(cast: Cast) -> None:
    words = code_of(cast.ash)
    strict = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
    assert strict.post("/stop/", {"words": words}).headers["Location"] == HEARD


def test_a_replaced_code_and_a_removed_one_pause_nothing(cast: Cast) -> None:
    first, second = code_of(cast.ash), code_of(cast.ash)
    new_browser().post("/stop/", {"words": first})
    assert not Pause.objects.exists()
    cast.ash.browser.post("/me/stop-code/", {"step": "drop", "secret": PASSPHRASE})
    new_browser().post("/stop/", {"words": second})
    assert not Pause.objects.exists()


def test_a_one_time_code_is_no_stop_code(cast: Cast) -> None:
    new_browser().post("/stop/", {"words": links.for_account(0)})
    assert not Pause.objects.exists()


def test_the_database_does_not_hold_the_words(cast: Cast) -> None:
    words = code_of(cast.ash)
    assert words.encode() not in bytes(cast.ash.row.vault) + bytes(cast.ash.row.stop_lookup or b"")
    assert cast.ash.book().get("showing/stop") is None
