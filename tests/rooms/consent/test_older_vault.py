"""A vault is never older than its owner's own newest record: where it is, somebody put an old one back."""

import pytest

from ownaccord.accounts import stops, vaults, witnesses
from ownaccord.accounts.models import Person
from ownaccord.consent import actions, looking, memory, pausing, starting
from ownaccord.consent.writing import NotNow
from ownaccord.core.errors import TooEarly
from ownaccord.core.ledger import Stage
from ownaccord.core.position import Side
from ownaccord.core.terms import Level
from ownaccord.core.wish import DAY
from ownaccord.spaces.models import Space
from tests.databases import ON_SQLITE
from tests.rooms.consent.pair import HOLDING, OTHER, Pair, make_pair

pytestmark = [pytest.mark.django_db, ON_SQLITE]

SIDE: Side = HOLDING.sides[0]
KEY = (HOLDING.slug, SIDE)
Stored = dict[str, object]


def stored(pair: Pair) -> Stored:
    """Ash's vault as it lies in the database now."""
    return Person.objects.values("vault", "vault_version").get(pk=pair.ash.person)


def put_back(pair: Pair, then: Stored) -> None:
    Person.objects.filter(pk=pair.ash.person).update(**then)


def let_go_since() -> tuple[Pair, Stored]:
    """Ash, who has no witness, wished, slept on it, let it go, and stated something else: their vault from before."""
    pair = make_pair()
    pair.ash.witness = None
    assert pair.state(pair.ash, HOLDING, SIDE, pair.yes()) is actions.Outcome.WISHED
    pair.wait(hours=13)
    then = stored(pair)
    actions.tighten(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, side=SIDE, level=Level.NO)
    pair.state(pair.ash, OTHER, OTHER.sides[0], pair.yes(level=Level.TALK, review_by=None))
    return pair, then


def test_a_wish_that_was_let_go_before_the_own_newest_record_does_not_come_back_with_an_older_vault() -> None:
    pair, then = let_go_since()
    put_back(pair, then)
    assert pair.look(pair.ash).trouble is Stage.WITNESS
    with pytest.raises(NotNow):
        pair.still_so(pair.ash, KEY)


def test_an_unlock_does_not_teach_an_older_vault_what_it_missed() -> None:
    pair, then = let_go_since()
    put_back(pair, then)
    pair.unlock(pair.ash)
    assert pair.look(pair.ash).trouble is Stage.WITNESS


@pytest.mark.parametrize("unlocked_first", [False, True])
def test_what_an_older_vault_brings_into_a_new_epoch_is_slept_on_again(*, unlocked_first: bool) -> None:
    pair, then = let_go_since()
    put_back(pair, then)
    Space.objects.filter(pk=pair.space).update(epoch=2)
    starting.renew_epoch(look=pair.look(pair.bo), keys=pair.bo.keys)
    if unlocked_first:
        pair.unlock(pair.ash)
    behind = vaults.read(pair.ash.person, pair.ash.keys).get(witnesses.BEHIND, False)
    assert behind is unlocked_first
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=not behind)
    with pytest.raises(TooEarly):
        pair.still_so(pair.ash, KEY)


def test_the_vault_of_today_is_no_older_one() -> None:
    pair, _then = let_go_since()
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    pair.unlock(pair.ash)
    look = pair.look(pair.ash)
    assert look.trouble is None
    assert not looking.is_older(look.book, pair.space, pair.ash.person)


def test_a_record_of_another_page_between_the_two_readings_is_no_alarm(monkeypatch: pytest.MonkeyPatch) -> None:
    pair, _then = let_go_since()
    read, more = vaults.read, pair.yes(level=Level.TALK, review_by=None)
    pages = [lambda: pair.state(pair.ash, OTHER, OTHER.sides[-1], more)]

    def read_and_then(person, keys):  # type: ignore[no-untyped-def]
        book = read(person, keys)
        if pages:
            pages.pop()()
        return book

    monkeypatch.setattr(looking.vaults, "read", read_and_then)
    look = pair.look(pair.ash)
    assert look.trouble is None
    assert look.mine is not None


def test_a_pause_that_an_older_vault_has_lost_with_its_record_holds_through_a_new_start() -> None:
    pair = make_pair()
    pair.ash.witness = None
    pair.state(pair.ash, OTHER, OTHER.sides[0], pair.yes(level=Level.TALK, review_by=None))
    then = stored(pair)
    pausing.copy_in(look=pair.look(pair.ash), keys=pair.ash.keys, scope=pair.space, pressed_now=True)
    put_back(pair, then)
    assert pair.look(pair.ash).trouble is Stage.WITNESS
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=False)
    look = pair.look(pair.ash)
    assert look.my_pause and look.mine is not None and look.mine.paused
    assert memory.paused_scopes(look.book) == {pair.space}


@pytest.mark.parametrize("behind", [False, True])
def test_only_who_is_known_to_have_an_older_vault_begins_paused(*, behind: bool) -> None:
    pair, _then = let_go_since()
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=False, behind=behind)
    look = pair.look(pair.ash)
    assert look.my_pause is behind
    assert look.no_loosening_until == (look.clock + DAY if behind else 0)


def test_what_an_older_vault_misses_of_a_scene_rises_no_sooner_than_the_scene_would_let_it() -> None:
    pair, then = let_go_since()
    put_back(pair, then)
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=False, behind=True)
    pair.wait(hours=23)
    with pytest.raises(NotNow):
        pair.still_so(pair.ash, KEY)
    pair.wait(hours=2)
    pair.still_so(pair.ash, KEY)
    mine = pair.look(pair.ash).mine
    assert mine is not None and mine.entry(*KEY) is not None


def test_a_pause_that_only_an_older_vault_remembers_is_no_reason_to_take_away_the_row_of_another() -> None:
    pair = make_pair()
    pair.agree(HOLDING)
    stops.pause(person=pair.ash.person)
    pausing.copy_in(look=pair.look(pair.ash), keys=pair.ash.keys, scope=stops.EVERYTHING, pressed_now=True)
    then = stored(pair)
    lifts(pair, stops.EVERYTHING)
    assert pair.in_force(pair.bo) != set()
    put_back(pair, then)
    actions.tighten(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, side=None, level=Level.NO)
    assert pair.in_force(pair.bo) == set()
    with pytest.raises(NotNow):
        lifts(pair, pair.space)
    assert pair.in_force(pair.bo) == set()


def lifts(pair: Pair, scope: str) -> None:
    """Ash lifts a pause of this scope."""
    meant = stops.rows(pair.ash.person, scope)
    pausing.lift(
        looks=[pair.look(pair.ash)], keys=pair.ash.keys, person=pair.ash.person, scope=scope, now=pair.now, meant=meant
    )
