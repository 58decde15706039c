"""Law 5: time alone never raises anything. No clock jump, in either direction, raises anything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import in_force
from ownaccord.core.ledger import Quarantine, Stage
from ownaccord.core.position import DAY, Entry, Side, as_of, longest_review
from ownaccord.core.statement import State, due_for_review, rewritten, with_entry
from ownaccord.core.terms import NOTHING, Level, Terms, allows_no_more, lapsed, standing
from tests.core.people import Pair
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import NOW, RULES, SALT, acts, spaces, states

ITEM, GIVE, RECEIVE = "hand-massage", Side.GIVE, Side.RECEIVE


@often
@given(spaces(), st.integers(NOW - 2 * DAY, NOW + 400 * DAY), st.integers(0, 400 * DAY))
def test_later_never_means_more(space, now, passed):
    members, every = space
    early = {(a.item, a.sides): a.terms for a in in_force(RULES, members, every, now, frozenset())}
    for arrangement in in_force(RULES, members, every, now + passed, frozenset()):
        assert allows_no_more(arrangement.terms, early[arrangement.item, arrangement.sides])


@often
@given(states(), acts(), st.integers(NOW - 2 * DAY, NOW + 40 * DAY))
def test_after_its_review_date_a_position_counts_as_nothing(mine, act, now):
    for entry in mine.entries:
        terms = as_of(entry, RULES[entry.item], now)
        expired = entry.terms.review_by is not None and entry.terms.review_by < now
        assert lapsed(entry.terms, now) == expired
        assert standing(entry.terms, now) == (NOTHING if expired else entry.terms)
        assert not expired or terms == NOTHING
        assert not model.allows(terms, act) or model.allows(entry.terms, act)


def test_at_the_review_date_it_counts_and_a_second_later_it_does_not():
    entry = Entry(ITEM, GIVE, Terms(review_by=NOW + DAY), NOW, 1)
    assert as_of(entry, RULES[ITEM], NOW + DAY) == entry.terms
    assert as_of(entry, RULES[ITEM], NOW + DAY + 1) == NOTHING


def test_above_talk_first_a_review_date_is_needed_and_at_most_a_year_away():
    assert longest_review(Level.YES) == 366 * DAY
    assert longest_review(Level.TRIAL) == 30 * DAY
    for level, days in ((Level.YES, 366), (Level.TRIAL, 30)):
        Entry(ITEM, GIVE, Terms(level=level, uses=1, review_by=NOW + days * DAY), NOW, 1)
        for wrong in (NOW + days * DAY + 1, None):
            with pytest.raises(Malformed, match="review date"):
                Entry(ITEM, GIVE, Terms(level=level, uses=1, review_by=wrong), NOW, 1)


def test_what_has_lapsed_is_not_written_again():
    state = with_entry(State(NOW, SALT), Entry(ITEM, GIVE, Terms(review_by=NOW + DAY), NOW, 1))
    assert rewritten(state, NOW + DAY, SALT).entries == state.entries
    assert rewritten(state, NOW + DAY + 1, SALT).entries == ()


def test_what_is_due_for_review_is_what_still_counts_and_ends_soon():
    state = State(NOW, SALT)
    for side, days in ((GIVE, 5), (RECEIVE, 3), (Side.TOGETHER, 8)):
        state = with_entry(state, Entry(ITEM, side, Terms(review_by=NOW + days * DAY), NOW, 1))
    state = with_entry(state, Entry("story-reading", Side.SHOW, Terms(level=Level.TALK), NOW, 1))
    assert [entry.side for entry in due_for_review(state, NOW, 5)] == [RECEIVE, GIVE]
    assert [entry.side for entry in due_for_review(state, NOW + 3 * DAY, 2)] == [RECEIVE, GIVE]
    assert [entry.side for entry in due_for_review(state, NOW + 3 * DAY + 1, 2)] == [GIVE]


@pytest.mark.parametrize("years", [-10, -1, 1, 10])
def test_a_clock_that_jumps_and_comes_back_has_raised_nothing(years):
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    pair.clock += years * 366 * DAY
    assert pair.levels("ash") == pair.levels("bo") == {}
    pair.clock -= years * 366 * DAY
    assert pair.levels("ash") == {ITEM: Level.YES}


def test_a_clock_set_back_revives_nothing_for_whoever_has_seen_a_later_time():
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    agreed = pair.clock
    pair.clock += 61 * DAY
    pair.talk("bo", "story-reading", Side.SHOW)
    assert pair.levels("ash") == {}
    pair.clock = agreed
    with pytest.raises(Quarantine) as trouble:
        pair.read("ash")
    assert trouble.value.stage is Stage.CLOCK
    pair.clock = agreed + 60 * DAY + 3600
    assert pair.levels("ash") == {}
