"""Aftercare side by side: what somebody wants and nobody offers, and what somebody wants and another leaves out.

Only what each person has said themselves is compared, word by word. Nothing is weighed or counted. What was not said is
not there: it is neither a no nor a yes.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, repr=False)
class Care:
    """What one person wants, can offer and leaves out, in stored words."""

    wants: frozenset[str] = frozenset()
    offers: frozenset[str] = frozenset()
    avoids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, repr=False)
class Gap:
    """One thing that a person wants. `offered`: somebody else offers it; `avoided_by`: the others who leave it out."""

    person: str
    word: str
    offered: bool
    avoided_by: tuple[str, ...]


def gaps(people: Mapping[str, Care]) -> tuple[Gap, ...]:
    """Return what is wanted and not offered by anybody else, or left out by somebody else, by person and word."""
    every = (_of(people, person, word) for person in sorted(people) for word in sorted(people[person].wants))
    return tuple(gap for gap in every if gap.avoided_by or not gap.offered)


def _of(people: Mapping[str, Care], person: str, word: str) -> Gap:
    others = {who: care for who, care in people.items() if who != person}
    offered = any(word in care.offers for care in others.values())
    return Gap(person, word, offered, tuple(sorted(who for who, care in others.items() if word in care.avoids)))
