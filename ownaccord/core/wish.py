"""A wish: what a person would like to raise, before they have slept on it. Private to its author, whose own software
keeps the wait.

Two acts: first the wish, then, after the waiting time, *still so*; only the second writes a position.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ownaccord.core.errors import Lapsed, Loosens, Refused, TooEarly
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import DAY, Entry, Key, Side
from ownaccord.core.statement import DEFAULT_WAIT_HOURS, LONGEST_WAIT_HOURS, State, with_entry
from ownaccord.core.terms import AT_MOST_TALK, NOTHING, Level, Terms, allows_no_more, lapsed, meet, standing

LIFETIME = 30 * DAY
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Wish:
    """What its author would like (item, side) to allow. ``since``: unix seconds; ``edition``: the edition of the card
    they had read.
    """

    item: str
    side: Side
    terms: Terms
    since: int
    edition: int

    @property
    def key(self) -> Key:
        """(item, side)."""
        return self.item, self.side


@dataclass(frozen=True, slots=True)
class WaitWish:
    """The wish for a shorter shared waiting time, slept on like any other. ``hours`` 0..336; ``since``: unix
    seconds.
    """

    hours: int
    since: int


class WishState(StrEnum):
    """Where a wish stands."""

    NONE = "none"
    SLEEPING = "sleeping"
    READY = "ready"
    LAPSED = "lapsed"


class WishAct(StrEnum):
    """What its author can do about it."""

    WISH = "wish"
    RAISE = "raise"
    STILL_SO = "still_so"
    TIGHTEN = "tighten"
    DROP = "drop"


STEPS: Mapping[tuple[WishState, WishAct], WishState] = {
    (WishState.NONE, WishAct.WISH): WishState.SLEEPING,
    (WishState.NONE, WishAct.TIGHTEN): WishState.NONE,
    (WishState.SLEEPING, WishAct.RAISE): WishState.SLEEPING,
    (WishState.SLEEPING, WishAct.TIGHTEN): WishState.NONE,
    (WishState.SLEEPING, WishAct.DROP): WishState.NONE,
    (WishState.READY, WishAct.RAISE): WishState.SLEEPING,
    (WishState.READY, WishAct.STILL_SO): WishState.NONE,
    (WishState.READY, WishAct.TIGHTEN): WishState.NONE,
    (WishState.READY, WishAct.DROP): WishState.NONE,
    (WishState.LAPSED, WishAct.WISH): WishState.SLEEPING,
    (WishState.LAPSED, WishAct.TIGHTEN): WishState.NONE,
    (WishState.LAPSED, WishAct.DROP): WishState.NONE,
}
"""Every legal step; whatever is not here raises ``Refused`` and changes nothing. Only (READY, STILL_SO) writes a
position.
"""


def after(state: WishState, act: WishAct) -> WishState:
    """Where the act leads, or ``Refused``."""
    if (state, act) not in STEPS:
        raise Refused("no such step")
    return STEPS[state, act]


@dataclass(frozen=True, slots=True)
class WishAnswer:
    """Where a wish stands; ``until`` is the unix second from which *still so* is possible."""

    state: WishState
    until: int


def may_confirm(wish: Wish | WaitWish, now: int, wait_seconds: int) -> WishAnswer:
    """Whether *still so* is possible now: not before the waiting time has passed, not after 30 days, not past its own
    review date.
    """
    until = wish.since + wait_seconds
    if now > wish.since + LIFETIME or (isinstance(wish, Wish) and lapsed(wish.terms, now)):
        return WishAnswer(WishState.LAPSED, until)
    return WishAnswer(WishState.READY if now >= until else WishState.SLEEPING, until)


def effective_wait(states: Mapping[str, State], private_hours: int = 0, members: Iterable[str] = ()) -> int:
    """The waiting time in seconds: the longest that any member has set, or this person's own private one if that is
    longer.

    A member who has not written yet counts with the default of 12 hours, and so does a space in which nobody has. Never
    more than 14 days.
    """
    hours = [state.wait_hours for state in states.values()]
    if not hours or any(member not in states for member in members):
        hours.append(DEFAULT_WAIT_HOURS)
    return min(max(*hours, private_hours), LONGEST_WAIT_HOURS) * HOUR


@dataclass(frozen=True, slots=True)
class Step:
    """What one statement does: these terms are written now, and this is kept as a wish (None: nothing, and an older
    wish is dropped).
    """

    write_now: Terms
    wish: Terms | None


def state_it(old: Terms, new: Terms, now: int) -> Step:
    """What stating ``new`` over the written ``old`` does. Whatever tightens is written at once; whatever rises above
    Talk first becomes a wish.

    One act is enough to tighten, to raise to Talk first, and to renew: to move the review date of what has not lapsed
    and is otherwise no wider. While the old position is Talk first or less, nothing is written with the wish: a changed
    record would show that there is one.
    """
    old = standing(old, now)
    if is_one_act(old, new, now):
        return Step(standing(new, now), None)
    if old.level <= Level.TALK:
        return Step(old, new)
    return Step(meet(old, new), new)


def is_one_act(old: Terms, new: Terms, now: int) -> bool:
    """True if writing ``new`` over ``old`` needs no second act (law 4)."""
    old = standing(old, now)
    return new.level <= Level.TALK or allows_no_more(new, old) or _is_renewal(old, new)


def _is_renewal(old: Terms, new: Terms) -> bool:
    """Apart from the review date it allows no more than what stands above Talk first."""
    return old.level > Level.TALK and allows_no_more(replace(new, review_by=old.review_by), old)


def still_so(state: State, wish: Wish, narrowed: Terms | None, now: int, wait: int) -> State:
    """The second act: the statement with the wish written as it stands, or tighter.

    ``wait`` in seconds, from ``effective_wait``. Raises ``TooEarly``, ``Lapsed``, or ``Loosens`` when ``narrowed`` is
    wider than the wish.
    """
    check_ready(wish, now, wait)
    terms = wish.terms if narrowed is None else narrowed
    if not allows_no_more(terms, wish.terms):
        raise Loosens("wider than the wish")
    if terms == NOTHING:
        raise Refused("a No needs no second act")
    return with_entry(state, Entry(wish.item, wish.side, terms, now, wish.edition))


def check_ready(wish: Wish | WaitWish, now: int, wait: int) -> None:
    """Passes when *still so* is possible; otherwise ``TooEarly`` or ``Lapsed``."""
    answer = may_confirm(wish, now, wait)
    if answer.state is WishState.LAPSED:
        raise Lapsed("lapsed")
    if answer.state is WishState.SLEEPING:
        raise TooEarly(answer.until)


@dataclass(frozen=True, slots=True)
class Lowered:
    """A statement after something newer was lowered to Talk first, and what was lowered, as its author's own wishes."""

    state: State
    wishes: tuple[Wish, ...]


def lower_newer(state: State, before: Mapping[Key, Terms], now: int) -> Lowered:
    """The statement in which every position above Talk first that is wider than ``before`` is lowered to Talk first and
    kept as a wish.

    ``before`` is what the author's own vault remembers of (item, side); missing means nothing was in force.
    """
    newer = {e.key for e in state.entries if _is_newer(e.terms, before.get(e.key, NOTHING))}
    return _lower(state, newer, now)


def lift_pause(
    state: State, before: Mapping[Key, Terms], then: Iterable[Arrangement], would_be: Iterable[Arrangement], now: int
) -> Lowered:
    """The statement without its author's pause, so that only what was in force before comes back.

    ``before``: own positions, ``then``: arrangements in force, both as the author's vault remembers them from before
    the pause; ``would_be``: what would be in force now without it. Whatever is wider, through whomever, has the
    author's own position lowered to Talk first.
    """
    lowered = lower_newer(state, before, now)
    wider = _wider(then, would_be)
    mine = {e.key for e in lowered.state.entries if e.terms.level > Level.TALK and e.key in wider}
    rest = _lower(lowered.state, mine, now)
    return Lowered(replace(rest.state, paused=False), (*lowered.wishes, *rest.wishes))


def _wider(then: Iterable[Arrangement], would_be: Iterable[Arrangement]) -> frozenset[Key]:
    """The (item, side) of every arrangement above Talk first that would allow more than it did then."""
    old = {(a.item, a.sides): a.terms for a in then}
    rising = [a for a in would_be if _is_newer(a.terms, old.get((a.item, a.sides), NOTHING))]
    return frozenset((a.item, side) for a in rising for _, side in a.sides)


def _is_newer(terms: Terms, before: Terms) -> bool:
    return terms.level > Level.TALK and not allows_no_more(terms, before)


def _lower(state: State, keys: set[Key], now: int) -> Lowered:
    wishes = tuple(Wish(e.item, e.side, e.terms, now, e.edition) for e in state.entries if e.key in keys)
    entries = tuple(replace(e, terms=meet(e.terms, AT_MOST_TALK)) if e.key in keys else e for e in state.entries)
    return Lowered(replace(state, entries=entries), wishes)
