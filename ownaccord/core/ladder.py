"""A ladder: small trials of one's own, one after another, on one side of an item. It permits nothing by itself.

A step is asked for like any other wish; what opens it is that everybody's own statement allows it. Where somebody
stands on their ladder is known to them alone; what they may show is its steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from ownaccord.core.calendar import FURTHEST
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import DAY, TRIAL_REVIEW, Key, Side, checked_key, is_number
from ownaccord.core.terms import LATEST, Level, Terms, is_plain
from ownaccord.vault.canonical import encode, scanned
from ownaccord.vault.errors import Unreadable

MOST_STEPS = 8
LONGEST_SIGN = 120
LONGEST_LINE = 8000
DYNAMICS = frozenset({Side.LEAD, Side.FOLLOW})
"""Sides of a dynamic: a ladder of one has a sign that ends it, and a day on which all of it is looked at again."""

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in order, each the terms of a trial without a date. Raises ``Malformed``.

    ``place``: the step that was asked for last, from 1, 0 before the first; ``asked_at``: when (unix seconds).
    ``review_at``: when all of it is looked at again, None for never; ``sign``: what ends it at any moment.
    """

    item: str
    side: Side
    steps: tuple[Terms, ...] = ()
    place: int = 0
    asked_at: int = 0
    sign: str = ""
    review_at: int | None = None

    def __post_init__(self) -> None:
        checked_key(self.item, self.side)
        if len(self.steps) > MOST_STEPS or not is_number(self.place, len(self.steps)):
            raise Malformed("steps")
        if any(each.level is not Level.TRIAL or each.review_by is not None or each.uses != 1 for each in self.steps):
            raise Malformed("a step is one trial")
        if not is_number(self.asked_at, LATEST) or not (self.review_at is None or is_number(self.review_at, LATEST)):
            raise Malformed("time")
        if self.sign and (not is_plain(self.sign) or len(self.sign) > LONGEST_SIGN):
            raise Malformed("sign")
        if self.is_dynamic and self.steps and (not self.sign or self.review_at is None):
            raise Malformed("a dynamic has a sign and a day")

    @property
    def key(self) -> Key:
        """(item, side)."""
        return self.item, self.side

    @property
    def is_dynamic(self) -> bool:
        """Whether it is about who leads: a change of roles."""
        return self.side in DYNAMICS

    @property
    def numbers(self) -> tuple[int, ...]:
        """What could be asked for, if nothing else stands against it: the same step or the next."""
        return tuple(n for n in (self.place, self.place + 1) if 1 <= n <= len(self.steps))

    def is_due(self, now: int) -> bool:
        """Whether the day has come on which all of it is looked at again; until then nothing more is asked for."""
        return self.review_at is not None and now >= self.review_at

    def terms(self, number: int, now: int) -> Terms:
        """What this step asks for as of now: a trial of at most 30 days, and not beyond the own review."""
        if not 1 <= number <= len(self.steps):
            raise Refused("no such step")
        until = now + TRIAL_REVIEW
        until = until if self.review_at is None else min(until, max(self.review_at, now))
        step = self.steps[number - 1]
        sign = {f"if:{self.sign}"} if self.sign else set()
        return replace(step, review_by=until, conditions=step.conditions | sign)


def with_step(ladder: Ladder, terms: Terms, sign: str = "", review_at: int | None = None) -> Ladder:
    """The ladder with one step more at its end; sign and day where they are given. ``Malformed`` when it is full."""
    return replace(
        ladder, steps=(*ladder.steps, terms), sign=sign or ladder.sign,
        review_at=ladder.review_at if review_at is None else review_at,
    )  # fmt: skip


def without_last(ladder: Ladder) -> Ladder:
    """The ladder without its last step; refused for one that was reached."""
    if len(ladder.steps) <= ladder.place:
        raise Refused("reached")
    return replace(ladder, steps=ladder.steps[:-1])


def asked(ladder: Ladder, number: int, now: int) -> Ladder:
    """The ladder after its owner asked for this step: the next, or the same once more. Anything else is refused."""
    if number not in ladder.numbers or ladder.is_due(now):
        raise Refused("not this step")
    return replace(ladder, place=number, asked_at=now)


def stepped_down(ladder: Ladder, now: int) -> Ladder:
    """The ladder one step lower; at its foot it stays there."""
    return replace(ladder, place=max(0, ladder.place - 1), asked_at=now)


def is_open(step: Terms, in_force: Terms) -> bool:
    """Whether what is in force reaches this step: as long, as strong, and in each of its places. Conditions and areas
    that somebody else asks for belong to it.
    """
    caps = ((step.minutes, in_force.minutes), (step.intensity, in_force.intensity))
    reaches = all(most is None or (wanted is not None and wanted <= most) for wanted, most in caps)
    return in_force.level > Level.TALK and reaches and step.contexts <= in_force.contexts


# --- as plain values --------------------------------------------------------------------------------------------------


def as_list(ladder: Ladder) -> list[object]:
    """What a vault keeps of it, beside item and side."""
    steps = [terms_as_list(each) for each in ladder.steps]
    return [steps, ladder.place, ladder.asked_at, ladder.sign, ladder.review_at]


def from_list(item: str, side: Side, fields: Any) -> Ladder:
    """The ladder of such a list, or ``Malformed``."""
    try:
        steps, place, asked_at, sign, review_at = listed(fields)
        if type(sign) is not str:
            raise Malformed("sign")
        return Ladder(item, side, _steps(listed(steps)), place, asked_at, sign, review_at)
    except (ValueError, TypeError):
        raise Malformed("ladder") from None


def _steps(fields: Iterable[Any]) -> tuple[Terms, ...]:
    return tuple(terms_from_list(each) for each in fields)


def as_lines(ladder: Ladder) -> Lines:
    """What is shown of it: its steps, sign and day; not how far its owner is."""
    day = "" if ladder.review_at is None else str(ladder.review_at)
    steps = tuple(("step", encode(terms_as_list(each)).hex()) for each in ladder.steps)
    return (("item", ladder.item), ("side", str(ladder.side)), ("sign", ladder.sign), ("review", day), *steps)


def from_lines(lines: Lines) -> Ladder:
    """The ladder that somebody shows, at its foot, or ``Malformed``; their software may be any software."""
    try:
        (item, slug), (side, of), (sign, text), (review, day), *steps = lines
        if (item, side, sign, review) != ("item", "side", "sign", "review") or {name for name, _ in steps} != {"step"}:
            raise Malformed("lines")
        if any(len(line) > LONGEST_LINE for _, line in steps) or (day and not (day.isascii() and day.isdecimal())):
            raise Malformed("lines")
        terms = _steps(scanned(bytes.fromhex(line)) for _, line in steps)
        found = Ladder(slug, Side(of), terms, 0, 0, text, int(day) if day else None)
        if found.review_at is not None and (found.review_at > FURTHEST or found.review_at % DAY):
            raise Malformed("no day")
    except (Unreadable, ValueError, TypeError, IndexError):
        raise Malformed("lines") from None
    if as_lines(found) != tuple(lines):
        raise Malformed("not the canonical form")
    return found
