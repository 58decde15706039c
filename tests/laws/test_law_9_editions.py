"""Law 9: a changed or unread card counts as Talk first at most, and so does an item without a known safe form."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import in_force
from ownaccord.core.position import DAY, Entry, ItemRule, Shape, Side, as_of
from ownaccord.core.statement import State, with_edition
from ownaccord.core.terms import Level, Terms, permits
from tests.laws import model
from tests.laws.pace import often
from tests.laws.strategies import ITEMS, NOW, RULES, acts, moments, spaces

ITEM, GIVE = "hand-massage", Side.GIVE
YES = Terms(review_by=NOW + DAY, intensity=2)


@often
@given(spaces(), moments, st.sampled_from(ITEMS), st.integers(1, 3), acts())
def test_a_new_edition_leaves_talk_first_at_most_until_every_author_has_read_it(space, now, item, edition, act):
    members, every = space
    rules = {**RULES, item: replace(RULES[item], edition=edition)}
    act = replace(act, when=max(act.when, now))
    for arrangement in in_force(rules, members, every, now, frozenset()):
        if arrangement.item == item:
            way = dict(arrangement.sides)
            unread = any(model.find(every[p], item, way[p]).edition != edition for p in members)
            assert not unread or arrangement.terms.level <= Level.TALK
            assert permits(arrangement.terms, act) == model.permitted(rules[item], members, every, now, (), way, act)


@pytest.mark.parametrize("read", [1, 2, 4])
def test_another_edition_than_the_current_one_counts_as_talk_first(read):
    rule = ItemRule(ITEM, (Shape.GIVE_RECEIVE,), 3)
    assert as_of(Entry(ITEM, GIVE, YES, NOW, read), rule, NOW) == replace(YES, level=Level.TALK)
    assert as_of(Entry(ITEM, GIVE, YES, NOW, 3), rule, NOW) == YES


def test_reading_the_card_again_brings_back_what_was_stated():
    rule = ItemRule(ITEM, (Shape.GIVE_RECEIVE,), 2)
    entry = Entry(ITEM, GIVE, YES, NOW, 1)
    state = with_edition(saying(entry), ITEM, 2)
    assert as_of(state.entry(ITEM, GIVE), rule, NOW) == YES


def saying(entry):
    """A statement with this one position."""
    return State(NOW, bytes(32), (entry,))


def test_more_than_talk_first_cannot_be_stated_without_having_read_a_card():
    assert Entry(ITEM, GIVE, Terms(level=Level.TALK), NOW, 0).edition == 0
    with pytest.raises(Malformed, match="card"):
        Entry(ITEM, GIVE, YES, NOW, 0)


@pytest.mark.parametrize("ceiling", list(Level))
def test_no_position_counts_above_the_ceiling_of_its_item(ceiling):
    rule = ItemRule(ITEM, (Shape.GIVE_RECEIVE,), 1, ceiling)
    assert as_of(Entry(ITEM, GIVE, YES, NOW, 1), rule, NOW).level is ceiling


@pytest.mark.parametrize(
    "wrong", [{"slug": "Hand massage"}, {"slug": ""}, {"shapes": ()}, {"shapes": (Shape.TOGETHER,) * 2}, {"edition": 0}]
)
def test_a_rule_of_an_item_is_sound(wrong):
    with pytest.raises(Malformed):
        ItemRule(**{"slug": ITEM, "shapes": (Shape.TOGETHER,), "edition": 1, **wrong})
