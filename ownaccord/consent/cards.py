"""A card of the catalogue as its page shows it, with where its reader stands."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ownaccord.catalogue import Category, Fact, Item, Source
from ownaccord.consent import changed, choices, cooled, map, memory, moments, own_items, queries, wording
from ownaccord.consent.looking import Look
from ownaccord.consent.mutual import Place, places
from ownaccord.consent.queries import OwnWish
from ownaccord.consent.targets import own_limits
from ownaccord.core.cooling import About, Scope
from ownaccord.core.definition import is_own
from ownaccord.core.position import Side, as_of
from ownaccord.core.terms import NOTHING, Level, Terms

RISKS = (
    gettext_lazy("Everyday"), gettext_lazy("Minor"), gettext_lazy("Injury possible"),
    gettext_lazy("Serious or unpredictable"),
)  # fmt: skip
FEELINGS = (
    gettext_lazy("Everyday"), gettext_lazy("Minor"), gettext_lazy("Can be strong"),
    gettext_lazy("Strong or unpredictable"),
)  # fmt: skip
LAW = (
    gettext_lazy("Everyday"), gettext_lazy("Minor"), gettext_lazy("Can matter"),
    gettext_lazy("Serious or unpredictable"),
)  # fmt: skip
GRADES = {
    "A": gettext_lazy("A study, or the text of a law"),
    "B": gettext_lazy("Guidance of a clinical, first-aid or public body"),
    "C": gettext_lazy("An experienced educator, or the press"),
}


@dataclass(frozen=True, slots=True)
class Cited:
    """A source as parts/fact.html shows it."""

    title: str
    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Known:
    """One fact with where it comes from; without sources the page says so."""

    text: str
    sources: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where the reader stands on one side: what counts now, whether it is told, and a wish that is resting."""

    side: str
    words: str
    zone: str
    level: str
    terms: tuple[str, ...]
    review: str
    told: bool
    above_talk: bool
    stated: bool
    reread: bool
    wish: OwnWish | None
    url: str
    steps_url: str


@dataclass(frozen=True, slots=True)
class CardPage:
    """Everything that an item's page shows. `own`: what an own item says first; empty on a card of the catalogue."""

    item: Item
    category: Category
    risk: tuple[str, str, str]
    facts: tuple[Known, ...]
    areas_out: str
    read: bool
    changed: bool
    in_force: tuple[map.Row, ...]
    stands: tuple[Stand, ...]
    ceiling: str
    own: str
    found: tuple[Place, ...] = ()
    cooling_url: str = ""
    cooling: bool = False

    @property
    def to_tighten(self) -> bool:
        """Whether there is anything to take back with one tap."""
        return bool(self.in_force) or any(stand.stated or stand.wish for stand in self.stands)


def card_page(found: Look, item: Item) -> CardPage:
    """Return an item's page for this reader: the card, what is in force on it, and their own sides; nobody else's."""
    read = memory.edition_read(found.book, item.slug)
    # Read for another space, this space's own statement still names the edition before: it is read again here.
    own = found.mine.entries if found.mine else ()
    stale = any(entry.item == item.slug and changed.stale(found, entry) for entry in own)
    category = next(each for each in found.catalogue.categories if each.slug == item.category)
    return CardPage(
        item=item, category=category, risk=risk_words(item), facts=tuple(known(item, fact) for fact in item.facts),
        areas_out=", ".join(item.areas_to_leave_out), read=read == item.edition and not stale,
        changed=stale or 0 < read != item.edition,
        in_force=_in_force(found, item), stands=tuple(stand(found, item, side) for side in item.sides),
        ceiling=wording.level_name(item.ceiling) if item.ceiling < Level.YES else "",
        own=_own(found, item) if is_own(item.slug) else "", found=places(found, item),
        cooling_url=_cooling_url(found, item), cooling=cooled.covering(found, item.slug) is not None,
    )  # fmt: skip


def _cooling_url(found: Look, item: Item) -> str:
    """Where the reader's cooling-off on it stands: the one that covers it, or its own that could be begun."""
    scope = Scope(About.ITEM, item.slug)
    lasting = cooled.of(found.book, found.space.id, scope) or cooled.covering(found, item.slug)
    return found.addresses.cooling(str(lasting.scope if lasting is not None else scope))


def _own(found: Look, item: Item) -> str:
    """Who wrote an own item, and that nobody reviewed it."""
    name = found.space.name(own_items.author_of(found.states, item.slug)) or _("Somebody")
    return _("Written by %(name)s. It is no card of the catalogue, and nobody has reviewed it.") % {"name": name}


def risk_words(item: Item) -> tuple[str, str, str]:
    """Return the risk to body, to feelings, and for law and privacy, in words."""
    if is_own(item.slug):
        unknown = _("Nobody has reviewed this")
        return unknown, unknown, unknown
    return str(RISKS[item.risk.physical]), str(FEELINGS[item.risk.emotional]), str(LAW[item.risk.legal])


def known(item: Item, fact: Fact) -> Known:
    """Return a fact with its sources as a page shows them."""
    return Known(fact.text, tuple(_cited(s) for s in item.sources if s.id in fact.sources))


def _cited(source: Source) -> Cited:
    day = f"{source.reviewed.day}.{source.reviewed.month}.{source.reviewed.year}"
    words = _("%(grade)s (grade %(letter)s). Looked at on %(day)s. %(address)s") % {
        "grade": GRADES[source.grade.value], "letter": source.grade.value, "day": day, "address": source.address,
    }  # fmt: skip
    return Cited(source.title, source.address, words)


def _in_force(found: Look, item: Item) -> tuple[map.Row, ...]:
    names = {who: found.space.name(who) for who in found.space.members}
    here = (a for a in found.arrangements if a.item == item.slug)
    zones = map.zones(found.addresses, here, {}, names, found.catalogue, map.Filter(category=item.category))
    return tuple(row for zone in zones for band in zone.bands for row in band.rows)


def stand(found: Look, item: Item, side: Side) -> Stand:
    """Return where the reader stands on one side: what their own statement counts for now."""
    entry = found.mine.entry(item.slug, side) if found.mine else None
    terms = as_of(entry, item.rule, found.clock)
    told = found.mine is not None and (item.slug, side) in found.mine.told
    unread = entry is not None and entry.edition != item.edition and entry.terms.level > Level.TALK
    date = wording.review(terms)
    return Stand(
        side=side.value, words=str(choices.SIDES[side.value]), zone=map.ZONES[terms.level] if terms != NOTHING else "",
        level=wording.level_name(terms.level), terms=tuple(wording.lines(terms)),
        review=_("Look at it again by %(date)s") % {"date": date} if date else "", told=told,
        above_talk=terms.level > Level.TALK, stated=terms != NOTHING,
        reread=unread and terms != NOTHING,
        wish=queries.wish_on(found, item.slug, side),
        url=found.addresses.item(item.slug, "state", side=found.addresses.mark(side.value)),
        steps_url=_steps_url(found, item, side),
    )  # fmt: skip


def _steps_url(found: Look, item: Item, side: Side) -> str:
    """Where the reader can go in small steps; nothing where nothing goes above Talk first."""
    where = found.addresses
    return where.item(item.slug, "ladder", side=where.mark(side.value)) if item.ceiling > Level.TALK else ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form about one side says before it asks."""

    item: Item
    url: str
    post_url: str
    stand: Stand
    read: bool
    wait: str
    ceiling: str
    carried: bool


def asked(found: Look, item: Item, side: Side) -> Asked:
    """Return what stands above the form: where the reader stands, whether the card was read, how long a wish sleeps."""
    terms = last_said(found, item, side)
    return Asked(
        item=item, url=found.addresses.item(item.slug), post_url=found.addresses.item(item.slug, "take-position"),
        stand=stand(found, item, side), read=memory.edition_read(found.book, item.slug) == item.edition,
        wait=moments.hours(queries.wait_seconds(found) // moments.HOUR),
        ceiling=wording.level_name(item.ceiling) if item.ceiling < Level.YES else "",
        carried=any(own_limits(terms).values()),
    )  # fmt: skip


def last_said(found: Look, item: Item, side: Side) -> Terms:
    """Return the terms that the reader stated last on this side: those of a resting wish, or else of the position."""
    wish = memory.wish(found.book, found.space.id, item.slug, side)
    if wish is not None:
        return wish.terms
    return found.mine.terms(item.slug, side) if found.mine else NOTHING
