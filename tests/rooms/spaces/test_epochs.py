"""The key of an epoch: whatever the database does to a grant, the answer is quarantine and never another key."""

import os

import pytest

from ownaccord.accounts.keys import Place, decode, encode, seal_to
from ownaccord.accounts.models import Person
from ownaccord.core.ledger import Quarantine
from ownaccord.spaces import actions, queries
from ownaccord.spaces.models import Grant, Invitation, Space
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


def _quarantined(who: Somebody, space: str) -> None:
    with pytest.raises(Quarantine):
        queries.epoch_key(who.space(space), who.keys)
    page = who.browser.get(f"/s/{space}/")
    assert page.status_code == 200
    assert "nothing in this space is permitted to anybody" in page.content.decode()


def test_a_deleted_grant_is_quarantine(ash: Somebody, bo: Somebody, space: str) -> None:
    Grant.objects.filter(to_id=bo.id).delete()

    _quarantined(bo, space)
    assert queries.settled(ash.space(space), ash.keys)


def test_an_edited_grant_is_quarantine(bo: Somebody, space: str) -> None:
    stored = bytes(Grant.objects.get(to_id=bo.id).sealed)
    Grant.objects.filter(to_id=bo.id).update(sealed=stored[:-1] + bytes([stored[-1] ^ 1]))

    _quarantined(bo, space)


def test_an_edited_mark_of_the_granter_is_quarantine(bo: Somebody, space: str) -> None:
    macs = decode(bytes(Grant.objects.get(to_id=bo.id).macs))
    Grant.objects.filter(to_id=bo.id).update(macs=encode({**macs, bo.id: os.urandom(32)}))

    _quarantined(bo, space)


def test_rubbish_in_place_of_the_marks_is_quarantine(bo: Somebody, space: str) -> None:
    Grant.objects.filter(to_id=bo.id).update(macs=b"\xff\x00rubbish")

    _quarantined(bo, space)


def test_swapped_grants_are_quarantine(ash: Somebody, bo: Somebody, space: str) -> None:
    hers = bytes(Grant.objects.get(to_id=ash.id).sealed)
    Grant.objects.filter(to_id=bo.id).update(sealed=hers)

    _quarantined(bo, space)


def test_a_grant_of_another_space_is_quarantine(ash: Somebody, bo: Somebody, space: str) -> None:
    other = cast.begun_space(ash, bo)
    moved = Grant.objects.get(space_id=other, to_id=bo.id)
    Grant.objects.filter(space_id=space, to_id=bo.id).update(sealed=moved.sealed, macs=moved.macs)

    _quarantined(bo, space)


def test_a_grant_by_somebody_who_is_not_pinned_is_quarantine(bo: Somebody, noor: Somebody, space: str) -> None:
    Grant.objects.filter(to_id=bo.id).update(by_id=noor.id)

    _quarantined(bo, space)


def test_an_epoch_that_nobody_granted_is_quarantine(ash: Somebody, space: str) -> None:
    Space.objects.update(epoch=7)

    _quarantined(ash, space)


def test_an_older_epoch_brought_back_is_quarantine(ash: Somebody, space: str) -> None:
    old = list(Grant.objects.all())
    actions.new_epoch(space=ash.space(space), keys=ash.keys)
    Grant.objects.all().delete()
    Grant.objects.bulk_create(old)
    Space.objects.update(epoch=1)

    _quarantined(ash, space)


def test_a_new_epoch_has_another_key_for_both_and_the_old_grants_are_gone(
    ash: Somebody, bo: Somebody, space: str
) -> None:
    before = queries.epoch_key(ash.space(space), ash.keys)

    epoch = actions.new_epoch(space=bo.space(space), keys=bo.keys)

    after = queries.epoch_key(ash.space(space), ash.keys)
    assert epoch == 2
    assert after == queries.epoch_key(bo.space(space), bo.keys)
    assert after != before
    assert Grant.objects.exclude(epoch=2).count() == 0


def test_a_third_seat_made_in_the_database_adds_nobody(ash: Somebody, noor: Somebody, space: str) -> None:
    Space.objects.get(pk=space).seats.create(person_id=noor.id, joined_on=cast.TODAY)

    actions.new_epoch(space=ash.space(space), keys=ash.keys)

    assert noor.id not in ash.space(space).members
    assert not Grant.objects.filter(to_id=noor.id).exists()
    assert not noor.space(space).begun


def test_another_key_in_an_account_quarantines_until_a_new_invitation(ash: Somebody, bo: Somebody, space: str) -> None:
    Person.objects.filter(pk=bo.id).update(public_key=os.urandom(32))

    _quarantined(ash, space)
    with pytest.raises(actions.Estranged):
        actions.new_epoch(space=ash.space(space), keys=ash.keys)


def test_a_waiting_invitation_made_in_the_database_only_takes_away(ash: Somebody, bo: Somebody, space: str) -> None:
    Invitation.objects.create(
        lookup=os.urandom(32), space_id=space, kind="renew", epoch=1, inviter_id=bo.id, inviter_public=bo.keys.public,
        inviter_mac=b"", info_sealed=b"", invitee_id=ash.id, expires_hour=10**6,
    )  # fmt: skip

    assert ash.space(space).estranged
    with pytest.raises(Quarantine):
        queries.epoch_key(ash.space(space), ash.keys)


def test_something_else_sealed_to_the_reader_is_quarantine(ash: Somebody, bo: Somebody, space: str) -> None:
    place = Place("grant", space, 1, ash.id, 0, bo.id)
    for said in ([1, bytes(32), 5], [1, bytes(32), bytes(32)], [2, bytes(32), b""], ["x"], {}):
        Grant.objects.filter(to_id=bo.id).update(sealed=seal_to(bo.keys.public, place, encode(said)))
        _quarantined(bo, space)
