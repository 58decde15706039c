"""The cast in an empty house; Ash writes for herself."""

from tests.people import cast, clock, quick_stretching

__all__ = ["cast", "clock", "quick_stretching"]
