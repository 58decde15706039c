"""Every state of the pages of a space for three, read by the people who come to them (test_every_page_axe.py)."""

import sqlite3

from tests.journeys import circle_steps as circle
from tests.journeys import steps
from tests.journeys.reading import Reader
from tests.journeys.server import House
from tests.journeys.steps import fill, press, sees, sees_heading

LABEL = "Grillparzerstrasse und Umgebung im Winter"
LONG = "Maximiliane-Donaudampfschifffahrt"
CAM_WORDS = circle.CAM_WORDS


def a_list(ash: Reader, bo: Reader, cam: Reader, house: House) -> None:
    """From naming the seats to a space that has begun, and to keys that do not fit any more."""
    there = _naming(ash)
    _bo_joins(ash, bo, there)
    _the_list_changes(ash, bo, there)
    _all_have_joined(ash, cam, there)
    _introductions(ash, bo, cam, house, there)


def _naming(ash: Reader) -> str:
    ash.goes_to("/s/new/more/", "space-new-more")
    press(ash.page, "Make this space")
    sees(ash.page, "This needs another look")
    ash.reads("sent empty", 422)
    circle.names_a_space(ash.page, LABEL, ("Ash", "Bo", "Kim"))
    ash.reads("named")
    return ash.page.url


def _bo_joins(ash: Reader, bo: Reader, there: str) -> None:
    ash.goes_to(f"{there}seats/1/", "space-seat")
    ash.page.goto(there)
    words = circle.invites_to_the_seat(ash.page, "Bo")
    ash.page.goto(f"{there}seats/1/")
    ash.reads("words")
    steps.reads_the_invitation(bo.page, words)
    bo.reads("offer of a seat")
    circle.takes_the_seat(bo.page, LABEL)
    bo.reads("waiting on a list")
    ash.page.goto(f"{there}seats/1/")
    ash.reads("joined")
    ash.page.goto(there)
    ash.reads("one has joined")


def _the_list_changes(ash: Reader, bo: Reader, there: str) -> None:
    ash.goes_to(f"{there}list/", "space-list")
    fill(ash.page, "Person 3", "Bo")
    press(ash.page, "Keep this list")
    sees(ash.page, "Two people have the same name here.")
    ash.reads("sent wrong", 422)
    fill(ash.page, "Person 3", LONG)
    press(ash.page, "Keep this list")
    sees(ash.page, "looks at the new list first")
    ash.reads("another list")
    bo.page.reload()
    sees(bo.page, "The list has changed since you joined.")
    bo.reads("another list")
    press(bo.page, "Stay, with this list")
    sees(bo.page, "You have joined.")


def _all_have_joined(ash: Reader, cam: Reader, there: str) -> None:
    ash.page.goto(there)
    words = circle.invites_to_the_seat(ash.page, LONG)
    steps.reads_the_invitation(cam.page, words)
    cam.reads("offer to a stranger")
    steps.follow(cam.page, "Make an account")
    steps.makes_an_account(cam.page, "cam", CAM_WORDS)
    circle.takes_the_seat(cam.page, LABEL)
    ash.page.goto(there)
    sees(ash.page, "Everyone has joined")
    ash.reads("all have joined")
    press(ash.page, "Begin")
    sees(ash.page, "You and")
    ash.reads("begun of three")
    ash.page.goto(f"{there}invitation/")
    ash.reads("keys fit")


def _introductions(ash: Reader, bo: Reader, cam: Reader, house: House, there: str) -> None:
    bo.page.goto(there)
    sees(bo.page, "Ash introduces you to each other.")
    bo.reads("introduced")
    press(bo.page, "Go on with these people")
    sees_heading(bo.page, LABEL)
    bo.reads("introduced before")
    _edits(house, "UPDATE spaces_introduction SET macs = zeroblob(4)")
    cam.page.goto(there)
    sees(cam.page, "An introduction lies here that does not fit")
    cam.reads("misfit")
    newest = "(SELECT max(made_on) FROM accounts_person)"
    _edits(house, f"UPDATE accounts_person SET public_key = zeroblob(32) WHERE made_on = {newest}")
    for each in (ash, bo):
        each.page.goto(there)
        sees(each.page, "Somebody's keys here are not the ones you know.")
        each.reads("estranged of three")


def _edits(house: House, statement: str) -> None:
    with sqlite3.connect(house.data / "db.sqlite3", timeout=20) as base:
        base.execute(statement)
