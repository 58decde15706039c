"""Own items for the laws: a few slugs and meanings that meet often, and the model's naive view of them.

The model knows no digest: it remembers which meaning each edition stood for when it was made here.
"""

from dataclasses import replace

from hypothesis import strategies as st

from ownaccord.core.definition import Definition
from ownaccord.core.position import Entry, Shape
from ownaccord.core.statement import State, with_entry
from ownaccord.core.terms import Context, Level
from tests.laws import model
from tests.laws.strategies import NOW, SALT, STATED, spaces

SLUGS = tuple(f"own-{letter * 32}" for letter in "ab")
HOME = frozenset({Context.AT_HOME})
MEANINGS = (
    ("Counting", "One counts.", (Shape.GIVE_RECEIVE,), HOME),
    ("Counting", "One counts aloud.", (Shape.GIVE_RECEIVE,), HOME),
    ("Counting", "One counts.", (Shape.GIVE_RECEIVE, Shape.TOGETHER), HOME),
    ("Counting", "One counts.", (Shape.GIVE_RECEIVE,), frozenset(Context)),
    ("Numbers", "One counts.", (Shape.GIVE_RECEIVE,), HOME),
)
MEANT = {Definition(SLUGS[0], *meaning).edition: meaning for meaning in MEANINGS}

meanings = st.sampled_from([*MEANINGS, MEANINGS[0], MEANINGS[0]])


@st.composite
def own_states(draw):
    """(members, their statements) with definitions and positions on them; most often one author and one meaning."""
    members, every = draw(spaces(largest=3))
    every = {who: state if state.entries else replace(state, paused=False) for who, state in every.items()}
    author = draw(st.sampled_from(members))
    for who in members:
        state = every.get(who, State(NOW - 100, SALT))
        for slug in SLUGS:
            if (who == author) != draw(st.sampled_from([False, False, False, True])):
                state = replace(state, items=(*state.items, Definition(slug, *draw(meanings))))
            for side in (each for shape in (Shape.GIVE_RECEIVE, Shape.TOGETHER) for each in shape.sides):
                state = with_entry(state, _position(draw, slug, side, state))
        every[who] = replace(state, paused=False)
    return members, every


def _position(draw, slug, side, state):
    read = draw(meanings)
    terms = draw(st.sampled_from([each for each in STATED if each.level > Level.NO]))
    return Entry(slug, side, terms, state.at, Definition(slug, *read).edition)


class Rule:
    """What the model knows of an own item: its meaning as the only definer wrote it."""

    def __init__(self, slug, meaning):
        self.slug, self.meaning, self.shapes, self.ceiling = slug, meaning, meaning[2], 3


def rule_of(slug, states):
    """The own item of this slug as an onlooker understands it, or None: one definer, or it is no item."""
    found = [each for state in states.values() for each in state.items if each.slug == slug]
    if len(found) != 1:
        return None
    return Rule(slug, (found[0].name, found[0].sentence, found[0].shapes, found[0].contexts))


def permitted(slug, members, states, now, way, act):
    """Whether an act on an own item is permitted: everybody permits it, and above Talk first has read this meaning."""
    rule = rule_of(slug, states)
    if rule is None or set(way.values()) not in [model.SIDES_OF[shape] for shape in rule.shapes]:
        return False
    for person in members:
        state = states.get(person)
        entry = model.find(state, slug, way[person]) if state and not state.paused else None
        if entry is None or (act.level_needed > 1 and MEANT.get(entry.edition) != rule.meaning):
            return False
        if entry.terms.review_by is not None and entry.terms.review_by < now:
            return False
        if not model.allows(entry.terms, act):
            return False
    return True
