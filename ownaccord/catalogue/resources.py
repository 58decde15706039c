"""What the list of resources is made of: places, and services outside that help. Frozen. Rules are in `directory`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

WORLD = "world"


class Need(Enum):
    """What somebody may need help with, in the order in which the page shows it."""

    EMERGENCY = auto()
    PARTNER = auto()
    SEXUAL = auto()
    CRISIS = auto()
    DEVICES = auto()
    HEALTH = auto()
    THERAPISTS = auto()
    KINK_AWARE = auto()
    COMMUNITY = auto()


@dataclass(frozen=True, slots=True)
class Place:
    """A country, or a part of one with services of its own. `none_found`: needs for which no good source was found."""

    code: str
    name: str
    none_found: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Resource:
    """One service outside, and how to reach it.

    Numbers are as people dial them in that place, with spaces. `dated` is the year of the page that was read, where it
    shows one; `reviewed` is the day on which it was last read. At least one of `phones`, `text` and `web` is set.
    """

    name: str
    needs: tuple[Need, ...]
    places: tuple[str, ...]
    what: str
    phones: tuple[str, ...]
    text: str
    text_word: str
    web: str
    hours: str
    note: str
    dated: str
    sources: tuple[str, ...]
    found_by: str
    reviewed: date

    @property
    def web_shown(self) -> str:
        """The address as people read it, without scheme."""
        return shown(self.web)


@dataclass(frozen=True, slots=True)
class Directory:
    """Every place and every resource, in the order of the file."""

    places: tuple[Place, ...]
    resources: tuple[Resource, ...]

    def place(self, code: str) -> Place | None:
        """The place of this code, or None."""
        return next((place for place in self.places if place.code == code), None)

    def found(self, code: str, need: Need) -> tuple[Resource, ...]:
        """What there is in this place for this need."""
        return tuple(each for each in self.resources if code in each.places and need in each.needs)


def dialled(number: str) -> str:
    """Return the number as a telephone takes it: digits, perhaps after a plus."""
    return number.replace(" ", "")


def shown(address: str) -> str:
    """Return a web address without scheme, without `www.` and without a stroke at its end."""
    return address.partition("://")[2].removeprefix("www.").rstrip("/")


def texts(directory: Directory) -> Iterator[str]:
    """Every text that a page shows, for those who check words."""
    for place in directory.places:
        yield place.name
    for each in directory.resources:
        yield from (text for text in (each.name, each.what, each.hours, each.note) if text)
