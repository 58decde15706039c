"""Everybody of the cast in a lived-in town, so that there is something that a page could tell."""

import pytest

from tests.people import Cast, Clock, cast, clock, quick_stretching
from tests.walls.kept import copy_of
from tests.walls.scene import Scene, beside_and_ended, lived_in

__all__ = ["cast", "clock", "quick_stretching"]


@pytest.fixture
def town(db: None, clock: Clock) -> Scene:
    """Ash and Bo with something agreed, Cam beside, Noor without a space, Sky out of an ended one."""

    def make() -> Scene:
        scene = lived_in(Cast(), clock)
        beside_and_ended(scene)
        assert scene.cast.noor.unlocked
        return scene

    return copy_of("library", clock, make)
