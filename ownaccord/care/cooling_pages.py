"""What the pages of cooling-off show: what lasts, since when, and what was there. Their reader sees their own alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from ownaccord.consent import cooled, cooling, queries, shelf, wording
from ownaccord.consent.looking import Look
from ownaccord.consent.queries import Own
from ownaccord.core.cooling import EVERYTHING, About, Cooling, Scope
from ownaccord.core.position import Key

FEW = 6


@dataclass(frozen=True, slots=True)
class Back:
    """One thing that was there, and the value by which a form names it."""

    own: Own
    value: str


@dataclass(frozen=True, slots=True)
class Lasting:
    """A cooling-off that lasts. `remind`: its date in words, empty for none; `due`: that day has come.

    `elsewhere`: some of what was there stays with another one that covers it.
    """

    name: str
    url: str
    since: str
    remind: str
    due: bool
    back: tuple[Back, ...] = ()
    elsewhere: bool = False

    @property
    def few(self) -> bool:
        """Whether what was there can be seen at a glance."""
        return len(self.back) <= FEW


@dataclass(frozen=True, slots=True)
class Place:
    """One space with what lasts in it, and where more can be begun."""

    label: str
    url: str
    lasting: tuple[Lasting, ...]


@dataclass(frozen=True, slots=True)
class Here:
    """What lasts in a space, and what could be begun there: everything, or an open category."""

    lasting: tuple[Lasting, ...]
    everything_url: str
    categories: tuple[tuple[str, str], ...]


def scopes(found: Look) -> Mapping[str, Scope]:
    """Return everything that a cooling-off can be about here, by how it is written."""
    items = (Scope(About.ITEM, item.slug) for item in found.catalogue.items)
    categories = (Scope(About.CATEGORY, each.slug) for each in found.catalogue.categories)
    lasting = (each.scope for each in cooled.coolings(found.book, found.space.id))
    return {str(each): each for each in (EVERYTHING, *categories, *items, *lasting)}


def scope_for(found: Look, about: str) -> Scope:
    """Return what an address is about, by its word or the reader's mark for it, or Http404."""
    every = scopes(found)
    word = found.addresses.word(about, every)
    if word not in every:
        raise Http404
    return every[word]


def url(found: Look, scope: Scope) -> str:
    """Return the address of a cooling-off; without a word of what it is about."""
    return found.addresses.cooling(str(scope))


def name(found: Look, scope: Scope) -> str:
    """Return what it is about, in words."""
    if scope == EVERYTHING:
        return _("Everything in this space")
    if scope.about is About.ITEM:
        return queries.name_of(found, scope.slug)
    category = found.catalogue.category(scope.slug)
    return category.name if category is not None else _("A category that is gone")


def lasting(found: Look, scope: Scope) -> Lasting | None:
    """Return the reader's cooling-off of exactly this scope, with what can be wanted back."""
    kept = cooled.of(found.book, found.space.id, scope)
    return None if kept is None else _shown(found, kept)


def _shown(found: Look, kept: Cooling) -> Lasting:
    offered = cooling.offered(found, kept)
    known = [each for each in kept.kept if found.catalogue.item(each.item) is not None]
    return Lasting(
        name(found, kept.scope), url(found, kept.scope), wording.day(kept.since),
        wording.day(kept.remind_at) if kept.remind_at is not None else "",
        kept.remind_at is not None and found.clock >= kept.remind_at,
        tuple(Back(queries.own(found, k.item, k.side, k.terms), f"{k.item}/{k.side}") for k in offered),
        len(offered) < len(known),
    )  # fmt: skip


def wider(found: Look, scope: Scope) -> Lasting | None:
    """Return another cooling-off of the reader's that covers this item as well."""
    if scope.about is not About.ITEM:
        return None
    other = cooled.covering(found, scope.slug)
    return _shown(found, other) if other is not None and other.scope != scope else None


def chosen(found: Look, scope: Scope, values: Iterable[str]) -> tuple[Key, ...]:
    """Return which of what was there these values name; anything else names nothing."""
    kept = cooled.of(found.book, found.space.id, scope)
    known = {f"{each.item}/{each.side}": each.key for each in (cooling.offered(found, kept) if kept else ())}
    return tuple(dict.fromkeys(known[value] for value in values if value in known))


def here(found: Look) -> Here:
    """Return what lasts in this space, and what else could be begun."""
    lasting = {each.scope for each in cooled.coolings(found.book, found.space.id)}
    scopes = [(each.name, Scope(About.CATEGORY, each.slug)) for each in shelf.shelf(found).open]
    categories = tuple((name, url(found, scope)) for name, scope in scopes if scope not in lasting)
    return Here(_all(found), "" if EVERYTHING in lasting else url(found, EVERYTHING), categories)


def _all(found: Look) -> tuple[Lasting, ...]:
    return tuple(_shown(found, each) for each in cooled.coolings(found.book, found.space.id))


def everywhere(looks: Iterable[Look]) -> tuple[Place, ...]:
    """Return every space of the reader with what lasts in it."""
    return tuple(
        Place(found.space.label, reverse("cooling-here", kwargs={"space": found.space.id}), _all(found))
        for found in looks
    )
