"""The verbs of consent, from the outside of the room: what is in force after somebody said something."""

from dataclasses import replace

import pytest

from ownaccord.consent import actions, pausing, starting
from ownaccord.consent.models import LedgerRow
from ownaccord.core.errors import Lapsed, TooEarly
from ownaccord.core.terms import Level, Terms
from tests.rooms.consent.pair import DAY, HOLDING, OTHER, Pair, make_pair

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> Pair:
    return make_pair()


def test_nothing_is_in_force_in_a_new_space(pair: Pair) -> None:
    assert pair.look(pair.ash).trouble is None
    assert pair.look(pair.bo).arrangements == ()


def test_a_yes_of_both_is_in_force_after_both_slept_on_it(pair: Pair) -> None:
    item = HOLDING
    assert pair.state(pair.ash, item, item.sides[0], pair.yes()) == actions.Outcome.WISHED
    with pytest.raises(TooEarly):
        pair.still_so(pair.ash, (item.slug, item.sides[0]))
    assert pair.in_force(pair.ash) == set()
    pair.agree(item)
    assert pair.in_force(pair.ash) == pair.in_force(pair.bo) == {(item.slug, Level.YES)}


def test_a_wish_writes_no_record(pair: Pair) -> None:
    pair.state(pair.ash, HOLDING, HOLDING.sides[0], pair.yes())
    assert LedgerRow.objects.count() == 0


def test_tightening_counts_at_the_others_next_look(pair: Pair) -> None:
    pair.agree(HOLDING)
    actions.tighten(look=pair.look(pair.bo), keys=pair.bo.keys, item=HOLDING, side=None, level=Level.NO)
    assert pair.in_force(pair.ash) == set()
    assert [each.item for each in _gone(pair)] == [HOLDING.slug]


def _gone(pair: Pair) -> tuple[object, ...]:
    from ownaccord.consent import memory
    from ownaccord.core.news import gone

    seen = pair.look(pair.ash)
    return gone(memory.seen(seen.book, pair.space), seen.arrangements)


def test_with_a_changed_card_unread_what_is_tighter_counts_at_once_and_nothing_rises(pair: Pair) -> None:
    pair.agree(HOLDING)
    side = HOLDING.sides[0]
    changed = replace(HOLDING, edition=HOLDING.edition + 1)
    mine = pair.look(pair.ash).mine
    assert mine is not None
    before = mine.entry(HOLDING.slug, side)
    assert before is not None

    def states(terms: Terms) -> actions.Outcome:
        look = pair.look(pair.ash)
        return actions.take_position(look=look, keys=pair.ash.keys, item=changed, side=side, terms=terms)

    later = replace(before.terms, review_by=before.terms.review_by + DAY)  # type: ignore[operator]
    with pytest.raises(actions.CardUnread):
        states(later)
    assert states(replace(before.terms, minutes=9)) == actions.Outcome.WRITTEN
    # A form counts its review date from now, so that whatever is tightened by one is a renewal, too.
    assert states(replace(later, minutes=9, signals=frozenset({"stop word"}))) == actions.Outcome.TIGHTER
    assert states(replace(before.terms, areas_out=frozenset({"neck"}))) == actions.Outcome.TIGHTER
    now = pair.look(pair.ash).mine
    assert now is not None
    after = now.entry(HOLDING.slug, side)
    assert after is not None and after.edition == before.edition
    assert after.terms == replace(
        before.terms, minutes=9, areas_out=frozenset({"neck"}), signals=frozenset({"stop word"})
    )


def test_a_lapsed_yes_is_gone_without_any_job(pair: Pair) -> None:
    pair.agree(HOLDING)
    pair.wait(days=91)
    assert pair.in_force(pair.ash) == set()


def test_a_plain_pause_lowers_at_once_and_only_its_author_lifts_it(pair: Pair) -> None:
    from ownaccord.accounts import stops

    pair.agree(HOLDING)
    stops.pause(person=pair.bo.person)
    assert pair.in_force(pair.ash) == set()
    pausing.lift(looks=(pair.look(pair.ash),), keys=pair.ash.keys, person=pair.ash.person, scope="", now=pair.now)
    assert pair.in_force(pair.ash) == set()
    pausing.copy_in(look=pair.look(pair.bo), keys=pair.bo.keys, scope="", pressed_now=False)
    pausing.lift(looks=(pair.look(pair.bo),), keys=pair.bo.keys, person=pair.bo.person, scope="", now=pair.now)
    assert pair.in_force(pair.ash) == {(HOLDING.slug, Level.YES)}


def test_what_became_newer_during_a_pause_waits_as_a_wish(pair: Pair) -> None:
    from ownaccord.consent import memory

    for side in OTHER.sides:
        pair.state(pair.ash, OTHER, side, pair.yes())
    pair.wait(hours=13)
    pair.still_so(pair.ash, *((OTHER.slug, side) for side in OTHER.sides))
    pausing.copy_in(look=pair.look(pair.ash), keys=pair.ash.keys, scope="", pressed_now=True)
    for side in OTHER.sides:
        pair.state(pair.bo, OTHER, side, pair.yes())
    pair.wait(hours=13)
    pair.still_so(pair.bo, *((OTHER.slug, side) for side in OTHER.sides))
    pausing.lift(looks=(pair.look(pair.ash),), keys=pair.ash.keys, person=pair.ash.person, scope="", now=pair.now)
    assert pair.in_force(pair.ash) == {(OTHER.slug, Level.TALK)}
    wishes = memory.wishes(pair.look(pair.ash).book, pair.space)
    assert {wish.key for wish in wishes} == {(OTHER.slug, side) for side in OTHER.sides}


def test_leaving_ends_the_space_for_both(pair: Pair) -> None:
    from django.http import Http404

    pair.agree(HOLDING)
    starting.leave(look=pair.look(pair.bo), keys=pair.bo.keys)
    with pytest.raises(Http404):
        pair.look(pair.ash)


def test_a_tightening_part_counts_at_once_while_the_rest_sleeps(pair: Pair) -> None:
    pair.agree(HOLDING)
    side = HOLDING.sides[0]
    wider = pair.yes(intensity=2, review_by=pair.now + 300 * DAY)
    stricter = pair.yes(conditions=frozenset({"sober"}), review_by=pair.now + 5 * DAY)
    assert pair.state(pair.ash, HOLDING, side, stricter) == actions.Outcome.WRITTEN
    assert pair.state(pair.ash, HOLDING, side, wider) == actions.Outcome.BOTH
    assert pair.look(pair.ash).mine.terms(HOLDING.slug, side).intensity == 2  # type: ignore[union-attr]


def test_a_no_leaves_no_entry_and_no_trace_of_having_been_one(pair: Pair) -> None:
    pair.agree(HOLDING)
    pair.state(pair.ash, HOLDING, HOLDING.sides[0], Terms(level=Level.NO))
    assert pair.look(pair.bo).states[pair.ash.person].entry(HOLDING.slug, HOLDING.sides[0]) is None


def test_an_edited_record_quarantines_and_reaffirming_starts_anew(pair: Pair) -> None:
    from ownaccord.consent import memory

    pair.agree(HOLDING)
    row = LedgerRow.objects.filter(author=pair.bo.person).latest("seq")
    row.state_hash = bytes(32)
    row.save(update_fields=["state_hash"])
    assert pair.look(pair.ash).trouble is not None
    assert pair.look(pair.ash).arrangements == ()
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=True)
    assert pair.look(pair.ash).waiting_for_others
    assert pair.look(pair.bo).starts_anew
    starting.reaffirm(look=pair.look(pair.bo), keys=pair.bo.keys, confirmed_vault=True)
    assert pair.in_force(pair.ash) == set()
    for who in (pair.ash, pair.bo):
        wishes = memory.wishes(pair.look(who).book, pair.space)
        pair.still_so(who, *(wish.key for wish in wishes))
    assert pair.in_force(pair.ash) == {(HOLDING.slug, Level.YES)}


def _in_trouble(pair: Pair) -> None:
    pair.agree(HOLDING)
    LedgerRow.objects.filter(author=pair.bo.person).update(macs=b"")
    assert pair.look(pair.ash).trouble is not None


def test_a_no_stated_in_trouble_does_not_come_back_and_pauses_the_space_for_the_other(pair: Pair) -> None:
    from ownaccord.accounts import stops
    from ownaccord.consent import memory

    _in_trouble(pair)
    for side in HOLDING.sides:
        pair.state(pair.ash, HOLDING, side, Terms(level=Level.NO))
    assert stops.scopes(pair.ash.person) == {pair.space}
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=True)
    assert memory.wishes(pair.look(pair.ash).book, pair.space) == ()


def test_a_limit_told_in_trouble_is_told_with_the_new_start(pair: Pair) -> None:
    _in_trouble(pair)
    actions.tell_limit(look=pair.look(pair.ash), keys=pair.ash.keys, item=HOLDING, sides=HOLDING.sides[:1])
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    starting.reaffirm(look=pair.look(pair.ash), keys=pair.ash.keys, confirmed_vault=True)
    assert pair.look(pair.ash).mine.told == {(HOLDING.slug, HOLDING.sides[0])}  # type: ignore[union-attr]


def test_nothing_but_reaffirming_writes_into_a_new_epoch(pair: Pair) -> None:
    from ownaccord.consent.writing import NotNow

    _in_trouble(pair)
    starting.renew_epoch(look=pair.look(pair.ash), keys=pair.ash.keys)
    with pytest.raises(NotNow):
        pair.state(pair.bo, HOLDING, HOLDING.sides[0], Terms(level=Level.TALK))
    assert LedgerRow.objects.filter(epoch=2).count() == 0


def test_who_left_is_never_back_in_whatever_the_database_says(pair: Pair) -> None:
    from ownaccord.spaces.models import Space

    pair.agree(HOLDING)
    starting.leave(look=pair.look(pair.ash), keys=pair.ash.keys)
    Space.objects.update(ended=False)
    assert pair.look(pair.ash).over
    assert pair.look(pair.ash).arrangements == ()


def test_a_wish_stated_again_or_tighter_goes_on_sleeping_and_a_wider_one_begins_anew(pair: Pair) -> None:
    from ownaccord.consent import memory

    item, side = HOLDING, HOLDING.sides[0]

    def since() -> int:
        wish = memory.wish(pair.look(pair.ash).book, pair.space, item.slug, side)
        assert wish is not None
        return wish.since

    pair.state(pair.ash, item, side, pair.yes(intensity=3))
    began = since()
    pair.wait(hours=2)
    pair.state(pair.ash, item, side, pair.yes(intensity=3))
    pair.state(pair.ash, item, side, pair.yes(intensity=2))
    assert since() == began
    pair.wait(hours=2)
    pair.state(pair.ash, item, side, pair.yes(intensity=4))
    assert since() == pair.now


def test_a_wish_past_its_own_review_date_is_slept_on_again_when_it_is_stated_with_a_later_one(pair: Pair) -> None:
    item, side = HOLDING, HOLDING.sides[0]
    pair.state(pair.ash, item, side, pair.yes(review_by=pair.now + 2 * DAY))
    pair.wait(days=3)
    with pytest.raises(Lapsed):
        pair.still_so(pair.ash, (item.slug, side))
    pair.state(pair.ash, item, side, pair.yes())
    with pytest.raises(TooEarly):
        pair.still_so(pair.ash, (item.slug, side))
    pair.wait(hours=13)
    pair.still_so(pair.ash, (item.slug, side))
