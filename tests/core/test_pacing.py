"""Pacing: how soon another deck may open, and what may be in it."""

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.deck import Line
from ownaccord.core.pacing import Dealt, kept, next_from, resting
from ownaccord.core.position import Shape

DAY = 86_400
NOW = 2_000_000_000
LINES = tuple(Line(item, Shape.TOGETHER) for item in ("a", "b", "c"))
rounds = st.lists(
    st.builds(Dealt, st.integers(NOW - 100 * DAY, NOW + DAY), st.frozensets(st.sampled_from("abc"))), max_size=5
)


def test_an_everyday_deck_may_follow_after_two_days_and_any_other_after_fourteen() -> None:
    dealt = [Dealt(NOW - 30 * DAY, frozenset()), Dealt(NOW, frozenset())]
    assert next_from(dealt, everyday=True) == NOW + 2 * DAY
    assert next_from(dealt, everyday=False) == NOW + 14 * DAY
    assert next_from([], everyday=False) == 0


def test_an_item_is_dealt_once_in_ninety_days() -> None:
    dealt = [Dealt(NOW, frozenset("ab"))]
    assert resting(dealt, LINES, NOW + 90 * DAY - 1) == {"a", "b"}
    assert resting(dealt, LINES, NOW + 90 * DAY) == set()


@given(rounds, st.integers(0, 20 * DAY), st.booleans())
def test_forgetting_what_is_long_over_changes_nothing_from_then_on(
    dealt: list[Dealt], later: int, everyday: bool
) -> None:
    left = kept(dealt, NOW)
    assert resting(left, LINES, NOW + later) == resting(dealt, LINES, NOW + later)
    assert max(next_from(left, everyday), NOW) == max(next_from(dealt, everyday), NOW)
    assert list(left) == sorted(left, key=lambda each: each.opened_at)
