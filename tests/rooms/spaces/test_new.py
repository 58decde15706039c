"""Making a space: what I call it, what I am called in it, and nothing of either in plain."""

import pytest
from django.test import Client

from ownaccord.spaces.models import Seat, Space
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE

ONCE = "0123456789abcdef" * 2


def test_a_new_space_has_one_seat_and_its_names_are_in_its_makers_vault(ash: Somebody) -> None:
    space = cast.make_space(ash, "Evenings")

    assert list(Seat.objects.values_list("space_id", "person_id")) == [(space, ash.id)]
    assert ash.book().get(f"space/{space}/label") == "Evenings"
    assert ash.book().get(f"space/{space}/names") == {ash.id: "Ash"}
    assert Space.objects.values("epoch", "ended").get() == {"epoch": 0, "ended": False}


def test_a_second_press_makes_no_second_space(ash: Somebody) -> None:
    said = {"label": "Evenings", "own_name": "Ash", "once": ONCE}

    first, second = (ash.browser.post("/s/new/", said).headers["Location"] for _ in range(2))

    assert first == second
    assert Space.objects.count() == 1


def test_the_same_form_of_two_people_makes_two_spaces(ash: Somebody, bo: Somebody) -> None:
    said = {"label": "Evenings", "own_name": "Somebody", "once": ONCE}

    assert ash.browser.post("/s/new/", said).headers["Location"] != bo.browser.post("/s/new/", said).headers["Location"]


def test_a_get_makes_no_space(ash: Somebody) -> None:
    assert ash.browser.get("/s/new/").status_code == 200
    assert ash.browser.get("/s/new/", {"label": "Evenings", "own_name": "Ash", "once": ONCE}).status_code == 200
    assert Space.objects.count() == 0


def test_locked_keys_make_no_space(ash: Somebody) -> None:
    ash.lock()

    answer = ash.browser.post("/s/new/", {"label": "Evenings", "own_name": "Ash", "once": ONCE})

    assert answer.headers["Location"].startswith("/unlock/")
    assert Space.objects.count() == 0


def test_drew_is_sent_to_the_sign_in_page(drew: Client, db: None) -> None:
    assert drew.get("/s/new/").headers["Location"] == "/sign-in/"
    assert drew.post("/s/new/", {}).headers["Location"] == "/sign-in/"


@pytest.mark.parametrize(
    ("label", "name"),
    [("", "Ash"), ("Evenings", ""), ("a" * 100_000, "Ash"), ("Evenings", "a" * 41), ("Eve\x00nings", "Ash"),
     ("Evenings", "As\u202eh"), ("Evenings", "As\x1bh"), ("  ", "Ash")],
)  # fmt: skip
def test_what_cannot_be_kept_is_said_kindly_and_makes_nothing(ash: Somebody, label: str, name: str) -> None:
    answer = ash.browser.post("/s/new/", {"label": label, "own_name": name, "once": ONCE})

    assert answer.status_code == 422
    assert "This needs another look" in answer.content.decode()
    assert Space.objects.count() == 0


@pytest.mark.parametrize("name", ["Ash 🙂", "أشرف", "Åsa-Märta O'Neil", "<script>alert(1)</script>"])
def test_names_of_every_script_are_kept_as_they_are(ash: Somebody, name: str) -> None:
    answer = ash.browser.post("/s/new/", {"label": "Evenings", "own_name": name, "once": ONCE})

    space = answer.headers["Location"].split("/")[2]
    assert ash.space(space).name(ash.id) == name
    assert "<script>alert" not in ash.browser.get(answer.headers["Location"]).content.decode()


@pytest.mark.parametrize("once", ["", "x", "ABCDEF" * 6, "0" * 33])
def test_an_edited_form_makes_nothing(ash: Somebody, once: str) -> None:
    assert ash.browser.post("/s/new/", {"label": "a", "own_name": "b", "once": once}).status_code == 422
    assert Space.objects.count() == 0
