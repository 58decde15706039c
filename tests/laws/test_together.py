"""Opening together over whole rounds beside a naive model, while somebody with the database edits, replays and deletes.

The model knows no points and no votes: it remembers what each wanted to have read at each of their looks. Whatever is
done to the rows, nobody reads anything before everybody has written, everybody who reads reads the same, and it is what
its author wanted at one of their looks.
"""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from ownaccord.core.apart import Stand
from tests.core.together_circle import Circle
from tests.laws.pace import BRIEF, STEPS, often

NAMES = ("ash", "bo", "cam")
names = st.sampled_from(NAMES)
some = settings(often, max_examples=BRIEF or max(60, STEPS // 100))

EVENTS = st.one_of(
    st.tuples(st.just("look"), names),
    st.tuples(st.just("look"), names),
    st.tuples(st.just("around")),
    st.tuples(st.just("write"), names, st.integers(0, 2)),
    st.tuples(st.just("take back"), names),
    st.tuples(st.just("crash"), names),
    st.tuples(st.just("lose"), names, st.booleans()),
    st.tuples(st.just("replay"), names, st.integers(0, 30), st.booleans()),
    st.tuples(st.just("swap"), names, names, st.booleans()),
    st.tuples(st.just("bend"), names, st.integers(0, 10**4), st.booleans()),
    st.tuples(st.just("foreign"), names),
    st.tuples(st.just("roll back"), names, st.integers(1, 4)),
)


class Story:
    """One round in which things happen."""

    def __init__(self, count):
        self.names = NAMES[:count]
        self.circle, self.another = Circle(self.names), Circle(self.names, mark=b"\x01" * 16, seed="another")
        self.another.around(3)
        self.said = {name: [] for name in self.names}
        self.sealed = {name: [] for name in self.names}
        self.vaults = {name: [self.circle.mine[name]] for name in self.names}
        self.wanted = {name: set() for name in self.names}
        self.edited = False

    def happen(self, event):
        """One thing happens; afterwards nobody has read what they may not."""
        what, *about = event
        if all(each in self.names for each in about if isinstance(each, str)):
            getattr(self, what.replace(" ", "_"))(*about)
            self.nobody_reads_early()

    def look(self, name):
        person = self.circle.person(name)
        self.wanted[name].add(self.circle.wants[name])
        self.circle.step(name)
        self.said[name].append(self.circle.messages[person])
        if person in self.circle.texts:
            self.sealed[name].append(self.circle.texts[person])
        self.vaults[name].append(self.circle.mine[name])

    def around(self):
        for name in self.names:
            self.look(name)

    def write(self, name, number):
        self.circle.wants[name] = f"What {name} wrote, number {number}."

    def take_back(self, name):
        self.circle.wants[name] = None

    def crash(self, name):
        """A look whose transaction never ended."""
        vault, rows, texts = self.circle.mine[name], dict(self.circle.messages), dict(self.circle.texts)
        self.circle.step(name)
        self.circle.mine[name], self.circle.messages, self.circle.texts = vault, rows, texts

    def rows(self, text):
        return self.circle.texts if text else self.circle.messages

    def lose(self, name, text):
        self.rows(text).pop(self.circle.person(name), None)

    def replay(self, name, number, text):
        kept = (self.sealed if text else self.said)[name]
        if kept:
            self.edited = True
            self.rows(text)[self.circle.person(name)] = kept[number % len(kept)]

    def swap(self, one, other, text):
        rows, (a, b) = self.rows(text), (self.circle.person(one), self.circle.person(other))
        if a in rows and b in rows:
            rows[a], rows[b] = rows[b], rows[a]

    def bend(self, name, at, text):
        rows, person = self.rows(text), self.circle.person(name)
        if person in rows:
            bytes_of = bytearray(rows[person] if text else rows[person].body)
            bytes_of[at % len(bytes_of)] ^= 1 << at % 8
            rows[person] = bytes(bytes_of) if text else replace(rows[person], body=bytes(bytes_of))

    def foreign(self, name):
        self.circle.messages[self.circle.person(name)] = self.another.messages[self.another.person(name)]

    def roll_back(self, name, back):
        self.edited = True
        self.circle.mine[name] = self.vaults[name][max(0, len(self.vaults[name]) - 1 - back)]

    def nobody_reads_early(self):
        everybody = all(self.wanted[name] - {None} for name in self.names)
        assert everybody or not self.circle.texts
        readings = [mine.read for mine in self.circle.mine.values() if mine.stand is Stand.COMPLETE]
        assert all(mine.read == {} or mine.stand is Stand.COMPLETE for mine in self.circle.mine.values())
        for reading in readings:
            assert reading == readings[0] and everybody
            for name in self.names:
                assert reading[self.circle.person(name)] in self.wanted[name] - {None}

    def end(self):
        """Once the rows are left alone and everybody writes, it opens; after an edit it may not complete, no more."""
        for name in self.names:
            self.circle.wants[name] = self.circle.wants[name] or "At last."
        for _ in range(7):
            self.around()
            self.nobody_reads_early()
        assert self.circle.all_complete() or self.edited


@some
@given(count=st.integers(2, 3), events=st.lists(EVENTS, max_size=25))
def test_whatever_is_done_to_the_rows_nobody_reads_before_everybody_has_written(count, events):
    story = Story(count)
    for event in events:
        story.happen(event)
    story.end()
