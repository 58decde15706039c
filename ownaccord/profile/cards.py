"""A part about oneself as a card that others see: its lines, as they read them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.shown import Cards
from ownaccord.profile import portrait
from ownaccord.profile.parts import PARTS, Part
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing
from ownaccord.spaces.access import OpenSpace

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a card: what was asked, and what was said."""

    asked: str
    said: str


@dataclass(frozen=True, slots=True)
class Seen:
    """One card as its reader sees it. `about`: what it is taken back by."""

    about: str
    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shower:
    """One person with the cards that they show; `mine`: the reader."""

    name: str
    mine: bool
    cards: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A space to which a card can be shown."""

    id: str
    name: str


def places(request: Unlocked) -> tuple[Place, ...]:
    """Return the reader's spaces that have begun, by what they call them."""
    found = (spaces.space_for(request.person, each, request.keys) for each in spaces.spaces_of(request.person))
    return tuple(Place(each.id, each.label) for each in found if each.begun and not each.estranged)


def lines_of(part: Part, said: Mapping[str, Any]) -> Lines:
    """Return what was written in a part as (question, words), in the order of the questions."""
    return tuple((each.name, words) for each in part.questions if (words := portrait.in_words(each, said)))


def title(about: str) -> str | Promise:
    """Return the title of a part; empty for one that this software does not know."""
    return PARTS[about].title if about in PARTS else ""


def as_seen(part: Part, lines: Lines) -> Seen:
    """Return a card exactly as the others see it."""
    labels = {each.name: str(each.label) for each in part.questions}
    return Seen(
        part.slug, str(part.title), tuple(Line(labels[asked], said) for asked, said in lines if asked in labels)
    )


def _seen(cards: Cards) -> tuple[Seen, ...]:
    return tuple(as_seen(part, tuple(cards[slug])) for slug, part in PARTS.items() if slug in cards)


def people(space: OpenSpace, keys: Keyring) -> tuple[Shower, ...]:
    """Return who shows what in a space, the reader first; who shows nothing is not in it, but for the reader."""
    own = Shower(space.name(keys.person), True, _seen(showing.mine(vaults.read(keys.person, keys), space.id)))
    others = [Shower(space.name(who), False, _seen(each)) for who, each in showing.shown_to(space, keys).items()]
    return (own, *sorted(others, key=lambda each: each.name.casefold()))
