"""What can be used once is used once, whoever else tries at the same moment; what is counted is counted each time."""

from functools import partial

import pytest
from django.db import transaction

from ownaccord.accounts import first_start, links, throttling, vaults
from ownaccord.accounts.keys import from_words
from ownaccord.accounts.lookups import throttle_lookup
from ownaccord.accounts.models import Host, Throttle
from ownaccord.lib.words import wordlist
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces
from ownaccord.spaces.models import Grant, Invitation, Seat, Space
from tests.at_once.conftest import TOGETHER, at_once
from tests.rooms.consent.pair import NOON, Pair, make_person

pytestmark = pytest.mark.usefixtures("stored")


def kinds(found: list[object]) -> list[str]:
    return sorted(type(each).__name__ for each in found)


def test_one_time_words_serve_once() -> None:
    secret = from_words(links.for_account(NOON), wordlist())

    def take() -> object:
        with transaction.atomic():
            return links.take("account", secret, NOON).kind

    found = at_once(*[take] * TOGETHER)
    assert kinds(found) == ["NoFit"] * (TOGETHER - 1) + ["str"]


def test_there_is_one_first_account() -> None:
    Host.objects.create(name="Bo")
    people = [make_person().person for _ in range(TOGETHER)]

    found = at_once(*(partial(first_start.first_account, person) for person in people))
    assert kinds(found) == ["NoFit"] * (TOGETHER - 1) + ["NoneType"]
    assert Host.objects.get().person_id == people[found.index(None)]


def test_one_seat_is_taken_by_one_person() -> None:
    ash = make_person()
    space = spaces.create(keys=ash.keys, once="1", label="Ours", own_name="Ash", now=NOON)
    spaces.invite(space=access.space_for(ash.person, space, ash.keys), keys=ash.keys, now=NOON)
    secret = vaults.read(ash.person, ash.keys).get(f"space/{space}/invitation")["secret"]
    people = [make_person() for _ in range(TOGETHER)]

    found = at_once(
        *(partial(spaces.join, secret=secret, keys=who.keys, own_name="X", label="Ours", now=NOON) for who in people)
    )
    assert kinds(found) == ["DoesNotOpen"] * (TOGETHER - 1) + ["str"]
    assert Seat.objects.filter(space_id=space).count() == 2
    assert Invitation.objects.get().invitee_id == people[found.index(space)].person


def test_of_several_invitations_made_at_once_the_last_one_stays() -> None:
    ash = make_person()
    space = spaces.create(keys=ash.keys, once="1", label="Ours", own_name="Ash", now=NOON)
    opened = access.space_for(ash.person, space, ash.keys)

    at_once(*[partial(spaces.invite, space=opened, keys=ash.keys, now=NOON)] * TOGETHER)
    secret = vaults.read(ash.person, ash.keys).get(f"space/{space}/invitation")["secret"]
    bo = make_person()
    assert Invitation.objects.count() == 1
    assert spaces.join(secret=secret, keys=bo.keys, own_name="Bo", label="Ours", now=NOON) == space


def test_a_space_begins_once(pair: Pair) -> None:
    spaces.invite(space=access.space_for(pair.ash.person, pair.space, pair.ash.keys), keys=pair.ash.keys, now=NOON)
    secret = vaults.read(pair.ash.person, pair.ash.keys).get(f"space/{pair.space}/invitation")["secret"]
    spaces.join(secret=secret, keys=pair.bo.keys, own_name="Bo", label="Ours", now=NOON)
    opened = access.space_for(pair.ash.person, pair.space, pair.ash.keys)

    found = at_once(*[partial(spaces.begin, space=opened, keys=pair.ash.keys)] * TOGETHER)
    assert kinds(found) == ["DoesNotOpen"] * (TOGETHER - 1) + ["int"]
    assert Space.objects.get().epoch == 2
    assert sorted(Grant.objects.values_list("epoch", "to_id")) == sorted([(2, pair.ash.person), (2, pair.bo.person)])


def test_two_who_start_anew_at_once_begin_one_epoch(pair: Pair) -> None:
    ash = access.space_for(pair.ash.person, pair.space, pair.ash.keys)
    bo = access.space_for(pair.bo.person, pair.space, pair.bo.keys)

    found = at_once(
        partial(spaces.new_epoch, space=ash, keys=pair.ash.keys), partial(spaces.new_epoch, space=bo, keys=pair.bo.keys)
    )
    assert found == [2, 2]


def test_a_space_that_both_put_away_at_once_is_gone(pair: Pair) -> None:
    spaces.end(space=pair.space)

    at_once(*(partial(spaces.forget, space=pair.space, keys=who.keys) for who in (pair.ash, pair.bo)))
    assert (Space.objects.count(), Seat.objects.count()) == (0, 0)


def test_every_failure_is_counted() -> None:
    keys = throttle_lookup("open", "ash"), throttle_lookup("from", "127.0.0.1")

    assert at_once(*[partial(throttling.failed, keys, NOON)] * TOGETHER) == [None] * TOGETHER
    assert [row.failures for row in Throttle.objects.all()] == [TOGETHER, TOGETHER]
