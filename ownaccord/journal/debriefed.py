"""What the pages about debriefs show, for their author alone: the list, one of them, what a new one can be about."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import load
from ownaccord.consent import about, history, queries
from ownaccord.consent.access import begun, looked
from ownaccord.consent.looking import Look
from ownaccord.core.entry import Entry, Kind
from ownaccord.core.measure import FIRST
from ownaccord.journal import debrief, entries, measured, scales
from ownaccord.journal.debrief import Debrief
from ownaccord.journal.forms_debrief import Tells
from ownaccord.journal.questions import QUESTIONS
from ownaccord.scenes import table
from ownaccord.spaces import access as spaces

TELLS = "tells"

Pairs = list[tuple[str, str]]

TELLS = "tells"


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """A space that has begun, from which a debrief can start."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One debrief in the list: when, what it was about, and a first line of it."""

    id: str
    when: str
    title: str
    line: str


@dataclass(frozen=True, slots=True, repr=False)
class Written:
    """One debrief: its answers as (question, words), and the items that it was about, by name and address.

    `links` are empty where the space is over or was none. `noted`: that there was one stands in the own vault, too.
    """

    id: str
    when: str
    title: str
    place: str
    answers: tuple[tuple[str | Promise, str], ...]
    links: tuple[tuple[str, str], ...]
    noted: bool


def places(request: Unlocked) -> tuple[Place, ...]:
    """Return the spaces from which a debrief can start."""
    opened = (spaces.space_for(request.person, space, request.keys) for space in begun(request))
    return tuple(Place(each.id, each.label or _("A space without a name")) for each in opened)


def rows(found: Iterable[Entry], book: VaultBook) -> tuple[Row, ...]:
    """Return the list, the newest first."""
    return tuple(_row(each, debrief.read(each), book) for each in found)


def _row(entry: Entry, kept: Debrief, book: VaultBook) -> Row:
    words = str(kept.said.get("next_time") or "")
    return Row(entry.id, measured.when(entry.at), measured.title(book, kept), words)


def entry_for(request: Unlocked, entry: str) -> Entry:
    """Return this person's debrief, or Http404: also for one that cannot be read, and for every other entry."""
    found = entries.one(request.person, request.keys, entry)
    if found is None or found.kind is not Kind.DEBRIEF:
        raise Http404
    return found


def written(request: Unlocked, entry: Entry, book: VaultBook) -> Written:
    """Return one debrief for its page."""
    kept = debrief.read(entry)
    asked = [each for each in QUESTIONS if each.name in kept.said]
    answers = [(each.label, debrief.in_words(each, kept.said[each.name])) for each in asked]
    if kept.mood is not None:
        answers.append((scales.NAMES[FIRST], scales.word(FIRST, kept.mood)))
    links = _links(_look(request, kept.space), kept.items)
    place = spaces.label_in(book, kept.space)
    when, noted = measured.when(entry.at), bool(kept.space and kept.items)
    return Written(entry.id, when, measured.title(book, kept), place, tuple(answers), links, noted)


def _look(request: Unlocked, space: str) -> Look | None:
    return looked(request, space) if space in begun(request) else None


def _links(look: Look | None, items: Iterable[str]) -> tuple[tuple[str, str], ...]:
    if look is None:
        return ()
    there = (each for each in items if look.catalogue.item(each) is not None)
    return tuple((queries.name_of(look, each), queries.item_url(look, each)) for each in there)


def offered(look: Look, request: Unlocked) -> Pairs:
    """Return what a debrief in this space can be about: first what was planned, then what its author ever stated here.

    Nothing of anybody else's but the plan, which everybody sees, goes into it.
    """
    plan = table.of(look, request.keys).plan
    planned = [line.item for line in plan.lines] if plan is not None else []
    mine = look.mine
    stated = [entry.item for entry in mine.entries] if mine is not None else []
    before = [each.item for each in history.history(look.book, look.space.id)]
    others = sorted({*stated, *before} - set(planned), key=lambda each: queries.name_of(look, each).casefold())
    return [(each, queries.name_of(look, each)) for each in dict.fromkeys([*planned, *others])]


def tells(book: VaultBook) -> Tells:
    """Return which early signs somebody knows of themselves, as they wrote them down."""
    said = about.part(book, TELLS)
    signs, own = said.get("signs"), said.get("own")
    return Tells(tuple(signs) if isinstance(signs, list) else (), own if isinstance(own, str) else "")


def known(items: Iterable[str]) -> Pairs:
    """Return these items by the names that need no look at a space: for a form that waited behind the lock."""
    return [(each, _name(each)) for each in dict.fromkeys(items)]


def _name(item: str) -> str:
    found = load().item(item)
    return found.name if found is not None else _("An own item")


def offered_again(request: Unlocked, kept: Debrief, book: VaultBook) -> Pairs:
    """Return what a debrief that is changed can be about: what it was about, and, while its space goes on, the rest."""
    names = measured.item_names(book, kept)
    look = _look(request, kept.space)
    more = offered(look, request) if look is not None else []
    return list((dict(zip(kept.items, names, strict=True)) | dict(more)).items())
