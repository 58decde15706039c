"""The map as a plan of a garden seen from above: sectors are categories, and how far from the middle is the zone.

Agreed lies in the middle, Trial and Talk first around it, and what was told as off-limits is set like stones along the
outer edge. A path leads in from the top; the rings' names stand on it. Pure geometry; the middle of the garden is
(0, 0), angles are radians clockwise from the top. Rings grow until everything has a place, so nothing overlaps.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, pi, sin, tan

from ownaccord.consent.lettering import lines, width
from ownaccord.consent.marks import LETTERS, SMALL, ZONES, Box, Entry, Mark, Writing, apart, around
from ownaccord.consent.planting import EDGE, FARTHEST, Sector, planted, reach

PATH = 0.29
HOLE = 20
LEAST = {"agreed": 92, "trial": 46, "talk": 46, "limit": 30}
BUDGET = {"agreed": 205, "trial": 104, "talk": 104, "limit": 90}
WEIGHT = {"agreed": 1.5, "trial": 1.0, "talk": 0.8, "limit": 0.5}
SHARES = (1.0, 0.9)
MOST, WIDEST = 48, 1100


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: int
    y1: int
    x2: int
    y2: int


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawn garden: its frame, rings from the outermost in, lines between sectors, the path, words and marks."""

    frame: Box
    rings: tuple[tuple[str, int], ...]
    lines: tuple[Line, ...]
    path_points: tuple[tuple[int, int], ...]
    words: tuple[Writing, ...]
    marks: tuple[Mark, ...]

    @property
    def path(self) -> str:
        """The path, as a browser draws it."""
        return "M0 0" + "".join(f"L{x} {y}" for x, y in self.path_points) + "Z"


def draw(
    entries: tuple[Entry, ...], categories: tuple[tuple[str, str], ...], rings: Mapping[str, str]
) -> Plan | None:
    """Return the garden of these entries, or None when it would be too large to read or more numbers than names.

    `categories` are those that have any entries, `rings` the zones' names.
    """
    if len(entries) > MOST:
        return None
    tries = (_drawn(entries, categories, rings, share) for share in SHARES)
    return next((each for each in tries if _legible(each, len(entries))), None)


def _legible(garden: Plan, entries: int) -> bool:
    """Whether everything has its place, the page is wide enough, and at least half of it stands there by name."""
    named = sum(mark.named for mark in garden.marks)
    return len(garden.marks) == entries <= 3 * named and garden.frame[2] <= WIDEST


def _drawn(
    entries: tuple[Entry, ...], categories: tuple[tuple[str, str], ...], rings: Mapping[str, str], share: float
) -> Plan:
    """Return the garden whose rings have this share of their room for names."""
    sectors, marks, words = _sectors(entries, categories), list[Mark](), list[Writing]()
    radii, inner = dict[str, int](), HOLE
    for zone in ZONES:
        here = [e for e in entries if e.zone == zone]
        label = Writing(0, -_label_at(zone, inner) + 4, rings[zone], kind="ring")
        if here or zone != "limit":
            words.append(label)
        placed, taken = list[Mark](), [_box(label, SMALL)]
        for sector in sectors:
            mine = [entry for entry in here if entry.category == sector.category]
            stones = [mark.box for mark in placed] if zone == "limit" else []
            placed += planted(mine, _ground(sector, zone), inner, int(share * BUDGET[zone]), [*taken, *stones])
        outmost = max((reach(mark.box) for mark in placed), default=0)
        radii[zone] = max(outmost + EDGE, inner + LEAST[zone] if here or zone != "limit" else inner)
        marks, inner = [*marks, *placed], radii[zone]
    words += _category_words(sectors, radii["talk"], [mark.box for mark in marks] + [_box(w, SMALL) for w in words])
    edge = radii["talk"]
    return Plan(
        _frame(edge, words, marks), tuple((zone, radii[zone]) for zone in ("talk", "trial", "agreed")),
        tuple(_ray(s.begin, edge) for s in sectors[1:]), _path(edge), tuple(words),
        tuple(sorted(marks, key=lambda mark: mark.entry.number)),
    )  # fmt: skip


def _ground(sector: Sector, zone: str) -> Sector:
    """Along the edge outside there are no hedges: a stone may reach over, though not onto the path."""
    if zone != "limit":
        return sector
    return replace(sector, spread=max(min(0.3, sector.begin - PATH, 2 * pi - PATH - sector.end), 0.0))


def _label_at(zone: str, inner: int) -> int:
    """How far out a ring's name stands on the path."""
    return 76 if zone == "agreed" else inner + (14 if zone == "limit" else 26)


def _sectors(entries: Iterable[Entry], categories: tuple[tuple[str, str], ...]) -> tuple[Sector, ...]:
    """Every category gets ground, more where more grows."""
    needs = dict.fromkeys((slug for slug, _ in categories), 1.0)
    for entry in entries:
        needs[entry.category] += WEIGHT[entry.zone]
    share, at, found = 2 * (pi - PATH) / sum(needs.values()), PATH, []
    for slug, name in categories:
        found.append(Sector(slug, name, at, at + needs[slug] * share))
        at += needs[slug] * share
    return tuple(found)


def _category_words(sectors: tuple[Sector, ...], edge: int, taken: list[Box]) -> Iterator[Writing]:
    """The categories' names outside, each as near to its sector as there is room."""
    for sector in sectors:
        words = lines(sector.name, 118, LETTERS, 6) or (sector.name,)
        wide, high = max(width(each, LETTERS) for each in words), 17 * len(words)
        across, down = sin(sector.middle), -cos(sector.middle)
        place = "middle" if abs(across) < 0.35 else "start" if across > 0 else "end"
        for distance in range(edge + 10, edge + FARTHEST, 6):
            x, y = round(distance * across), round(distance * down + (down - 1) * high / 2)
            left = x - {"start": 0, "middle": wide // 2, "end": wide}[place]
            box = (left - 3, y, wide + 6, high + 2)
            if all(apart(box, other) for other in taken):
                break
        taken.append(box)
        yield from (Writing(x, y + 13 + 17 * n, text, place, "category") for n, text in enumerate(words))


def _box(words: Writing, size: int) -> Box:
    wide = width(words.text, size)
    left = words.x - {"start": 0, "middle": wide // 2, "end": wide}[words.place]
    return left - 2, words.y - size, wide + 4, size + 4


def _frame(edge: int, words: Iterable[Writing], marks: Iterable[Mark]) -> Box:
    boxes = [(-edge, -edge, 2 * edge, 2 * edge), *(_box(w, LETTERS) for w in words), *(mark.box for mark in marks)]
    left, top, wide, high = around(boxes)
    return left - 6, top - 6, wide + 12, high + 12


def _ray(angle: float, edge: int) -> Line:
    return Line(*(round(far * part) for far in (HOLE, edge) for part in (sin(angle), -cos(angle))))


def _path(edge: int) -> tuple[tuple[int, int], ...]:
    """The path's corners at the edge; its third is the middle."""
    x, y = round((edge + 4) * tan(PATH)), -edge - 4
    return (-x, y), (x, y)
