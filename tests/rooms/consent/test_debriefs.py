"""Law 8 in the own software: a spent trial is granted again only after the own debrief, and not below the own line."""

from dataclasses import replace

import pytest

from ownaccord.accounts import vaults
from ownaccord.consent import actions, debriefs, memory, starting
from ownaccord.consent.actions import Outcome
from ownaccord.consent.debriefs import NoDebrief
from ownaccord.consent.models import LedgerRow
from ownaccord.core.terms import AT_MOST_TALK, Level
from tests.databases import ON_SQLITE
from tests.rooms.consent.pair import HOLDING, Member, Pair, make_pair
from tests.rooms.consent.trials import SIDE, agreed, scene, trial

pytestmark = [pytest.mark.django_db, ON_SQLITE]
KEY = (HOLDING.slug, SIDE)


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def noted(pair: Pair, who: Member, measure: int | None, at: int | None = None) -> None:
    when = pair.now if at is None else at
    vaults.change(
        who.person, who.keys, lambda book: debriefs.note(book, pair.space, HOLDING.slug, when, measure)
    )  # fmt: skip


def line(pair: Pair, who: Member, drawn: int | None) -> None:
    vaults.change(who.person, who.keys, lambda book: debriefs.keep_line(book, drawn))


def test_a_spent_trial_waits_for_the_own_debrief_at_both_acts(pair: Pair) -> None:
    agreed(pair)
    scene(pair)
    assert pair.in_force(pair.ash) == set()
    for terms in (trial(pair), pair.yes()):
        with pytest.raises(NoDebrief):
            pair.state(pair.ash, HOLDING, SIDE, terms)
    assert pair.state(pair.ash, HOLDING, SIDE, AT_MOST_TALK) == Outcome.WRITTEN
    noted(pair, pair.ash, None)
    assert pair.state(pair.ash, HOLDING, SIDE, trial(pair)) == Outcome.WISHED
    pair.wait(hours=13)
    assert pair.still_so(pair.ash, KEY) == 1


def test_what_is_tighter_is_written_although_the_rest_waits_for_a_debrief(pair: Pair) -> None:
    agreed(pair, uses=2)
    scene(pair)
    left = pair.look(pair.ash).mine.terms(*KEY)  # type: ignore[union-attr]
    assert left.level is Level.TRIAL
    mixed = replace(left, areas_out=frozenset({"neck"}), intensity=None, uses=3)
    assert pair.state(pair.ash, HOLDING, SIDE, mixed) == Outcome.TIGHTER
    now = pair.look(pair.ash).mine.terms(*KEY)  # type: ignore[union-attr]
    assert now == replace(left, areas_out=frozenset({"neck"}), uses=1)
    assert memory.wishes(pair.look(pair.ash).book, pair.space) == ()


def test_a_debrief_from_before_the_end_of_the_scene_is_none_of_it(pair: Pair) -> None:
    agreed(pair)
    over = scene(pair)
    noted(pair, pair.ash, 4, at=over - 1)
    with pytest.raises(NoDebrief):
        pair.state(pair.ash, HOLDING, SIDE, trial(pair))
    noted(pair, pair.ash, 4, at=over)
    assert pair.state(pair.ash, HOLDING, SIDE, trial(pair)) == Outcome.WISHED


def test_below_the_own_line_neither_the_wish_nor_the_second_act_is_taken(pair: Pair) -> None:
    agreed(pair)
    scene(pair)
    noted(pair, pair.ash, 3)
    line(pair, pair.ash, 2)
    assert pair.state(pair.ash, HOLDING, SIDE, trial(pair)) == Outcome.WISHED
    pair.wait(hours=13)
    noted(pair, pair.ash, 1)
    with pytest.raises(NoDebrief):
        pair.still_so(pair.ash, KEY)
    line(pair, pair.ash, None)
    assert pair.still_so(pair.ash, KEY) == 1


def test_what_was_spent_is_remembered_after_the_statement_has_forgotten_it(pair: Pair) -> None:
    agreed(pair)
    over = scene(pair)
    pair.wait(days=3)
    actions.set_wait(look=pair.look(pair.ash), keys=pair.ash.keys, hours=14)
    mine = pair.look(pair.ash).mine
    assert mine is not None
    assert mine.scene is None
    assert debriefs.spent_at(pair.look(pair.ash), *KEY) == over
    with pytest.raises(NoDebrief):
        pair.state(pair.ash, HOLDING, SIDE, trial(pair))


def test_what_a_scene_has_left_of_a_trial_stays_and_can_be_renewed(pair: Pair) -> None:
    agreed(pair, uses=2)
    scene(pair)
    pair.wait(days=2)
    assert pair.in_force(pair.ash) == {(HOLDING.slug, Level.TRIAL)}
    assert actions.renew(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, side=SIDE, days=30) == (
        Outcome.WRITTEN
    )
    left = pair.look(pair.ash).mine.terms(*KEY)  # type: ignore[union-attr]
    with pytest.raises(NoDebrief):
        pair.state(pair.ash, HOLDING, SIDE, replace(left, uses=2))


def test_a_trial_whose_scene_never_began_waits_for_nothing(pair: Pair) -> None:
    agreed(pair)
    actions.tighten(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, side=None, level=Level.NO)
    assert pair.state(pair.ash, HOLDING, SIDE, trial(pair)) == Outcome.WISHED


def test_nothing_of_a_debrief_or_a_line_is_in_a_record_and_the_others_debrief_decides_nothing(pair: Pair) -> None:
    agreed(pair)
    scene(pair)
    before = list(LedgerRow.objects.values())
    noted(pair, pair.bo, 4)
    line(pair, pair.bo, 4)
    assert list(LedgerRow.objects.values()) == before
    with pytest.raises(NoDebrief):
        pair.state(pair.ash, HOLDING, SIDE, trial(pair))


def test_a_space_that_is_left_leaves_nothing_of_it_behind(pair: Pair) -> None:
    agreed(pair)
    scene(pair)
    noted(pair, pair.ash, 3)
    starting.leave(look=pair.look(pair.ash), keys=pair.ash.keys)
    book = vaults.read(pair.ash.person, pair.ash.keys)
    assert {**book.under("spent/"), **book.under("debriefed/")} == {}


@pytest.mark.parametrize(("kept", "read"), [(None, None), (0, 0), (4, 4), (5, 4), ("low", 4), (True, 4)])
def test_a_line_that_cannot_be_read_is_the_highest(kept: object, read: int | None) -> None:
    book = vaults.VaultBook()
    if kept is not None:
        book.put(debriefs.LINE, kept)
    assert debriefs.line(book) == read
