"""The first page of Us: my spaces by my own names for them, and nothing at all for whoever is locked or a stranger."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from ownaccord.spaces import access, actions
from ownaccord.spaces.models import Seat, Space
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody

pytestmark = ON_SQLITE


def test_it_lists_my_spaces_by_the_names_i_gave_them(ash: Somebody, bo: Somebody, cam: Somebody, space: str) -> None:
    other = cast.begun_space(cam, ash)
    page = ash.browser.get("/")

    assert [(each.id, each.label, each.others) for each in page.context["spaces"]] == [
        (space, "Evenings", ("Bo",)),
        (other, "Ours", ("Cam",)),
    ]


def test_an_empty_home_offers_the_smallest_first_step(noor: Somebody) -> None:
    page = noor.browser.get("/").content.decode()

    assert 'href="/s/new/"' in page
    assert "Make a space for two" in page


def test_it_reminds_of_an_invitation_that_this_browser_holds(ash: Somebody, bo: Somebody) -> None:
    cast.open_words(bo.browser, cast.invite(ash, cast.make_space(ash)))

    assert "You are holding an invitation" in bo.browser.get("/").content.decode()
    assert "You are holding an invitation" not in ash.browser.get("/").content.decode()


def test_locked_it_leads_to_the_unlock_page(ash: Somebody, space: str) -> None:
    ash.lock()

    assert ash.browser.get("/").headers["Location"] == "/unlock/?next=/"


def test_a_stranger_reads_what_this_is_and_no_name(drew: Client, ash: Somebody, space: str) -> None:
    # A token is made of chance, in which a short name stands now and then.
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", drew.get("/").content.decode())

    assert "You can stop or change this at any time. You owe no reason." in page
    for private in ("Ash", "Bo", "Evenings", space):
        assert re.findall(rf"\b{private}\b", page) == []


def test_home_takes_no_form(ash: Somebody) -> None:
    assert ash.browser.post("/").status_code == 405


# --- ended, and put away ----------------------------------------------------------------------------------------------


def test_an_ended_space_says_so_and_opens_nothing(ash: Somebody, bo: Somebody, space: str) -> None:
    actions.end(space=space)

    for each in (ash, bo):
        assert "This space has ended. Nothing of it is in force." in each.browser.get("/").content.decode()
        assert each.browser.get(f"/s/{space}/").status_code == 404


def test_an_ended_space_can_be_put_away_by_each_for_themselves(ash: Somebody, bo: Somebody, space: str) -> None:
    actions.end(space=space)

    ash.browser.post(f"/s/{space}/put-away/")

    assert ash.book().under(f"space/{space}/") == ash.book().under(f"pin/{space}/") == {}
    assert [each.id for each in bo.browser.get("/").context["spaces"]] == [space]
    bo.browser.post(f"/s/{space}/put-away/")
    assert Space.objects.count() == 0


def test_a_living_space_cannot_be_put_away(ash: Somebody, space: str) -> None:
    assert ash.browser.post(f"/s/{space}/put-away/").status_code == 404
    assert Seat.objects.filter(space_id=space).count() == 2


def test_only_members_put_away_and_only_by_post(
    ash: Somebody, cam: Somebody, noor: Somebody, drew: Client, space: str
) -> None:
    actions.end(space=space)

    assert ash.browser.get(f"/s/{space}/put-away/").status_code == 405
    assert cam.browser.post(f"/s/{space}/put-away/").status_code == 404
    assert noor.browser.post(f"/s/{space}/put-away/").status_code == 404
    assert drew.post(f"/s/{space}/put-away/").headers["Location"] == "/sign-in/"
    ash.lock()
    assert ash.browser.post(f"/s/{space}/put-away/").headers["Location"].startswith("/unlock/")
    assert Seat.objects.filter(space_id=space).count() == 2


def test_an_account_that_goes_ends_its_spaces_for_all(ash: Somebody, bo: Somebody, space: str) -> None:
    actions.end_all_of(person=bo.id)

    assert Space.objects.get(pk=space).ended
    assert ash.browser.get(f"/s/{space}/").status_code == 404


def test_all_of_ones_spaces_are_what_each_is_and_ask_no_more_than_one(
    ash: Somebody, bo: Somebody, cam: Somebody, space: str
) -> None:
    """One has begun, one waits for its inviter, one is still empty, and with Cam it is over."""
    ended = cast.begun_space(cam, ash)
    actions.end_all_of(person=cam.id)
    waits, empty = cast.make_space(bo), cast.make_space(ash, "Later")
    cast.join(ash, cast.invite(bo, waits))
    with CaptureQueriesContext(connection) as asked:
        found = access.every(ash.id, ash.keys)
    with CaptureQueriesContext(connection) as asked_of_one:
        access.space_for(ash.id, space, ash.keys)

    assert {each.id for each in found} == {space, waits, empty} and ended not in {each.id for each in found}
    assert found == tuple(access.space_for(ash.id, each, ash.keys) for each in sorted((space, waits, empty)))
    assert {each.id: each.waiting for each in found} == {space: False, waits: True, empty: False}
    assert len(asked) == len(asked_of_one)
