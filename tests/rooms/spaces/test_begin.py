"""Beginning: only with whoever had the words, and with nobody else, whatever the database says."""

import os

import pytest
from django.test import Client

from ownaccord.accounts.keys import Keyring
from ownaccord.spaces import queries
from ownaccord.spaces.models import Grant, Invitation, Space
from tests.rooms.spaces import cast
from tests.rooms.spaces.cast import Somebody


@pytest.fixture
def joined(ash: Somebody, bo: Somebody) -> str:
    """A space of Ash that Bo has joined and that has not begun."""
    space = cast.make_space(ash)
    cast.join(bo, cast.invite(ash, space))
    return space


def test_both_hold_the_same_epoch_key_after_beginning(ash: Somebody, bo: Somebody, space: str) -> None:
    assert queries.epoch_key(ash.space(space), ash.keys) == queries.epoch_key(bo.space(space), bo.keys)


def test_both_have_pinned_each_other_and_know_each_others_names(ash: Somebody, bo: Somebody, space: str) -> None:
    pinned = {ash.id: ash.keys.public, bo.id: bo.keys.public}
    for each in (ash, bo):
        assert dict(each.space(space).members) == pinned
        assert dict(each.space(space).names) == {ash.id: "Ash", bo.id: "Bo"}


def test_beginning_leaves_no_invitation_and_no_secret_behind(ash: Somebody, space: str) -> None:
    assert Invitation.objects.count() == 0
    assert f"space/{space}/invitation" not in ash.book()


def test_beginning_twice_begins_once(ash: Somebody, joined: str) -> None:
    first = ash.browser.post(f"/s/{joined}/begin/")
    second = ash.browser.post(f"/s/{joined}/begin/")

    assert (first.status_code, second.status_code) == (303, 303)
    assert Space.objects.get(pk=joined).epoch == 1
    assert Grant.objects.count() == 2


def test_nothing_begins_before_anybody_has_joined(ash: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)

    answer = ash.browser.post(f"/s/{space}/begin/")

    assert answer.headers["Location"] == f"/s/{space}/"
    assert Space.objects.get(pk=space).epoch == 0


def test_a_get_begins_nothing(ash: Somebody, joined: str) -> None:
    assert ash.browser.get(f"/s/{joined}/begin/").status_code == 405
    assert Space.objects.get(pk=joined).epoch == 0


def test_locked_keys_begin_nothing(ash: Somebody, joined: str) -> None:
    ash.lock()

    answer = ash.browser.post(f"/s/{joined}/begin/")

    assert answer.headers["Location"].startswith("/unlock/")
    assert Space.objects.get(pk=joined).epoch == 0


def test_the_one_who_waits_cannot_begin(bo: Somebody, joined: str) -> None:
    bo.browser.post(f"/s/{joined}/begin/")

    assert Space.objects.get(pk=joined).epoch == 0


def test_for_cam_and_noor_there_is_no_such_space(ash: Somebody, cam: Somebody, noor: Somebody, joined: str) -> None:
    cast.begun_space(ash, cam)

    for other in (cam, noor):
        assert other.browser.post(f"/s/{joined}/begin/").status_code == 404
    assert Space.objects.get(pk=joined).epoch == 0


def test_drew_is_sent_to_the_sign_in_page(drew: Client, joined: str) -> None:
    assert drew.post(f"/s/{joined}/begin/").headers["Location"] == "/sign-in/"


def _calm_refusal(ash: Somebody, space: str) -> None:
    page = ash.browser.get(f"/s/{space}/")
    assert page.status_code == 200
    assert "Not joined yet." in page.content.decode()
    assert "has joined" not in page.content.decode()
    assert "does not carry the mark of your words" in page.content.decode()
    assert ash.browser.post(f"/s/{space}/begin/").status_code == 303
    assert Space.objects.get(pk=space).epoch == 0
    assert Grant.objects.count() == 0
    assert ash.book().under(f"pin/{space}/") == {}


def test_with_the_database_bo_cannot_put_another_key_in_the_invitees_place(ash: Somebody, joined: str) -> None:
    Invitation.objects.update(invitee_public=Keyring.make("0" * 32, os.urandom).public)

    _calm_refusal(ash, joined)


def test_with_the_database_bo_cannot_put_another_person_in_the_invitees_place(
    ash: Somebody, noor: Somebody, joined: str
) -> None:
    Invitation.objects.update(invitee=noor.id)

    _calm_refusal(ash, joined)


def test_with_the_database_bo_cannot_join_somebody_who_never_had_the_words(ash: Somebody, noor: Somebody) -> None:
    space = cast.make_space(ash)
    cast.invite(ash, space)
    Invitation.objects.update(
        invitee=noor.id, invitee_public=noor.keys.public, invitee_mac=os.urandom(32), answer_sealed=os.urandom(600)
    )

    _calm_refusal(ash, space)


@pytest.mark.parametrize("column", ["invitee_mac", "answer_sealed"])
def test_an_edited_answer_is_no_answer(ash: Somebody, joined: str, column: str) -> None:
    stored = bytes(getattr(cast.only_invitation(), column))
    Invitation.objects.update(**{column: stored[:-1] + bytes([stored[-1] ^ 1])})

    _calm_refusal(ash, joined)


def test_an_answer_to_an_earlier_invitation_does_not_fit_the_new_words(ash: Somebody, joined: str) -> None:
    old = Invitation.objects.values("invitee", "invitee_public", "invitee_mac", "answer_sealed").get()
    cast.invite(ash, joined)
    old["invitee_id"] = old.pop("invitee")
    Invitation.objects.update(**old)

    _calm_refusal(ash, joined)
