"""No wait gets shorter by anything but its own sleep: a new start, a setting, a deleted pause."""

import pytest

from ownaccord.accounts import settings, stops, vaults
from ownaccord.consent import actions, hooks, memory, starting
from ownaccord.consent.models import LedgerRow
from ownaccord.core.wish import HOUR
from tests.rooms.consent.pair import HOLDING, Pair, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def test_a_long_wait_of_the_other_holds_while_they_have_not_started_anew(pair: Pair) -> None:
    pair.agree(HOLDING)
    actions.set_wait(look=pair.look(pair.bo), keys=pair.bo.keys, hours=300)
    pair.unlock(pair.ash)
    LedgerRow.objects.filter(author=pair.bo.person).update(macs=b"")
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=False)
    assert pair.look(pair.ash).wait == 300 * HOUR


def _set_own_wait(pair: Pair, hours: int | None) -> None:
    chosen = {"sign": 0, "asks": False, "wait": hours}
    vaults.change(pair.ash.person, pair.ash.keys, lambda book: settings._write(book, chosen, pair.now))


def test_the_own_wait_gets_longer_at_once_and_shorter_only_after_itself(pair: Pair) -> None:
    _set_own_wait(pair, 100)
    assert pair.look(pair.ash).wait == 100 * HOUR
    _set_own_wait(pair, None)
    pair.wait(hours=99)
    assert pair.look(pair.ash).wait == 100 * HOUR
    _set_own_wait(pair, 20)
    pair.wait(hours=99)
    assert pair.look(pair.ash).wait == 100 * HOUR
    pair.wait(hours=2)
    assert pair.look(pair.ash).wait == 20 * HOUR


def test_a_pause_that_the_vault_knows_is_written_again_when_its_row_was_deleted(pair: Pair) -> None:
    pair.agree(HOLDING)
    vaults.change(pair.ash.person, pair.ash.keys, lambda book: memory.keep_pause(book, stops.EVERYTHING))
    request = _Asked(pair)
    hooks.at_unlock(request)  # type: ignore[arg-type]
    assert pair.look(pair.bo).arrangements == ()


class _Asked:
    """As much of a request as the hook reads."""

    def __init__(self, pair: Pair) -> None:
        self.person, self.keys = pair.ash.person, pair.ash.keys
        self.now, self.witness, self.vault_behind = pair.now, pair.ash.witness, False


def test_a_wrong_date_in_the_vault_is_cleared_by_starting_anew(pair: Pair) -> None:
    pair.agree(HOLDING)
    decade = 3650 * 24 * HOUR
    ahead = pair.now + decade
    vaults.change(pair.ash.person, pair.ash.keys, lambda book: memory.keep_heads(book, pair.space, 1, {}, ahead))
    pair.wait(hours=1)
    assert pair.look(pair.ash).trouble is not None
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    for who in (pair.ash, pair.bo):
        starting.reaffirm(look=pair.look(who), keys=who.keys, confirmed_vault=True)
    assert pair.look(pair.ash).trouble is None
    assert pair.look(pair.ash).now < ahead
