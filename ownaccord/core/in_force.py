"""What is in force: for every arrangement the meet of everybody's positions, evaluated anew at every read. It never
says whose limit it is.

While a ratchet holds, it is met with what was in force when the scene was confirmed (law 7).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import product, takewhile

from ownaccord.core import ratchet
from ownaccord.core.confirmation import Force, force_of
from ownaccord.core.position import ItemRule, Key, Shape, Side, as_of
from ownaccord.core.statement import State
from ownaccord.core.terms import NOTHING, Terms, meet, meet_all

SMALLEST = 2
LARGEST = 8


@dataclass(frozen=True, slots=True)
class Arrangement:
    """One of an item's shapes in which every member has a side, and what is in force for it. ``sides`` is sorted by
    person.
    """

    item: str
    sides: tuple[tuple[str, Side], ...]
    terms: Terms


def in_force(
    rules: Mapping[str, ItemRule],
    members: Iterable[str],
    states: Mapping[str, State],
    now: int,
    paused: Set[str],
    plan: bytes | None = None,
) -> tuple[Arrangement, ...]:
    """Every arrangement in force at ``now``, in the order of items and persons; what is not listed is not permitted.

    ``states`` holds the verified statement of each member (missing: nothing is in force); ``paused`` the persons whose
    pause holds outside the chain. ``now`` is the later of the reader's clock and the latest time verified
    (``Verified.latest``). With the digest of a ``plan``: what is in force for it, uses that were held back included.
    """
    present = tuple(sorted(set(members)))
    if not SMALLEST <= len(present) <= LARGEST or _is_paused(present, states, paused):
        return ()
    if any(person not in states for person in present):
        return ()
    reading = _Reading({who: states[who] for who in present}, now, plan)
    # On most items somebody has no position at all, and nothing is in force there.
    named = rules.keys() & set.intersection(*({entry.item for entry in states[who].entries} for who in present))
    found = [a for slug in sorted(named) for a in _item_in_force(rules[slug], present, reading)]
    return tuple(sorted(found, key=lambda arrangement: (arrangement.item, arrangement.sides)))


def _is_paused(present: tuple[str, ...], states: Mapping[str, State], paused: Set[str]) -> bool:
    return any(person in paused or (person in states and states[person].paused) for person in present)


class _Reading:
    """One reading of everybody's statements: what each position counts for now."""

    def __init__(self, states: Mapping[str, State], now: int, plan: bytes | None) -> None:
        self.states, self.now, self.plan = states, now, plan
        self.bounds = ratchet.forces(states, now)

    def terms(self, person: str, rule: ItemRule, side: Side) -> Terms:
        """What one person's position counts for; while a ratchet holds, no more than it did then."""
        entry = ratchet.position_for(person, self.states, self.plan, rule.slug, side, self.now)
        terms = as_of(entry, rule, self.now)
        for bound in self.bounds:
            terms = meet(terms, bound.terms(person, rule.slug, side))
        return terms

    def offered(self, person: str, rule: ItemRule, shape: Shape) -> dict[Side, Terms]:
        """The sides of this shape that one person's statement opens."""
        terms = {side: self.terms(person, rule, side) for side in shape.sides}
        return {side: each for side, each in terms.items() if each != NOTHING}


def _item_in_force(rule: ItemRule, present: tuple[str, ...], reading: _Reading) -> Iterator[Arrangement]:
    for shape in rule.shapes:
        # Where one opens no side nobody else is asked: most items are open to nobody.
        offered = list(takewhile(bool, (reading.offered(person, rule, shape) for person in present)))
        if len(offered) < len(present):
            continue
        for choice in product(*(terms_by_side.items() for terms_by_side in offered)):
            if {side for side, _ in choice} != set(shape.sides):
                continue
            terms = meet_all(terms for _, terms in choice)
            if terms != NOTHING:
                sides = tuple(zip(present, (side for side, _ in choice), strict=True))
                yield Arrangement(rule.slug, sides, terms)


def force(
    rules: Mapping[str, ItemRule], states: Mapping[str, State], now: int, plan: bytes, found: Iterable[Arrangement]
) -> Force:
    """What a confirmation remembers: what everybody's positions counted for on the sides that were in force.

    ``found`` is what ``in_force`` said at the same moment, for the same plan.
    """
    reading = _Reading(states, now, plan)
    keys = {(a.item, person, side) for a in found for person, side in a.sides}
    return force_of((item, who, side, reading.terms(who, rules[item], side)) for item, who, side in keys)


def open_sides(arrangements: Iterable[Arrangement]) -> dict[str, dict[str, frozenset[Side]]]:
    """For each item the sides of each person that belong to at least one arrangement in force. A one-sided Yes is in
    none.
    """
    found: dict[str, dict[str, set[Side]]] = {}
    for arrangement in arrangements:
        for person, side in arrangement.sides:
            found.setdefault(arrangement.item, {}).setdefault(person, set()).add(side)
    return {item: {who: frozenset(sides) for who, sides in people.items()} for item, people in found.items()}


def told(states: Mapping[str, State]) -> frozenset[Key]:
    """The limits that somebody chose to tell, without whose they are."""
    return frozenset(key for state in states.values() for key in state.told)
