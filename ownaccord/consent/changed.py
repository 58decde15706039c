"""The cards of an upgrade that touch what a reader stated here: changed in meaning, or no longer in the catalogue.

Law 9 has lowered them already, with the upgrade; this says so in one place, and what can be done. It hurries nobody.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.consent import choices, memory, queries, wording
from ownaccord.consent.looking import Look
from ownaccord.core.position import Entry, edition_as_plain
from ownaccord.core.terms import Level


@dataclass(frozen=True, slots=True)
class Card:
    """One such item: what the reader stated, one line a side. `edition`: the one it has now, 0 when it is gone."""

    item: str
    name: str
    edition: int
    url: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """All of them, and whether the reader has not yet said that they have seen them."""

    cards: tuple[Card, ...]
    gone: tuple[Card, ...]
    news: bool

    @property
    def marks(self) -> list[list[object]]:
        """Which editions these are, for the vault."""
        return [[card.item, edition_as_plain(card.edition)] for card in (*self.cards, *self.gone)]


def changed(found: Look) -> Changed:
    """Return which cards changed under what the reader has stated here; nothing while nothing can be verified."""
    lines: dict[str, list[str]] = {}
    for item, line in _lines(found):
        lines.setdefault(item, []).append(line)
    every = [_card(found, item, tuple(each)) for item, each in sorted(lines.items())]
    cards, gone = tuple(c for c in every if c.edition), tuple(c for c in every if not c.edition)
    told = memory.cards_seen(found.book, found.space.id)
    return Changed(cards, gone, any((card.item, card.edition) not in told for card in every))


def _card(found: Look, item: str, lines: tuple[str, ...]) -> Card:
    card = found.catalogue.item(item)
    edition = card.edition if card else 0
    return Card(item, queries.name_of(found, item), edition, queries.item_url(found, item) if card else "", lines)


def _lines(found: Look) -> Iterable[tuple[str, str]]:
    """What the reader has stated, told or wished for on such items, in words."""
    if found.mine is None or found.starts_anew or found.over:
        return
    for entry in found.mine.entries:
        if stale(found, entry):
            yield entry.item, _stated(found, entry)
    for item, side in sorted(found.mine.told):
        if found.catalogue.item(item) is None:
            yield item, _("%(side)s: off-limits, told") % {"side": choices.SIDES[side.value]}
    for wish in memory.wishes(found.book, found.space.id):
        if found.catalogue.item(wish.item) is None:
            yield wish.item, _("%(side)s: a wish of yours") % {"side": choices.SIDES[wish.side.value]}


def stale(found: Look, entry: Entry) -> bool:
    """Whether an entry was stated on another edition than the card has now, or on an item that is gone."""
    card = found.catalogue.item(entry.item)
    return card is None or entry.edition not in (0, card.edition)


def _stated(found: Look, entry: Entry) -> str:
    side, level = choices.SIDES[entry.side.value], wording.level_name(entry.terms.level)
    if found.catalogue.item(entry.item) is None:
        return _("%(side)s: %(level)s, not available now") % {"side": side, "level": level}
    if entry.terms.level > Level.TALK:
        return _("%(side)s: %(level)s, counts as Talk first for now") % {"side": side, "level": level}
    return _("%(side)s: %(level)s") % {"side": side, "level": level}
