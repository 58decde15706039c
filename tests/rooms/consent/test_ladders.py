"""A ladder of one's own: each step a wish, the next only after the own debrief of the last, down in one tap."""

from dataclasses import replace

import pytest

from ownaccord.accounts import vaults
from ownaccord.consent import actions, cooling, debriefs, ladders, memory, starting
from ownaccord.consent.actions import Outcome
from ownaccord.consent.debriefs import NoDebrief
from ownaccord.consent.ladders import NoRoom, StepRests
from ownaccord.consent.models import LedgerRow
from ownaccord.core.cooling import EVERYTHING
from ownaccord.core.errors import Refused
from ownaccord.core.ladder import Ladder
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.spaces.models import Shown
from tests.databases import ON_SQLITE
from tests.rooms.consent.pair import HOLDING, Member, Pair, make_pair
from tests.rooms.consent.trials import SIDE, scene

pytestmark = [pytest.mark.django_db, ON_SQLITE]
KEY = (HOLDING.slug, SIDE)
MINUTES = (5, 10, 20)


def step(minutes: int) -> Terms:
    return Terms(level=Level.TRIAL, uses=1, minutes=minutes, contexts=frozenset(Context))


def of(pair: Pair, who: Member) -> Ladder:
    return ladders.of(vaults.read(who.person, who.keys), pair.space, *KEY)


def ask(pair: Pair, who: Member, number: int) -> Outcome:
    return ladders.ask(look=pair.look(who), keys=who.keys, ladder=of(pair, who), number=number)


def down(pair: Pair, who: Member) -> Outcome:
    return ladders.step_down(look=pair.look(who), keys=who.keys, ladder=of(pair, who))


def may(pair: Pair, who: Member) -> bool:
    return ladders.may_ask_next(pair.look(who), of(pair, who))


def debriefed(pair: Pair, who: Member, measure: int | None = None) -> None:
    vaults.change(who.person, who.keys, lambda book: debriefs.note(book, pair.space, HOLDING.slug, pair.now, measure))


def opens(pair: Pair, number: int) -> None:
    """Both ask for this step, sleep on it and say it again."""
    for who in (pair.ash, pair.bo):
        assert ask(pair, who, number) == Outcome.WISHED
    pair.wait(hours=13)
    for who in (pair.ash, pair.bo):
        assert pair.still_so(who, KEY) == 1


def minutes(pair: Pair, who: Member) -> set[int | None]:
    return {a.terms.minutes for a in pair.look(who).arrangements}


@pytest.fixture
def pair() -> Pair:
    """Both have a ladder of three steps, and have read the card."""
    made = make_pair()
    for who in (made.ash, made.bo):
        actions.read_card(look=made.look(who), keys=who.keys, item=HOLDING)
        for each in MINUTES:
            ladders.add(
                look=made.look(who), keys=who.keys, item=HOLDING, side=SIDE, terms=step(each), sign="", review_at=None
            )
    return made


def test_three_steps_by_two_each_after_their_own_debrief(pair: Pair) -> None:
    for number, length in enumerate(MINUTES, 1):
        opens(pair, number)
        assert minutes(pair, pair.ash) == minutes(pair, pair.bo) == {length}
        assert (may(pair, pair.ash), may(pair, pair.bo)) == (False, False)
        scene(pair)
        assert minutes(pair, pair.bo) == set()
        assert not may(pair, pair.ash)
        for who in (pair.ash, pair.bo):
            debriefed(pair, who)
            assert may(pair, who) == (number < len(MINUTES))


def test_it_is_not_available_until_everybody_has_asked_and_nothing_shows_who_has(pair: Pair) -> None:
    before = list(LedgerRow.objects.values())
    ask(pair, pair.ash, 1)
    assert list(LedgerRow.objects.values()) == before
    pair.wait(hours=13)
    pair.still_so(pair.ash, KEY)
    assert minutes(pair, pair.ash) == minutes(pair, pair.bo) == set()


def test_the_next_waits_for_the_own_debrief_and_the_own_line_and_for_nobody_elses(pair: Pair) -> None:
    opens(pair, 1)
    scene(pair)
    debriefed(pair, pair.bo, 4)
    with pytest.raises(NoDebrief):
        ask(pair, pair.ash, 2)
    vaults.change(pair.ash.person, pair.ash.keys, lambda book: debriefs.keep_line(book, 2))
    debriefed(pair, pair.ash, 1)
    for number in (1, 2):
        with pytest.raises(NoDebrief):
            ask(pair, pair.ash, number)
    pair.wait(hours=1)
    debriefed(pair, pair.ash, 2)
    assert ask(pair, pair.ash, 2) == Outcome.WISHED


def test_without_a_scene_a_debrief_from_before_the_step_is_none_of_it(pair: Pair) -> None:
    debriefed(pair, pair.ash, 4)
    pair.wait(hours=1)
    opens(pair, 1)
    with pytest.raises(NoDebrief):
        ask(pair, pair.ash, 2)
    debriefed(pair, pair.ash)
    assert may(pair, pair.ash)


def test_while_the_last_step_rests_the_next_does_too_and_none_is_left_out(pair: Pair) -> None:
    ask(pair, pair.ash, 1)
    debriefed(pair, pair.ash)
    with pytest.raises(StepRests):
        ask(pair, pair.ash, 2)
    with pytest.raises(Refused):
        ask(pair, pair.ash, 3)


def test_staying_is_the_same_step_again(pair: Pair) -> None:
    opens(pair, 1)
    pair.wait(hours=1)
    assert ask(pair, pair.ash, 1) == Outcome.WRITTEN
    scene(pair)
    debriefed(pair, pair.ash)
    assert ask(pair, pair.ash, 1) == Outcome.WISHED
    assert of(pair, pair.ash).place == 1


def test_one_step_down_counts_at_once_and_needs_no_debrief(pair: Pair) -> None:
    opens(pair, 1)
    scene(pair)
    for who in (pair.ash, pair.bo):
        debriefed(pair, who)
    opens(pair, 2)
    assert down(pair, pair.ash) == Outcome.WRITTEN
    assert minutes(pair, pair.bo) == {5}
    assert down(pair, pair.ash) == Outcome.WRITTEN
    assert minutes(pair, pair.bo) == set()
    assert of(pair, pair.ash).place == 0
    assert down(pair, pair.ash) == Outcome.SAME


def test_one_step_down_drops_the_wish_and_works_where_no_record_can_be_written(pair: Pair) -> None:
    ask(pair, pair.ash, 1)
    down(pair, pair.ash)
    assert memory.wish(vaults.read(pair.ash.person, pair.ash.keys), pair.space, *KEY) is None
    opens(pair, 1)
    pair.behind.add(pair.ash.person)
    assert down(pair, pair.ash) == Outcome.WRITTEN
    assert minutes(pair, pair.bo) == set()


def test_a_cooling_off_takes_no_step_and_lets_one_go_down(pair: Pair) -> None:
    opens(pair, 1)
    cooling.begin(look=pair.look(pair.ash), keys=pair.ash.keys, scope=EVERYTHING)
    with pytest.raises(cooling.cooled.CoolingOff):
        ask(pair, pair.ash, 1)
    down(pair, pair.ash)
    assert of(pair, pair.ash).place == 0


def test_what_is_shown_is_the_steps_alone_and_somebody_begins_with_them_at_their_foot(pair: Pair) -> None:
    opens(pair, 1)
    mine = of(pair, pair.ash)
    ladders.show(look=pair.look(pair.ash), keys=pair.ash.keys, ladder=mine)
    ladders.let_go(look=pair.look(pair.bo), keys=pair.bo.keys, ladder=of(pair, pair.bo))
    (who, shown), = ladders.shown_by_others(pair.look(pair.bo), pair.bo.keys)
    assert (who, shown) == (pair.ash.person, replace(mine, place=0, asked_at=0))
    ladders.take_over(look=pair.look(pair.bo), keys=pair.bo.keys, side=SIDE, shown=shown)
    assert of(pair, pair.bo) == shown
    with pytest.raises(NoRoom):
        ladders.take_over(look=pair.look(pair.bo), keys=pair.bo.keys, side=SIDE, shown=shown)
    ladders.let_go(look=pair.look(pair.ash), keys=pair.ash.keys, ladder=mine)
    assert ladders.shown_by_others(pair.look(pair.bo), pair.bo.keys) == ()


def test_a_use_that_a_scene_has_spent_hides_no_steps_of_others(pair: Pair) -> None:
    opens(pair, 1)
    pair.unlock(pair.bo)
    ladders.show(look=pair.look(pair.ash), keys=pair.ash.keys, ladder=of(pair, pair.ash))
    scene(pair)
    assert [who for who, _shown in ladders.shown_by_others(pair.look(pair.bo), pair.bo.keys)] == [pair.ash.person]


def test_nothing_of_a_ladder_is_stored_where_others_could_see_it(pair: Pair) -> None:
    def stored() -> tuple[list[object], list[object]]:
        return list(LedgerRow.objects.values()), list(Shown.objects.values())

    before = stored()
    ask(pair, pair.ash, 1)
    down(pair, pair.ash)
    ladders.drop_last(look=pair.look(pair.ash), keys=pair.ash.keys, ladder=of(pair, pair.ash))
    ladders.let_go(look=pair.look(pair.ash), keys=pair.ash.keys, ladder=of(pair, pair.ash))
    assert stored() == before


def test_a_space_that_is_left_leaves_no_ladder_behind(pair: Pair) -> None:
    starting.leave(look=pair.look(pair.ash), keys=pair.ash.keys)
    assert vaults.read(pair.ash.person, pair.ash.keys).under("ladder/") == {}
