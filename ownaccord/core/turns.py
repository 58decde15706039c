"""Whose turn it is in a thread: free talking, and reflect-back as a table of steps.

Reflect-back: somebody says something and asks to hear it back; one of the others says what they heard; whoever spoke
says *that is it* or makes it clearer; only then is a reply open. Anybody can end a thread at any moment, everybody
together can leave it at any moment, whoever asked can let it go without being heard back, and what is not in the table
changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Move(StrEnum):
    """What one post does. `ASK` says something and asks to hear it back. `PUT` puts terms down, `ASK_TERMS` asks the
    others for theirs (proposal.py). `APART` is what its author understood, which nobody reads before `SHOWN`
    (teach_back.py).
    """

    SAY = "say"
    ASK = "ask"
    HEARD = "heard"
    THAT_IS_IT = "that is it"
    CLEARER = "clearer"
    LET_GO = "let go"
    PUT = "put"
    ASK_TERMS = "ask terms"
    NOT_NOW = "not now"
    APART = "apart"
    SHOWN = "shown"
    SAME = "same"
    DIFFERS = "differs"
    LEAVE_IT = "leave it"
    END = "end"
    POSITION = "position"
    MATTERS = "what matters"
    WAY = "way"
    TRY = "try"
    TRY_BACK = "try back"


SOLVING = frozenset({Move.POSITION, Move.MATTERS, Move.WAY, Move.TRY, Move.TRY_BACK})
"""What is said only where a disagreement is worked out; which of them when: solving.py. None moves a turn, so that one
that is not open yet shows in nothing."""


UNSEEN = frozenset({Move.APART, Move.SHOWN})
"""What is read on a page of its own, once everybody has written; until then it shows in nothing, and moves no turn."""


class Stand(StrEnum):
    """Where a thread stands; `LEFT`: agreed to leave it, by everybody."""

    OPEN = "open"
    WAITS_TO_BE_HEARD = "waits to be heard"
    WAITS_FOR_ITS_SPEAKER = "waits for its speaker"
    LEFT = "left"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Turn:
    """Where a thread stands: whose words wait, and who has said *leave it* since the last other post."""

    stand: Stand = Stand.OPEN
    speaker: str | None = None
    leaving: frozenset[str] = frozenset()


# (stand, whether the move is made by whoever spoke, move) -> stand. A missing row: not now.
_OPEN, _HEAR, _SPEAKER = Stand.OPEN, Stand.WAITS_TO_BE_HEARD, Stand.WAITS_FOR_ITS_SPEAKER
_BESIDE = (Move.PUT, Move.ASK_TERMS, Move.APART, Move.SHOWN, Move.SAME, Move.DIFFERS)
STEPS: dict[tuple[Stand, bool, Move], Stand] = {
    (_OPEN, False, Move.SAY): _OPEN,
    (_OPEN, False, Move.ASK): _HEAR,
    **{(_OPEN, False, move): _OPEN for move in SOLVING},
    **{(_OPEN, False, move): _OPEN for move in _BESIDE},
    (_OPEN, False, Move.LEAVE_IT): _OPEN,
    # No No waits for a turn.
    (_OPEN, False, Move.NOT_NOW): _OPEN,
    **{(stand, own, move): stand for stand in (_HEAR, _SPEAKER) for own in (False, True)
       for move in (Move.NOT_NOW, Move.TRY_BACK)},
    **{(stand, own, Move.LEAVE_IT): stand for stand in (_HEAR, _SPEAKER) for own in (False, True)},
    (_HEAR, False, Move.HEARD): _SPEAKER,
    (_HEAR, True, Move.LET_GO): _OPEN,
    (_SPEAKER, True, Move.THAT_IS_IT): _OPEN,
    (_SPEAKER, True, Move.CLEARER): _HEAR,
    (_SPEAKER, True, Move.LET_GO): _OPEN,
    **{(stand, own, Move.END): Stand.ENDED for stand in (_OPEN, _HEAR, _SPEAKER) for own in (False, True)},
}  # fmt: skip


def may(turn: Turn, person: str) -> frozenset[Move]:
    """The moves that this person can make now."""
    return frozenset(move for (stand, own, move) in STEPS if (stand, own) == (turn.stand, turn.speaker == person))


def after(turn: Turn, person: str, move: Move, members: Iterable[str]) -> Turn:
    """Where the thread stands after this move; unchanged where it is not in the table."""
    if move not in may(turn, person) or move in SOLVING | UNSEEN:
        return turn
    stand = STEPS[turn.stand, turn.speaker == person, move]
    if move is Move.LEAVE_IT:
        leaving = turn.leaving | {person}
        return Turn(Stand.LEFT if leaving >= set(members) else stand, turn.speaker, leaving)
    waits = stand in (Stand.WAITS_TO_BE_HEARD, Stand.WAITS_FOR_ITS_SPEAKER)
    return Turn(stand, (turn.speaker or person) if waits else None)
