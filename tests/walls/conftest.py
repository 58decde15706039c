"""The cast, quick stretching, a clock, and the lived-in space around which the walls stand."""

import pytest

from tests.people import Cast, Clock, cast, clock, quick_stretching
from tests.walls.full import Full, full
from tests.walls.kept import copy_of
from tests.walls.scene import Scene, lived_in

__all__ = ["cast", "clock", "quick_stretching"]


@pytest.fixture
def scene(db: None, clock: Clock) -> Scene:
    """Ash and Bo in a space in which something is agreed."""
    return copy_of("lived in", clock, lambda: lived_in(Cast(), clock))


@pytest.fixture
def here(db: None, clock: Clock) -> Full:
    """The house with a row in every table."""
    return full(clock)
