"""What the map's picture is drawn from: one entry for each row, and where its mark, its words and its sides stand.

Pure: no words of its own, no colours, whole numbers only. The zone gives the shape; a drawing never moves anything to
another zone, and never leaves an entry out.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ownaccord.consent.lettering import lines, width

ZONES = ("agreed", "trial", "talk", "limit")
LETTERS, SMALL = 14, 13
RADIUS = 7
SIDE = 9

OUT, WITH, IN = "out", "with", "in"
KINDS = {"give": OUT, "show": OUT, "lead": OUT, "together": WITH, "receive": IN, "watch": IN, "follow": IN}

Box = tuple[int, int, int, int]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the map, as far as a drawing needs it.

    `words` is what is read out; `sides` are the kinds of each person's sides, in the order of the row.
    """

    number: int
    zone: str
    category: str
    name: str
    until: str = ""
    url: str = ""
    words: str = ""
    sides: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Writing:
    """Words at a place: `y` is the base line, `place` where in them `x` is (start, middle, end)."""

    x: int
    y: int
    text: str
    place: str = "middle"
    kind: str = "name"

    def moved(self, x: int, y: int) -> "Writing":
        """The same so much farther right and down."""
        return Writing(self.x + x, self.y + y, self.text, self.place, self.kind)


@dataclass(frozen=True, slots=True)
class Sign:
    """One person's sides beside a mark: up for giving, showing, leading; down for the other side; a line for both."""

    x: int
    y: int
    kinds: frozenset[str]

    @property
    def path(self) -> str:
        """The lines to draw."""
        pieces = {
            OUT: f"M{self.x - 3} {self.y - 2}l3 -3l3 3",
            WITH: f"M{self.x - 3} {self.y}h6",
            IN: f"M{self.x - 3} {self.y + 2}l3 3l3 -3",
        }
        return "".join(pieces[kind] for kind in (OUT, WITH, IN) if kind in self.kinds)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entry in its place."""

    entry: Entry
    x: int
    y: int
    box: Box
    writing: tuple[Writing, ...]
    signs: tuple[Sign, ...]
    named: bool

    def moved(self, x: int, y: int) -> "Mark":
        """The same so much farther right and down."""
        left, top, wide, high = self.box
        return Mark(
            self.entry, self.x + x, self.y + y, (left + x, top + y, wide, high),
            tuple(each.moved(x, y) for each in self.writing),
            tuple(Sign(each.x + x, each.y + y, each.kinds) for each in self.signs), self.named,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stamp:
    """A mark with its words below it, before it has a place; `box` is around (0, 0), the middle of the mark."""

    entry: Entry
    named: bool
    box: Box
    writing: tuple[Writing, ...] = field(repr=False)
    signs: tuple[Sign, ...] = field(repr=False)

    @property
    def broken(self) -> bool:
        """Whether a word of it is broken at the end of a line."""
        pieces = [each.text for each in self.writing if each.kind == "name"]
        return any(piece.endswith("-") and piece not in self.entry.name.split() for piece in pieces)

    def at(self, x: int, y: int) -> Mark:
        """Set it down so that the middle of its box is here."""
        left, top, wide, high = self.box
        return Mark(self.entry, 0, 0, self.box, self.writing, self.signs, self.named).moved(
            x - left - wide // 2, y - top - high // 2
        )


def by_name(entry: Entry, room: int, most: int) -> Stamp | None:
    """Return the entry as a mark above its name in at most `most` lines of at most `room`; None: no room."""
    words = lines(entry.name, room, LETTERS, most)
    return _stamp(entry, words, "name") if words else None


def beside(entry: Entry, room: int, most: int) -> Stamp | None:
    """Return the entry as a mark with its name to the right of it; None: no room."""
    words = lines(entry.name, room, LETTERS, most)
    if not words:
        return None
    few = len(entry.sides) <= 2
    signs = _signs(entry)[0] if few else in_a_row(entry, RADIUS + 8, 0)
    start, top = 18 if few else RADIUS + 6 + SIDE * len(entry.sides), 5 - 8 * (len(words) - 1)
    writing = [Writing(start, top + 16 * n, text, "start") for n, text in enumerate(words)]
    widths = [width(text, LETTERS) for text in words]
    if entry.until:
        writing.append(Writing(start, writing[-1].y + 15, entry.until, "start", "date"))
        widths.append(width(entry.until, SMALL))
    high = max(writing[-1].y + 6, RADIUS + 4)
    box = (-RADIUS - 10, min(top - 14, -RADIUS - 4), start + max(widths) + RADIUS + 13, 0)
    return Stamp(entry, True, (*box[:3], high - box[1]), tuple(writing), signs)


def by_number(entry: Entry) -> Stamp:
    """Return the entry as a mark above its number in the list."""
    return _stamp(entry, (str(entry.number),), "number")


def _stamp(entry: Entry, words: tuple[str, ...], kind: str) -> Stamp:
    signs, bottom = _signs(entry)
    size, leading, pad = (LETTERS, 16, 3) if kind == "name" else (SMALL, 14, 1)
    writing = [Writing(0, bottom + leading * (n + 1) - 1, text, kind=kind) for n, text in enumerate(words)]
    bottom += leading * len(words)
    widths = [width(text, size) for text in words]
    if entry.until:
        writing.append(Writing(0, bottom + 13, entry.until, kind="date"))
        widths.append(width(entry.until, SMALL))
        bottom += 14
    wide = max(*widths, *(2 * abs(sign.x) + 7 for sign in signs), 24)
    box = (-(wide // 2) - pad, -RADIUS - 4, wide + 2 * pad, RADIUS + 4 + bottom + 5)
    return Stamp(entry, kind == "name", box, tuple(writing), signs)


def _signs(entry: Entry) -> tuple[tuple[Sign, ...], int]:
    """The sides of two stand left and right of the mark, those of more in a line below; and where the words begin."""
    if len(entry.sides) <= 2:
        places = (-RADIUS - 4, RADIUS + 4)
        return tuple(Sign(x, 0, kinds) for x, kinds in zip(places, entry.sides, strict=False)), RADIUS + 1
    return in_a_row(entry, -(len(entry.sides) - 1) * SIDE // 2, RADIUS + 8), RADIUS + 15


def in_a_row(entry: Entry, x: int, y: int) -> tuple[Sign, ...]:
    """Every person's sides beside each other, from here to the right."""
    return tuple(Sign(x + SIDE * n, y, kinds) for n, kinds in enumerate(entry.sides))


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes share no ground."""
    return (
        one[0] + one[2] <= other[0] or other[0] + other[2] <= one[0]
        or one[1] + one[3] <= other[1] or other[1] + other[3] <= one[1]
    )  # fmt: skip


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of them."""
    every = tuple(boxes)
    left, top = min(b[0] for b in every), min(b[1] for b in every)
    return left, top, max(b[0] + b[2] for b in every) - left, max(b[1] + b[3] for b in every) - top
