"""A position: one person's own statement about one side of one item, and what it counts for at a moment."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from ownaccord.core.errors import Malformed
from ownaccord.core.terms import AT_MOST_TALK, LATEST, NOTHING, Level, Terms, lapsed, meet

DAY = 86_400
YEAR = 366 * DAY
DEFAULT_REVIEW = 90 * DAY
TRIAL_REVIEW = 30 * DAY
MAX_EDITION = 2**31
DIGEST_LENGTH = 16
DIGEST_EDITION = 1 << (8 * DIGEST_LENGTH)
"""Editions from here on are digests of a meaning (``definition``), so far above those of the catalogue that none meet.
"""
_SLUG = re.compile(r"[a-z0-9-]{1,64}")


class Side(StrEnum):
    """What a person does in an item. A side is not authority."""

    GIVE = "give"
    RECEIVE = "receive"
    TOGETHER = "together"
    WATCH = "watch"
    SHOW = "show"
    LEAD = "lead"
    FOLLOW = "follow"


class Shape(StrEnum):
    """The sides an item knows. No side belongs to two shapes."""

    GIVE_RECEIVE = "give_receive"
    TOGETHER = "together"
    SHOW_WATCH = "show_watch"
    LEAD_FOLLOW = "lead_follow"

    @property
    def sides(self) -> tuple[Side, ...]:
        """The sides of this shape, in reading order."""
        return _SIDES[self]


_SIDES: Mapping[Shape, tuple[Side, ...]] = {
    Shape.GIVE_RECEIVE: (Side.GIVE, Side.RECEIVE),
    Shape.TOGETHER: (Side.TOGETHER,),
    Shape.SHOW_WATCH: (Side.SHOW, Side.WATCH),
    Shape.LEAD_FOLLOW: (Side.LEAD, Side.FOLLOW),
}

Key = tuple[str, Side]
"""(item, side): what one entry is about."""


def is_slug(item: str) -> bool:
    """True for an item's stable name: 1..64 of a-z, 0-9 and hyphen."""
    return type(item) is str and _SLUG.fullmatch(item) is not None


def is_number(value: object, most: int) -> bool:
    """True for a whole number (not a truth value) from 0 to ``most``."""
    return type(value) is int and 0 <= value <= most


LAST_DATE = 250_000_000_000
"""Unix seconds; no later moment has a date that every page and every time zone can say."""


def is_date(value: object) -> bool:
    """True for a unix second that has a date in every time zone, also two weeks later."""
    return is_number(value, LAST_DATE)


def is_bytes(value: object, length: int) -> bool:
    """True for bytes of exactly this length."""
    return type(value) is bytes and len(value) == length


def is_edition(value: object) -> bool:
    """True for an edition: a number of the catalogue (0: none read), or a digest."""
    return is_number(value, MAX_EDITION) or (type(value) is int and DIGEST_EDITION <= value < 2 * DIGEST_EDITION)


def edition_as_plain(edition: int) -> int | bytes:
    """An edition as a value that canonical bytes can hold: a digest as its 16 bytes."""
    return edition if edition <= MAX_EDITION else (edition - DIGEST_EDITION).to_bytes(DIGEST_LENGTH, "big")


def edition_from_plain(value: object) -> int:
    """The edition of such a value, or ``Malformed``."""
    if type(value) is bytes and len(value) == DIGEST_LENGTH:
        return DIGEST_EDITION + int.from_bytes(value, "big")
    if type(value) is int and is_number(value, MAX_EDITION):
        return value
    raise Malformed("edition")


def checked_key(item: str, side: Side) -> Key:
    """The key, or ``Malformed``."""
    if not is_slug(item) or type(side) is not Side:
        raise Malformed("item or side")
    return item, side


def longest_review(level: Level) -> int:
    """How many seconds after it was stated a position of this level may name as its review date."""
    return TRIAL_REVIEW if level is Level.TRIAL else YEAR


@dataclass(frozen=True, slots=True)
class Entry:
    """One position above No. ``edition`` is the card's edition that its author has read (0: none). Raises
    ``Malformed``.

    Above Talk first it has a review date, at most a year (Trial: 30 days) after ``stated_at`` (unix seconds), and its
    author has read a card; a Trial has at least one use. A No is never an entry: it is the absence of one.
    """

    item: str
    side: Side
    terms: Terms
    stated_at: int
    edition: int

    def __post_init__(self) -> None:
        checked_key(self.item, self.side)
        if not is_number(self.stated_at, LATEST) or not is_edition(self.edition):
            raise Malformed("time or edition")
        if self.terms.level is Level.NO:
            raise Malformed("a No is not written")
        if self.terms.level > Level.TALK:
            self._check_above_talk()

    def _check_above_talk(self) -> None:
        review_by = self.terms.review_by
        if review_by is None or review_by > self.stated_at + longest_review(self.terms.level):
            raise Malformed("review date")
        if self.terms.level is Level.TRIAL and self.terms.uses is None:
            raise Malformed("uses")
        if self.edition == 0:
            raise Malformed("card not read")

    @property
    def key(self) -> Key:
        """(item, side)."""
        return self.item, self.side


def one_use_less(entry: Entry) -> Entry | None:
    """The position after one use of it, None when that was the last. Without a cap on uses it stays as it is."""
    uses = entry.terms.uses
    if uses is None:
        return entry
    return replace(entry, terms=replace(entry.terms, uses=uses - 1)) if uses > 1 else None


@dataclass(frozen=True, slots=True)
class ItemRule:
    """What the catalogue says about an item as far as permission goes: shapes, current edition of its card (from 1),
    highest level.
    """

    slug: str
    shapes: tuple[Shape, ...]
    edition: int
    ceiling: Level = Level.YES

    def __post_init__(self) -> None:
        if not is_slug(self.slug) or not self.shapes or len(set(self.shapes)) != len(self.shapes) or self.edition < 1:
            raise Malformed("item rule")

    def knows(self, side: Side) -> bool:
        """True if one of the item's shapes has this side."""
        return any(side in shape.sides for shape in self.shapes)


def as_of(entry: Entry | None, rule: ItemRule | None, now: int) -> Terms:
    """What an entry counts for at ``now``: NOTHING when missing, unknown to the catalogue or past its review date; Talk
    first at most when its author has not read the card's current edition; never above the item's ceiling.
    """
    if entry is None or rule is None or rule.slug != entry.item or not rule.knows(entry.side):
        return NOTHING
    if lapsed(entry.terms, now):
        return NOTHING
    terms = entry.terms if entry.edition == rule.edition else meet(entry.terms, AT_MOST_TALK)
    return terms if terms.level <= rule.ceiling else meet(terms, Terms(level=rule.ceiling))
