"""A share of the no-loosening machine's histories with scenes, and that it would notice what went wrong around them."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any
from unittest.mock import patch

import pytest

from ownaccord.core import opening, ratchet
from ownaccord.core.errors import TooLate
from ownaccord.core.ratchet import Ratchet
from ownaccord.core.scene import Happened, Live, Step, after
from ownaccord.scenes import running
from tests.databases import ON_SQLITE
from tests.laws.machine.house import House, Shelves
from tests.laws.machine.machine import Fell, Tally, has_scenes, history
from tests.laws.machine.scene_truth import SceneTruth

SEED = 20_280_301
Broken = tuple[Any, str, Callable[..., Any]]


def seeds() -> Iterator[int]:
    """The histories with scenes, from this seed on."""
    return (seed for seed in count(SEED) if has_scenes(seed))


def played(house: House, many: int) -> tuple[Tally, list[bytes]]:
    """So many histories with scenes, and the scenes that began in them."""
    began: list[bytes] = []
    begins, tally = SceneTruth.begins, Tally()

    def noted(truth: SceneTruth, who: str, mark: bytes, now: int) -> None:
        begins(truth, who, mark, now)
        began.append(mark)

    with patch.object(SceneTruth, "begins", noted):
        for _each, seed in zip(range(many), seeds(), strict=False):
            tally.add(history(house, seed))
    return tally, began


def test_scenes_begin_and_end_and_nothing_is_loosened_whatever_is_done_to_their_rows() -> None:
    tally, began = played(Shelves(), 5)
    assert len(began) > 2
    assert sum(tally.detected.values()) > tally.steps // 10


@pytest.mark.django_db
@ON_SQLITE
def test_the_same_history_is_played_on_a_database() -> None:
    seed = next(seeds())
    assert history(House(), seed, 40) == history(Shelves(), seed, 40)


def the_pen_asks_no_ratchet(author: str, states: Any) -> Ratchet:
    return replace(standing(author, states), until=0)


def a_red_is_ignored(live: Live, happened: Happened) -> Live:
    if happened.step is Step.RED:
        raise TooLate("ignored")
    return after(live, happened)


standing = ratchet.standing
BROKEN: list[Broken] = [
    (ratchet, "standing", the_pen_asks_no_ratchet),
    (opening, "_held", lambda *_what: ()),
    (running, "after", a_red_is_ignored),
]


@pytest.mark.parametrize("broken", BROKEN, ids=lambda each: each[1])
def test_what_is_broken_around_scenes_falls(broken: Broken) -> None:
    # Which of them they need to notice the others stands in docs/develop/attack/laws.md.
    with patch.object(*broken), pytest.raises(Fell):
        for _each, seed in zip(range(60), seeds(), strict=False):
            history(Shelves(), seed)
