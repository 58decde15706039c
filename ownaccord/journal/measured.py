"""What the page of one's own measures shows, for its reader alone: the plot, the table of the same, and what was said
around moments that the reader kept themselves.

Everything here is what the reader said, as they said it. Nothing is read out of it about anybody else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ownaccord.accounts.keys import VaultBook
from ownaccord.care import after_memory
from ownaccord.catalogue import load
from ownaccord.consent import debriefs, memory, own_items
from ownaccord.core import measure as core
from ownaccord.core.entry import Entry, Kind
from ownaccord.core.errors import Malformed
from ownaccord.core.measure import FIRST, HIGHEST, Measure, Scale
from ownaccord.core.position import is_number
from ownaccord.journal import debrief, plot, scales
from ownaccord.journal.plot import Plot, Row, Span, Spot
from ownaccord.spaces import access as spaces

KINDS = frozenset({Kind.MEASURE, Kind.DEBRIEF})
MOMENTS, EARLIER = 4, 20
LATEST = 10
NEAR = 3
"""How many days before and after a moment stand beside it."""

SPANS: Mapping[Span, str | Promise] = {
    Span.SEASON: gettext_lazy("Three months"),
    Span.YEAR: gettext_lazy("A year"),
    Span.THREE_YEARS: gettext_lazy("Three years"),
}


@dataclass(frozen=True, slots=True, repr=False)
class Lane:
    """One scale for the page: its drawing, the words at its two ends, and what is usual, in a word or not at all."""

    name: str
    drawn: plot.Lane
    top: str
    bottom: str
    usual: str


@dataclass(frozen=True, slots=True, repr=False)
class Line:
    """One row of the table, in words."""

    when: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Moment:
    """One moment that the reader kept: when, what it was, and how they were in the days before and after it."""

    when: str
    what: str
    url: str
    around: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Kept:
    """One answer as it was kept."""

    id: str
    when: str
    words: str


@dataclass(frozen=True, slots=True, repr=False)
class Measures:
    """Everything on the page. `low`: the names of the scales that the reader's newest answer calls low."""

    plot: Plot
    lanes: tuple[Lane, ...]
    first: str
    last: str
    table: tuple[Line, ...]
    moments: tuple[Moment, ...]
    earlier: tuple[Moment, ...]
    kept: tuple[Kept, ...]
    low: tuple[str, ...]
    line: int | None


def measure(entry: Entry) -> Measure | None:
    """Return what an entry says of the scales, None when it says nothing; in a debrief that is the first one."""
    if entry.kind is Kind.DEBRIEF:
        mood = debrief.read(entry).mood
        return None if mood is None else Measure(entry.at, {FIRST: mood})
    given = entry.content
    said = {scale: given[scale.value] for scale in Scale if is_number(given.get(scale.value), HIGHEST)}
    try:
        return Measure(entry.at, said)
    except Malformed:
        return None


def measures(entries: Iterable[Entry]) -> tuple[Measure, ...]:
    """Return everything that was said on the scales, in the order of the entries."""
    return tuple(found for each in entries if (found := measure(each)) is not None)


def page(entries: tuple[Entry, ...], book: VaultBook, span: Span, now: int) -> Measures:
    """Return what the page shows of these entries, which are measures and debriefs, the newest first."""
    said = measures(entries)
    usual = {scale: place for scale in Scale if (place := core.usual(said, scale, now)) is not None}
    shown, around = plot.frame(span, day_of(now)), _moments(entries, book)
    drawn = plot.draw(shown, said, (day_of(at) for at, _what, _entry in around), usual, day_of)
    near = tuple(_around(said, *each) for each in around[:EARLIER])
    return Measures(
        drawn, tuple(_lane(each, usual) for each in drawn.lanes), _day(shown.first), _day(shown.last),
        tuple(_line(each) for each in drawn.rows), near[:MOMENTS], near[MOMENTS:], kept(entries, LATEST),
        tuple(str(scales.NAMES[scale]) for scale in core.lows(said, now)), debriefs.line(book),
    )  # fmt: skip


def kept(entries: Iterable[Entry], most: int | None = None) -> tuple[Kept, ...]:
    """Return the measures among these entries, each in words; only so many of them where that is said."""
    return tuple(_kept(each) for each in islice((e for e in entries if e.kind is Kind.MEASURE), most))


def day_of(moment: int) -> date:
    """Return the day of a moment, on the server's clock."""
    return localtime(datetime.fromtimestamp(moment, UTC)).date()


def when(moment: int) -> str:
    """Return day, year and time of a moment: what is kept here stays for years."""
    return date_format(localtime(datetime.fromtimestamp(moment, UTC)), "j F Y, H:i")


def _day(day: date) -> str:
    return date_format(day, "j M Y")


def _lane(drawn: plot.Lane, usual: Mapping[Scale, int]) -> Lane:
    words = scales.ANSWERS[drawn.scale]
    line = scales.word(drawn.scale, usual[drawn.scale]) if drawn.scale in usual else ""
    return Lane(str(scales.NAMES[drawn.scale]), drawn, str(words[-1]), str(words[0]), line)


def _line(row: Row) -> Line:
    when = _day(row.first)
    if row.first != row.last:
        when = _("%(first)s to %(last)s") % {"first": when, "last": _day(row.last)}
    return Line(when, tuple(_spot(scale, row.spots.get(scale)) for scale in Scale))


def _spot(scale: Scale, spot: Spot | None) -> str:
    if spot is None:
        return ""
    word = scales.word(scale, spot.middle)
    if spot.lowest == spot.highest:
        return word
    ends = {"word": word, "low": scales.word(scale, spot.lowest), "high": scales.word(scale, spot.highest)}
    return _("%(word)s (%(low)s to %(high)s)") % ends


def _moments(entries: Iterable[Entry], book: VaultBook) -> list[tuple[int, str, str]]:
    """Every moment that the reader kept: when, what, and the entry it stands in, the newest first."""
    found = [(said.at, _after(book, space), "") for space, said in after_memory.everywhere(book)]
    found += [(each.at, title(book, debrief.read(each)), each.id) for each in entries if each.kind is Kind.DEBRIEF]
    return sorted(found, reverse=True)


def _after(book: VaultBook, space: str) -> str:
    label = spaces.label_in(book, space)
    return _("Afterwards: %(space)s") % {"space": label} if label else _("Afterwards")


def title(book: VaultBook, kept: debrief.Debrief) -> str:
    """Return what a debrief was about, in words."""
    names = item_names(book, kept)
    return _("Debrief: %(items)s") % {"items": ", ".join(names)} if names else _("Debrief")


def item_names(book: VaultBook, kept: debrief.Debrief) -> tuple[str, ...]:
    """Return the names of what a debrief was about, also of what is gone."""
    met = memory.items_seen(book, kept.space)
    return tuple(own_items.name(load(), met, item) for item in kept.items)


def _around(said: tuple[Measure, ...], at: int, what: str, entry: str) -> Moment:
    lines = []
    for scale in Scale:
        before, after = core.around(said, scale, at, NEAR)
        if before is not None and after is not None:
            words = {"before": scales.word(scale, before), "after": scales.word(scale, after)}
            lines.append(f"{scales.NAMES[scale]}: " + _("%(before)s, then %(after)s") % words)
    return Moment(when(at), what, entry, tuple(lines))


def _kept(entry: Entry) -> Kept:
    found = measure(entry)
    said = found.said if found else {}
    words = ". ".join(f"{scales.NAMES[scale]}: {scales.word(scale, said[scale])}" for scale in Scale if scale in said)
    return Kept(entry.id, when(entry.at), words)
