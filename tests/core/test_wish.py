"""Lifting a pause: what others made wider meanwhile waits as the author's own wish."""

from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import DAY, Entry, Side
from ownaccord.core.statement import new_state, with_entry, with_pause
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.core.wish import LIFETIME, Wish, WishAnswer, WishState, lift_pause, may_confirm

NOW = 1_790_000_000
YES = Terms(level=Level.YES, contexts=frozenset(Context), review_by=NOW + 30 * DAY)
KEY = ("hand-massage", Side.GIVE)
SIDES = (("ash", Side.GIVE), ("bo", Side.RECEIVE))


def paused():
    state = with_entry(new_state(NOW - DAY, bytes(32)), Entry(*KEY, YES, NOW - 10 * DAY, 1))
    return with_pause(state)


def test_what_was_in_force_before_comes_back_as_it_was():
    then = [Arrangement(KEY[0], SIDES, YES)]
    lifted = lift_pause(paused(), {KEY: YES}, then, then, NOW)
    assert (lifted.state.paused, lifted.state.terms(*KEY), lifted.wishes) == (False, YES, ())


def test_what_somebody_else_opened_meanwhile_is_lowered_to_talk_first_and_kept_as_a_wish():
    lifted = lift_pause(paused(), {KEY: YES}, [], [Arrangement(KEY[0], SIDES, YES)], NOW)
    assert lifted.state.terms(*KEY).level is Level.TALK
    assert [(wish.key, wish.terms, wish.since) for wish in lifted.wishes] == [(KEY, YES, NOW)]


def test_what_somebody_else_opened_wider_is_lowered_too():
    narrow = Terms(level=Level.YES, intensity=2, contexts=frozenset(Context), review_by=NOW + 30 * DAY)
    lifted = lift_pause(
        paused(), {KEY: YES}, [Arrangement(KEY[0], SIDES, narrow)], [Arrangement(KEY[0], SIDES, YES)], NOW
    )
    assert lifted.state.terms(*KEY).level is Level.TALK


def test_what_is_newer_in_both_ways_becomes_one_wish_as_it_stood_with_its_edition():
    state = with_pause(with_entry(new_state(NOW - DAY, bytes(32)), Entry(*KEY, YES, NOW - 10 * DAY, 7)))
    lifted = lift_pause(state, {}, [], [Arrangement(KEY[0], SIDES, YES)], NOW)
    assert lifted.wishes == (Wish(*KEY, YES, NOW, 7),)
    assert lifted.state.terms(*KEY).level is Level.TALK


def test_a_lapsed_wish_still_says_from_when_it_could_have_been_confirmed():
    wish = Wish(*KEY, Terms(), NOW, 1)
    assert may_confirm(wish, NOW + LIFETIME + 1, 60) == WishAnswer(WishState.LAPSED, NOW + 60)
