"""Ash and Bo in a space of their own, made through the pages; Cam shares another with Ash; Sky left one with Ash."""

import pytest

from tests.people import Cast, cast, clock, quick_stretching
from tests.rooms.consent.shared import Shared, begun, sky_left

__all__ = ["cast", "clock", "quick_stretching"]


@pytest.fixture
def ours(cast: Cast) -> Shared:
    """The space of Ash and Bo."""
    return Shared(begun(cast.ash, cast.bo), cast)


@pytest.fixture
def hers(cast: Cast, ours: Shared) -> Shared:
    """The space of Ash and Cam, beside the one with Bo."""
    return Shared(begun(cast.ash, cast.cam), cast)


@pytest.fixture
def over(cast: Cast) -> str:
    """A space that Sky and Ash had and that Sky left."""
    return sky_left(cast)
