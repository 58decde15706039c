"""Rest: after a declined proposal, or a tightening that changed what was in force, nobody but that person proposes the
item for 90 days.

Remembered in each member's own vault; a statement keeps no history.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ownaccord.core.in_force import Arrangement, in_force
from ownaccord.core.position import DAY, ItemRule
from ownaccord.core.statement import State, with_entry, without
from ownaccord.core.terms import NOTHING, allows_no_more

LENGTH = 90 * DAY


@dataclass(frozen=True, slots=True)
class Rest:
    """Until ``until`` (unix seconds, exclusive) only ``person`` may propose ``item``."""

    item: str
    person: str
    until: int


def after_decline(item: str, person: str, now: int) -> Rest:
    """The rest that begins when ``person`` declines a proposal on ``item``."""
    return Rest(item, person, now + LENGTH)


def after_tightening(
    rules: Mapping[str, ItemRule],
    members: Iterable[str],
    before: Mapping[str, State],
    after: Mapping[str, State],
    now: int,
) -> tuple[Rest, ...]:
    """The rests that begin because somebody's new statement changed what was in force; a tightening that changed
    nothing visible begins none.

    Both are judged at the same ``now``, so that what lapsed by itself begins no rest; a pause begins none either.
    """
    everyone = tuple(members)
    before, after = _bare(before, after), _bare(after, {})
    old = in_force(rules, everyone, before, now, frozenset())
    rests = []
    for person in sorted(everyone):
        if person in before and person in after:
            alone = {**before, person: after[person]}
            rests += [
                Rest(item, person, now + LENGTH)
                for item in _narrowed(old, in_force(rules, everyone, alone, now, frozenset()))
            ]
    return tuple(rests)


def _bare(states: Mapping[str, State], later: Mapping[str, State]) -> dict[str, State]:
    """Without pauses and scenes: that a use is held back, spent or put back is no No. What is spent later is gone."""
    return {person: _without_scene(state, later.get(person, state)) for person, state in states.items()}


def _without_scene(state: State, later: State) -> State:
    bare = replace(state, paused=False, scene=None, unused=())
    for item, side in state.held_back - later.held_back:
        left = state.free(item, side)
        bare = without(bare, item, side) if left is None else with_entry(bare, left)
    return bare


def _narrowed(old: Iterable[Arrangement], new: Iterable[Arrangement]) -> list[str]:
    now_allowed = {(a.item, a.sides): a.terms for a in new}
    return sorted({a.item for a in old if not allows_no_more(a.terms, now_allowed.get((a.item, a.sides), NOTHING))})


def merged(rests: Iterable[Rest], now: int) -> tuple[Rest, ...]:
    """The rests that still hold, one for each (item, person), the later end winning; what a vault keeps."""
    latest: dict[tuple[str, str], int] = {}
    for rest in rests:
        if now < rest.until:
            latest[rest.item, rest.person] = max(rest.until, latest.get((rest.item, rest.person), 0))
    return tuple(Rest(item, person, until) for (item, person), until in sorted(latest.items()))


def may_propose(rests: Iterable[Rest], item: str, person: str, now: int) -> bool:
    """True unless the item rests after somebody else's no."""
    return not any(rest.item == item and rest.person != person and now < rest.until for rest in rests)
