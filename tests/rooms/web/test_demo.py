"""The demonstration shows the breadth of the catalogue, not its first category."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ownaccord.catalogue import Item
from ownaccord.lib import clock
from ownaccord.web import demo
from tests.databases import ON_SQLITE


# What is chosen from the catalogue; the demonstration itself lives on PostgreSQL in the journeys.
@ON_SQLITE
@pytest.mark.django_db
def test_ash_and_bo_have_stated_something_in_at_least_ten_categories(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stated: set[str] = set()
    state = demo._state

    def watched(space: Any, keys: Any, items: Iterable[Item], terms: Any, now: int) -> None:
        chosen = list(items)
        stated.update(item.category for item in chosen)
        state(space, keys, chosen, terms, now)

    monkeypatch.setattr(demo, "_state", watched)

    told = demo.people(tmp_path, clock.now())

    assert told.startswith("Ash signs in with: ")
    assert len(stated) >= 10
