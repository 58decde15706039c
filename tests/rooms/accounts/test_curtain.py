"""Two people in one browser."""

import pytest
from django.test import Client

from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.accounts.test_pause import both_in_one_browser

pytestmark = ON_SQLITE


@pytest.fixture
def shared(cast: Cast) -> Client:
    """A browser in which Ash is unlocked and Bo locked."""
    return both_in_one_browser(cast)


def test_each_finds_their_place_by_a_sign_and_no_name_is_shown(cast: Cast, shared: Client) -> None:
    fields = {"face": "Notes", "icon": "leaf", "address": "", "sign": "3", "wait": "", "email": ""}
    shared.post("/me/settings/", fields)
    page = shared.get("/curtain/").content.decode()
    assert ["cup" in page, "no sign" in page, "Ash" in page, ">Bo<" in page] == [True, True, False, False]
    assert 'class="sections"' not in page


def test_two_who_chose_no_sign_are_told_apart_by_who_was_here_last(shared: Client) -> None:
    answer = shared.get("/curtain/")

    assert [place["sign"] for place in answer.context["places"]] == ["no sign, here last", "no sign, here before"]
    assert "Each of you can choose a sign under Mine" in answer.content.decode()


def test_switching_locks_the_other_and_asks_for_the_words(cast: Cast, shared: Client) -> None:
    bo = next(place["id"] for place in shared.get("/curtain/").context["places"][1:])
    answer = shared.post("/curtain/", {"choose": bo})
    assert answer.headers["Location"].startswith("/unlock/")
    assert Somebody("Ash", shared).sign_in.person_id == cast.bo.id
    assert shared.get("/me/").status_code == 303

    assert shared.post("/unlock/", {"secret": cast.bo.passphrase}).status_code == 303
    assert "You sign in as Bo" in shared.get("/me/").content.decode()


def test_signing_in_as_somebody_else_locks_who_was_there(cast: Cast, shared: Client) -> None:
    shared.post("/sign-in/", {"name": "Bo", "secret": cast.bo.passphrase})
    rows = Somebody("Bo", shared)
    assert (rows.sign_in.person_id, len(rows.tokens)) == (cast.bo.id, 2)
    assert sum(row["id"] != rows.sign_in.pk for row in shared.get("/curtain/").context["places"]) == 1


def test_signing_out_leaves_the_other_locked(cast: Cast, shared: Client) -> None:
    assert shared.post("/sign-out/").headers["Location"] == "/curtain/"
    assert shared.get("/me/").headers["Location"] == "/unlock/?next=%2Fme%2F"


def test_a_place_of_another_browser_cannot_be_chosen(cast: Cast, shared: Client) -> None:
    answer = shared.post("/curtain/", {"choose": cast.bo.sign_in.pk})
    assert answer.status_code == 200
    assert Somebody("Ash", shared).unlocked


def test_a_stranger_sees_no_curtain(cast: Cast) -> None:
    assert cast.stranger().get("/curtain/").headers["Location"] == "/sign-in/"
