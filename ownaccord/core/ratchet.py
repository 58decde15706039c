"""The ratchet (law 7): from the first confirmation of a scene until a day after its end nothing rises.

Everything is read from what the members' verified statements say, and ``now``: no job, no row of its own. In doubt it
holds longer: a start counts as soon as anybody names it, and the latest one; whoever drops something only shortens what
they said themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from ownaccord.core.confirmation import Confirmation, Force, Start
from ownaccord.core.position import Entry, Key, Side
from ownaccord.core.statement import State
from ownaccord.core.terms import Terms, meet

HOUR = 3600
COUNTS = 2 * HOUR
"""How long a confirmation counts without a start."""
LINGERS = 2 * HOUR
"""How long after its planned end a scene ends by itself."""
LONGEST = 12 * HOUR
AFTER = 24 * HOUR
"""How long the ratchet holds after the end."""

_ONE_USE = Terms(uses=1)


@dataclass(frozen=True, slots=True)
class Span:
    """How long one confirmation holds, in unix seconds.

    ``started_at``: None while no start names it. ``over_at``: from then on it no longer counts, or the scene is over.
    ``until``: from then on its ratchet is over.
    """

    started_at: int | None
    over_at: int
    until: int

    @property
    def spent(self) -> bool:
        """Whether the uses that it held back are spent."""
        return self.started_at is not None


def span(author: str, states: Mapping[str, State]) -> Span | None:
    """How long this author's newest confirmation holds, None without one."""
    mine = _confirmation(author, states)
    if mine is None:
        return None
    found = naming(author, states)
    if not found:
        over = mine.confirmed_at + COUNTS
        return Span(None, over, max(over, mine.at_least_until))
    started = max(each.start.at for each in found if each.start is not None)
    ends = [each.ended_at for each in found if each.ended_at is not None]
    ends += _moved_on(author, found, states, started)
    over = min([by_itself(started, mine.minutes), *ends])
    return Span(started, over, max(over + AFTER, mine.at_least_until))


def naming(author: str, states: Mapping[str, State]) -> list[Confirmation]:
    """Everybody's confirmations whose start names this author's newest one."""
    mine = _confirmation(author, states)
    return [] if mine is None else [each for each in _confirmations(states) if mine.named_by(each.start, author)]


def _moved_on(author: str, naming: Iterable[Confirmation], states: Mapping[str, State], started: int) -> list[int]:
    """When the scene was over for those who have confirmed another one since: it took the ratchet of this one along."""
    names = {name for each in naming if each.start is not None for name in each.start.names if name[0] != author}
    newest = ((_confirmation(person, states), mark) for person, mark in sorted(names))
    over = (each.at_least_until - AFTER for each, mark in newest if each is not None and each.mark != mark)
    return [at for at in over if at >= started]


def by_itself(started_at: int, minutes: int) -> int:
    """When a scene that nobody ended is over: two hours after its planned end, at most twelve after its start."""
    return started_at + min(minutes * 60 + LINGERS, LONGEST)


def until(states: Mapping[str, State]) -> int:
    """The unix second at which the ratchet of the space is over; 0 when there was none."""
    return max((each.until for each in spans(states).values()), default=0)


def spans(states: Mapping[str, State]) -> dict[str, Span]:
    """How long each author's confirmation holds, for those who have one."""
    found = {author: span(author, states) for author in states}
    return {author: each for author, each in found.items() if each is not None}


def forces(states: Mapping[str, State], now: int) -> tuple[Force, ...]:
    """What was in force at every confirmation whose ratchet holds: nothing counts for more than in each of them."""
    holding = [author for author, each in spans(states).items() if now < each.until]
    found = (_confirmation(author, states) for author in sorted(holding))
    return tuple(each.force for each in found if each is not None)


def running(members: Iterable[str], states: Mapping[str, State], now: int) -> Start | None:
    """The start of the scene that runs now, None when none does.

    A scene runs when a start names the newest confirmation of every member, all for the same plan and made within the
    two hours before it, and it is not over for any of them.
    """
    everyone = sorted(set(members))
    for each in _confirmations(states):
        named = [] if each.start is None else [person for person, _ in each.start.names]
        if named == everyone and all(_takes_part(who, each, states, now) for who in everyone):
            return each.start
    return None


def _takes_part(person: str, starting: Confirmation, states: Mapping[str, State], now: int) -> bool:
    mine, mine_span = _confirmation(person, states), span(person, states)
    if mine is None or mine_span is None or not mine.named_by(starting.start, person) or mine.plan != starting.plan:
        return False
    waited = starting.start.at - mine.confirmed_at if starting.start is not None else -1
    return 0 <= waited < COUNTS and now < mine_span.over_at


def position_for(
    author: str, states: Mapping[str, State], plan: bytes | None, item: str, side: Side, now: int
) -> Entry | None:
    """The position of this author as far as it counts: outside of any plan, or for this one.

    A use that is held back counts for the plan that it is held for, and while no scene has used it, for another one
    that its author may still confirm; never outside of a plan.
    """
    state = states[author]
    entry = state.entry(item, side)
    if entry is None or entry.key not in state.held_back:
        return entry
    if plan is None or not _is_usable(author, states, plan, entry.key, now):
        return state.free(item, side)
    return replace(entry, terms=meet(entry.terms, _ONE_USE))


def _is_usable(author: str, states: Mapping[str, State], plan: bytes, key: Key, now: int) -> bool:
    mine, mine_span = _confirmation(author, states), span(author, states)
    if mine is None or mine_span is None or key not in mine.held or not mine_span.spent:
        return True
    return mine.plan == plan and now < mine_span.over_at


# --- for the pen ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Ratchet:
    """What the pen has to know of scenes: until when nothing may rise, and how far the author's own confirmation is.

    ``first``: the author has no statement yet in this epoch. ``needed``: somebody whose use was spent has not said so
    themselves, and knows it from this author's statement only.
    """

    until: int = 0
    own: Span | None = None
    first: bool = True
    needed: bool = False


NO_RATCHET = Ratchet()


def standing(author: str, states: Mapping[str, State]) -> Ratchet:
    """How the ratchet of the space stands for this author."""
    return Ratchet(until(states), span(author, states), author not in states, _is_needed(author, states))


def _is_needed(author: str, states: Mapping[str, State]) -> bool:
    mine = _confirmation(author, states)
    start = mine.start if mine is not None else None
    return any(
        _relies_on(start, other, state) for other, state in states.items() if start is not None and other != author
    )


def _relies_on(start: Start, other: str, state: State) -> bool:
    theirs = state.scene
    if theirs is None or theirs.start is not None or not theirs.named_by(start, other):
        return False
    # Also where it has lapsed since, or a new start took no position along: it may be granted again, or wanted back.
    return bool(theirs.held)


def _confirmation(author: str, states: Mapping[str, State]) -> Confirmation | None:
    state = states.get(author)
    return None if state is None else state.scene


def _confirmations(states: Mapping[str, State]) -> list[Confirmation]:
    return [state.scene for _, state in sorted(states.items()) if state.scene is not None]
