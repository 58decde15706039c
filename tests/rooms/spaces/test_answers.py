"""Answers to the invitations of a list: edited, moved, doubled or older ones begin nothing."""

import os
from dataclasses import replace

import pytest

from ownaccord.accounts.keys import Keyring, from_words
from ownaccord.accounts.lookups import code_lookup
from ownaccord.lib import clock
from ownaccord.lib.words import wordlist
from ownaccord.spaces import actions, invitations, queries, seats
from ownaccord.spaces.invitations import DoesNotOpen, Listed, Writ
from ownaccord.spaces.models import Invitation, Seat, Space
from tests.databases import ON_SQLITE
from tests.rooms.spaces import cast, circle
from tests.rooms.spaces.cast import Somebody
from tests.rooms.spaces.circle import Circle

pytestmark = ON_SQLITE


@pytest.fixture
def joined(ash: Somebody, bo: Somebody, cam: Somebody) -> Circle:
    return circle.gathered((ash, bo, cam))


@pytest.mark.parametrize(
    "edit",
    [
        {"invitee_public": Keyring.make("0" * 32, os.urandom).public}, {"invitee_mac": bytes(32)},
        {"answer_sealed": os.urandom(4200)},
    ],
    ids=["key", "mark", "list"],
)  # fmt: skip
def test_an_edited_answer_begins_nothing(joined: Circle, edit: dict[str, bytes]) -> None:
    Invitation.objects.filter(seat=1).update(**edit)

    assert "Bo Not joined yet. Something arrived that does not fit." in joined.page(joined.maker)
    assert "does not carry the mark of your words" in joined.page(joined.maker, "seats/1/")
    circle.begin(joined)
    assert Space.objects.get().epoch == 0
    assert joined.maker.book().under(f"pin/{joined.id}/") == {}


def _answers(who: Somebody, words: str, listed: Listed) -> None:
    """Somebody who has the words and the database writes an answer that their own software would not."""
    secret = from_words(words, wordlist())
    row = Invitation.objects.get(pk=code_lookup("invitation", secret))
    writ, _info = queries.read(row, secret)
    sealed = invitations.seal_list(secret, writ.place("invitation-answer", who.id), listed)
    mac = writ.answered(secret, who.id, who.keys.public, sealed)
    Invitation.objects.filter(pk=row.pk).update(
        invitee_id=who.id, invitee_public=who.keys.public, answer_sealed=sealed, invitee_mac=mac
    )


def test_nobody_sits_on_two_seats_even_with_both_words(ash: Somebody, bo: Somebody, cam: Somebody) -> None:
    made = circle.make((ash, bo, cam))
    circle.join(made, 1)
    _answers(bo, circle.invite(made, 2), ash.space(made.id).listed)

    circle.begin(made)

    assert Space.objects.get().epoch == 0


def test_who_has_the_words_of_another_cannot_take_their_place_in_a_renewal(
    ash: Somebody, bo: Somebody, cam: Somebody, noor: Somebody
) -> None:
    three = circle.begun((ash, bo, cam))
    cast.after_a_reset(cam)
    seat = sorted(who.id for who in three.people).index(cam.id)
    for taker in (bo, noor):
        words = circle.invite(three, seat, ash)
        _answers(taker, words, seats.list_of(ash.space(three.id)))
        circle.begin(three, ash)
        assert Space.objects.get().epoch == 1
        assert "Something arrived that does not fit" in three.page(ash)


def test_a_list_that_changes_while_somebody_presses_join_takes_no_seat(
    ash: Somebody, bo: Somebody, cam: Somebody
) -> None:
    made = circle.make((ash, bo, cam))
    secret, seen = from_words(circle.invite(made, 1), wordlist()), ash.space(made.id).listed
    ash.browser.post(made.url("list/"), circle.fields(("Ash", "Bo", "Kim")))

    with pytest.raises(DoesNotOpen):
        actions.join(secret=secret, keys=bo.keys, own_name="", label="Ours", now=clock.now(), seen=seen)

    assert Seat.objects.count() == 1


def test_both_marks_cover_the_seat_and_the_list() -> None:
    secret = bytes(16)
    writ = Writ("begin", "5" * 32, 0, "a" * 32, bytes(32), ("a" * 32,), 1, ((0, "Ash"), (1, "Bo"), (2, "Cam")))
    kim = ((0, "Ash"), (1, "Bo"), (2, "Kim"))
    others = (replace(writ, seat=2), replace(writ, seat=None), replace(writ, listed=kim))

    assert len({each.marked(secret) for each in (writ, *others)}) == 4
    assert len({each.answered(secret, "b" * 32, bytes(32), b"") for each in (writ, *others)}) == 4


def test_answers_moved_between_seats_begin_nothing(joined: Circle) -> None:
    columns = ("invitee_id", "invitee_public", "invitee_mac", "answer_sealed")
    first, second = (Invitation.objects.filter(seat=seat).values(*columns).get() for seat in (1, 2))
    Invitation.objects.filter(seat=1).update(**second)
    Invitation.objects.filter(seat=2).update(**first)

    circle.begin(joined)

    assert Space.objects.get().epoch == 0


def test_seat_numbers_edited_in_the_database_move_nobody(joined: Circle) -> None:
    Invitation.objects.filter(seat=1).update(seat=7)
    Invitation.objects.filter(seat=2).update(seat=1)

    circle.begin(joined)
    for who in joined.people[1:]:
        circle.go_on(joined, who)

    assert [who.space(joined.id).name(joined.people[1].id) for who in joined.people] == ["Bo"] * 3


def test_an_invitation_with_an_older_list_brought_back_begins_nothing(joined: Circle, bo: Somebody) -> None:
    old = Invitation.objects.filter(seat=1).values("info_sealed", "inviter_mac", "answer_sealed", "invitee_mac").get()
    assert joined.maker.browser.post(joined.url("list/"), circle.fields(("Ash", "Bo", "Kim"))).status_code == 303
    Invitation.objects.filter(seat=1).update(**old)

    assert "The list has changed" not in joined.page(bo)
    circle.begin(joined)

    assert Space.objects.get().epoch == 0


def test_a_changed_list_that_does_not_fit_its_mark_is_not_shown(joined: Circle, bo: Somebody) -> None:
    Invitation.objects.filter(seat=1).update(info_sealed=os.urandom(4200))

    assert "The list has changed" not in joined.page(bo)
    assert "You have joined." in joined.page(bo)


def test_the_seat_of_a_list_is_marked_for_its_own_page(ash: Somebody, bo: Somebody, cam: Somebody) -> None:
    made = circle.make((ash, bo, cam))
    cast.open_words(bo.browser, circle.invite(made, 1))
    mark = cast.mark_on(bo.browser)
    cast.open_words(bo.browser, circle.invite(made, 2))

    answer = bo.browser.post("/join/enter/", {"label": "Ours", "about": mark})

    assert answer.status_code == 422
