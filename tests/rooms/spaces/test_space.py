"""One space's page, and its door: members only, 404 for everybody else."""

import re

import pytest
from django.http import Http404
from django.test import Client

from ownaccord.spaces import access, actions, hooks
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE


def test_both_see_their_space_by_their_own_name_for_it(ash: Somebody, bo: Somebody, space: str) -> None:
    assert "<h1>Evenings</h1>" in ash.browser.get(f"/s/{space}/").content.decode()
    assert "<h1>Ours</h1>" in bo.browser.get(f"/s/{space}/").content.decode()
    assert "Evenings" not in bo.browser.get(f"/s/{space}/").content.decode()


def test_the_title_is_neutral(ash: Somebody, space: str) -> None:
    assert "<title>Notes</title>" in ash.browser.get(f"/s/{space}/").content.decode()


def test_for_everybody_else_there_is_no_such_space(
    ash: Somebody, cam: Somebody, noor: Somebody, drew: Client, space: str
) -> None:
    cast.begun_space(ash, cam)

    unknown = cam.browser.get(f"/s/{'0' * 32}/")
    for other in (cam, noor):
        assert other.browser.get(f"/s/{space}/").status_code == unknown.status_code == 404
        with pytest.raises(Http404):
            access.space_for(other.id, space, other.keys)
    assert drew.get(f"/s/{space}/").headers["Location"] == "/sign-in/"


def test_locked_keys_see_nothing(ash: Somebody, space: str) -> None:
    ash.lock()

    assert ash.browser.get(f"/s/{space}/").headers["Location"].startswith("/unlock/")


def test_the_page_takes_no_form(ash: Somebody, space: str) -> None:
    assert ash.browser.post(f"/s/{space}/").status_code == 405


def test_an_ended_space_is_no_space(ash: Somebody, space: str) -> None:
    actions.end(space=space)

    with pytest.raises(Http404):
        access.space_for(ash.id, space, ash.keys)
    assert not access.is_member(ash.id, space)
    assert access.spaces_of(ash.id) == ()


def test_a_seat_made_in_the_database_opens_nothing(noor: Somebody, ash: Somebody, space: str) -> None:
    access.row_for(ash.id, space).seats.create(person_id=noor.id, joined_on=cast.TODAY)

    page = noor.browser.get(f"/s/{space}/").content.decode()
    words = set(re.findall(r"[A-Za-z]+", re.sub(r"<[^>]+>", " ", page)))
    assert words.isdisjoint({"Ash", "Bo", "Evenings"})


def test_my_things_hold_my_names_and_theirs(ash: Somebody, bo: Somebody, space: str) -> None:
    class Asking:
        person, keys = ash.id, ash.keys

    assert hooks.things(Asking) == {  # type: ignore[arg-type]
        "My spaces": [{"What I call it": "Evenings", "My name there": "Ash", "With": ["Bo"], "Ended": False}]
    }
