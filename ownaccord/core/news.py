"""News: what is no longer available since somebody last looked. The same for every cause, and without whose it was."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import Side, is_slug
from ownaccord.core.terms import NOTHING, Level, Terms, allows_no_more

Snapshot = list[object]
"""Arrangements as plain values that a vault can keep."""


@dataclass(frozen=True, slots=True)
class Gone:
    """An item of which something is no longer available, and the highest level that is left (``NO``: nothing)."""

    item: str
    left: Level


def snapshot(arrangements: Iterable[Arrangement]) -> Snapshot:
    """What is in force, as a plain list for the reader's own vault."""
    return [[a.item, [[person, str(side)] for person, side in a.sides], terms_as_list(a.terms)] for a in arrangements]


def recalled(before: object) -> tuple[Arrangement, ...]:
    """The arrangements of a snapshot, or ``Malformed``."""
    try:
        found = tuple(
            Arrangement(
                item, tuple((person, Side(side)) for person, side in map(listed, listed(sides))), terms_from_list(terms)
            )
            for item, sides, terms in map(listed, listed(before))
        )
    except (ValueError, TypeError):
        raise Malformed("snapshot") from None
    if not all(is_slug(each.item) and all(type(person) is str for person, _ in each.sides) for each in found):
        raise Malformed("snapshot")
    return found


def gone(before: Iterable[Arrangement], now: Iterable[Arrangement]) -> tuple[Gone, ...]:
    """The items of which something that was in force before is no longer available, in their order. A new review date
    alone is no news.
    """
    arrangements = tuple(now)
    return tuple(Gone(item, _highest(arrangements, item)) for item in sorted(lost(before, arrangements)))


def lost(before: Iterable[Arrangement], now: Iterable[Arrangement]) -> frozenset[str]:
    """The items of ``gone``, without what is left of them."""
    left = {(a.item, a.sides): a.terms for a in now}
    return frozenset(a.item for a in before if not _is_left(a.terms, left.get((a.item, a.sides), NOTHING)))


def _is_left(before: Terms, now: Terms) -> bool:
    return before == now or allows_no_more(_undated(before), _undated(now))


def _undated(terms: Terms) -> Terms:
    return terms if terms.review_by is None else replace(terms, review_by=None)


def _highest(arrangements: tuple[Arrangement, ...], item: str) -> Level:
    return max((a.terms.level for a in arrangements if a.item == item), default=Level.NO)
