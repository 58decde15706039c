"""What is in force: for every arrangement the meet of everybody's positions, evaluated anew at every read. It never
says whose limit it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import product

from ownaccord.core.position import ItemRule, Key, Shape, Side, as_of
from ownaccord.core.statement import State
from ownaccord.core.terms import NOTHING, Terms, meet_all

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
) -> tuple[Arrangement, ...]:
    """Every arrangement in force at ``now``, in the order of items and persons; what is not listed is not permitted.

    ``states`` holds the verified statement of each member (missing: nothing is in force); ``paused`` the persons whose
    pause holds outside the chain. ``now`` is the later of the reader's clock and the latest time verified
    (``Verified.latest``).
    """
    present = tuple(sorted(set(members)))
    if not SMALLEST <= len(present) <= LARGEST or _is_paused(present, states, paused):
        return ()
    if any(person not in states for person in present):
        return ()
    found = [a for slug in sorted(rules) for a in _item_in_force(rules[slug], present, states, now)]
    return tuple(sorted(found, key=lambda arrangement: (arrangement.item, arrangement.sides)))


def _is_paused(present: tuple[str, ...], states: Mapping[str, State], paused: Set[str]) -> bool:
    return any(person in paused or (person in states and states[person].paused) for person in present)


def _item_in_force(
    rule: ItemRule, present: tuple[str, ...], states: Mapping[str, State], now: int
) -> Iterator[Arrangement]:
    for shape in rule.shapes:
        offered = [_offered(rule, shape, states[person], now) for person in present]
        for choice in product(*(terms_by_side.items() for terms_by_side in offered)):
            if {side for side, _ in choice} != set(shape.sides):
                continue
            terms = meet_all(terms for _, terms in choice)
            if terms != NOTHING:
                sides = tuple(zip(present, (side for side, _ in choice), strict=True))
                yield Arrangement(rule.slug, sides, terms)


def _offered(rule: ItemRule, shape: Shape, state: State, now: int) -> dict[Side, Terms]:
    """The sides of this shape that one person's statement opens at ``now``."""
    terms = {side: as_of(state.entry(rule.slug, side), rule, now) for side in shape.sides}
    return {side: each for side, each in terms.items() if each != NOTHING}


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
