"""Every address of the house, read from the URLconf."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests.walls.doors import ROWS, Member, no


@dataclass(frozen=True)
class Address:
    """One address: its name, its view, and the names of what varies in it."""

    name: str
    view: Callable[..., Any]
    varies: tuple[str, ...]

    @property
    def door(self) -> str:
        """Which door stands before it; nothing when nobody thought about one."""
        return getattr(self.view, "door", "")

    def path(self, **values: str) -> str:
        """The path with these values in it."""
        return reverse(self.name, kwargs={each: values[each] for each in self.varies})


# What stands in an address for something that is there in every house.
THERE = {
    "item": "holding", "side": "together", "category": "connection", "part": "body", "seat": "1", "article": "1",
    "theme": "power", "card": "good-authority",
    "group": "1", "phrase": "9", "lesson": "1", "at": "1", "step": "words", "about": "everything",
    "question": "opening",
}  # fmt: skip
# What names something of one person's, by chance or by a secret: here nothing.
NOTHING = ("held_form", "device", "sign_in", "own", "entry", "line", "moment", "scene", "uid", "secret")


def places(space: str, **other: str) -> dict[str, str]:
    """Something for everything that varies in an address of this space."""
    return {**THERE, **dict.fromkeys(NOTHING, "x"), "space": space, **other}


def addresses() -> list[Address]:
    """All of them, in the order of the URLconf."""
    return list(_walk(get_resolver().url_patterns))


def _walk(patterns: list[Any]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield Address(pattern.name or "", pattern.callback, tuple(pattern.pattern.converters))
        else:
            yield from _walk(pattern.url_patterns)


def pages_of_a_space(space: str) -> list[str]:
    """Every page that there is of a space, with something that is there in each place of its address."""
    found = [each for each in addresses() if isinstance(ROWS[each.name], Member) and each.name != "space-pause"]
    return [each.path(**places(space)) for each in found if ROWS[each.name].inside[0] != no]  # type: ignore[union-attr]
