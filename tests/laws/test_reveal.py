"""The reveal over whole rounds beside a naive intersection of two sets, with crashes, replays and edited rows.

Whoever is told anything is told exactly what the naive model says; whatever is done to the rows, a round ends with that
or with nothing. The model (`mutual` below) knows no points, no exponents and nothing of Own Accord.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ownaccord.core import reveal
from ownaccord.core.errors import Forged, TooLate
from ownaccord.core.reveal import Stand, Step
from tests.core.revealing import Table
from tests.laws.pace import BRIEF, STEPS, often

FITS = {
    "give": "receive", "receive": "give", "together": "together", "show": "watch", "watch": "show",
    "lead": "follow", "follow": "lead",
}  # fmt: skip
NAMES = ("ash", "bo")
names = st.sampled_from(NAMES)
steps = st.sampled_from(list(Step))
some = settings(often, max_examples=BRIEF or max(500, STEPS // 100))
few = settings(often, max_examples=min(BRIEF, 3) or max(20, STEPS // 2000))

EVENTS = st.one_of(
    st.tuples(st.just("step"), names),
    st.tuples(st.just("step"), names),
    st.tuples(st.just("crash"), names),
    st.tuples(st.just("lose"), steps),
    st.tuples(st.just("roll back"), names, st.integers(1, 3)),
    st.tuples(st.just("replay"), steps, st.integers(0, 20)),
    st.tuples(st.just("swap"), steps, steps),
    st.tuples(st.just("bend"), steps, st.integers(0, 10**4)),
    st.tuples(st.just("foreign"), steps),
    st.tuples(st.just("cancel"), names),
)


def mutual(mine, yours):
    """What of mine fits something of yours."""
    return {(item, side) for item, side in mine if (item, FITS[side]) in yours}


class Story:
    """One round in which things happen; the true rows are kept beside the edited ones."""

    def __init__(self, lines, marks):
        self.table, self.another = Table(lines), Table(lines, mark=b"\x01" * 16, seed="foreign")
        for name, bits in zip(NAMES, marks, strict=True):
            chosen = {key for at, key in enumerate(self.table.sides(name)) if bits >> at & 1}
            self.table.seal(name, chosen)
        self.another.run(self.table.yes["ash"], self.table.yes["bo"])
        self.vaults = {name: [self.table.mine[name]] for name in NAMES}
        self.said, self.edited, self.cancelled = [], False, set()

    def happen(self, event):
        """One thing happens; afterwards nobody knows more than they may."""
        what, *about = event
        getattr(self, what.replace(" ", "_"))(*about)
        self.nobody_knows_more()

    def step(self, name):
        try:
            self.table.step(name)
        except Forged:
            assert self.edited
        self.said += self.table.messages.items()
        self.vaults[name].append(self.table.mine[name])

    def crash(self, name):
        """A step whose transaction never ended."""
        vault, rows = self.table.mine[name], dict(self.table.messages)
        self.step(name)
        self.table.mine[name], self.table.messages = vault, rows
        self.vaults[name].pop()

    def lose(self, step):
        self.table.messages.pop(step, None)

    def roll_back(self, name, back):
        if self.table.mine[name].stand is not Stand.CANCELLED:
            self.table.mine[name] = self.vaults[name][max(0, len(self.vaults[name]) - 1 - back)]

    def replay(self, step, number):
        if self.said:
            self.edited, self.table.messages[step] = True, self.said[number % len(self.said)][1]

    def swap(self, one, other):
        rows = self.table.messages
        if one in rows and other in rows:
            self.edited, rows[one], rows[other] = True, rows[other], rows[one]

    def bend(self, step, at):
        if step in self.table.messages:
            body = bytearray(self.table.messages[step].body)
            body[at % len(body)] ^= 1 << at % 8
            self.edited, self.table.messages[step] = True, replace(self.table.messages[step], body=bytes(body))

    def foreign(self, step):
        self.edited, self.table.messages[step] = True, self.another.messages[step]

    def cancel(self, name):
        try:
            self.table.mine[name] = reveal.cancel(self.table.reader(name), self.table.mine[name], self.table.messages)
            self.cancelled.add(name)
        except TooLate:
            assert self.table.mine[name].stand not in (Stand.SEALED, Stand.OFFERED) or self.edited

    def nobody_knows_more(self):
        for name, other in (NAMES, NAMES[::-1]):
            mine, wanted = self.table.mine[name], mutual(self.table.yes[name], self.table.yes[other])
            told = {(each.item, self.table.side(name, each)) for each in mine.mutual}
            assert told == wanted if mine.stand in (Stand.LEARNT, Stand.COMPLETE) else told == set()
            assert (mine.exponent == b"") == (mine.stand not in (Stand.SEALED, Stand.OFFERED, Stand.ANSWERED))

    def end(self):
        """Whatever happened: once the rows are left alone and nobody took it back, it completes, or nothing counts."""
        for name in NAMES:
            self.table.post(name)
        for name in (*NAMES, *NAMES, *NAMES):
            for each in NAMES:
                self.table.post(each)
            self.step(name)
        if not self.edited and not self.cancelled:
            assert {each.stand for each in self.table.mine.values()} == {Stand.COMPLETE}


def told(lines, marks, events):
    """One whole story."""
    story = Story(lines, marks)
    for event in events:
        story.happen(event)
    story.end()


@some
@given(
    lines=st.integers(1, 3),
    marks=st.tuples(st.integers(0, 63), st.integers(0, 63)),
    events=st.lists(EVENTS, max_size=14),
)
def test_whoever_is_told_anything_is_told_what_the_naive_model_says(lines, marks, events):
    told(lines, marks, events)


@few
@given(marks=st.tuples(*[st.integers(0, 2**80 - 1)] * 2), events=st.lists(EVENTS, max_size=4))
def test_so_it_is_with_the_longest_deck(marks, events):
    told(40, marks, events)
