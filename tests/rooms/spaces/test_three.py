"""A space for three or more: everybody named, one invitation for each, one list that all have seen, one key for all."""

import pytest
from django.test import Client

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import VaultBook
from ownaccord.spaces import actions
from ownaccord.spaces.models import Grant, Introduction, Invitation, Space
from tests.rooms.spaces import cast, circle
from tests.rooms.spaces.cast import Somebody
from tests.rooms.spaces.circle import Circle, one_key


@pytest.fixture
def people(ash: Somebody, bo: Somebody, cam: Somebody) -> tuple[Somebody, ...]:
    return ash, bo, cam


@pytest.fixture
def three(people: tuple[Somebody, ...]) -> Circle:
    """A space of Ash, Bo and Cam that everybody has joined; Ash made it."""
    return circle.gathered(people)


# --- it works ---------------------------------------------------------------------------------------------------------


def test_three_people_come_to_hold_one_key_and_know_exactly_each_other(people: tuple[Somebody, ...]) -> None:
    begun = circle.begun(people)

    one_key(people, begun.id)
    assert Grant.objects.count() == 3
    assert Invitation.objects.count() == Introduction.objects.count() == 0


def test_four_people_do_too(people: tuple[Somebody, ...], noor: Somebody) -> None:
    begun = circle.begun((*people, noor))

    one_key((*people, noor), begun.id)
    assert circle.words(noor.browser.get(begun.url()).content.decode()).count("introduced by Ash.") == 2


def test_everybody_sees_the_whole_list_and_who_has_joined_before_any_key(
    people: tuple[Somebody, ...], drew: Client
) -> None:
    space = circle.make(people)
    circle.join(space, 1)
    cast.open_words(drew, circle.invite(space, 2))

    page = circle.words(drew.get("/join/").content.decode())

    assert "Ash, who invites everyone Bo, who has joined Cam: that is you" in page
    assert "Ash introduces you to those whom you did not meet" in page


def test_the_inviter_sees_how_each_seat_stands_and_begins_only_when_all_have_joined(
    people: tuple[Somebody, ...],
) -> None:
    ash, _bo, _cam = people
    space = circle.make(people)
    circle.join(space, 1)
    assert "Ash You Bo Has joined Cam Not joined yet" in space.page(ash)
    assert "Everyone has joined" not in space.page(ash)

    circle.begin(space)
    assert Space.objects.get().epoch == 0

    circle.join(space, 2)
    assert "Ash You Bo Has joined Cam Has joined Everyone has joined" in space.page(ash)
    circle.begin(space)
    assert Space.objects.get().epoch == 1


def test_who_waits_sees_the_list_and_nothing_that_asks_anybody_for_anything(people: tuple[Somebody, ...]) -> None:
    space = circle.make(people)
    circle.join(space, 1)

    page = space.page(people[1])

    assert "Ash, who invites everyone Bo: that is you Cam It begins when everyone named here has joined." in page
    assert "There is nothing more for you to do." in page


def test_the_page_says_who_is_introduced_by_whom_before_a_key_is_taken(three: Circle) -> None:
    _ash, bo, cam = three.people
    circle.begin(three)

    page = three.page(bo)

    assert "Ash introduces you to each other." in page
    assert "Cam Introduced by Ash" in page
    assert bo.book().get(f"pin/{three.id}/{cam.id}") is None
    assert not bo.space(three.id).begun


def test_nobody_is_in_it_before_they_have_taken_the_introduction(three: Circle) -> None:
    _ash, bo, cam = three.people
    circle.begin(three)
    circle.go_on(three, bo)

    assert (bo.space(three.id).begun, cam.space(three.id).begun) == (True, False)
    assert "introduced by Ash" in three.page(bo)
    assert cam.browser.get(three.url("map/")).status_code == 404


def test_an_introduction_that_got_lost_can_be_made_once_more(three: Circle) -> None:
    ash, bo, cam = three.people
    circle.begin(three)
    Introduction.objects.filter(to_id=cam.id).delete()
    assert "You have joined." in three.page(cam)

    assert ash.browser.post(three.url("introduce/")).status_code == 303

    circle.go_on(three, cam)
    circle.go_on(three, bo)
    one_key(three.people, three.id)


def test_a_new_epoch_reaches_all_three(people: tuple[Somebody, ...]) -> None:
    begun = circle.begun(people)

    assert actions.new_epoch(space=people[2].space(begun.id), keys=people[2].keys) == 2

    one_key(people, begun.id)


def test_an_epoch_that_began_before_somebody_was_introduced_reaches_them_too(three: Circle) -> None:
    _ash, bo, cam = three.people
    circle.begin(three)
    circle.go_on(three, bo)
    assert actions.new_epoch(space=bo.space(three.id), keys=bo.keys) == 2

    circle.go_on(three, cam)

    one_key(three.people, three.id)
    assert [who.space(three.id).epoch for who in three.people] == [2, 2, 2]


# --- declined, lapsed, given back: all alike --------------------------------------------------------------------------


def test_declined_lapsed_deleted_and_given_back_look_like_not_joined_yet(people: tuple[Somebody, ...]) -> None:
    ash, bo, _cam = people
    space = circle.make(people)
    words = circle.invite(space, 1)
    before = space.page(ash)

    cast.open_words(bo.browser, words)
    bo.browser.post("/join/not-now/")
    assert space.page(ash) == before
    cast.join(bo, words)
    assert space.page(ash) != before
    bo.browser.post(space.url("put-away/"))
    assert space.page(ash) == before
    Invitation.objects.all().delete()
    assert space.page(ash) == before

    def lapse(book: VaultBook) -> None:
        key = f"space/{space.id}/invitation/1"
        book.put(key, {**book.get(key), "until": 0})

    vaults.change(ash.id, ash.keys, lapse)
    assert space.page(ash) == before
    assert "The three days of these words are over." in space.page(ash, "seats/1/")


def test_an_epoch_made_up_before_the_beginning_only_takes_away(three: Circle) -> None:
    Space.objects.update(epoch=5)

    assert "Begin" not in three.page(three.maker)
    assert "nothing in this space is permitted to anybody" in three.page(three.maker)
    circle.begin(three)
    assert Space.objects.get().epoch == 5


def test_an_epoch_taken_back_afterwards_is_as_its_people_remember_it(people: tuple[Somebody, ...]) -> None:
    begun = circle.begun(people)
    Space.objects.update(epoch=0)

    one_key(people, begun.id)
    assert people[0].browser.get(begun.url("list/")).status_code == 404


def test_new_words_for_a_seat_free_it_and_leave_the_others_alone(three: Circle) -> None:
    ash, bo, cam = three.people
    circle.invite(three, 1)

    assert bo.browser.get(three.url()).status_code == 404
    assert "Bo Not joined yet Cam Has joined" in three.page(ash)
    circle.join(three, 1)
    circle.begin(three)
    for who in (bo, cam):
        circle.go_on(three, who)
    one_key(three.people, three.id)


def test_words_of_one_seat_do_not_open_another_and_nobody_sits_twice(people: tuple[Somebody, ...]) -> None:
    space = circle.make(people)
    first, second = circle.invite(space, 1), circle.invite(space, 2)
    cast.join(people[1], first)

    assert people[1].browser.post("/join/", {"words": second}).status_code == 422
    assert people[2].browser.post("/join/", {"words": first}).status_code == 422


# --- beside, and ending -----------------------------------------------------------------------------------------------


def test_a_space_of_two_goes_on_beside_it_untouched(people: tuple[Somebody, ...]) -> None:
    ash, _bo, cam = people
    two = cast.begun_space(cam, ash)
    before = cam.book().under(f"space/{two}/"), cam.book().under(f"pin/{two}/")

    three = circle.begun(people)
    actions.end(space=three.id)

    assert (cam.book().under(f"space/{two}/"), cam.book().under(f"pin/{two}/")) == before
    assert [each.id for each in cam.browser.get("/").context["spaces"]] == [two, three.id]
    one_key((ash, cam), two)


def test_it_ends_for_all_and_each_puts_it_away(people: tuple[Somebody, ...]) -> None:
    three = circle.begun(people)
    actions.end(space=three.id)

    for who in people:
        assert who.browser.get(three.url()).status_code == 404
        assert who.browser.post(three.url("put-away/")).headers["Location"] == "/"
        assert who.book().under(f"space/{three.id}/") == who.book().under(f"pin/{three.id}/") == {}
    assert Space.objects.count() == 0


def test_whoever_does_not_want_the_people_they_are_introduced_to_ends_it(three: Circle) -> None:
    ash, bo, cam = three.people
    circle.begin(three)
    assert Introduction.objects.count() == 2

    cam.browser.post(three.url("put-away/"))

    assert Space.objects.get().ended
    assert Introduction.objects.count() == Grant.objects.count() == 0
    assert ash.browser.get(three.url()).status_code == bo.browser.get(three.url()).status_code == 404


# --- who else ---------------------------------------------------------------------------------------------------------

POSTS = ("list/", "list/seen/", "seats/1/", "seats/1/withdraw/", "introduced/", "introduce/", "begin/")


@pytest.mark.parametrize("rest", POSTS)
def test_others_find_nothing_there(three: Circle, noor: Somebody, drew: Client, rest: str) -> None:
    assert noor.browser.post(three.url(rest)).status_code == 404
    assert drew.post(three.url(rest)).headers["Location"] == "/sign-in/"
    three.maker.lock()
    assert three.maker.browser.post(three.url(rest)).headers["Location"].startswith("/unlock/")
    assert Invitation.objects.filter(invitee__isnull=False).count() == 2
    assert Space.objects.get().epoch == 0


@pytest.mark.parametrize("rest", ["list/seen/", "seats/1/withdraw/", "introduced/", "introduce/"])
def test_a_get_changes_nothing(three: Circle, rest: str) -> None:
    assert three.maker.browser.get(three.url(rest)).status_code == 405


def test_only_the_maker_names_invites_and_begins(three: Circle) -> None:
    _ash, bo, _cam = three.people
    for rest in ("list/", "seats/1/", "seats/2/", "seats/2/withdraw/"):
        assert bo.browser.post(three.url(rest), circle.fields(("Bo", "A", "B"))).status_code == 404
    circle.begin(three, bo)
    assert Space.objects.get().epoch == 0
    assert Invitation.objects.filter(invitee__isnull=False).count() == 2


def test_the_way_for_two_does_not_open_a_list(three: Circle) -> None:
    ash = three.maker
    assert ash.browser.post(three.url("invitation/")).status_code == 404
    ash.browser.post(three.url("invitation/withdraw/"))
    assert Invitation.objects.filter(invitee__isnull=False).count() == 2
