"""After somebody lost everything: nothing is permitted until both exchanged their keys once more, hand to hand."""

import os

import pytest

from ownaccord.accounts.keys import Keyring
from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import actions, queries
from ownaccord.spaces.models import Grant, Invitation, Space
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


@pytest.fixture
def anew(ash: Somebody, space: str) -> Somebody:
    """Ash, after everything was lost: the same account with new keys and an empty vault."""
    return cast.after_a_reset(ash)


def _both_hold_one_key(one: Somebody, other: Somebody, space: str, epoch: int) -> None:
    assert one.space(space).epoch == other.space(space).epoch == epoch
    key = queries.epoch_key(one.space(space), one.keys)
    assert key == queries.epoch_key(other.space(space), other.keys)
    assert dict(one.space(space).members) == dict(other.space(space).members)


def test_until_then_it_is_quarantined_for_both(anew: Somebody, bo: Somebody, space: str) -> None:
    for each in (anew, bo):
        assert each.space(space).estranged
        assert not queries.settled(each.space(space), each.keys)
        page = each.browser.get(f"/s/{space}/").content.decode()
        assert "This space needs you two to exchange your keys once more." in page
        with pytest.raises(actions.Estranged):
            actions.new_epoch(space=each.space(space), keys=each.keys)


def test_bo_invites_and_the_next_epoch_begins(anew: Somebody, bo: Somebody, space: str) -> None:
    assert cast.join(anew, cast.invite(bo, space), label="Again") == f"/s/{space}/"
    bo.browser.post(f"/s/{space}/begin/")

    _both_hold_one_key(anew, bo, space, epoch=2)
    assert dict(anew.space(space).names) == dict(bo.space(space).names)
    assert anew.space(space).label == "Again"
    assert Grant.objects.exclude(epoch=2).count() == Invitation.objects.count() == 0


def test_ash_invites_after_saying_the_names_again(anew: Somebody, bo: Somebody, space: str) -> None:
    assert anew.browser.post(f"/s/{space}/invitation/").status_code == 422
    words = cast.invite(anew, space, own_name="Ash", label="Again")
    assert cast.join(bo, words) == f"/s/{space}/"
    anew.browser.post(f"/s/{space}/begin/")

    _both_hold_one_key(anew, bo, space, epoch=2)
    assert dict(bo.space(space).names) == {anew.id: "Ash", bo.id: "Bo"}


def test_the_join_page_offers_what_the_vault_still_knows(anew: Somebody, bo: Somebody, space: str) -> None:
    words = cast.invite(anew, space, own_name="Ash", label="Again")
    cast.open_words(bo.browser, words)
    page = bo.browser.get("/join/").content.decode()

    assert 'value="Bo"' in page
    assert 'value="Ours"' in page


def test_between_joining_and_beginning_nothing_is_permitted_to_either(anew: Somebody, bo: Somebody, space: str) -> None:
    cast.join(anew, cast.invite(bo, space))

    for each in (anew, bo):
        with pytest.raises(Quarantine):
            queries.epoch_key(each.space(space), each.keys)
    assert "Waiting until Bo begins." in anew.browser.get(f"/s/{space}/").content.decode()


def test_nobody_else_can_take_the_seat(anew: Somebody, bo: Somebody, noor: Somebody, space: str) -> None:
    words = cast.invite(bo, space)

    assert noor.browser.post("/join/", {"words": words}).status_code == 422
    Space.objects.get(pk=space).seats.create(person_id=noor.id, joined_on=cast.TODAY)
    assert noor.browser.post("/join/", {"words": words}).status_code == 422


def test_a_key_edited_on_the_way_begins_nothing(anew: Somebody, bo: Somebody, space: str) -> None:
    cast.join(anew, cast.invite(bo, space))
    before = bo.book().get(f"pin/{space}/{anew.id}")
    Invitation.objects.update(invitee_public=Keyring.make("0" * 32, os.urandom).public)

    bo.browser.post(f"/s/{space}/begin/")

    assert Space.objects.get(pk=space).epoch == 1
    assert bo.book().get(f"pin/{space}/{anew.id}") == before


def test_a_third_seat_in_the_database_makes_renewing_impossible_not_wider(
    anew: Somebody, bo: Somebody, noor: Somebody, space: str
) -> None:
    Space.objects.get(pk=space).seats.create(person_id=noor.id, joined_on=cast.TODAY)

    assert bo.browser.post(f"/s/{space}/invitation/").status_code == 404
    assert Invitation.objects.count() == 0


def test_either_can_leave_instead(anew: Somebody, bo: Somebody, space: str) -> None:
    assert anew.browser.post(f"/s/{space}/put-away/").headers["Location"] == "/"

    assert Space.objects.get(pk=space).ended
    assert bo.browser.get(f"/s/{space}/").status_code == 404


def test_an_old_epoch_brought_back_afterwards_is_quarantine(anew: Somebody, bo: Somebody, space: str) -> None:
    old = list(Grant.objects.all())
    cast.join(anew, cast.invite(bo, space))
    bo.browser.post(f"/s/{space}/begin/")
    Grant.objects.all().delete()
    Grant.objects.bulk_create(old)
    Space.objects.update(epoch=1)

    for each in (anew, bo):
        with pytest.raises(Quarantine):
            queries.epoch_key(each.space(space), each.keys)
