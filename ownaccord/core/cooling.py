"""Cooling-off: one's own entries on an item, a category or everything are withdrawn, and kept for oneself alone.

To everybody else it is a withdrawal like any other. It lasts until its author ends it; what they want back then starts
as a wish (law 4), and no time ends anything.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import listed, terms_as_list, terms_from_list
from ownaccord.core.position import (
    DAY,
    DEFAULT_REVIEW,
    TRIAL_REVIEW,
    Entry,
    Key,
    Side,
    checked_key,
    edition_as_plain,
    edition_from_plain,
    is_number,
    is_slug,
)
from ownaccord.core.statement import State, without_items
from ownaccord.core.terms import LATEST, Level, Terms, lapsed
from ownaccord.core.wish import Wish

CategoryOf = Callable[[str], str]
"""The category of an item; empty for one that is not known."""


class About(StrEnum):
    """How much a cooling-off covers."""

    ITEM = "item"
    CATEGORY = "category"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a cooling-off is about: an item or a category by its slug, or everything. Raises ``Malformed``."""

    about: About
    slug: str = ""

    def __post_init__(self) -> None:
        if is_slug(self.slug) is (self.about is About.EVERYTHING) or (self.about is About.EVERYTHING and self.slug):
            raise Malformed("scope")

    def __str__(self) -> str:
        return f"{self.about}:{self.slug}" if self.slug else str(self.about)

    @classmethod
    def of(cls, text: str) -> Scope:
        """The scope that is written like this, or ``Malformed``."""
        about, colon, slug = text.partition(":")
        if about not in set(About) or bool(colon) is (about == About.EVERYTHING):
            raise Malformed("scope")
        return cls(About(about), slug)

    def covers(self, item: str, category_of: CategoryOf) -> bool:
        """Whether it is about this item, too."""
        if self.about is About.CATEGORY:
            return category_of(item) == self.slug
        return self.about is About.EVERYTHING or item == self.slug


EVERYTHING = Scope(About.EVERYTHING)


@dataclass(frozen=True, slots=True)
class Kept:
    """One own entry, or a wish, as it was before: what its author may want back."""

    item: str
    side: Side
    terms: Terms
    edition: int

    @property
    def key(self) -> Key:
        """(item, side)."""
        return self.item, self.side


@dataclass(frozen=True, slots=True)
class Cooling:
    """A cooling-off that lasts. ``since`` and ``remind_at``: unix seconds; ``remind_at`` only reminds, None is never.

    ``kept``: what was there, one for each (item, side).
    """

    scope: Scope
    since: int
    remind_at: int | None = None
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class Begun:
    """The statement after a cooling-off began, the cooling-off, and the wishes that it takes away."""

    state: State
    cooling: Cooling
    gone: tuple[Wish, ...]


def begun(
    scope: Scope, state: State, wishes: Iterable[Wish], category_of: CategoryOf, now: int, remind_at: int | None
) -> Begun:
    """The statement without anything on what it covers: the same as after that many plain tightenings. Limits that were
    told stay told, and what had lapsed is not kept.
    """
    entries = [each for each in state.entries if scope.covers(each.item, category_of)]
    gone = tuple(each for each in wishes if scope.covers(each.item, category_of))
    both: tuple[Wish | Entry, ...] = (*gone, *(each for each in entries if not lapsed(each.terms, now)))
    kept = {each.key: Kept(*each.key, each.terms, each.edition) for each in both}
    left = without_items(state, {each.item for each in entries})
    return Begun(left, Cooling(scope, now, remind_at, tuple(kept[key] for key in sorted(kept))), gone)


def lasting(old: Cooling, new: Cooling) -> Cooling:
    """The same cooling-off, begun once more: since then, with the newer date, and everything that either keeps."""
    return replace(with_kept(old, new.kept), remind_at=new.remind_at)


def with_kept(cooling: Cooling, more: Iterable[Kept]) -> Cooling:
    """The cooling-off with this in what it keeps; on the same (item, side) what was there first stays."""
    every = {each.key: each for each in (*more, *cooling.kept)}
    return replace(cooling, kept=tuple(every[key] for key in sorted(every)))


def covering(coolings: Iterable[Cooling], item: str, category_of: CategoryOf) -> Cooling | None:
    """One that lasts and covers this item, None when none does."""
    return next((each for each in coolings if each.scope.covers(item, category_of)), None)


@dataclass(frozen=True, slots=True)
class Ended:
    """What comes of the end of one: own wishes, and the others that last, with what they cover as well."""

    wishes: tuple[Wish, ...]
    others: tuple[Cooling, ...]


def ended(
    cooling: Cooling, others: Iterable[Cooling], chosen: Iterable[Key], category_of: CategoryOf, now: int
) -> Ended:
    """What is wanted back becomes wishes, slept on from now; what another one covers stays with that one.

    Nothing of it is a position: the second act writes those, after the wait.
    """
    wanted, lasting_on = set(chosen), {each.scope: each for each in others if each.scope != cooling.scope}
    wishes = []
    for kept in cooling.kept:
        other = covering(lasting_on.values(), kept.item, category_of)
        if other is not None:
            lasting_on[other.scope] = with_kept(other, [kept])
        elif kept.key in wanted:
            wishes.append(Wish(*kept.key, renewed(kept.terms, cooling.since, now), now, kept.edition))
    return Ended(tuple(wishes), tuple(lasting_on.values()))


def renewed(terms: Terms, since: int, now: int) -> Terms:
    """The same terms with a review date that a wish of today can have: as far off as it was when cooling off began, a
    day at least and no further than usual. Only the second act makes anything of it.
    """
    if terms.level <= Level.TALK:
        return terms
    usual = TRIAL_REVIEW if terms.level is Level.TRIAL else DEFAULT_REVIEW
    left = usual if terms.review_by is None else terms.review_by - since
    return replace(terms, review_by=now + max(DAY, min(usual, left)))


# --- as plain values --------------------------------------------------------------------------------------------------


def as_list(cooling: Cooling) -> list[object]:
    """What a vault keeps of it, beside its scope."""
    return [
        cooling.since, cooling.remind_at,
        [[k.item, str(k.side), terms_as_list(k.terms), edition_as_plain(k.edition)] for k in cooling.kept],
    ]  # fmt: skip


def from_list(scope: Scope, fields: Any) -> Cooling:
    """The cooling-off of such a list. What cannot be read in it is left out of what can be wanted back; it lasts."""
    since, remind_at, kept = fields if isinstance(fields, list) and len(fields) == 3 else (0, None, [])
    return Cooling(
        scope, since if is_number(since, LATEST) else 0, remind_at if is_number(remind_at, LATEST) else None,
        tuple(_readable(kept if isinstance(kept, list) else [])),
    )  # fmt: skip


def _readable(lines: list[Any]) -> Iterable[Kept]:
    for line in lines:
        try:
            item, side, terms, edition = listed(line)
            yield Kept(*checked_key(item, Side(side)), terms_from_list(terms), edition_from_plain(edition))
        except (Malformed, ValueError, TypeError):
            continue
