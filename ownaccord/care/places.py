"""What the hub leads to: places of one's own, and the page for afterwards of each space.

Rooms above this one are found by name, as far as they are there: stairs go down only.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ownaccord.accounts.requests import Unlocked
from ownaccord.spaces import access as spaces

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Place:
    """One card on the hub."""

    title: Words
    text: Words
    url: str
    icon: str


@dataclass(frozen=True, slots=True, repr=False)
class Here:
    """One space, by what its reader calls it, and where it leads: (address, words)."""

    name: str
    links: tuple[tuple[str, Words], ...]


NOTHING: Mapping[str, str] = {}
AFTERCARE = {"part": "aftercare"}
# Name of an address, what it takes, title, what it is for, icon.
_OWN = (
    ("about-part", AFTERCARE, _("My aftercare"), _("What I want afterwards, and what not to do."), "care"),
    ("care-times", NOTHING, _("When I am asked"), _("Hours or days afterwards, or not at all."), "calendar"),
    ("journal", NOTHING, _("Journal"), _("What I write for myself. Nobody else reads it."), "notebook"),
    ("measures", NOTHING, _("How I am"), _("Twenty seconds, for me alone, and only when I want to."), "pencil"),
    ("debriefs", NOTHING, _("Looking back"), _("How it was, for me first."), "notebook"),
    ("cooling", NOTHING, _("Cooling-off"), _("Some things not available from me, until I say so."), "moon"),
    ("dates", NOTHING, _("Dates and reminders"), _("In my own calendar, in my own words."), "calendar"),
    ("care-sheet", NOTHING, _("What to tell a doctor"), _("A page to print. Nothing of it is kept."), "print"),
)  # fmt: skip

# What a space has, in this order.
_OF_SPACES = (
    ("after", _("What each of you wants afterwards")),
    ("prepared", _("Words for afterwards")),
    ("excerpts", _("Lines to open together, after a scene")),
    ("rhythm", _("Our rhythm, and what is due for a look")),
    ("recheck", _("Looking again, together")),
    ("steps", _("Small steps")),
)


def address(name: str, where: Mapping[str, str] = NOTHING) -> str:
    """Return the address of this name, or nothing where no room has it."""
    try:
        return reverse(name, kwargs=dict(where) or None)
    except NoReverseMatch:
        return ""


def own() -> tuple[Place, ...]:
    """Return the places of one's own that are there."""
    found = ((title, text, address(name, where), icon) for name, where, title, text, icon in _OWN)
    return tuple(Place(*each) for each in found if each[2])


def spaces_of(request: Unlocked) -> tuple[Here, ...]:
    """Return the reader's spaces that have begun, by what they call them."""
    found = []
    for opened in spaces.every(request.person, request.keys):
        if opened.begun:
            every = ((address(name, {"space": opened.id}), words) for name, words in _OF_SPACES)
            found.append(Here(opened.label, tuple(each for each in every if each[0])))
    return tuple(sorted(found, key=lambda here: here.name.casefold()))
