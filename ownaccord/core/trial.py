"""A trial is spent by a scene (law 8): what a confirmation holds back, what comes of it, and when it can be granted
again.

Each author's confirmation holds one use back in their own statement, for this scene only. A start spends it. Without
one its author can put it back, in one act; nothing else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from ownaccord.core.errors import Refused
from ownaccord.core.position import Key, one_use_less
from ownaccord.core.ratchet import span
from ownaccord.core.statement import State, with_entry, without


def unspent(person: str, state: State, states: Mapping[str, State]) -> frozenset[Key]:
    """The own (item, side) of which a use is held back that no scene has spent."""
    own = span(person, {**states, person: state})
    held = () if state.scene is None or own is None or own.spent else state.scene.held
    return frozenset((*held, *state.unused))


def put_back(person: str, state: State, states: Mapping[str, State], keys: Set[Key]) -> State:
    """The statement with these uses put back: one act of its author, which ``Acts.putting_back`` names to the pen.

    Refused for anything that is not held back, or that a scene has spent. The pen refuses it while a ratchet holds.
    """
    if not keys <= unspent(person, state, states):
        raise Refused("nothing to put back")
    left = tuple(key for key in state.unused if key not in keys)
    if state.scene is None or state.scene.start is not None:
        return replace(state, unused=left)
    # Once its uses go elsewhere it is no confirmation any more; what stays held is kept apart.
    kept = tuple(key for key in state.scene.held if key not in keys)
    return replace(state, scene=None, unused=tuple(sorted({*left, *kept})))


def settled(person: str, state: State, states: Mapping[str, State]) -> State:
    """The statement without its confirmation: what a scene has spent is gone for good, the rest is still held back.

    It allows no more than before. Whether the ratchet is over is asked by the caller, and by the pen.
    """
    own, scene = span(person, {**states, person: state}), state.scene
    if scene is None or own is None:
        return state
    if not own.spent:
        return replace(state, scene=None, unused=tuple(sorted({*state.unused, *scene.held})))
    state = replace(state, scene=None)
    for item, side in scene.held:
        entry = state.entry(item, side)
        less = None if entry is None else one_use_less(entry)
        state = without(state, item, side) if less is None else with_entry(state, less)
    return state


def spent(person: str, states: Mapping[str, State]) -> dict[Key, int]:
    """The own (item, side) of which the newest confirmation's scene has spent a use, with when it is over, or was."""
    own, state = span(person, states), states.get(person)
    if own is None or not own.spent or state is None or state.scene is None:
        return {}
    return dict.fromkeys(state.scene.held, own.over_at)


@dataclass(frozen=True, slots=True)
class Debrief:
    """One own debrief as far as it decides about oneself: when, and the own measure; ``None`` when it was left out."""

    at: int
    measure: int | None


def may_grant_again(ended_at: int | None, debriefs: Iterable[Debrief], line: int | None) -> bool:
    """Whether the own software lets its own person grant a spent trial again: only after their own debrief of that
    scene, and not while the newest one is below their own line (``None``: they drew none).

    Nobody else's debrief goes in, and nothing of it comes out but *not available yet*.
    """
    since = [each for each in debriefs if ended_at is not None and each.at >= ended_at]
    if not since:
        return False
    newest = max(since, key=lambda each: each.at)
    return line is None or (newest.measure is not None and newest.measure >= line)
