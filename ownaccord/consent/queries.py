"""What the pages about a whole space show: map, news, what is due, wishes, waiting time, history, what comes back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.consent import choices, history, map, memory, moments, own_items, pausing, wording
from ownaccord.consent import picture as drawing
from ownaccord.consent.looking import Look
from ownaccord.core import news as what_is_gone
from ownaccord.core import wish as wish_rules
from ownaccord.core.in_force import Arrangement
from ownaccord.core.position import Key, Side
from ownaccord.core.statement import DEFAULT_WAIT_HOURS, due_for_review
from ownaccord.core.terms import Level, Terms
from ownaccord.core.wish import WaitWish, Wish, WishState

SOON = 14


@dataclass(frozen=True, slots=True)
class Sheet:
    """The map as the page shows it: zones, and what can be chosen to see less of it."""

    zones: tuple[map.Zone, ...]
    categories: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]
    category: str
    person: str
    printed: str
    picture: drawing.Picture | None = None

    @property
    def numbered(self) -> tuple[map.Zone, ...]:
        """The zones with every row numbered, for paper and as data."""
        return drawing.numbered(self.zones)

    @property
    def empty(self) -> bool:
        """Whether there is nothing on it at all, whatever was chosen."""
        return not self.categories


def sheet(found: Look, category: str, person: str) -> Sheet:
    """Return the map; a category or a person that is not on it is no choice."""
    names = {who: found.space.name(who) for who in found.space.members}
    whole = _zones(found, names, map.Filter())
    on_it = {band.slug: band.name for zone in whole for band in zone.bands}
    categories = tuple((c.slug, c.name) for c in found.catalogue.categories if c.slug in on_it)
    category = found.addresses.word(category, on_it)
    wanted = map.Filter(category if category in on_it else "", person if person in names else "")
    zones = tuple(z for z in (whole if wanted == map.Filter() else _zones(found, names, wanted)) if z.bands)
    people = tuple(sorted(names.items(), key=lambda each: each[1]))
    drawn = drawing.picture(zones, categories)
    zones, day = drawn.zones if drawn else zones, wording.day(found.now)
    return Sheet(zones, categories, people, wanted.category, wanted.person, day, drawn)


def _zones(found: Look, names: Mapping[str, str], wanted: map.Filter) -> tuple[map.Zone, ...]:
    states = {} if found.over or found.starts_anew else found.states
    return map.zones(found.addresses, found.arrangements, states, names, found.catalogue, wanted)


@dataclass(frozen=True, slots=True)
class News:
    """One item of which something is no longer available; `left` is the level that is left, in words, or empty.

    `url` is empty for an item that is gone from the catalogue.
    """

    name: str
    url: str
    left: str


def news(found: Look, glimpsed: tuple[what_is_gone.Gone, ...] = ()) -> tuple[News, ...]:
    """Return what is no longer available since the reader last said so or looked; the same for every cause.

    Nothing while the page already says that nothing is in force for a reason of the reader's own.
    """
    if found.my_pause or found.starts_anew or found.over or found.waiting_for_others:
        return ()
    gone = what_is_gone.gone(memory.seen(found.book, found.space.id), found.arrangements)
    known = {each.item for each in gone}
    gone = (*gone, *(each for each in glimpsed if each.item not in known))
    return tuple(
        News(name_of(found, g.item), _page_of(found, g.item), wording.level_name(g.left) if g.left > Level.NO else "")
        for g in gone
    )


@dataclass(frozen=True, slots=True)
class Own:
    """One own position or wish in words, for a row."""

    item: str
    name: str
    url: str
    side: str
    side_words: str
    level: str
    terms: tuple[str, ...]
    review: str
    days: int = 90


def due(found: Look) -> tuple[Own, ...]:
    """Return the reader's own positions that lapse within two weeks, the nearest first."""
    if found.mine is None or found.starts_anew or found.over:
        return ()
    entries = due_for_review(found.mine, found.clock, SOON)
    return tuple(own(found, e.item, e.side, e.terms) for e in entries if found.catalogue.item(e.item))


def own(found: Look, item: str, side: Side, terms: Terms) -> Own:
    """Return one's own terms in words."""
    return Own(
        item=item, name=name_of(found, item), url=_page_of(found, item), side=side.value,
        side_words=str(choices.SIDES[side.value]), level=wording.level_name(terms.level),
        terms=tuple(wording.lines(terms)), review=wording.review(terms), days=30 if terms.level is Level.TRIAL else 90,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class OwnWish:
    """One wish: what it would write, where it stands, and the value by which a form names it."""

    own: Own
    value: str
    ready: bool
    lapsed: bool
    when: str


def wishes_of(found: Look) -> tuple[OwnWish, ...]:
    """Return the reader's wishes in this space, in the order of the catalogue."""
    order = {item.slug: place for place, item in enumerate(found.catalogue.items)}
    kept = [wish for wish in memory.wishes(found.book, found.space.id) if wish.item in order]
    return tuple(_wish(found, wish) for wish in sorted(kept, key=lambda wish: (order[wish.item], wish.side)))


def _wish(found: Look, wish: Wish) -> OwnWish:
    ready, lapsed, when = _raised(found, wish)
    return OwnWish(own(found, wish.item, wish.side, wish.terms), f"{wish.item}/{wish.side}", ready, lapsed, when)


def _raised(found: Look, wish: Wish | WaitWish) -> tuple[bool, bool, str]:
    """Return whether it can be raised now (also no quiet day after a recovery), whether it lapsed, and from when."""
    answer = wish_rules.may_confirm(wish, found.clock, wait_seconds(found))
    until, lapsed = max(answer.until, found.no_loosening_until), answer.state is WishState.LAPSED
    ready = answer.state is WishState.READY and found.clock >= until
    return ready, lapsed, "" if ready or lapsed else moments.from_then(until, found.clock)


def wish_on(found: Look, item: str, side: Side) -> OwnWish | None:
    """Return the reader's wish on (item, side)."""
    wish = memory.wish(found.book, found.space.id, item, side)
    return _wish(found, wish) if wish else None


def chosen(found: Look, values: Iterable[str]) -> tuple[Key, ...]:
    """Return which of the reader's own wishes these values name; anything else names none."""
    mine = {f"{wish.item}/{wish.side}": wish.key for wish in memory.wishes(found.book, found.space.id)}
    return tuple(dict.fromkeys(mine[value] for value in values if value in mine))


def wait_seconds(found: Look) -> int:
    """Return how long the reader sleeps on a wish here, in seconds."""
    return found.wait


@dataclass(frozen=True, slots=True)
class Wait:
    """The waiting time in words: what holds here, what the reader asks for, and their wish for less."""

    holds: str
    asked: str
    private: str
    wish: str | None = None
    ready: bool = False
    lapsed: bool = False
    when: str = ""


def wait_of(found: Look) -> Wait:
    """Return how the waiting time stands. What holds is the longest that anybody asks for, without whose it is."""
    private = moments.hours(found.private_wait) if found.private_wait > found.shared_wait else ""
    wish = memory.wait_wish(found.book, found.space.id)
    stands = Wait(moments.hours(found.shared_wait), _asked_wait(found), private)
    return stands if wish is None else _with_wish(stands, found, wish)


def _asked_wait(found: Look) -> str:
    """Return the waiting time that the reader asks for, in words; before a new start, what it will be from then on."""
    if found.starts_anew:
        kept = memory.mine(found.book, found.space.id)
        hours = max(kept.wait_hours, DEFAULT_WAIT_HOURS) if kept else DEFAULT_WAIT_HOURS
        return _("%(hours)s, from your new start on") % {"hours": moments.hours(hours)}
    return moments.hours(found.mine.wait_hours if found.mine else DEFAULT_WAIT_HOURS)


def _with_wish(wait: Wait, found: Look, wish: WaitWish) -> Wait:
    ready, lapsed, when = _raised(found, wish)
    return replace(wait, wish=moments.hours(wish.hours), ready=ready, lapsed=lapsed, when=when)


@dataclass(frozen=True, slots=True)
class Then:
    """One line of the reader's own history."""

    day: str
    own: Own
    told: bool


def history_of(found: Look) -> tuple[Then, ...]:
    """Return the reader's own history here, newest first, from their vault alone; also of items that are gone."""
    lines = history.history(found.book, found.space.id)
    return tuple(Then(wording.day(m.at), own(found, m.item, m.side, m.terms), m.told) for m in lines)


@dataclass(frozen=True, slots=True)
class Lift:
    """What lifting the reader's own pause would do in one space, and whether another pause of theirs holds it too."""

    label: str
    paused: bool
    zones: tuple[map.Zone, ...]
    also_everything: bool


def lift_of(found: Look) -> Lift:
    """Return what would come back in this space."""
    back: tuple[Arrangement, ...] = pausing.preview(found) if found.my_pause else ()
    names = {who: found.space.name(who) for who in found.space.members}
    zones = map.zones(found.addresses, back, {}, names, found.catalogue)
    scopes = pausing.scopes(found)
    return Lift(found.space.label, found.my_pause, tuple(z for z in zones if z.bands), stops.EVERYTHING in scopes)


def all_paused(person: str, keys: Keyring) -> bool:
    """Whether the reader's own pause on everything holds, as a plain row or as their vault remembers it."""
    return stops.EVERYTHING in stops.scopes(person) | memory.paused_scopes(vaults.read(person, keys))


def former(found: Look) -> tuple[Own, ...]:
    """Return the reader's own former positions, as they would come back as wishes."""
    mine = memory.mine(found.book, found.space.id)
    entries = mine.entries if mine else ()
    return tuple(own(found, e.item, e.side, e.terms) for e in entries if found.catalogue.item(e.item))


def name_of(found: Look, item: str) -> str:
    """Return an item's name on screen, also of one that is gone."""
    return own_items.name(found.catalogue, memory.items_seen(found.book, found.space.id), item)


def _page_of(found: Look, item: str) -> str:
    """The address of an item's page; nothing when it is gone from the catalogue."""
    return item_url(found, item) if found.catalogue.item(item) else ""


def item_url(found: Look, item: str) -> str:
    """Return the address of an item's page."""
    return found.addresses.item(item)
