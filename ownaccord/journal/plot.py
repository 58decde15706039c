"""The plot of one's own measures: a lane for each scale, as paths that the server draws, and a table of the same.

Readable in grey: each scale has a shape of its own, and every figure stands as a word in the table below. Over a long
time several answers share a mark, so that there are never more than five hundred. Nothing is added up or compared with
anybody. Pure: days are made from times by whoever calls.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from ownaccord.core.measure import HIGHEST, Measure, Scale, middle

WIDTH, HEIGHT, EDGE = 320.0, 76.0, 8.0
SIZE = 3.2
TICK = 6.0
LANE = HEIGHT - 2 * EDGE

DayOf = Callable[[int], date]


class Span(StrEnum):
    """How far back a plot goes."""

    SEASON = "season"
    YEAR = "year"
    THREE_YEARS = "three-years"


DAYS: Mapping[Span, tuple[int, int]] = {Span.SEASON: (92, 1), Span.YEAR: (371, 7), Span.THREE_YEARS: (1120, 28)}
"""How many days it shows, and how many of them share a mark. In whole marks."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The days of a plot, the first and the last of them, and how many share a mark."""

    first: date
    last: date
    step: int

    @property
    def days(self) -> int:
        """How many days there are."""
        return (self.last - self.first).days + 1

    def place(self, day: date) -> int | None:
        """Which mark this day belongs to, from the first one on; None outside."""
        return (day - self.first).days // self.step if self.first <= day <= self.last else None

    def begins(self, place: int) -> date:
        """The first day of a mark."""
        return self.first + timedelta(days=place * self.step)

    def ends(self, place: int) -> date:
        """The last day of a mark."""
        return self.begins(place) + timedelta(days=self.step - 1)

    def across(self, days: float) -> float:
        """How far to the right it stands."""
        return EDGE + (WIDTH - 2 * EDGE) * days / self.days

    def middle(self, place: int) -> float:
        """How far to the right a mark stands."""
        return self.across(place * self.step + self.step / 2)


@dataclass(frozen=True, slots=True)
class Spot:
    """What was said on one scale within one mark: the middle of it, and how far it went down and up."""

    place: int
    middle: int
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Lane:
    """One scale as paths: `marks` are its answers, `ranges` go from the lowest to the highest within a mark, `usual`
    is the quiet line, `events` are strokes at the lower edge that stand for moments."""

    scale: Scale
    spots: tuple[Spot, ...]
    marks: str
    ranges: str
    usual: str
    events: str


@dataclass(frozen=True, slots=True)
class Row:
    """One mark as a row of the table."""

    first: date
    last: date
    spots: Mapping[Scale, Spot]


@dataclass(frozen=True, slots=True)
class Plot:
    """All lanes, their lines for the words of a scale, and the rows, the newest first."""

    frame: Frame
    grid: str
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]


def frame(span: Span, last: date) -> Frame:
    """Return the days of a plot that ends on this day."""
    days, step = DAYS[span]
    return Frame(last - timedelta(days=days - 1), last, step)


def draw(
    shown: Frame, measures: Iterable[Measure], events: Iterable[date], usual: Mapping[Scale, int], day_of: DayOf
) -> Plot:
    """Return the plot; `events` are days of moments, `usual` the place of the quiet line where there is one."""
    said = _collected(shown, measures, day_of)
    moments = sorted({day for day in events if shown.place(day) is not None})
    spots = {scale: tuple(_spot(place, said[scale][place]) for place in sorted(said[scale])) for scale in Scale}
    lanes = tuple(_lane(shown, scale, spots[scale], usual.get(scale), moments) for scale in Scale)
    return Plot(shown, _grid(), lanes, _rows(shown, spots))


def _collected(shown: Frame, measures: Iterable[Measure], day_of: DayOf) -> dict[Scale, dict[int, list[int]]]:
    said: dict[Scale, dict[int, list[int]]] = {scale: {} for scale in Scale}
    for each in measures:
        place = shown.place(day_of(each.at))
        if place is not None:
            for scale, word in each.said.items():
                said[scale].setdefault(place, []).append(word)
    return said


def _spot(place: int, words: Sequence[int]) -> Spot:
    return Spot(place, middle(words), min(words), max(words))


def _lane(shown: Frame, scale: Scale, spots: tuple[Spot, ...], usual: int | None, events: Iterable[date]) -> Lane:
    marks = "".join(SHAPES[scale](shown.middle(each.place), _height(each.middle)) for each in spots)
    ranges = "".join(
        f"M{_n(shown.middle(each.place))} {_n(_height(each.lowest))}V{_n(_height(each.highest))}"
        for each in spots if each.lowest != each.highest
    )  # fmt: skip
    line = "" if usual is None else f"M{_n(EDGE)} {_n(_height(usual))}H{_n(WIDTH - EDGE)}"
    at = (_n(shown.across((day - shown.first).days + 0.5)) for day in events)
    ticks = "".join(f"M{x} {_n(HEIGHT - TICK)}V{_n(HEIGHT)}" for x in at)
    return Lane(scale, spots, marks, ranges, line, ticks)


def _grid() -> str:
    return "".join(f"M{_n(EDGE)} {_n(_height(place))}H{_n(WIDTH - EDGE)}" for place in range(HIGHEST + 1))


def _rows(shown: Frame, spots: Mapping[Scale, tuple[Spot, ...]]) -> tuple[Row, ...]:
    by_place: dict[int, dict[Scale, Spot]] = {}
    for scale, every in spots.items():
        for each in every:
            by_place.setdefault(each.place, {})[scale] = each
    ordered = sorted(by_place, reverse=True)
    return tuple(Row(shown.begins(place), min(shown.ends(place), shown.last), by_place[place]) for place in ordered)


def _height(place: int) -> float:
    return EDGE + LANE * (1 - place / HIGHEST)


def _n(value: float) -> str:
    """A number as short as a path needs it."""
    return f"{value:.1f}".removesuffix(".0")


def _circle(x: float, y: float) -> str:
    half = f"a{SIZE} {SIZE} 0 1 0"
    return f"M{_n(x - SIZE)} {_n(y)}{half} {2 * SIZE} 0{half} {-2 * SIZE} 0z"


def _square(x: float, y: float) -> str:
    side = 1.8 * SIZE
    return f"M{_n(x - side / 2)} {_n(y - side / 2)}h{_n(side)}v{_n(side)}h{_n(-side)}z"


def _triangle(x: float, y: float) -> str:
    return f"M{_n(x - SIZE)} {_n(y + SIZE)}h{2 * SIZE}l{-SIZE} {-2 * SIZE}z"


def _diamond(x: float, y: float) -> str:
    far = 1.25 * SIZE
    return f"M{_n(x)} {_n(y - far)}l{far} {far}l{-far} {far}l{-far} {-far}z"


def _bow(x: float, y: float) -> str:
    return f"M{_n(x - SIZE)} {_n(y - SIZE)}v{2 * SIZE}l{2 * SIZE} {-2 * SIZE}v{2 * SIZE}z"


SHAPES: Mapping[Scale, Callable[[float, float], str]] = {
    Scale.MOOD: _circle, Scale.SLEEP: _square, Scale.WORTH: _triangle, Scale.BODY: _diamond, Scale.CONNECTION: _bow,
}  # fmt: skip
