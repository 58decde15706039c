"""The part of the life in which two people look again (`tests/walls/life.py`)."""

from collections.abc import Callable
from typing import Any

from tests.walls.sowing import Sown

Say = Callable[..., Any]


def looks_again(ash: Say, bo: Say, sown: Sown, space: str) -> None:
    """A rhythm of both, a recheck-in of each with what all may read and what not, and everything taken back."""
    where = {"space": space}
    for say in (ash, bo):
        say("rhythm-mine", where, cadence="week", every="", form="full")
    for say in (ash, bo):
        say("recheck", where, form="full")
        say("recheck-question", {**where, "question": "change"}, said=sown.word("change"))
        say("recheck-question", {**where, "question": "thanks"}, said=sown.said("thanks"))
        say("recheck-answer", where, what="holding/together", answer="later")
        say("together", where, parts=["thanks"], more=sown.said("together"))
    for say in (ash, bo, ash, bo, ash):
        say("together-look", where)
    for address in ("together-take-back", "together-leave", "rhythm-take-back"):
        ash(address, where)
    for address in ("recheck-next", "rhythm-date"):
        ash(address, where, on="")
