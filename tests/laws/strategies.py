"""Small worlds: few items, few words, few numbers, so that everything meets everything."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from hypothesis import strategies as st

from ownaccord.core.position import DAY, Entry, ItemRule, Shape, Side
from ownaccord.core.statement import State
from ownaccord.core.terms import Act, Context, Level, Terms

NOW = int(datetime(2028, 2, 28, 12, tzinfo=UTC).timestamp())
SALT = bytes(32)
WORDS = ("slept", "sober", "unhurried")
AREAS = ("neck", "wrists")
SIGNALS = ("drop-keys", "three-taps")
ITEMS = ("hand-massage", "story-reading", "wrist-holding")
PEOPLE = tuple(letter * 32 for letter in "abcdef12")

RULES = {
    "hand-massage": ItemRule("hand-massage", (Shape.GIVE_RECEIVE, Shape.TOGETHER), 1),
    "story-reading": ItemRule("story-reading", (Shape.SHOW_WATCH,), 2),
    "wrist-holding": ItemRule("wrist-holding", (Shape.LEAD_FOLLOW, Shape.GIVE_RECEIVE), 1, Level.TALK),
}


def subsets(words):
    """Any subset; the empty and the full one often."""
    return st.frozensets(st.sampled_from(words))


moments = st.sampled_from([NOW - DAY, NOW - 1, NOW, NOW + 1, NOW + DAY, NOW + 20 * DAY])


@st.composite
def terms(draw, levels=tuple(Level)):
    """Any terms, normal form included."""
    return Terms(
        level=draw(st.sampled_from(levels)),
        intensity=draw(st.none() | st.integers(1, 3)),
        minutes=draw(st.none() | st.sampled_from([10, 20, 30])),
        contexts=draw(st.just(frozenset(Context)) | subsets(tuple(Context))),
        conditions=draw(st.just(frozenset()) | subsets(WORDS)),
        areas_out=draw(st.just(frozenset()) | subsets(AREAS)),
        signals=draw(st.just(frozenset()) | subsets(SIGNALS)),
        review_by=draw(st.none() | moments),
        uses=draw(st.none() | st.integers(0, 2)),
    )


@st.composite
def acts(draw, when=moments):
    """Any act, more often one for which the conditions hold."""
    return Act(
        context=draw(st.sampled_from(Context)),
        when=draw(when),
        level_needed=draw(st.sampled_from([Level.TALK, Level.TRIAL, Level.YES])),
        intensity=draw(st.integers(1, 4)),
        minutes=draw(st.sampled_from([5, 10, 15, 20, 25, 30, 60])),
        conditions_held=draw(st.just(frozenset(WORDS)) | subsets(WORDS)),
        areas_touched=draw(st.just(frozenset()) | subsets(AREAS)),
        signals_rehearsed=draw(st.just(frozenset(SIGNALS)) | subsets(SIGNALS)),
        uses=draw(st.integers(1, 3)),
    )


def within_limits(any_terms, stated_at):
    """The same terms as a position may carry them: with a review date that is near enough, and a use for a trial."""
    if any_terms.level <= Level.TALK:
        return any_terms
    most = stated_at + (30 if any_terms.level is Level.TRIAL else 366) * DAY
    review_by = min(any_terms.review_by if any_terms.review_by is not None else most, most)
    uses = 1 if any_terms.level is Level.TRIAL and any_terms.uses is None else any_terms.uses
    return replace(any_terms, review_by=review_by, uses=uses)


def _some_terms(count):
    """A fixed handful of very different terms: drawing one is cheap, so that whole spaces can be drawn often."""
    chance = Random(7)

    def some(words):
        return frozenset(word for word in words if chance.random() < 0.3)

    for _ in range(count):
        yield Terms(
            level=chance.choice(tuple(Level)[1:]),
            intensity=chance.choice([None, None, 1, 2, 3]),
            minutes=chance.choice([None, None, 10, 20, 30]),
            contexts=chance.choice([frozenset(Context), frozenset(chance.sample(tuple(Context), 2))]),
            conditions=some(WORDS),
            areas_out=some(AREAS),
            signals=some(SIGNALS),
            review_by=chance.choice([None, NOW - DAY, NOW - 1, NOW, NOW + 1, NOW + DAY, NOW + 20 * DAY]),
            uses=chance.choice([None, None, 1, 2]),
        )


GENEROUS = [Terms(), Terms(), Terms(level=Level.TALK), Terms(intensity=2), Terms(level=Level.TRIAL, uses=2)]
STATED = [within_limits(each, NOW - DAY) for each in [*GENEROUS * 8, *_some_terms(60)]]
KEYS = [(item, side) for item, rule in RULES.items() for shape in rule.shapes for side in shape.sides]
KEYS += [("hand-massage", Side.LEAD), ("story-reading", Side.GIVE)]
_entries = st.dictionaries(
    st.sampled_from(KEYS), st.tuples(st.sampled_from(STATED), st.sampled_from([1, 1, 2])), max_size=6
)


def states():
    """Any statement; generous terms are frequent, so that something is in force at all."""
    return st.builds(_statement, _entries, st.sampled_from([False, False, False, True]))


def _statement(stated, paused):
    entries = tuple(Entry(*key, terms, NOW - DAY, edition) for key, (terms, edition) in sorted(stated.items()))
    return State(at=NOW - DAY, salt=SALT, entries=entries, paused=paused)


@st.composite
def spaces(draw, smallest=2, largest=3):
    """(members, their statements); now and then somebody has not written anything."""
    members = PEOPLE[: draw(st.integers(smallest, largest))]
    every = {person: draw(states()) for person in members}
    silent = draw(st.sampled_from([None, None, None, None, members[0], members[-1]]))
    return members, {person: state for person, state in every.items() if person != silent}
