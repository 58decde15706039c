"""The cast, quick stretching and a clock for every page of this room."""

from tests.people import cast, clock, quick_stretching

__all__ = ["cast", "clock", "quick_stretching"]
