"""Who can help, ready for the page: from the checked list of resources, and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.resources import WORLD, Directory, Need, Place, Resource, dialled, shown

NEEDS: Mapping[Need, Any] = {
    Need.EMERGENCY: gettext_lazy("In danger now"),
    Need.PARTNER: gettext_lazy("Hurt, controlled or frightened by somebody close"),
    Need.SEXUAL: gettext_lazy("After sexual violence"),
    Need.CRISIS: gettext_lazy("When it is too much, or you think of dying"),
    Need.DEVICES: gettext_lazy("When somebody may watch your devices"),
    Need.HEALTH: gettext_lazy("Sexual health"),
    Need.THERAPISTS: gettext_lazy("Therapists for sex and relationships"),
    Need.KINK_AWARE: gettext_lazy("Professionals and lines that know about kink"),
    Need.COMMUNITY: gettext_lazy("Others who share it"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach a service: what to do, in words, and where the link leads."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """One service on the page; `again`: it stood under another need before, so its name and its ways are enough."""

    name: str
    what: str
    ways: tuple[Way, ...]
    hours: str
    note: str
    dated: str
    again: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """Where one entry of the page was read, and when."""

    name: str
    sources: tuple[Way, ...]
    reviewed: date


@dataclass(frozen=True, slots=True)
class Chapter:
    """One need, and the services for it."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One place: its chapters, and the needs for which no good source was found."""

    code: str
    name: str
    chapters: tuple[Chapter, ...]
    none_found: tuple[str, ...]


def people(code: str) -> dict[str, Any]:
    """Return the page: every place to choose from, the chosen one if there is such a place, and what works anywhere.

    What works anywhere leaves out the emergency number once a place is chosen: that place has its own.
    """
    directory = load_directory()
    here = directory.place(code) if code != WORLD else None
    shown_places = [place for place in (here, directory.place(WORLD)) if place]
    parts = [_part(directory, place, _needs(place, alone=here is None)) for place in shown_places]
    return {
        "places": [place for place in directory.places if place.code != WORLD],
        "here": parts[0] if here else None,
        "anywhere": parts[-1],
        "read": _entries(directory, {place.code for place in shown_places}),
    }


def _needs(place: Place, *, alone: bool) -> tuple[Need, ...]:
    return tuple(need for need in Need if alone or place.code != WORLD or need is not Need.EMERGENCY)


def _part(directory: Directory, place: Place, needs: tuple[Need, ...]) -> Part:
    found = [(need, directory.found(place.code, need)) for need in needs]
    chapters = tuple(Chapter(str(NEEDS[need]), tuple(_line(one, need) for one in each)) for need, each in found if each)
    return Part(place.code, place.name, chapters, tuple(str(NEEDS[need]) for need in place.none_found))


def _line(each: Resource, need: Need) -> Line:
    again = need is not min(each.needs, key=lambda one: one.value)
    return Line(each.name, each.what, _ways(each), each.hours, each.note, each.dated, again)


def _entries(directory: Directory, codes: set[str]) -> tuple[Entry, ...]:
    found = (each for each in directory.resources if codes & set(each.places))
    return tuple(Entry(each.name, tuple(map(_source, each.sources)), each.reviewed) for each in found)


def _source(address: str) -> Way:
    return Way(shown(address).partition("/")[0], address)


def _ways(each: Resource) -> tuple[Way, ...]:
    ways = [Way(_("Call %(number)s") % {"number": number}, f"tel:{dialled(number)}") for number in each.phones]
    if each.text and each.text_word:
        said = _("Text %(word)s to %(number)s") % {"word": each.text_word, "number": each.text}
        ways.append(Way(said, f"sms:{dialled(each.text)}"))
    elif each.text:
        ways.append(Way(_("Text %(number)s") % {"number": each.text}, f"sms:{dialled(each.text)}"))
    if each.web:
        ways.append(Way(each.web_shown, each.web))
    return tuple(ways)
