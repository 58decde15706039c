"""The cast in an empty house: Ash and Bo share a space, Bo hosts; Ash and Cam share another."""

import pytest

from ownaccord.lib.streams.pokes import Poke
from ownaccord.scenes import revisions
from tests.people import cast, clock, quick_stretching
from tests.rooms.consent.conftest import hers, ours

__all__ = ["cast", "clock", "hers", "ours", "quick_stretching"]


@pytest.fixture
def poked(monkeypatch: pytest.MonkeyPatch) -> list[Poke]:
    """Everything that streams are told."""
    told: list[Poke] = []
    monkeypatch.setattr(revisions.live, "tell", told.append)
    return told
