"""Terms as plain values that canonical bytes can hold: in a statement, and in what a vault keeps."""

from __future__ import annotations

from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.terms import EVERYWHERE, Context, Level, Terms

_EVERYWHERE = sorted(map(str, EVERYWHERE))


def terms_as_list(terms: Terms) -> list[object]:
    """Terms as a list of plain values that canonical bytes can hold; also for what a vault keeps (wishes,
    snapshots).
    """
    return [
        int(terms.level),
        terms.intensity,
        terms.minutes,
        _EVERYWHERE[:] if terms.contexts == EVERYWHERE else sorted(map(str, terms.contexts)),
        sorted(terms.conditions),
        sorted(terms.areas_out),
        sorted(terms.signals),
        terms.review_by,
        terms.uses,
    ]


def terms_from_list(fields: Any) -> Terms:
    """The terms of such a list, or ``Malformed``."""
    try:
        level, intensity, minutes, contexts, conditions, areas_out, signals, review_by, uses = listed(fields)
        return Terms(
            level=_level(level),
            intensity=intensity,
            minutes=minutes,
            contexts=frozenset(Context(context) for context in _in_order(contexts)),
            conditions=frozenset(_in_order(conditions)),
            areas_out=frozenset(_in_order(areas_out)),
            signals=frozenset(_in_order(signals)),
            review_by=review_by,
            uses=uses,
        )
    except (ValueError, TypeError):
        raise Malformed("terms") from None


def _level(value: Any) -> Level:
    """The level of a number; true is not 1."""
    if type(value) is not int:
        raise Malformed("level")
    return Level(value)


def _in_order(value: Any) -> list[Any]:
    """The values of a list in which each stands once, in their order: the same terms are never written in two ways."""
    values = listed(value)
    if values != sorted(set(values)):
        raise Malformed("not in order")
    return values


def listed(value: Any) -> list[Any]:
    """The values of a list, or ``Malformed``."""
    if not isinstance(value, list | tuple):
        raise Malformed("list")
    return list(value)
