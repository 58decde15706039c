"""The cast in an empty house: Ash and Bo share a space, Bo hosts; Ash and Cam share another."""

from tests.people import cast, clock, quick_stretching
from tests.rooms.consent.conftest import hers, ours

__all__ = ["cast", "clock", "hers", "ours", "quick_stretching"]
