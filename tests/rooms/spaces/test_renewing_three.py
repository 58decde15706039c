"""After somebody of three lost everything: one who knows the rest exchanges keys with them and introduces them anew."""

import os
import re

import pytest

from ownaccord.accounts.keys import Keyring, encode
from ownaccord.accounts.models import Person
from ownaccord.core import introduction as core
from ownaccord.core.introduction import Introduced
from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import actions, introductions, queries
from ownaccord.spaces.models import Grant, Introduction, Invitation, Space
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast, circle
from tests.rooms.spaces.cast import Somebody
from tests.rooms.spaces.circle import Circle

pytestmark = ON_SQLITE


@pytest.fixture
def three(ash: Somebody, bo: Somebody, cam: Somebody) -> Circle:
    return circle.begun((ash, bo, cam))


@pytest.fixture
def anew(three: Circle, cam: Somebody) -> Somebody:
    """Cam, after everything was lost: the same account with new keys and an empty vault."""
    return cast.after_a_reset(cam)


def _seat_of(three: Circle, who: Somebody, by: Somebody) -> int:
    found = re.search(rf'seats/(\d)/">{who.name}<', by.browser.get(three.url()).content.decode())
    assert found
    return int(found[1])


def _exchanged(three: Circle, anew: Somebody, by: Somebody) -> None:
    circle.join(three, _seat_of(three, anew, by), anew, by)
    circle.begin(three, by)


def _nobody_holds_a_key(three: Circle, *people: Somebody) -> None:
    for who in people:
        with pytest.raises(Quarantine):
            queries.epoch_key(who.space(three.id), who.keys)


def test_until_then_it_is_quarantined_for_all(three: Circle, anew: Somebody, ash: Somebody, bo: Somebody) -> None:
    for who in (anew, ash, bo):
        assert who.space(three.id).estranged
        assert "nothing in this space is permitted to anybody" in three.page(who)
        with pytest.raises(actions.Estranged):
            actions.new_epoch(space=who.space(three.id), keys=who.keys)
    assert "This space needs one of the others." in three.page(anew)
    assert "Somebody's keys here are not the ones you know." in three.page(ash).replace("&#x27;", "'")


def test_who_lost_everything_cannot_invite_and_says_no_names(three: Circle, anew: Somebody) -> None:
    page = three.page(anew)
    assert "Make an invitation" not in page and "Ash" not in page and "Bo" not in page
    assert anew.browser.post(three.url("invitation/"), {"label": "x", "own_name": "Cam"}).status_code == 404
    assert Invitation.objects.count() == 0


def test_bo_exchanges_introduces_and_each_of_the_others_agrees(
    three: Circle, anew: Somebody, ash: Somebody, bo: Somebody
) -> None:
    _exchanged(three, anew, bo)

    assert "Bo introduces you to each other." in three.page(ash)
    assert "Cam Introduced by Bo" in three.page(ash)
    assert "Ash Introduced by Bo" in three.page(anew)
    _nobody_holds_a_key(three, ash, anew)
    for who in (ash, anew):
        circle.go_on(three, who)

    keys = {queries.epoch_key(who.space(three.id), who.keys) for who in (ash, bo, anew)}
    assert len(keys) == 1
    assert len({tuple(sorted(who.space(three.id).members.items())) for who in (ash, bo, anew)}) == 1
    assert [who.space(three.id).epoch for who in (ash, bo, anew)] == [2, 2, 2]
    assert Introduction.objects.count() == Invitation.objects.count() == 0
    assert Grant.objects.exclude(epoch=2).count() == 0


@pytest.mark.parametrize(("lost", "by"), [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0)])
def test_whoever_lost_everything_any_other_member_can_bring_them_back(three: Circle, lost: int, by: int) -> None:
    people = list(three.people)
    people[lost] = cast.after_a_reset(people[lost])
    _exchanged(three, people[lost], people[by])
    for who in people:
        if who is not people[by]:
            circle.go_on(three, who)

    circle.one_key(people, three.id)


def test_two_who_lost_everything_are_met_by_the_third_one_after_the_other(
    three: Circle, anew: Somebody, ash: Somebody, bo: Somebody
) -> None:
    bo_anew = cast.after_a_reset(bo)
    circle.join(three, _seat_of(three, anew, ash), anew, ash)
    circle.begin(three, ash)
    assert Space.objects.get().epoch == 1
    circle.join(three, _seat_of(three, bo_anew, ash), bo_anew, ash)
    circle.begin(three, ash)
    for who in (anew, bo_anew):
        circle.go_on(three, who)

    assert len({queries.epoch_key(who.space(three.id), who.keys) for who in (ash, bo_anew, anew)}) == 1


def test_nobody_else_can_take_the_place(three: Circle, anew: Somebody, ash: Somebody, bo: Somebody) -> None:
    words = circle.invite(three, _seat_of(three, anew, ash), ash)

    assert bo.browser.post("/join/", {"words": words}).status_code == 422


def test_a_key_edited_on_the_way_begins_nothing(three: Circle, anew: Somebody, ash: Somebody) -> None:
    circle.join(three, _seat_of(three, anew, ash), anew, ash)
    before = ash.book().under(f"pin/{three.id}/")
    Invitation.objects.update(invitee_public=Keyring.make("0" * 32, os.urandom).public)

    circle.begin(three, ash)

    assert Space.objects.get().epoch == 1
    assert ash.book().under(f"pin/{three.id}/") == before


def test_a_key_that_did_not_change_cannot_be_introduced_anew(
    three: Circle, anew: Somebody, ash: Somebody, bo: Somebody
) -> None:
    """Bo's changed software names another key for somebody who lost nothing."""
    _exchanged(three, anew, bo)
    _bo_says(three, bo, anew, {ash.id: ash.keys.public, anew.id: anew.keys.public, bo.id: OTHER})
    assert "An introduction lies here that does not fit" in three.page(anew)

    _bo_says(three, bo, ash, {ash.id: OTHER, anew.id: anew.keys.public, bo.id: bo.keys.public})
    assert "An introduction lies here that does not fit" in three.page(ash)


def test_another_key_than_the_account_shows_leaves_it_estranged(
    three: Circle, anew: Somebody, ash: Somebody, bo: Somebody
) -> None:
    _exchanged(three, anew, bo)
    _bo_says(three, bo, ash, {ash.id: ash.keys.public, anew.id: OTHER, bo.id: bo.keys.public})
    circle.go_on(three, ash)

    assert ash.space(three.id).estranged
    _nobody_holds_a_key(three, ash)


def test_a_fourth_whose_keys_did_not_change_keeps_the_pinned_one(
    ash: Somebody, bo: Somebody, cam: Somebody, noor: Somebody
) -> None:
    four = circle.begun((ash, bo, cam, noor))
    anew = cast.after_a_reset(cam)
    _exchanged(four, anew, bo)
    keys = {ash.id: ash.keys.public, bo.id: bo.keys.public, anew.id: anew.keys.public, noor.id: OTHER}
    _bo_says(four, bo, ash, keys)

    assert "An introduction lies here that does not fit" in four.page(ash)
    assert ash.space(four.id).members[noor.id] == noor.keys.public


OTHER = Keyring.make("0" * 32, os.urandom).public


def _bo_says(three: Circle, bo: Somebody, to: Somebody, keys: dict[str, bytes]) -> None:
    """Put in its place what Bo's own software would never write."""
    names = bo.space(three.id).names
    people = [Introduced(person, names[person], public) for person, public in keys.items()]
    made = core.make(three.id, 2, to.id, to.keys.public, people, bo.keys)
    Introduction.objects.filter(to_id=to.id).update(sealed=made.sealed, macs=encode(dict(made.macs)))


def test_an_introduction_from_before_brought_back_pins_nothing_old(
    three: Circle, anew: Somebody, ash: Somebody, bo: Somebody, cam: Somebody
) -> None:
    old = introductions.rows(three.id, 1, bo.space(three.id).members, bo.space(three.id).names, bo.keys)
    _exchanged(three, anew, bo)
    for who in (ash, anew):
        circle.go_on(three, who)
    Introduction.objects.bulk_create(old)
    Person.objects.filter(pk=anew.id).update(public_key=cam.keys.public)

    for who in (ash, bo):
        assert "Introduced by" not in three.page(who)
    assert ash.space(three.id).members[anew.id] == anew.keys.public


def test_any_of_them_can_leave_instead(three: Circle, anew: Somebody, ash: Somebody, bo: Somebody) -> None:
    anew.browser.post(three.url("put-away/"))

    assert Space.objects.get().ended
    assert ash.browser.get(three.url()).status_code == bo.browser.get(three.url()).status_code == 404


def test_the_join_page_says_who_is_in_it_and_who_introduces(three: Circle, anew: Somebody, ash: Somebody) -> None:
    cast.open_words(anew.browser, circle.invite(three, _seat_of(three, anew, ash), ash))

    page = circle.words(anew.browser.get("/join/").content.decode())

    assert "Who is in the space Ash Bo Cam" in page
    assert "Ash introduces you to those whom you did not meet with words of your own" in page
    assert "It exchanges your keys anew." in page
