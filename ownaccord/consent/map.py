"""The map: what is in force now, in four zones, in the order of the catalogue, never with whose limit it is.

It lists each person's open sides and the terms that all of them together make; a one-sided Yes is nowhere in it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from ownaccord.catalogue import Catalogue, Item
from ownaccord.consent import choices, wording
from ownaccord.consent.addresses import Addresses
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import Side
from ownaccord.core.statement import State
from ownaccord.core.terms import Level, Terms

ZONES = {Level.YES: "agreed", Level.TRIAL: "trial", Level.TALK: "talk", Level.NO: "limit"}

FEW = 2

Sides = tuple[tuple[str, Side], ...]


@dataclass(frozen=True, slots=True)
class PersonSides:
    """One line of a row: a person's name and what they do in it."""

    person: str
    words: str
    sides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the map, ready for the page; `number` is empty where the picture needs none."""

    item: str
    name: str
    zone: str
    url: str
    sides: tuple[PersonSides, ...]
    terms: tuple[str, ...] = ()
    review: str = ""
    until: str = ""
    number: str = ""
    zone_words: str = ""
    tighten_url: str = ""
    tighten_fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Band:
    """One category of the map with its rows; categories without any are not on the map."""

    slug: str
    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Zone:
    """One zone of the map with its bands."""

    name: str
    words: str
    meaning: str
    bands: tuple[Band, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """What a reader wants to see of the map: a category, a person, or all."""

    category: str = ""
    person: str = ""


def zones(
    at: Addresses, arrangements: Iterable[Arrangement], states: Mapping[str, State], names: Mapping[str, str],
    catalogue: Catalogue, wanted: Filter = Filter(),  # frozen
) -> tuple[Zone, ...]:  # fmt: skip
    """Return the four zones, empty ones too, with what is in force now."""
    found: dict[str, list[Arrangement]] = {}
    for arrangement in arrangements:
        found.setdefault(arrangement.item, []).append(arrangement)
    items = [i for i in catalogue.items if wanted.category in ("", i.category)]
    rows = [row for item in items for row in _rows(at, item, found.get(item.slug, ()), names, wanted)]
    rows += [row for item in items for row in _told(at, item, states, names, wanted)]
    titles = {"agreed": _("Agreed"), "trial": _("Trial"), "talk": _("Talk first"), "limit": _("Off-limits (told)")}
    meanings = {
        "agreed": _("Welcome now, within these terms."),
        "trial": _("Once, and then everyone looks again."),
        "talk": _("Open to talking. Nothing happens yet."),
        "limit": _("What somebody chose to tell. It is not asked about."),
    }
    return tuple(Zone(zone, titles[zone], meanings[zone], _bands(zone, rows, catalogue)) for zone in titles)


def _bands(zone: str, rows: list[Row], catalogue: Catalogue) -> tuple[Band, ...]:
    here = [row for row in rows if row.zone == zone]
    category = {item.slug: item.category for item in catalogue.items}
    bands = (Band(c.slug, c.name, tuple(r for r in here if category[r.item] == c.slug)) for c in catalogue.categories)
    return tuple(band for band in bands if band.rows)


def _rows(
    at: Addresses, item: Item, here: Iterable[Arrangement], names: Mapping[str, str], wanted: Filter
) -> list[Row]:
    """One row for each set of terms in force on this item; the sides of equal terms stand together."""
    by_terms: dict[Terms, list[Sides]] = {}
    for arrangement in here:
        by_terms.setdefault(arrangement.terms, []).append(arrangement.sides)
    rows = []
    for terms, several in sorted(by_terms.items(), key=lambda each: (-each[0].level, sorted(each[1]))):
        sides = _sides(several, names, wanted)
        if sides:
            rows.append(_row(at, item, terms, sides))
    return rows


def _row(at: Addresses, item: Item, terms: Terms, sides: tuple[PersonSides, ...]) -> Row:
    date = wording.review(terms)
    return Row(
        item=item.slug, name=item.name, zone=ZONES[terms.level], url=at.item(item.slug), sides=sides,
        terms=tuple(wording.lines(terms)),
        review=_("Look at it again by %(date)s") % {"date": date} if date else "",
        until=wording.short_review(terms) if terms.level is Level.TRIAL else "",
        tighten_url=at.item(item.slug, "tighten"), tighten_fields={"from": "map"},
    )  # fmt: skip


def _told(
    at: Addresses, item: Item, states: Mapping[str, State], names: Mapping[str, str], wanted: Filter
) -> list[Row]:
    """One row for what is off-limits on this item, never with whose limit it is.

    Between two it is shown as who would do what: it could be the limit of either. Among more that would point at one
    person, so only the side is named, for somebody; where everyone has the same side, it is everybody's.
    """
    told = {(person, side) for person, state in states.items() for slug, side in state.told if slug == item.slug}
    several = sorted({each for person, side in told for each in _with_side(item, person, side, tuple(names))})
    sides = _sides(several, names, wanted)
    if len(names) > FEW:
        sides += tuple(_of_somebody(item, {side for _person, side in told}))
    return [Row(item.slug, item.name, "limit", at.item(item.slug), sides)] if sides else []


def _with_side(item: Item, person: str, side: Side, members: tuple[str, ...]) -> list[Sides]:
    """The arrangements in which this person has this side, where they say nothing about one person alone."""
    for shape in item.shapes:
        if side in shape.sides and (len(members) <= FEW or len(shape.sides) == 1):
            other = next((each for each in shape.sides if each != side), side)
            return [tuple(sorted([(person, side), *((each, other) for each in members if each != person)]))]
    return []


def _of_somebody(item: Item, told: set[Side]) -> list[PersonSides]:
    """The told sides of shapes in which people do different things, without a name; a filter never hides them."""
    apart = [side for shape in item.shapes if len(shape.sides) > 1 for side in shape.sides if side in told]
    words = ", ".join(str(choices.SIDES_OF_SOMEBODY[side.value]) for side in apart)
    return [PersonSides(_("For somebody here:"), words)] if words else []


def _sides(several: list[Sides], names: Mapping[str, str], wanted: Filter) -> tuple[PersonSides, ...]:
    """Each person's sides in these arrangements, in words; of one person only when the reader asked for it."""
    by_person: dict[str, list[Side]] = {}
    for sides in several:
        for person, side in sides:
            if side not in by_person.setdefault(person, []):
                by_person[person].append(side)
    people = sorted(by_person, key=lambda person: names.get(person, person))
    return tuple(_person(names.get(p, _("Somebody")), by_person[p]) for p in people if wanted.person in ("", p))


def _person(name: str, sides: list[Side]) -> PersonSides:
    words = ", ".join(str(choices.SIDES_OF_OTHERS[side.value]) for side in sides)
    return PersonSides(name, words, tuple(side.value for side in sides))
