"""Cooling-off in a space: a withdrawal to everybody else, kept by its author, ended by their word alone."""

import os
from collections.abc import Callable
from random import Random

import pytest
from django.db import transaction

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.models import Person
from ownaccord.consent import actions, cooled, cooling, memory, pausing, starting
from ownaccord.consent.actions import Outcome
from ownaccord.consent.cooled import CoolingOff
from ownaccord.consent.models import LedgerRow
from ownaccord.core.cooling import EVERYTHING, About, Scope
from ownaccord.core.errors import TooEarly
from ownaccord.core.terms import AT_MOST_TALK, Level
from tests.databases import ON_SQLITE
from tests.rooms.consent.pair import DAY, HOLDING, OTHER, Member, Pair, make_pair

pytestmark = [pytest.mark.django_db, ON_SQLITE]
ITEM, CATEGORY = Scope(About.ITEM, HOLDING.slug), Scope(About.CATEGORY, HOLDING.category)
KEYS = tuple((HOLDING.slug, side) for side in HOLDING.sides)
ALL = [ITEM, CATEGORY, EVERYTHING]


@pytest.fixture
def pair() -> Pair:
    made = make_pair()
    made.agree(HOLDING)
    return made


def begin(pair: Pair, who: Member, scope: Scope, remind_at: int | None = None) -> None:
    cooling.begin(look=pair.look(who), keys=who.keys, scope=scope, remind_at=remind_at)


def end(pair: Pair, who: Member, scope: Scope, *chosen: object) -> int:
    return cooling.end(look=pair.look(who), keys=who.keys, scope=scope, chosen=chosen)  # type: ignore[arg-type]


def book(who: Member) -> vaults.VaultBook:
    return vaults.read(who.person, who.keys)


@pytest.mark.parametrize("scope", ALL)
def test_it_is_a_withdrawal_at_once_and_nothing_it_covers_is_taken_until_it_ends(pair: Pair, scope: Scope) -> None:
    begin(pair, pair.ash, scope)
    assert pair.in_force(pair.bo) == pair.in_force(pair.ash) == set()
    for terms in (pair.yes(), AT_MOST_TALK):
        with pytest.raises(CoolingOff):
            pair.state(pair.ash, HOLDING, HOLDING.sides[0], terms)
    pair.wait(days=400)
    with pytest.raises(CoolingOff):
        pair.state(pair.ash, HOLDING, HOLDING.sides[0], AT_MOST_TALK)
    assert pair.state(pair.bo, HOLDING, HOLDING.sides[0], AT_MOST_TALK) == Outcome.WRITTEN


@pytest.mark.parametrize("scope", ALL)
def test_to_the_other_it_is_byte_for_byte_a_plain_withdrawal(
    pair: Pair, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    def plain() -> None:
        actions.tighten(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, side=None, level=Level.NO)

    def stored_after(step: Callable[[], None]) -> tuple[object, ...]:
        lots = Random(7)
        witnesses = pair.ash.witness, pair.bo.witness
        with transaction.atomic(), monkeypatch.context() as patched:
            patched.setattr(os, "urandom", lots.randbytes)
            step()
            vaults_now = Person.objects.order_by("pk").values_list("vault", "vault_version")
            stored = list(LedgerRow.objects.values()), [(len(bytes(vault)), version) for vault, version in vaults_now]
            shown = pair.in_force(pair.bo), pair.look(pair.bo).states[pair.ash.person]
            transaction.set_rollback(True)
        pair.ash.witness, pair.bo.witness = witnesses
        return *stored, *shown

    assert stored_after(lambda: begin(pair, pair.ash, scope, pair.now + DAY)) == stored_after(plain)


def test_where_nothing_was_stated_no_record_is_written_at_its_beginning_or_end(pair: Pair) -> None:
    before = list(LedgerRow.objects.values())
    scope = Scope(About.ITEM, OTHER.slug)
    begin(pair, pair.ash, scope)
    with pytest.raises(CoolingOff):
        pair.state(pair.ash, OTHER, OTHER.sides[0], pair.yes())
    assert end(pair, pair.ash, scope) == 0
    assert list(LedgerRow.objects.values()) == before


def test_its_end_writes_nothing_and_what_is_wanted_back_is_slept_on(pair: Pair) -> None:
    begin(pair, pair.ash, CATEGORY)
    pair.wait(days=100)
    before = list(LedgerRow.objects.values())
    assert end(pair, pair.ash, CATEGORY, KEYS[0]) == 1
    assert list(LedgerRow.objects.values()) == before
    assert [wish.key for wish in memory.wishes(book(pair.ash), pair.space)] == [KEYS[0]]
    assert cooled.coolings(book(pair.ash), pair.space) == ()
    with pytest.raises(TooEarly):
        pair.still_so(pair.ash, KEYS[0])
    pair.wait(hours=13)
    assert pair.still_so(pair.ash, KEYS[0]) == 1


def test_ended_without_a_choice_it_leaves_no_wish(pair: Pair) -> None:
    begin(pair, pair.ash, EVERYTHING)
    assert end(pair, pair.ash, EVERYTHING) == 0
    assert memory.wishes(book(pair.ash), pair.space) == ()
    assert pair.state(pair.ash, HOLDING, HOLDING.sides[0], pair.yes()) == Outcome.WISHED


def test_a_resting_wish_goes_and_no_second_act_brings_it(pair: Pair) -> None:
    pair.state(pair.ash, OTHER, OTHER.sides[0], pair.yes())
    pair.wait(hours=13)
    begin(pair, pair.ash, EVERYTHING)
    assert pair.still_so(pair.ash, (OTHER.slug, OTHER.sides[0])) == 0
    lasting = cooled.of(book(pair.ash), pair.space, EVERYTHING)
    assert lasting is not None
    assert (OTHER.slug, OTHER.sides[0]) in {kept.key for kept in lasting.kept}


def test_a_narrower_one_that_ends_leaves_what_a_wider_one_covers(pair: Pair) -> None:
    begin(pair, pair.ash, ITEM)
    begin(pair, pair.ash, EVERYTHING)
    assert end(pair, pair.ash, ITEM, *KEYS) == 0
    assert memory.wishes(book(pair.ash), pair.space) == ()
    assert end(pair, pair.ash, EVERYTHING, *KEYS) == len(KEYS)


def test_where_no_record_can_be_written_it_pauses_and_does_not_come_back_with_the_new_start(pair: Pair) -> None:
    pair.behind.add(pair.ash.person)
    begin(pair, pair.ash, ITEM)
    assert stops.scopes(pair.ash.person) == {pair.space}
    assert pair.in_force(pair.bo) == set()
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    pair.behind.clear()
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=True)
    assert memory.wishes(book(pair.ash), pair.space) == ()
    lasting = cooled.of(book(pair.ash), pair.space, ITEM)
    assert lasting is not None
    assert {kept.key for kept in lasting.kept} == set(KEYS)


def test_a_pause_that_is_lifted_brings_nothing_of_it_back(pair: Pair) -> None:
    pausing.copy_in(look=pair.look(pair.ash), keys=pair.ash.keys, scope=pair.space, pressed_now=True)
    begin(pair, pair.ash, CATEGORY)
    ash = pair.ash
    pausing.lift(looks=[pair.look(ash)], keys=ash.keys, person=ash.person, scope=pair.space, now=pair.now)
    assert pair.in_force(pair.bo) == set()
    assert memory.wishes(book(pair.ash), pair.space) == ()


def test_a_space_that_is_left_leaves_nothing_of_it_behind(pair: Pair) -> None:
    begin(pair, pair.ash, ITEM, pair.now + DAY)
    starting.leave(look=pair.look(pair.ash), keys=pair.ash.keys)
    assert book(pair.ash).under("cooling/") == {}
