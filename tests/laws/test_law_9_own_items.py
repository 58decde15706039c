"""Law 9 for own items: another meaning lowers, a second definition or none is nothing, and no definition raises."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from ownaccord.core.definition import Definition
from ownaccord.core.in_force import in_force
from ownaccord.core.own_items import defined, with_definition, with_own, without_definition
from ownaccord.core.terms import Level, permits
from tests.laws import own
from tests.laws.own import MEANINGS, MEANT, SLUGS, meanings, own_states
from tests.laws.pace import often
from tests.laws.strategies import RULES, acts, moments

slugs = st.sampled_from(SLUGS)


def now_in_force(members, states, now):
    """What is in force with the own items of these statements, by arrangement."""
    found = in_force(with_own(RULES, states), members, states, now, frozenset())
    return {(each.item, each.sides): each.terms for each in found}


@often
@given(own_states(), moments, acts())
def test_an_own_item_permits_exactly_what_everybody_permits_who_read_what_it_means(space, now, act):
    members, states = space
    act = replace(act, when=max(act.when, now))
    found = now_in_force(members, states, now)
    ways = [way for slug in SLUGS if (rule := own.rule_of(slug, states)) for way in _ways(slug, rule, members)]
    for slug, way in ways:
        terms = found.get((slug, tuple(sorted(way.items()))))
        allowed = terms is not None and permits(terms, act)
        assert allowed == own.permitted(slug, members, states, now, way, act)
    assert {item for item, _ in found} <= set(RULES) | {slug for slug in SLUGS if own.rule_of(slug, states)}


def _ways(slug, rule, members):
    from ownaccord.core.position import Side
    from tests.laws import model

    return [(slug, {who: Side(side) for who, side in way.items()}) for way in model.arrangements(rule, members)]


@often
@given(own_states(), moments, slugs, meanings, st.randoms(use_true_random=False))
def test_another_meaning_leaves_talk_first_at_most_for_whoever_has_not_read_it(space, now, slug, meaning, chance):
    members, states = space
    who = chance.choice(members)
    after = {**states, who: with_definition(states[who], Definition(slug, *meaning))}
    for (item, sides), terms in now_in_force(members, after, now).items():
        if item == slug:
            unread = [p for p, side in sides if MEANT[after[p].entry(slug, side).edition] != meaning]
            assert not unread or terms.level <= Level.TALK


@often
@given(own_states(), moments, slugs)
def test_taken_back_by_its_author_nothing_on_it_is_in_force(space, now, slug):
    members, states = space
    after = {who: without_definition(state, slug) for who, state in states.items()}
    assert [each for each in now_in_force(members, after, now) if each[0] == slug] == []
    assert [state.entry(slug, side) for state in after.values() for side in _sides()] == [None] * len(after) * 3


def _sides():
    from ownaccord.core.position import Side

    return (Side.GIVE, Side.RECEIVE, Side.TOGETHER)


@often
@given(own_states(), moments, slugs, meanings)
def test_defined_by_two_it_is_no_item_whatever_they_mean(space, now, slug, meaning):
    members, states = space
    one, two = members[:2]
    after = {**states, one: with_definition(states[one], Definition(slug, *MEANINGS[0]))}
    after = {**after, two: with_definition(after[two], Definition(slug, *meaning))}
    assert slug not in defined(RULES, after)
    assert [each for each in now_in_force(members, after, now) if each[0] == slug] == []


@often
@given(own_states(), moments, slugs, meanings, st.randoms(use_true_random=False))
def test_no_definition_changes_anything_on_another_item(space, now, slug, meaning, chance):
    members, states = space
    who = chance.choice(members)
    before = now_in_force(members, states, now)
    changed = Definition(slug, *meaning)
    for after in (with_definition(states[who], changed), without_definition(states[who], slug)):
        found = now_in_force(members, {**states, who: after}, now)
        assert {k: v for k, v in found.items() if k[0] != slug} == {k: v for k, v in before.items() if k[0] != slug}


@often
@given(own_states(), moments)
def test_an_own_item_never_stands_in_place_of_a_card_of_the_catalogue(space, now):
    _members, states = space
    as_card = {**RULES, SLUGS[0]: replace(RULES["hand-massage"], slug=SLUGS[0], edition=7)}
    assert with_own(as_card, states)[SLUGS[0]] == as_card[SLUGS[0]]
    assert SLUGS[0] not in defined(as_card, states)


def test_five_meanings_are_five_editions_and_a_slug_is_none_of_them():
    assert len(MEANT) == len(MEANINGS)
    assert {Definition(slug, *MEANINGS[0]).edition for slug in SLUGS} == {Definition(SLUGS[0], *MEANINGS[0]).edition}
