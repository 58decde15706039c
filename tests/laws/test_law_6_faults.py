"""Law 6: adding a pause, a cooling-off, an expiry, a fault, or losing a record never raises anything."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.errors import Loosens, TooLate
from ownaccord.core.in_force import in_force
from ownaccord.core.ledger import Kind, Quarantine, Stage, walk_with_keys
from ownaccord.core.position import DAY, ItemRule, Side
from ownaccord.core.statement import new_state, with_pause, without_items
from ownaccord.core.terms import Context, Level, Terms, allows_no_more
from tests.core.people import Memory, Pair
from tests.laws.pace import often
from tests.laws.strategies import ITEMS, NOW, PEOPLE, RULES, SALT, moments, spaces

ITEM, GIVE, RECEIVE = "hand-massage", Side.GIVE, Side.RECEIVE


def as_mapping(arrangements):
    """(item, sides) -> terms."""
    return {(a.item, a.sides): a.terms for a in arrangements}


@often
@given(spaces(), moments, st.sampled_from(PEOPLE[:4]), st.sampled_from(ITEMS), st.integers(0, 200))
def test_nothing_that_is_added_or_lost_raises_anything(space, now, person, item, days):
    members, every = space
    before = as_mapping(in_force(RULES, members, every, now, frozenset()))
    less = [{each: state for each, state in every.items() if each != person}]
    if person in every:
        less += [{**every, person: with_pause(every[person])}, {**every, person: without_items(every[person], [item])}]
        less += [{**every, person: without_items(every[person], None)}, {**every, person: new_state(NOW, SALT)}]
    results = [in_force(RULES, members, worse, now, frozenset()) for worse in less]
    results += [
        in_force(RULES, members, every, now, {person}),
        in_force(RULES, members, every, now + days * DAY, frozenset()),
    ]
    results += [in_force({k: v for k, v in RULES.items() if k != item}, members, every, now, frozenset())]
    results += [in_force({**RULES, item: replace(RULES[item], ceiling=Level.TALK)}, members, every, now, frozenset())]
    for result in results:
        for key, terms in as_mapping(result).items():
            assert allows_no_more(terms, before[key])


@often
@given(spaces(), moments, st.data())
def test_an_item_that_the_catalogue_no_longer_knows_is_not_available(space, now, data):
    members, every = space
    item = data.draw(st.sampled_from(ITEMS))
    rules = {slug: rule for slug, rule in RULES.items() if slug != item}
    assert item not in {a.item for a in in_force(rules, members, every, now, frozenset())}
    other = {**RULES, item: ItemRule("other-item", RULES[item].shapes, 1)}
    assert item not in {a.item for a in in_force(other, members, every, now, frozenset())}


def agreed():
    """Ash and Bo, who have agreed on two items and both looked."""
    pair = Pair(RULES)
    pair.agree(ITEM, GIVE, RECEIVE)
    pair.agree("story-reading", Side.SHOW, Side.WATCH)
    assert pair.levels("ash") == pair.levels("bo") == {ITEM: Level.YES, "story-reading": Level.YES}
    return pair


@pytest.mark.parametrize("who", ["ash", "bo"])
def test_leaving_ends_everything_for_everybody_and_cannot_be_undone(who):
    pair = agreed()
    pair.write(who, lambda state: new_state(state.at, state.salt), kind=Kind.LEAVE)
    assert pair.levels("ash") == pair.levels("bo") == {}
    assert pair.read("ash").left == {pair.person(who)}
    for name in ("ash", "bo"):
        with pytest.raises(TooLate, match="ended"):
            pair.write(name, lambda state: state)


@pytest.mark.parametrize("lost", ["newest", "state", "everything", "macs"])
@pytest.mark.parametrize("reader", ["ash", "bo"])
def test_a_lost_record_is_noticed_and_permits_nothing(lost, reader):
    pair = agreed()
    bo = pair.person("bo")
    rows = pair.rows[bo]
    newest = rows[-1][1]
    pair.rows[bo] = {
        "newest": rows[:-1],
        "state": [*rows[:-1], (rows[-1][0], replace(newest, state=None))],
        "everything": [],
        "macs": [*rows[:-1], (rows[-1][0], replace(newest, macs={}))],
    }[lost]
    with pytest.raises(Quarantine):
        pair.read(reader)
    assert pair.levels(reader) == {}


@pytest.mark.parametrize("reader", ["ash", "bo"])
def test_a_lost_record_behind_what_was_verified_raises_nothing_and_whoever_walks_the_chain_notices(reader):
    pair = agreed()
    bo, before = pair.person("bo"), pair.levels(reader)
    pair.rows[bo] = pair.rows[bo][1:]
    assert pair.levels(reader) == before
    assert walk_with_keys(pair.view, pair.keys[reader], pair.epoch_key, bo, pair.rows[bo]) is Stage.LINK
    pair.memory[reader], pair.witness[reader] = Memory(), None
    assert pair.levels(reader) == {}


def test_a_quarantine_says_the_stage_and_nothing_else():
    trouble = Quarantine(Stage.LINK)
    assert (trouble.stage, str(trouble), trouble.args) == (Stage.LINK, "link", ("link",))


def test_a_pause_holds_until_its_author_lifts_it():
    pair = agreed()
    pair.write("bo", with_pause)
    pair.clock += 40 * DAY
    assert pair.levels("ash") == pair.levels("bo") == {}
    with pytest.raises(Loosens, match="no second act"):
        pair.write("bo", lambda state: replace(state, paused=False))


def test_terms_that_meet_in_nothing_are_not_in_force():
    pair = Pair(RULES)
    home, away = frozenset({Context.AT_HOME}), frozenset({Context.AWAY})
    pair.raise_to("ash", ITEM, GIVE, Terms(review_by=pair.clock + 50 * DAY, contexts=home))
    pair.raise_to("bo", ITEM, RECEIVE, Terms(review_by=pair.clock + 50 * DAY, contexts=away))
    assert pair.in_force("ash") == ()
