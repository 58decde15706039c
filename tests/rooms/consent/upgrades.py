"""Another catalogue in place of our own, as an upgrade brings it: every `load()` in the house gives that one."""

from dataclasses import replace
from typing import Any

import pytest

from ownaccord.catalogue import Catalogue, catalogue, load


def serves(monkeypatch: pytest.MonkeyPatch, other: Catalogue) -> None:
    """From now on this is the catalogue."""
    monkeypatch.setattr(catalogue, "_load", lambda root: other)


def brings(monkeypatch: pytest.MonkeyPatch, item: str, **new: Any) -> None:
    """An upgrade changes these fields of one card."""
    old = load()
    items = tuple(replace(each, **new) if each.slug == item else each for each in old.items)
    serves(monkeypatch, replace(old, items=items))


def removes(monkeypatch: pytest.MonkeyPatch, item: str) -> None:
    """An upgrade has no such card any more."""
    old = load()
    serves(monkeypatch, replace(old, items=tuple(each for each in old.items if each.slug != item)))


def hides(monkeypatch: pytest.MonkeyPatch, category: str) -> None:
    """An upgrade closes a category at first."""
    old = load()
    categories = tuple(replace(each, hidden=each.slug == category) for each in old.categories)
    serves(monkeypatch, replace(old, categories=categories))
