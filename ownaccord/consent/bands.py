"""The map where a plan would be too small to read: the same garden as beds, one a category, with the same depths.

From left to right: Agreed, Trial, Talk first, and along the right edge what was told as off-limits. As long as there
are not too many entries each has a line and its name; then they stand in lanes, by number. Pure geometry.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ownaccord.consent.lettering import lines
from ownaccord.consent.marks import LETTERS, RADIUS, SIDE, Entry, Mark, Writing, by_number, in_a_row

WIDTH = 330
BETWEEN, GAP = 36, 16
MANY = 60
DEPTHS = {"agreed": 16, "trial": 46, "talk": 76, "limit": 315}
STEPS = (("agreed", 0, 31), ("trial", 31, 30), ("talk", 61, 239))
LANES = {"agreed": (0, 33, 3), "trial": (99, 49, 2), "talk": (197, 33, 3), "limit": (296, 34, 1)}
BROAD_STEPS = (("agreed", 0, 99), ("trial", 99, 98), ("talk", 197, 99))
EDGE, BROAD_EDGE = 300, 296


@dataclass(frozen=True, slots=True)
class Ground:
    """One depth of a bed."""

    zone: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a bed, along which the stones stand."""

    x: int
    top: int
    bottom: int


@dataclass(frozen=True, slots=True)
class Bed:
    """One category's bed."""

    height: int
    grounds: tuple[Ground, ...]
    edge: Edge
    lanes: bool
    words: tuple[Writing, ...]
    marks: tuple[Mark, ...]

    @property
    def width(self) -> int:
        """How wide its ground is."""
        return self.edge.x - self.grounds[0].x

    def moved(self, x: int, y: int) -> "Bed":
        """The same so much farther right and down."""
        return Bed(
            self.height,
            tuple(Ground(each.zone, each.x + x, each.y + y, each.width, each.height) for each in self.grounds),
            Edge(self.edge.x + x, self.edge.top + y, self.edge.bottom + y),
            self.lanes,
            tuple(each.moved(x, y) for each in self.words),
            tuple(each.moved(x, y) for each in self.marks),
        )


@dataclass(frozen=True, slots=True)
class Bands:
    """All beds in their places, and every mark in the order of the list."""

    width: int
    height: int
    beds: tuple[Bed, ...]
    marks: tuple[Mark, ...]


def draw(entries: tuple[Entry, ...], categories: Iterable[tuple[str, str]], columns: int = 1) -> Bands:
    """Return the beds of these entries in this many columns; `categories` are those that have any."""
    dense = len(entries) > MANY
    beds = [_bed(name, [each for each in entries if each.category == slug], dense) for slug, name in categories]
    longest = -(-sum(bed.height + GAP for bed in beds) // columns)
    placed, x, y, height = list[Bed](), 0, 0, 0
    for bed in beds:
        if y and y + bed.height // 2 > longest and x < (columns - 1) * (WIDTH + BETWEEN):
            x, y = x + WIDTH + BETWEEN, 0
        placed.append(bed.moved(x, y))
        y += bed.height + GAP
        height = max(height, y - GAP)
    marks = sorted((mark for bed in placed for mark in bed.marks), key=lambda mark: mark.entry.number)
    return Bands(x + WIDTH, height + 4, tuple(placed), tuple(marks))


def _bed(name: str, mine: list[Entry], dense: bool) -> Bed:
    heading = lines(name, WIDTH - 4, LETTERS, 9) or (name,)
    words = tuple(Writing(2, 14 + 18 * n, text, "start", "category") for n, text in enumerate(heading))
    top = 18 * len(heading) + 4
    marks, bottom = _in_lanes(mine, top + 4) if dense else _in_lines(mine, top + 2)
    steps = BROAD_STEPS if dense else STEPS
    grounds = tuple(Ground(zone, x, top, wide, bottom - top) for zone, x, wide in steps)
    return Bed(bottom, grounds, Edge(BROAD_EDGE if dense else EDGE, top, bottom), dense, words, tuple(marks))


def _in_lines(mine: list[Entry], y: int) -> tuple[list[Mark], int]:
    """Each entry in a line of its own, with its name."""
    marks = []
    for entry in mine:
        mark = _line(entry).moved(0, y)
        marks.append(mark)
        y += mark.box[3]
    return marks, y + 2


def _line(entry: Entry) -> Mark:
    x, stone, sides = DEPTHS[entry.zone], entry.zone == "limit", SIDE * len(entry.sides)
    first = x - 23 - sides + SIDE if stone else x + 18
    start = first - 12 if stone else first + sides + 1
    named = lines(entry.name, start - 4 if stone else EDGE - start - 4, LETTERS, 3)
    words, kind, place = named or (str(entry.number),), "name" if named else "number", "end" if stone else "start"
    writing = [Writing(start, 20 + 17 * n, text, place, kind) for n, text in enumerate(words)]
    if entry.until:
        writing.append(Writing(start, writing[-1].y + 15, entry.until, place, "date"))
    high = 32 + 17 * (len(words) - 1) + (15 if entry.until else 0)
    box = (0, 0, WIDTH, high) if stone else (x - RADIUS - 6, 0, EDGE - x + RADIUS + 3, high)
    return Mark(entry, x, 15, box, tuple(writing), in_a_row(entry, first, 15), bool(named))


def _in_lanes(mine: list[Entry], y: int) -> tuple[list[Mark], int]:
    """The entries by number, each zone in its lane."""
    marks, bottom = list[Mark](), y + 38
    for zone, (left, wide, across) in LANES.items():
        high = 54 if zone == "trial" else 40
        for n, entry in enumerate(each for each in mine if each.zone == zone):
            x, top = left + wide * (n % across) + wide // 2, y + high * (n // across)
            mark = by_number(_few_signs(entry)).at(x, top + high // 2)
            marks.append(Mark(entry, mark.x, mark.y, mark.box, mark.writing, mark.signs, named=False))
            bottom = max(bottom, top + high)
    return marks, bottom + 2


def _few_signs(entry: Entry) -> Entry:
    """Without the sides where more than two people have some: there is no room, and the list says them."""
    if len(entry.sides) <= 2:
        return entry
    return Entry(entry.number, entry.zone, entry.category, entry.name, entry.until)
