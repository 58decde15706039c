"""The house's clock in the tests' hands, and what stands in for a part of the house."""

import pytest

NOON = 1_790_000_000


class Clock:
    """Stands still until it is turned; unix seconds."""

    now = NOON
    stand_in: pytest.MonkeyPatch | None = None
    """What the running test puts in the place of parts of the house."""

    def turn(self, *, days: int = 0, hours: int = 0, seconds: int = 0) -> None:
        """Let time pass."""
        self.now += days * 86400 + hours * 3600 + seconds


held = Clock()


def hands() -> float:
    """What `settings.CLOCK` names while `tests.people.clock` is in use."""
    return held.now
