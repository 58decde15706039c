"""What a backup brings back is slept on once more: a wish in an older vault may have been let go since."""

import pytest

from ownaccord.consent import actions, memory, starting
from ownaccord.core.errors import Lapsed, TooEarly
from ownaccord.core.position import Side
from ownaccord.core.statement import DEFAULT_WAIT_HOURS
from ownaccord.spaces.models import Space
from tests.rooms.consent.pair import HOLDING, Member, Pair, make_pair

pytestmark = pytest.mark.django_db

SIDE: Side = HOLDING.sides[0]
KEY = (HOLDING.slug, SIDE)


def restored_with_a_wish_that_was_slept_on() -> Pair:
    """Ash and Bo in a space that expects its next epoch; Ash wished for something more than a wait ago."""
    pair = make_pair()
    assert pair.state(pair.ash, HOLDING, SIDE, pair.yes()) is actions.Outcome.WISHED
    actions.set_wait(look=pair.look(pair.ash), keys=pair.ash.keys, hours=0)
    pair.wait(hours=DEFAULT_WAIT_HOURS + 1)
    Space.objects.filter(pk=pair.space).update(epoch=2)
    return pair


def start_anew(pair: Pair, who: Member, *, confirmed: bool) -> None:
    starting.renew_epoch(look=pair.look(who), keys=who.keys)
    starting.reaffirm(look=pair.look(who), keys=who.keys, confirmed_vault=confirmed)


def test_a_wish_from_a_vault_that_nobody_confirms_is_slept_on_again() -> None:
    pair = restored_with_a_wish_that_was_slept_on()
    start_anew(pair, pair.ash, confirmed=False)
    with pytest.raises(TooEarly):
        pair.still_so(pair.ash, KEY)
    pair.wait(hours=DEFAULT_WAIT_HOURS)
    assert pair.still_so(pair.ash, KEY) == 1


def test_it_lapses_when_it_would_have_lapsed_for_nobody_stated_it_anew() -> None:
    pair = restored_with_a_wish_that_was_slept_on()
    pair.wait(days=20)
    start_anew(pair, pair.ash, confirmed=False)
    pair.wait(days=9)
    assert memory.wish(pair.look(pair.ash).book, pair.space, *KEY) is not None
    pair.wait(days=2)
    with pytest.raises(Lapsed):
        pair.still_so(pair.ash, KEY)


def test_the_wish_for_a_shorter_waiting_time_goes_with_it() -> None:
    pair = restored_with_a_wish_that_was_slept_on()
    start_anew(pair, pair.ash, confirmed=False)
    pair.wait(hours=DEFAULT_WAIT_HOURS + 1)
    actions.confirm_wait(look=pair.look(pair.ash), keys=pair.ash.keys)
    assert pair.look(pair.ash).shared_wait == DEFAULT_WAIT_HOURS


def test_a_wish_in_a_confirmed_vault_goes_on_as_it_was() -> None:
    pair = restored_with_a_wish_that_was_slept_on()
    start_anew(pair, pair.ash, confirmed=True)
    assert pair.still_so(pair.ash, KEY) == 1


def test_a_limit_that_is_told_once_more_drops_the_wish_that_was_made_since() -> None:
    pair = make_pair()
    for _twice in range(2):
        actions.tell_limit(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, sides=[SIDE])
        assert pair.still_so(pair.ash, KEY) == 0
        pair.state(pair.ash, HOLDING, SIDE, pair.yes())
        pair.wait(hours=DEFAULT_WAIT_HOURS + 1)
    actions.tell_limit(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, sides=[SIDE])
    assert pair.still_so(pair.ash, KEY) == 0
