"""What the pages show about lines that open together after a scene: one's own, and once they are open everybody's."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.http import Http404
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.lookups import date_of, day
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import places
from ownaccord.consent import queries
from ownaccord.consent.looking import Look
from ownaccord.core.entry import Entry, Kind
from ownaccord.journal import debrief, debriefed, entries, measured
from ownaccord.journal.debrief import Debrief
from ownaccord.journal.questions import QUESTIONS
from ownaccord.journal.said_excerpts import CLOSED, STATES, WRITTEN
from ownaccord.lib.forms import as_lines
from ownaccord.spaces import access, excerpts
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.excerpts import LASTING, Kept, State

Words = str | Promise


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """One scene in the list."""

    name: str
    url: str
    text: Words


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """What one person put down, as everybody reads it; `mine`: the reader's own."""

    name: str
    mine: bool
    text: str


@dataclass(frozen=True, slots=True, repr=False)
class Item:
    """Something that own debriefs of a scene were about, with the addresses of its page and of its thread."""

    name: str
    url: str
    talk_url: str


@dataclass(frozen=True, slots=True, repr=False)
class Seen:
    """One scene for its page. `closed`: nothing can be put down any more; own words stay until `kept_until`. `own`: own
    debriefs of it, and where lines of each are chosen; `items`: what they were about.
    """

    scene: str
    when: str
    until: str
    kept_until: str
    closed: bool
    state: State
    text: str
    own: tuple[tuple[str, str], ...]
    opened: tuple[Opened, ...]
    items: tuple[Item, ...]


def when(at: int) -> str:
    """Return the day of a scene; its hour says nothing here."""
    return date_format(localtime(datetime.fromtimestamp(at, UTC)), "l, j F")


def _date(last: int) -> str:
    return date_format(date_of(last), "j F")


def rows(request: Unlocked, space: OpenSpace) -> tuple[Row, ...]:
    """Return the scenes of this space about which something can be put down, or was opened."""
    book = vaults.read(request.person, request.keys)
    found = excerpts.every(book, space.id)
    return tuple(
        Row(
            _("The scene of %(day)s") % {"day": when(each.at)},
            reverse("excerpt", kwargs={"space": space.id, "scene": each.scene}),
            _stands(each, closed=excerpts.is_closed(book, space.id, each, request.now), now=request.now),
        )
        for each in found if each.has_own or not excerpts.is_closed(book, space.id, each, request.now)
    )  # fmt: skip


def kept_for(request: Unlocked, space: str, scene: str) -> Kept:
    """Return what is kept about this scene in the reader's vault, or Http404."""
    found = excerpts.one(vaults.read(request.person, request.keys), space, scene)
    if found is None:
        raise Http404
    return found


def seen(request: Unlocked, look: Look, kept: Kept) -> Seen:
    """Return one scene for its page."""
    own = [each for each in _debriefs(request, look) if _is_about(look, each, kept)]
    return Seen(
        kept.scene, when(kept.at), _date(kept.until), _date(kept.kept_until),
        excerpts.is_closed(look.book, look.space.id, kept, request.now), _state(kept, request.now),
        kept.text, tuple(_link(look, each) for each in own), _beside(look.space, request.person, kept),
        _items(look, own),
    )  # fmt: skip


def _state(kept: Kept, now: int) -> State:
    """How it stands; what lay there to be opened is over with its last day."""
    return State.OVER if kept.state is State.OPENING and day(now) > kept.until else kept.state


def _stands(kept: Kept, *, closed: bool, now: int) -> Words:
    """How it stands, for the list."""
    state = _state(kept, now)
    if closed and state not in (*LASTING, State.BROKEN):
        return CLOSED
    return WRITTEN if state is State.OPEN and kept.text else STATES[state]


def _debriefs(request: Unlocked, look: Look) -> tuple[Entry, ...]:
    found = entries.every(request.person, request.keys, {Kind.DEBRIEF})
    return tuple(each for each in found if debrief.read(each).space == look.space.id)


def _is_about(look: Look, entry: Entry, kept: Kept) -> bool:
    """Whether a debrief is one of this scene: no other was over between them."""
    later = [each.at for each in excerpts.every(look.book, look.space.id) if each.at > kept.at]
    return kept.at <= entry.at and all(entry.at < each for each in later)


def _link(look: Look, entry: Entry) -> tuple[str, str]:
    title = measured.title(look.book, debrief.read(entry))
    return title, reverse("debrief-lines", kwargs={"entry": entry.id})


def _beside(space: OpenSpace, reader: str, kept: Kept) -> tuple[Opened, ...]:
    """The reader first, then the others by name; whoever is no member any more is not there."""
    order = sorted(kept.texts, key=lambda who: (who != reader, space.name(who).casefold(), who))
    return tuple(
        Opened(space.name(who) or _("Somebody"), who == reader, as_lines(kept.texts[who]))
        for who in order if who in space.members
    )  # fmt: skip


def _items(look: Look, own: Iterable[Entry]) -> tuple[Item, ...]:
    slugs = dict.fromkeys(item for each in own for item in debrief.read(each).items)
    there = (each for each in slugs if look.catalogue.item(each) is not None)
    return tuple(
        Item(queries.name_of(look, each), queries.item_url(look, each), look.addresses.item(each, "talk-thread"))
        for each in there
    )


def things(request: Unlocked) -> dict[str, Any]:
    """Return own lines, and what was opened, by what the reader calls each space: for what they take along."""
    book, found = vaults.read(request.person, request.keys), {}
    for space in access.spaces_of(request.person):
        opened = access.space_for(request.person, space, request.keys)
        lines = [line for kept in excerpts.every(book, space) for line in _words(opened, request.person, kept)]
        if lines:
            found[opened.label or _("A space without a name")] = lines
    return {_("Lines to open together"): found} if found else {}


def _words(space: OpenSpace, reader: str, kept: Kept) -> list[str]:
    if not kept.texts:
        return [f"{when(kept.at)}: {kept.text}"] if kept.text else []
    return [f"{when(kept.at)}, {each.name}: {each.text}" for each in _beside(space, reader, kept)]


# --- choosing lines of a debrief ------------------------------------------------------------------------------------


def about(request: Unlocked, entry: Entry) -> tuple[OpenSpace, Kept] | None:
    """Return the space and the scene of which lines of this debrief can be put down; None where there is none."""
    kept = debrief.read(entry)
    if not kept.space or not access.is_member(request.person, kept.space):
        return None
    space = access.space_for(request.person, kept.space, request.keys)
    found = excerpts.before(vaults.read(request.person, request.keys), space.id, entry.at, request.now)
    return None if found is None or not space.begun or space.estranged else (space, found)


def url_of(request: Unlocked, entry: Entry) -> str:
    """Return where lines of this debrief are chosen, or nothing."""
    return places.address("debrief-lines", {"entry": entry.id}) if about(request, entry) else ""


def offered(kept: Debrief) -> dict[str, str]:
    """Return each line of a debrief as all would read it, with its question; how its author is is not among them."""
    asked = [each for each in QUESTIONS if each.name in kept.said]
    return {each.name: as_lines(f"{each.label}: {debrief.in_words(each, kept.said[each.name])}") for each in asked}


def entry_for(request: Unlocked, entry: str) -> tuple[Entry, OpenSpace, Kept]:
    """Return this person's debrief with its space and scene, or Http404 where nothing of it can be put down."""
    found = debriefed.entry_for(request, entry)
    where = about(request, found)
    if where is None:
        raise Http404
    return found, *where
