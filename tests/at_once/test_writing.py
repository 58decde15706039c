"""Two devices, two members, two pages: whatever comes at once is written as if one had come after the other."""

from functools import partial

import pytest

from ownaccord.accounts import vaults
from ownaccord.consent import actions, pausing
from ownaccord.consent.looking import Look
from ownaccord.consent.models import LedgerRow
from ownaccord.consent.said import taken, tried
from ownaccord.core.terms import Level, Terms
from tests.at_once.conftest import TOGETHER, at_once
from tests.rooms.consent.pair import HOLDING, OTHER, Member, Pair

ROUNDS = 5


def test_devices_that_write_one_vault_at_once_lose_no_entry(pair: Pair) -> None:
    def device(number: int) -> None:
        for turn in range(ROUNDS):
            key = f"settings/{number}-{turn}"
            vaults.change(pair.ash.person, pair.ash.keys, lambda book, key=key: book.put(key, number))  # type: ignore[misc]

    before = vaults.version(pair.ash.person)
    assert at_once(*(partial(device, number) for number in range(TOGETHER))) == [None] * TOGETHER

    book = vaults.read(pair.ash.person, pair.ash.keys)
    wanted = {f"settings/{number}-{turn}": number for number in range(TOGETHER) for turn in range(ROUNDS)}
    assert {key: book.get(key) for key in wanted} == wanted
    assert vaults.version(pair.ash.person) == before + TOGETHER * ROUNDS


def tighten(pair: Pair, who: Member, level: Level = Level.NO) -> str:
    """The button *Not any more*, from a page that looks afresh."""
    return tried(
        lambda: actions.tighten(look=pair.look(who), keys=who.keys, item=HOLDING, side=None, level=level), "tightened"
    )


def still_so(pair: Pair, who: Member) -> str:
    """The button *Still so*, for every wish on the item, from a page that looks afresh."""
    chosen = [(HOLDING.slug, side) for side in HOLDING.sides]
    return tried(lambda: actions.still_so(look=pair.look(who), keys=who.keys, chosen=chosen), "still")


def slept_on(pair: Pair) -> None:
    """Both have slept on a wish about the item, and Bo has stated it."""
    for who in (pair.ash, pair.bo):
        for side in HOLDING.sides:
            pair.state(who, HOLDING, side, pair.yes())
    pair.wait(hours=13)
    still_so(pair, pair.bo)


@pytest.mark.parametrize("turn", range(ROUNDS))
def test_tightening_beside_loosening_is_never_lost(pair: Pair, turn: int) -> None:
    slept_on(pair)

    said = at_once(partial(still_so, pair, pair.ash), partial(tighten, pair, pair.ash))

    assert said[1] in ("tightened", "dropped"), said
    assert said[0] in ("still", "none"), said
    assert pair.in_force(pair.ash) == set() == pair.in_force(pair.bo)


class StaleLook:
    """A page that looked before something else happened; its next looks are fresh."""

    def __init__(self, pair: Pair, who: Member) -> None:
        self._pair, self._who = pair, who
        self._first: Look | None = pair.look(who)

    def __call__(self) -> Look:
        found, self._first = self._first or self._pair.look(self._who), None
        return found


def test_a_wish_that_another_page_let_go_is_not_written_by_one_that_looked_before(pair: Pair) -> None:
    """Letting go of a wish makes no record, so the next place in the chain is still free for the page from before."""
    slept_on(pair)
    look = StaleLook(pair, pair.ash)
    chosen = [(HOLDING.slug, side) for side in HOLDING.sides]
    assert tighten(pair, pair.ash) == "dropped"

    assert taken(lambda: actions.still_so(look=look(), keys=pair.ash.keys, chosen=chosen)) == 0
    assert pair.in_force(pair.bo) == set()


def test_a_tightening_that_looked_before_a_loosening_counts_after_it(pair: Pair) -> None:
    slept_on(pair)
    look = StaleLook(pair, pair.ash)
    assert still_so(pair, pair.ash) == "still"
    assert pair.in_force(pair.bo) == {(HOLDING.slug, Level.YES)}

    def step() -> object:
        return actions.tighten(look=look(), keys=pair.ash.keys, item=HOLDING, side=None, level=Level.NO)

    assert tried(step, "tightened") == "tightened"
    assert pair.in_force(pair.bo) == set()


def test_a_no_from_the_form_that_looked_before_is_written_too(pair: Pair) -> None:
    pair.agree(HOLDING)
    look = StaleLook(pair, pair.ash)
    pair.state(pair.ash, OTHER, OTHER.sides[0], Terms(level=Level.TALK))
    side, no = HOLDING.sides[0], Terms(level=Level.NO)

    taken(lambda: actions.take_position(look=look(), keys=pair.ash.keys, item=HOLDING, side=side, terms=no))
    assert pair.in_force(pair.bo) == set()


def test_members_who_write_at_once_both_have_their_word(pair: Pair) -> None:
    def states(who: Member) -> None:
        for side in HOLDING.sides:
            taken(lambda side=side: pair.state(who, HOLDING, side, Terms(level=Level.TALK)))  # type: ignore[misc]

    assert at_once(partial(states, pair.ash), partial(states, pair.bo)) == [None, None]
    assert pair.in_force(pair.ash) == {(HOLDING.slug, Level.TALK)} == pair.in_force(pair.bo)


def test_one_members_tightening_beside_the_others_loosening_counts(pair: Pair) -> None:
    slept_on(pair)

    said = at_once(partial(still_so, pair, pair.ash), partial(tighten, pair, pair.bo))
    assert said == ["still", "tightened"]
    assert pair.in_force(pair.ash) == set() == pair.in_force(pair.bo)


def test_records_of_one_person_at_once_make_one_chain(pair: Pair) -> None:
    items = [each for each in (HOLDING, OTHER) for _ in range(2)]

    def state(number: int) -> object:
        item = items[number]
        return taken(lambda: pair.state(pair.ash, item, item.sides[0], Terms(level=Level.TALK)))

    at_once(*(partial(state, number) for number in range(len(items))))
    mine = LedgerRow.objects.filter(author=pair.ash.person).order_by("seq")
    assert [row.seq for row in mine] == list(range(mine[0].seq, mine[0].seq + len(mine)))
    assert [row.seq for row in mine if row.state is not None] == [mine[len(mine) - 1].seq]
    assert pair.look(pair.bo).trouble is None


def test_a_pause_pressed_while_another_page_lifts_one_stays(pair: Pair) -> None:
    from ownaccord.accounts import stops

    pair.agree(HOLDING)
    stops.pause(person=pair.ash.person)
    meant = stops.rows(pair.ash.person, "")
    look = pair.look(pair.ash)
    stops.pause(person=pair.ash.person)

    pausing.lift(looks=(look,), keys=pair.ash.keys, person=pair.ash.person, scope="", now=pair.now, meant=meant)
    assert stops.scopes(pair.ash.person) == {""}
    assert pair.in_force(pair.bo) == set()
