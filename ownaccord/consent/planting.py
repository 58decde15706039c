"""Where marks stand in one part of one ring of the plan: as near to the middle as there is free ground.

Pure geometry around (0, 0), the middle of the garden; angles are radians clockwise from the top. Ground that was taken
stays taken, so for each size the search goes on from where it stopped: a full garden costs little more than one walk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from math import cos, hypot, sin

from ownaccord.consent import marks as stamps
from ownaccord.consent.marks import Box, Entry, Mark, Stamp, apart

NAMES = (
    (stamps.by_name, 92, 2), (stamps.beside, 100, 2), (stamps.by_name, 84, 3), (stamps.beside, 84, 3),
    (stamps.by_name, 112, 3), (stamps.beside, 150, 2),
)  # fmt: skip
"""How names may stand, with room for a line, and lines; the first that has a place is taken."""
EDGE = 4
FARTHEST = 500
TRIES = 4


@dataclass(frozen=True, slots=True)
class Sector:
    """One category's part of the garden, between two angles."""

    category: str
    name: str
    begin: float
    end: float
    spread: float = 0.0
    """How far things may reach over to the neighbours; they still stand with their middle on this side."""

    @property
    def middle(self) -> float:
        """The angle in its middle."""
        return (self.begin + self.end) / 2


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a sector between two distances from the middle."""

    sector: Sector
    near: int
    far: int


def planted(mine: list[Entry], sector: Sector, inner: int, room: int, taken: list[Box]) -> list[Mark]:
    """Set these entries down within this much room, with as many names as it has, the longest names given up first.

    When not even their numbers find room, the part grows until they do.
    """
    longest = sorted(mine, key=lambda entry: -len(entry.name))
    for n in range(TRIES):
        numbers = frozenset(entry.number for entry in longest[: len(mine) * n // (TRIES - 1)])
        marks = _set_down(mine, numbers, Part(sector, inner, inner + room), taken)
        if len(marks) == len(mine):
            return marks
    return _set_down(mine, numbers, Part(sector, inner, inner + FARTHEST), taken)


def _set_down(mine: list[Entry], numbers: frozenset[int], part: Part, taken: list[Box]) -> list[Mark]:
    """Set entries down until one finds no place."""
    marks, blocked, walks = list[Mark](), list(taken), dict[tuple[int, int], Iterator[Box]]()
    for entry in mine:
        ways = [stamps.by_number(entry)] if entry.number in numbers else _ways(entry)
        mark = next(filter(None, (_placed(each, part, blocked, walks) for each in ways)), None)
        if mark is None:
            break
        marks.append(mark)
        blocked.append(mark.box)
    return marks


def _ways(entry: Entry) -> list[Stamp]:
    """The ways in which this entry may stand, the best first; a word is broken only where nothing else is left."""
    ways = [each for way, room, most in NAMES if (each := way(entry, room, most))]
    return [*sorted(ways, key=lambda each: each.broken), stamps.by_number(entry)]


def _placed(
    what: Stamp, part: Part, blocked: list[Box], walks: dict[tuple[int, int], Iterator[Box]]
) -> Mark | None:
    size = what.box[2], what.box[3]
    walk = walks.setdefault(size, _places(size, part))
    found = next((box for box in walk if all(apart(box, other) for other in blocked)), None)
    return what.at(found[0] + size[0] // 2, found[1] + size[1] // 2) if found else None


def _places(size: tuple[int, int], part: Part) -> Iterator[Box]:
    """Boxes of this size that lie in this part, arc by arc outwards, on each arc from its middle to both sides."""
    (wide, high), sector = size, part.sector
    begin, end = sector.begin - sector.spread, sector.end + sector.spread
    hedges = [(sin(angle), -cos(angle)) for angle in (begin, end)]
    for x, y in _spots(part, part.near + min(size) // 2):
        box = (x - wide // 2, y - high // 2, wide, high)
        if _between(box, part) and not any(_crosses(box, across, down) for across, down in hedges):
            yield box


def _spots(part: Part, near: int) -> Iterator[tuple[int, int]]:
    half, middle = (part.sector.end - part.sector.begin) / 2, part.sector.middle
    for distance in range(near, part.far, 7):
        step = 9 / distance
        for n in range(int(half / step) + 1):
            for angle in (middle + n * step, middle - n * step)[: 2 if n else 1]:
                yield round(distance * sin(angle)), round(-distance * cos(angle))


def _between(box: Box, part: Part) -> bool:
    """Whether a box lies between the two distances, a little away from the nearer one."""
    left, top, wide, high = box
    nearest = hypot(max(left, -left - wide, 0), max(top, -top - high, 0))
    return nearest >= part.near + EDGE and reach(box) <= part.far


def _crosses(box: Box, across: float, down: float) -> bool:
    """Whether the straight line from the middle in this direction comes nearer than `EDGE` to a box."""
    first, last = 0.0, float("inf")
    for start, length, way in ((box[0], box[2], across), (box[1], box[3], down)):
        low, high = start - EDGE, start + length + EDGE
        if abs(way) < 1e-9:
            if low > 0 or high < 0:
                return False
            continue
        one, other = sorted((low / way, high / way))
        first, last = max(first, one), min(last, other)
    return first <= last


def reach(box: Box) -> int:
    """How far from the middle the farthest corner is."""
    left, top, wide, high = box
    return int(hypot(max(abs(left), abs(left + wide)), max(abs(top), abs(top + high)))) + 1
