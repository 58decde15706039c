"""How a statement goes through a scene: confirmed, started, ended, settled. Each returns the author's next statement.

Nothing here writes: ``ledger.append`` judges what comes out once more, as it judges everything.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace

from ownaccord.core.confirmation import Confirmation, Start, met
from ownaccord.core.errors import Ratcheted, Refused
from ownaccord.core.in_force import Arrangement, force, in_force
from ownaccord.core.plan import Plan
from ownaccord.core.position import ItemRule, Key
from ownaccord.core.ratchet import forces, running, span, standing, until
from ownaccord.core.statement import State
from ownaccord.core.trial import settled


class AnotherLook(Refused):
    """The plan refers to something that is not in force as it says; it cannot be confirmed or started."""


class OthersFirst(Refused):
    """Somebody knows only from this author's statement that their use is spent; their own next record will say so."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What one reader sees of a space: rules, members, verified statements, the time, and whose pause holds outside the
    chain.
    """

    rules: Mapping[str, ItemRule]
    members: Set[str]
    states: Mapping[str, State]
    now: int
    paused: Set[str] = frozenset()

    def with_own(self, person: str, state: State) -> Moment:
        """The same moment with this person's next statement in it."""
        return replace(self, states={**self.states, person: state}, now=max(self.now, state.at))

    def for_plan(self, plan: Plan) -> tuple[Arrangement, ...]:
        """What is in force for this plan."""
        return in_force(self.rules, self.members, self.states, self.now, self.paused, plan.digest)


def confirmed(moment: Moment, person: str, state: State, plan: Plan, mark: bytes) -> State:
    """The statement with its author's yes for now to this plan: it holds one use of each own trial of the plan back.

    ``state``: the base of the next record; ``mark``: 16 random bytes. A confirmation that did not start gives way, and
    its uses move along. AnotherLook when the plan does not stand; Ratcheted while a scene runs; OthersFirst while the
    author's last start is all that says what it spent of somebody else.
    """
    own = span(person, moment.with_own(person, state).states)
    if running(moment.members, moment.states, moment.now) or (own and own.spent and state.at < own.over_at):
        raise Ratcheted(own.over_at if own else moment.now)
    if standing(person, moment.states).needed:
        raise OthersFirst("somebody has not said yet that their use is spent")
    base = settled(person, state, moment.states)
    before = moment.with_own(person, base)
    _check_stands(before, plan)
    then = force(moment.rules, before.states, before.now, plan.digest, before.for_plan(plan))
    held = _held(base, plan, person)
    # What was in force when the first of them confirmed holds for all, also after it moved into another confirmation.
    then = met(then, forces(moment.states, moment.now))
    earlier = own.until if own is not None else 0
    scene = Confirmation(plan.digest, mark, base.at, plan.minutes, then, held, earlier)
    return replace(base, scene=scene, unused=tuple(key for key in base.unused if key not in held))


def _held(state: State, plan: Plan, person: str) -> tuple[Key, ...]:
    keys = {(line.item, dict(line.sides)[person]) for line in plan.lines}
    entries = ((key, state.entry(*key)) for key in sorted(keys))
    return tuple(key for key, entry in entries if entry is not None and entry.terms.uses is not None)


def taken_back(moment: Moment, person: str, state: State, plan: bytes, mark: bytes) -> State:
    """The statement without its author's yes to any plan: nobody can start what it was for.

    ``plan`` and ``mark``: random bytes, so a confirmation of no plan stands in its place. It takes the ratchet and what
    was held back along for two hours, for nothing rises by taking a word back. Refused once a scene has spent it.
    """
    own = span(person, moment.with_own(person, state).states)
    if state.scene is None or own is None:
        return state
    if own.spent:
        raise Refused("it has started")
    was = state.scene
    return replace(state, scene=replace(was, plan=plan, mark=mark, confirmed_at=state.at, at_least_until=own.until))


def started(moment: Moment, person: str, state: State, plan: Plan) -> State:
    """The statement with the start of this scene, which names every member's confirmation.

    Refused unless everybody has confirmed this very plan within the last two hours; AnotherLook when it does not stand.
    """
    now = moment.with_own(person, state)
    scenes = {who: now.states[who].scene for who in now.members if who in now.states}
    names = tuple((who, scene.mark) for who, scene in sorted(scenes.items()) if scene and scene.plan == plan.digest)
    if state.scene is None or len(names) != len(now.members):
        raise Refused("not everybody has confirmed this plan")
    for who in now.members:
        own = span(who, now.states)
        if own is None or own.spent or state.at >= own.over_at:
            raise Refused("a confirmation does not count any more")
    _check_stands(now, plan)
    return replace(state, scene=replace(state.scene, start=Start(state.at, names)))


def carried(moment: Moment, person: str, state: State) -> State:
    """The statement that says itself that its author's scene has started, where somebody else's record says so.

    Everybody's next record does this, so that what was spent stays spent when the other's record moves on.
    """
    scene, own = state.scene, span(person, moment.with_own(person, state).states)
    if scene is None or scene.start is not None or own is None or not own.spent:
        return state
    naming = [
        each.scene.start for each in moment.states.values() if each.scene and scene.named_by(each.scene.start, person)
    ]
    start = max((each for each in naming if each is not None), key=lambda each: each.at)
    return replace(state, scene=replace(scene, start=start)) if start.at <= state.at else state


def ended(moment: Moment, person: str, state: State) -> State:
    """The statement with the end of the scene: red, or closing, as of this record. Refused when none has started."""
    state = carried(moment, person, state)
    if state.scene is None or state.scene.start is None:
        raise Refused("no scene has started")
    return state if state.scene.ended_at is not None else replace(state, scene=replace(state.scene, ended_at=state.at))


def past(moment: Moment, person: str, state: State) -> State:
    """The statement without a confirmation whose ratchet is over; until then as it is. No record is refused for it.

    While others know from it alone that their use is spent, or when the scene was over, it stays; nothing is held back.
    """
    now = moment.with_own(person, state)
    own = span(person, now.states)
    if own is None or now.now < own.until:
        return state
    gone = settled(person, state, moment.states)
    longer = until(now.with_own(person, gone).states) > max(now.now, until(now.states))
    if not longer and not standing(person, now.states).needed:
        return gone
    return replace(gone, scene=replace(state.scene, held=())) if own.spent and state.scene else state


def taken_along(former: State, fresh: State) -> State:
    """The first statement of a new epoch with the confirmation of the one before: a new start ends no ratchet."""
    return replace(fresh, scene=former.scene, unused=former.unused)


def _check_stands(moment: Moment, plan: Plan) -> None:
    if plan.members != tuple(sorted(moment.members)):
        raise AnotherLook("other people")
    if plan.another_look(moment.for_plan(plan), moment.now):
        raise AnotherLook("not in force")
