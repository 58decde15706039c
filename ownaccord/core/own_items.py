"""The own items of a space: what its members' verified statements define, beside the catalogue. Fail closed.

A definition counts only while its author's newest statement holds it, only when no other member defines the same slug,
and never in place of a card of the catalogue. Whatever is not defined is no item, and nothing on it is in force.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from ownaccord.core.definition import Definition
from ownaccord.core.position import ItemRule
from ownaccord.core.statement import State, without_item


def defined(rules: Mapping[str, ItemRule], states: Mapping[str, State]) -> Mapping[str, tuple[str, Definition]]:
    """Each own item of these statements by its slug, with its author; none that two define or the catalogue has."""
    every = [(author, each) for author, state in states.items() for each in state.items]
    times = Counter(each.slug for _, each in every)
    found = {each.slug: (author, each) for author, each in every if times[each.slug] == 1 and each.slug not in rules}
    return dict(sorted(found.items()))


def with_own(rules: Mapping[str, ItemRule], states: Mapping[str, State]) -> Mapping[str, ItemRule]:
    """The rules of the catalogue together with those of the own items that these statements define."""
    return {**{slug: each.rule for slug, (_, each) in defined(rules, states).items()}, **rules}


def with_definition(state: State, definition: Definition) -> State:
    """The statement with this own item in it, in place of an earlier form of it."""
    others = [each for each in state.items if each.slug != definition.slug]
    return replace(state, items=tuple(sorted([*others, definition], key=lambda each: each.slug)))


def without_definition(state: State, slug: str) -> State:
    """The statement without this own item, and without anything that its author said about it."""
    return replace(without_item(state, slug), items=tuple(each for each in state.items if each.slug != slug))
