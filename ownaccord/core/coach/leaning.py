"""Which way a message leans: towards a move, or towards plain talk. Many small weights, none of which decides alone.

The weights are worked out from labelled lines (`docs/develop/coach.md`). A message that leans towards plain talk keeps
the rules silent; one that leans far towards a move is marked though no rule knows its wording: its weightiest clause.
In one that sounds like somebody's own limit, or like telling what somebody else said, nothing is marked.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from math import sqrt

from ownaccord.core.coach.label import Label
from ownaccord.core.coach.words import CLAUSE, SENTENCE, Word

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Silence:
    """A way of speaking in which nothing is marked, by the weights of what is said in it; over `least` it is that."""

    name: str
    bias: float
    weights: Weights
    least: float

    def holds(self, every: frozenset[str]) -> bool:
        """Whether what says all this is said in that way."""
        return _weighed(self.bias, self.weights, every) > self.least


@dataclass(frozen=True, slots=True)
class Leaning:
    """Weights of what is said, and for each label. Under `doubts` no rule speaks; over `alone` no rule is needed."""

    bias: float
    weights: Weights
    labels: Mapping[Label, Weights]
    doubts: float
    alone: float
    silences: tuple[Silence, ...] = ()

    def is_silent(self, words: tuple[Word, ...]) -> bool:
        """Whether nothing is marked in it."""
        every = frozenset(chain.from_iterable(said(words)))
        return any(each.holds(every) for each in self.silences)

    def of(self, words: tuple[Word, ...]) -> float:
        """How far a message leans towards a move."""
        return _weighed(self.bias, self.weights, frozenset(chain.from_iterable(said(words))))

    def label(self, words: tuple[Word, ...]) -> Label:
        """Which move it would be."""
        every = sorted(set(chain.from_iterable(said(words))))
        return max(Label, key=lambda label: sum(self.labels[label].get(each, 0.0) for each in every))

    def by_word(self, words: tuple[Word, ...]) -> tuple[float, ...]:
        """What each word brings to it."""
        return tuple(sum(self.weights.get(each, 0.0) for each in row) for row in said(words))


def _weighed(bias: float, weights: Weights, every: frozenset[str]) -> float:
    """What all this weighs together."""
    known = [each for each in every if each in weights]
    return bias + sum(map(weights.__getitem__, sorted(known))) / sqrt(len(known) or 1)


def said(words: tuple[Word, ...]) -> Iterator[tuple[str, ...]]:
    """For each word what it says by itself, after the word before it, and by its place."""
    for at, word in enumerate(words):
        row = [f"q:{word.text}" if word.quoted else word.text]
        if at:
            row.append(f"{words[at - 1].text}_{word.text}")
        else:
            row.append(f"^{word.text}")
        if word.gap == SENTENCE:
            row.append(f"^^{word.text}")
        elif word.gap == CLAUSE:
            row.append(f",{word.text}")
        if at + 1 == len(words):
            row.append(f"${word.text}")
        if word.asked:
            row.append("?")
        yield tuple(row)
