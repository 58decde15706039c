"""What a scene adds to its author's statement: a confirmation, its start and end, uses held back, what was in force.

It only ever lowers: whoever confirms allows nothing new by it. What it means at a moment is said by ``ratchet``.
Format: docs/develop/spec/statement.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import Key, Side, checked_key, is_bytes, is_number
from ownaccord.core.terms import LATEST, NOTHING, Terms, allows_no_more, meet

PLAN = 32
MARK = 16
MAX_MINUTES = 720
FEWEST, MOST = 2, 8
LONGEST_NAME = 64

Line = tuple[str, str, Side, Terms]
"""(item, person, side, terms): what one person's position counted for."""
_ORDER = {side: number for number, side in enumerate(Side)}
_SIDES = tuple(Side)


@dataclass(frozen=True, slots=True)
class Force:
    """What everybody's positions counted for at one moment, on the sides that were in force. Raises ``Malformed``.

    ``lines`` are sorted by item, person and side, each once; none of them is NOTHING. Whatever is not in it was not in
    force. Terms for each person rather than for each arrangement: their meet is the same, and there are fewer of them.
    """

    lines: tuple[Line, ...] = ()
    _by_key: Mapping[tuple[str, str, Side], Terms] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for item, person, side, terms in self.lines:
            checked_key(item, side)
            if not is_name(person) or terms == NOTHING:
                raise Malformed("what was in force")
        if any(not _place(a) < _place(b) for a, b in pairwise(self.lines)):
            raise Malformed("order")
        known = {(item, person, side): terms for item, person, side, terms in self.lines}
        object.__setattr__(self, "_by_key", known)

    def __repr__(self) -> str:
        return "<Force>"

    def terms(self, person: str, item: str, side: Side) -> Terms:
        """What this person's position counted for, NOTHING when it was not in force."""
        return self._by_key.get((item, person, side), NOTHING)

    def within(self, other: Force) -> bool:
        """True if nothing counted for more than it did in the other."""
        return all(allows_no_more(terms, other.terms(person, item, side)) for item, person, side, terms in self.lines)


def force_of(lines: Iterable[Line]) -> Force:
    """These lines in their order, without those that are NOTHING."""
    return Force(tuple(sorted((line for line in lines if line[3] != NOTHING), key=_place)))


def met(force: Force, others: Iterable[Force]) -> Force:
    """Only what was in force in each of them, and no wider than in any."""
    several = tuple(others)
    return force_of((item, who, side, _met(terms, (each.terms(who, item, side) for each in several)))
                    for item, who, side, terms in force.lines)  # fmt: skip


def _met(terms: Terms, others: Iterable[Terms]) -> Terms:
    for other in others:
        terms = meet(terms, other)
    return terms


def _place(line: Line) -> tuple[str, str, int]:
    return line[0], line[1], _ORDER[line[2]]


def is_name(person: object) -> bool:
    """True for what can stand for a person."""
    return type(person) is str and 0 < len(person) <= LONGEST_NAME


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a scene: when, and the confirmation of every member by its mark, sorted by person. Raises
    ``Malformed``.
    """

    at: int
    names: tuple[tuple[str, bytes], ...]

    def __post_init__(self) -> None:
        if not is_number(self.at, LATEST) or not FEWEST <= len(self.names) <= MOST:
            raise Malformed("start")
        if not all(is_name(person) and is_bytes(mark, MARK) for person, mark in self.names):
            raise Malformed("start")
        if any(not a < b for (a, _), (b, _) in pairwise(self.names)):
            raise Malformed("order")

    def __repr__(self) -> str:
        return "<Start>"


@dataclass(frozen=True, slots=True)
class Confirmation:
    """One person's yes for now to one plan. Raises ``Malformed``. Times are unix seconds.

    ``plan``: digest of the plan; ``mark``: 16 random bytes; ``minutes``: how long the plan takes; ``force``: what was
    in force when it was confirmed; ``held``: the own (item, side) of which it holds one use back, sorted;
    ``at_least_until``: when the ratchet of an earlier scene ends, 0 for none. ``start`` and ``ended_at``: once the
    author has said so; there is no end without a start.
    """

    plan: bytes
    mark: bytes
    confirmed_at: int
    minutes: int
    force: Force
    held: tuple[Key, ...] = ()
    at_least_until: int = 0
    start: Start | None = None
    ended_at: int | None = None

    def __post_init__(self) -> None:
        if not is_bytes(self.plan, PLAN) or not is_bytes(self.mark, MARK):
            raise Malformed("plan or mark")
        if not is_number(self.confirmed_at, LATEST) or not is_number(self.at_least_until, LATEST):
            raise Malformed("time")
        if not is_number(self.minutes, MAX_MINUTES) or not self.minutes:
            raise Malformed("minutes")
        check_keys(self.held)
        if self.start is not None and self.start.at < self.confirmed_at:
            raise Malformed("a start before it was confirmed")
        if self.ended_at is not None and not self._may_end(self.ended_at):
            raise Malformed("an end before the start")

    def __repr__(self) -> str:
        return "<Confirmation>"

    def _may_end(self, at: int) -> bool:
        return self.start is not None and is_number(at, LATEST) and at >= self.start.at

    @property
    def latest(self) -> int:
        """The latest time in it: no record says it before."""
        return max(self.confirmed_at, self.start.at if self.start else 0, self.ended_at or 0)

    def named_by(self, start: Start | None, author: str) -> bool:
        """Whether this start names this confirmation of this author."""
        return start is not None and (author, self.mark) in start.names


def check_keys(keys: tuple[Key, ...]) -> None:
    """Passes for (item, side) that are sorted, each once; otherwise ``Malformed``."""
    for item, side in keys:
        checked_key(item, side)
    if any(not a < b for a, b in pairwise(keys)):
        raise Malformed("order")


# --- as plain values --------------------------------------------------------------------------------------------------


def as_list(confirmation: Confirmation) -> list[object]:
    """The confirmation as a list of plain values that canonical bytes can hold."""
    start = confirmation.start
    return [
        confirmation.plan, confirmation.mark, confirmation.confirmed_at, confirmation.minutes,
        _force_as_list(confirmation.force), keys_as_list(confirmation.held), confirmation.at_least_until,
        None if start is None else [start.at, [list(name) for name in start.names]], confirmation.ended_at,
    ]  # fmt: skip


def from_list(fields: Any) -> Confirmation:
    """The confirmation of such a list, or ``Malformed``. Whoever stores it encodes it again and compares."""
    try:
        plan, mark, at, minutes, force, held, until, start, ended = listed(fields)
        return Confirmation(
            plan, mark, at, minutes, _force_from(force), keys_from_list(held), until, _start_from(start), ended
        )
    except (ValueError, TypeError, IndexError):
        raise Malformed("confirmation") from None


def keys_as_list(keys: Iterable[Key]) -> list[object]:
    """(item, side) as plain values."""
    return [[item, str(side)] for item, side in keys]


def keys_from_list(fields: Any) -> tuple[Key, ...]:
    """The (item, side) of such a list; ``ValueError`` or ``Malformed``."""
    return tuple((item, Side(side)) for item, side in map(listed, listed(fields)))


def _start_from(fields: Any) -> Start | None:
    if fields is None:
        return None
    at, names = listed(fields)
    return Start(at, tuple((person, mark) for person, mark in map(listed, listed(names))))


def _force_as_list(force: Force) -> list[object]:
    """People and terms once each, in the order of their first line: most lines have the same few of them."""
    people = {person: number for number, person in enumerate(dict.fromkeys(line[1] for line in force.lines))}
    table = {terms: number for number, terms in enumerate(dict.fromkeys(line[3] for line in force.lines))}
    rows = [
        [item, [[people[who], _ORDER[side], table[terms]] for _, who, side, terms in lines]]
        for item, lines in groupby(force.lines, key=lambda line: line[0])
    ]
    return [list(people), [terms_as_list(terms) for terms in table], rows]


def _force_from(fields: Any) -> Force:
    people, table, rows = map(listed, listed(fields))
    known = [terms_from_list(terms) for terms in table]
    lines = []
    for item, each in map(listed, rows):
        for who, side, terms in map(listed, listed(each)):
            lines.append((item, people[_number(who)], _SIDES[_number(side)], known[_number(terms)]))
    return Force(tuple(lines))


def _number(value: object) -> int:
    # A negative number would count from the end: a second way to write the same.
    if type(value) is not int or value < 0:
        raise Malformed("number")
    return value
