"""A plan of a scene: what, in which order, with which words and signs. Every member confirms the same bytes.

A plan permits nothing: whether it stands is asked of what is in force, at every look. Format:
docs/develop/spec/scene.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from itertools import pairwise
from typing import Any

from ownaccord.core.confirmation import MARK, MAX_MINUTES, is_name
from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import LARGEST, SMALLEST, Arrangement
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import Side, checked_key, is_bytes, is_number
from ownaccord.core.terms import EVERYTHING, NOTHING, Context, Level, Terms, allows_no_more, is_plain, lapsed, meet
from ownaccord.vault.canonical import decode as decode_canonical
from ownaccord.vault.canonical import encode
from ownaccord.vault.errors import Unreadable

VERSION = 1
MOST_LINES = 40
MOST_SIGNALS = 12
MOST_THINGS = 20
_LABEL = b"own-accord/plan/1"


class Signal(StrEnum):
    """What a person can say while a scene runs."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Way(StrEnum):
    """How a signal is given without a device: a safeword is said, a safe sign is not."""

    WORD = "word"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Agreed:
    """A safeword or safe sign, and which signal it means. Raises ``Malformed``."""

    signal: Signal
    way: Way
    text: str

    def __post_init__(self) -> None:
        if type(self.signal) is not Signal or type(self.way) is not Way or not is_plain(self.text):
            raise Malformed("signal")


@dataclass(frozen=True, slots=True)
class Line:
    """One arrangement of the plan with the terms on which it rests: Trial or Yes, no wider than in force. Raises
    ``Malformed``. ``sides`` are sorted by person.
    """

    item: str
    sides: tuple[tuple[str, Side], ...]
    terms: Terms

    def __post_init__(self) -> None:
        for person, side in self.sides:
            checked_key(self.item, side)
            if not is_name(person):
                raise Malformed("person")
        if any(not a < b for (a, _), (b, _) in pairwise(self.sides)) or self.terms.level < Level.TRIAL:
            raise Malformed("line")

    @property
    def is_trial(self) -> bool:
        """Whether the scene will spend a use of it."""
        return self.terms.uses is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that a scene rests on. Raises ``Malformed``.

    ``mark``: 16 random bytes, so that no two plans are the same; ``lines`` in their order; ``context``: the place;
    ``minutes`` until the planned end, 1..720; ``leads``: a person, or empty; ``agreed``: words and signs, among them
    one for red; ``meanings``: what green, yellow and red mean here, in own words; ``check_in``: minutes between
    check-ins, 0 for none; ``carrying``: for each device that carries signals the persons whom it counts for, at least
    one device; ``things``: what lies ready.
    """

    space: str
    epoch: int
    mark: bytes
    members: tuple[str, ...]
    lines: tuple[Line, ...]
    context: Context
    minutes: int
    leads: str
    agreed: tuple[Agreed, ...]
    meanings: tuple[str, str, str]
    check_in: int
    carrying: tuple[tuple[str, ...], ...]
    things: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if type(self.space) is not str or not is_number(self.epoch, 2**53) or not is_bytes(self.mark, MARK):
            raise Malformed("place")
        if not SMALLEST <= len(self.members) <= LARGEST or not all(map(is_name, self.members)):
            raise Malformed("members")
        _check_sorted(self.members)
        if not 1 <= len(self.lines) <= MOST_LINES or any(_people(line) != self.members for line in self.lines):
            raise Malformed("lines")
        if type(self.context) is not Context or not is_number(self.minutes, MAX_MINUTES) or not self.minutes:
            raise Malformed("place or time")
        if any(line.terms.contexts != {self.context} for line in self.lines):
            raise Malformed("another place")
        if self.leads and self.leads not in self.members:
            raise Malformed("leads")
        if not is_number(self.check_in, self.minutes):
            raise Malformed("check-in")
        self._check_signals()
        if len(self.things) > MOST_THINGS or not all(map(is_plain, self.things)):
            raise Malformed("things")

    def __repr__(self) -> str:
        return "<Plan>"

    def _check_signals(self) -> None:
        if len(self.agreed) > MOST_SIGNALS or not any(each.signal is Signal.RED for each in self.agreed):
            raise Malformed("no word or sign for red")
        if len({each.text.casefold() for each in self.agreed}) != len(self.agreed):
            raise Malformed("one word for two things")
        if len(self.meanings) != len(Signal) or not all(is_plain(each) for each in self.meanings):
            raise Malformed("meanings")
        if not self.carrying or not all(self.carrying) or len(self.carrying) > 2 * LARGEST:
            raise Malformed("no device")
        for people in self.carrying:
            _check_sorted(people)
            if not set(people) <= set(self.members):
                raise Malformed("device")

    @property
    def as_bytes(self) -> bytes:
        """The canonical bytes of everything that is confirmed."""
        return bytes([VERSION]) + encode(_as_list(self))

    @property
    def digest(self) -> bytes:
        """The 32 bytes that every confirmation names."""
        return sha256(_LABEL + self.as_bytes).digest()

    def another_look(self, found: Iterable[Arrangement], now: int) -> tuple[int, ...]:
        """The lines, by number, that need another look: not in force as they are planned, or not until the planned end.

        ``found`` is what ``in_force`` says for this plan's digest.
        """
        known = {(each.item, each.sides): each.terms for each in found}
        end = now + self.minutes * 60
        return tuple(n for n, line in enumerate(self.lines) if not _stands(line, known, end))

    def needs_signs(self, limited: Set[str]) -> bool:
        """Whether a sign for red is missing, though an item of the plan limits speech, hearing or hands.

        ``limited`` are the items that the catalogue says limit any of them.
        """
        silent = any(line.item in limited for line in self.lines)
        sign = any(each.signal is Signal.RED and each.way is Way.SIGN for each in self.agreed)
        return silent and not sign


def _stands(line: Line, known: dict[tuple[str, tuple[tuple[str, Side], ...]], Terms], end: int) -> bool:
    terms = known.get((line.item, line.sides), NOTHING)
    return allows_no_more(line.terms, terms) and not lapsed(terms, end)


def planned(arrangement: Arrangement, context: Context, wanted: Terms = EVERYTHING) -> Line:
    """The line for what is in force, at this place, no wider than wanted; of a trial, one use. ``Malformed`` where
    nothing of it is open.
    """
    here = Terms(contexts=frozenset({context}), uses=None if arrangement.terms.uses is None else 1)
    return Line(arrangement.item, arrangement.sides, meet(meet(arrangement.terms, here), wanted))


def _people(line: Line) -> tuple[str, ...]:
    return tuple(person for person, _ in line.sides)


def _check_sorted(people: tuple[str, ...]) -> None:
    if any(not a < b for a, b in pairwise(people)):
        raise Malformed("order")


def _as_list(plan: Plan) -> list[object]:
    lines = [
        [line.item, [[person, str(side)] for person, side in line.sides], terms_as_list(line.terms)]
        for line in plan.lines
    ]
    agreed = [[str(each.signal), str(each.way), each.text] for each in plan.agreed]
    return [
        plan.space, plan.epoch, plan.mark, list(plan.members), lines, str(plan.context), plan.minutes, plan.leads,
        agreed, list(plan.meanings), plan.check_in, [list(people) for people in plan.carrying], list(plan.things),
    ]  # fmt: skip


def read_plan(data: bytes) -> Plan:
    """The plan of these bytes, or ``Malformed``: an unknown version, a range, any second way to write the same."""
    try:
        if data[:1] != bytes([VERSION]):
            raise Malformed("version")
        plan = _from_list(decode_canonical(data[1:]))
        if plan.as_bytes != data:
            raise Malformed("not the canonical form")
    except (Unreadable, ValueError, TypeError, AttributeError):
        raise Malformed("plan") from None
    return plan


def _from_list(fields: Any) -> Plan:
    space, epoch, mark, members, lines, context, minutes, leads, agreed, meanings, check_in, carrying, things = fields
    green, yellow, red = listed(meanings)
    return Plan(
        space, epoch, mark, tuple(listed(members)), tuple(_line(line) for line in listed(lines)), Context(context),
        minutes, leads, tuple(_agreed(each) for each in listed(agreed)), (green, yellow, red), check_in,
        tuple(tuple(listed(people)) for people in listed(carrying)), tuple(listed(things)),
    )  # fmt: skip


def _line(fields: Any) -> Line:
    item, sides, terms = listed(fields)
    each = tuple((person, Side(side)) for person, side in map(listed, listed(sides)))
    return Line(item, each, terms_from_list(terms))


def _agreed(fields: Any) -> Agreed:
    signal, way, text = listed(fields)
    return Agreed(Signal(signal), Way(way), text)
