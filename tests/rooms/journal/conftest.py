"""The cast in an empty house; Ash writes for herself, and may share a space with Bo."""

from tests.people import cast, clock, quick_stretching
from tests.rooms.consent.conftest import hers, ours

__all__ = ["cast", "clock", "hers", "ours", "quick_stretching"]
