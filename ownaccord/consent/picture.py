"""The map as a picture: the rows of the list and nothing else, each once, in its order and with its numbers.

Two drawings of the same rows: a plan of a garden, and beds below each other for a narrow screen; the page's stylesheet
shows one of them. What was never answered is blank ground, so there is nothing here that counts or compares.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ownaccord.consent import bands, plan
from ownaccord.consent.bands import Bands
from ownaccord.consent.map import Band, PersonSides, Row, Zone
from ownaccord.consent.marks import KINDS, Entry
from ownaccord.consent.plan import Plan

FITS = (("fit-small", 740), ("fit-middle", 900), ("fit-large", plan.WIDEST))


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person's sides stand beside each mark."""

    person: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One entry as a line of the table."""

    number: str
    row: Row
    zone: str
    category: str


@dataclass(frozen=True, slots=True)
class Picture:
    """The drawings, the zones with their rows numbered where a drawing needs it, and what explains them.

    On a wide page stands the plan, or, where a plan would be too large, the beds side by side; on a narrow one the
    beds below each other. `fit` says how wide a page has to be for it.
    """

    plan: Plan | None
    broad: Bands | None
    bands: Bands
    fit: str
    zones: tuple[Zone, ...]
    table: tuple[Line, ...]
    people: tuple[Place, ...]
    numbered: bool
    entries: tuple[Entry, ...]
    categories: tuple[tuple[str, str], ...]

    @property
    def how_plan(self) -> str:
        """How the plan is read."""
        return _(
            "Each part of the garden is a category. In the middle lies what is agreed, around it trial, then talk "
            "first; told limits stand like stones along the edge. What was not answered is blank ground."
        )

    @property
    def how_beds(self) -> str:
        """How the beds are read."""
        return _(
            "Each bed is a category. At the left lies what is agreed, then trial, then talk first; told limits stand "
            "like stones along the right edge. What was not answered is blank ground."
        )

    def beds_side_by_side(self) -> Bands:
        """The same as beds in two columns."""
        return self.broad or bands.draw(self.entries, self.categories, columns=2)


def picture(zones: tuple[Zone, ...], categories: Iterable[tuple[str, str]]) -> Picture | None:
    """Return the picture of these zones, or None when nothing stands in them; `categories` gives the order."""
    table = _table(zones)
    if not table:
        return None
    entries = tuple(_entry(line, slug) for line, slug in table)
    here = tuple((slug, name) for slug, name in categories if slug in {entry.category for entry in entries})
    garden, beds = plan.draw(entries, here, ring_names()), bands.draw(entries, here)
    broad = None if garden else bands.draw(entries, here, columns=2)
    wide = garden.marks if garden else broad.marks if broad else ()
    by_number = not all(mark.named for mark in (*wide, *beds.marks))
    return Picture(
        garden, broad, beds, _fit(garden), numbered(zones) if by_number else zones, tuple(line for line, _ in table),
        _people(table[0][0].row.sides), by_number, entries, here,
    )  # fmt: skip


def _fit(garden: Plan | None) -> str:
    """The class by which the stylesheet knows from which width on the wide drawing can be read."""
    if garden is None:
        return "fit-beds"
    return next(name for name, most in FITS if garden.frame[2] <= most)


def ring_names() -> dict[str, str]:
    """The zones' names as short as they stand on the path."""
    return {"agreed": _("Agreed"), "trial": _("Trial"), "talk": _("Talk first"), "limit": _("Off-limits (told)")}


def numbered(zones: tuple[Zone, ...]) -> tuple[Zone, ...]:
    """The same zones with every row numbered, from 1 through all of them."""
    numbers = iter(range(1, 10**6))

    def count(band: Band) -> Band:
        return replace(band, rows=tuple(replace(row, number=str(next(numbers))) for row in band.rows))

    return tuple(replace(zone, bands=tuple(count(band) for band in zone.bands)) for zone in zones)


def _table(zones: tuple[Zone, ...]) -> list[tuple[Line, str]]:
    """Every row of the list, in its order, with the slug of its category."""
    return [
        (Line(row.number, row, zone.words, band.name), band.slug)
        for zone in numbered(zones)
        for band in zone.bands
        for row in band.rows
    ]


def _entry(line: Line, category: str) -> Entry:
    row = line.row
    return Entry(
        number=int(line.number), zone=row.zone, category=category, name=row.name, until=row.until, url=row.url,
        words=_spoken(line), sides=tuple(frozenset(KINDS[side] for side in each.sides) for each in row.sides),
    )  # fmt: skip


def _spoken(line: Line) -> str:
    """The mark in words, beginning with what is written beside it."""
    people = (f"{each.person} {each.words}" for each in line.row.sides)
    parts = (f"{line.number} {line.row.name}", line.zone, *people, line.row.review)
    return ". ".join(part for part in parts if part)


def _people(sides: tuple[PersonSides, ...]) -> tuple[Place, ...]:
    """Who stands where: two to the left and right of a mark, more of them in a line."""
    if len(sides) == 2:
        return tuple(Place(each.person, words) for each, words in zip(sides, (_("left"), _("right")), strict=True))
    from_left = [_("%(n)d. from the left") % {"n": n} for n in range(1, len(sides) + 1)] if len(sides) > 1 else [""]
    return tuple(Place(each.person, words) for each, words in zip(sides, from_left, strict=True))
