"""A scene of Ash and Bo through the pen alone, so that it spends a trial: confirmed by both, started, ended."""

import os

from ownaccord.consent.writing import moment_of, own_state, write
from ownaccord.core import opening
from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.terms import Context, Level, Terms
from tests.rooms.consent.pair import DAY, HOLDING, HOUR, Member, Pair

SIDE = HOLDING.sides[0]


def trial(pair: Pair, uses: int = 1) -> Terms:
    """What a trial allows, until 25 days from now."""
    return Terms(level=Level.TRIAL, contexts=frozenset(Context), uses=uses, review_by=pair.now + 25 * DAY)


def agreed(pair: Pair, uses: int = 1) -> None:
    """Both have a trial in force."""
    for who in (pair.ash, pair.bo):
        for side in HOLDING.sides:
            pair.state(who, HOLDING, side, trial(pair, uses))
    pair.wait(hours=13)
    for who in (pair.ash, pair.bo):
        assert pair.still_so(who, *((HOLDING.slug, side) for side in HOLDING.sides)) == len(HOLDING.sides)


def scene(pair: Pair) -> int:
    """A scene spends it and is over after an hour; the time of its end. Then two days pass."""
    look = pair.look(pair.ash)
    lines = tuple(planned(each, Context.AT_HOME) for each in look.arrangements[:1])
    people = tuple(sorted(look.space.members))
    plan = Plan(
        pair.space, look.space.epoch, os.urandom(16), people, lines, Context.AT_HOME, 60, "",
        (Agreed(Signal.RED, Way.WORD, "ember"),), ("Good.", "Slower.", "Stop."), 20, tuple((who,) for who in people),
    )  # fmt: skip
    for who in (pair.bo, pair.ash):
        _step(pair, who, opening.confirmed, plan, os.urandom(16))
    _step(pair, pair.ash, opening.started, plan)
    pair.wait(hours=1)
    _step(pair, pair.bo, opening.ended)
    _step(pair, pair.ash, opening.ended)
    over = pair.now
    pair.wait(days=2)
    return over


def _step(pair: Pair, who: Member, does: object, *args: object) -> None:
    look = pair.look(who)
    write(look=look, keys=who.keys, new=does(moment_of(look), who.person, own_state(look), *args))  # type: ignore[operator]


__all__ = ["HOUR", "SIDE", "agreed", "scene", "trial"]
