"""What is due for another look: one's own positions, by age and risk. Nothing about anybody else, and no silence.

Reasons: its review date is near (nearer for what is everyday, further off for what carries more risk), its card changed
in meaning, or a scene has spent its trial. The page of the map reminds of review dates in its own way.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from ownaccord.catalogue import Item
from ownaccord.consent import queries
from ownaccord.consent.changed import stale
from ownaccord.consent.looking import Look
from ownaccord.consent.queries import Own
from ownaccord.core.position import DAY, Entry

NEAR, FURTHER, RISKY = 14, 30, 2


@dataclass(frozen=True, slots=True)
class Due:
    """One own position that is worth another look, and why. `word`: what a form names it by."""

    own: Own
    why: str
    word: str
    renews: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One item of the list: its own sides with the same reason in one line."""

    name: str
    url: str
    why: str
    lines: tuple[str, ...]


def rows(every: tuple[Due, ...]) -> tuple[Row, ...]:
    """Return the list as a page shows it, in its order."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for each in every:
        line = f"{each.own.side_words}: {each.own.level}"
        found.setdefault((each.own.name, each.own.url, each.why), []).append(line)
    return tuple(Row(*where, tuple(lines)) for where, lines in found.items())


def due(found: Look) -> tuple[Due, ...]:
    """Return what is due of the reader's own: what its date comes to first, of one day what carries more risk."""
    if found.mine is None or found.starts_anew or found.over:
        return ()
    return tuple(each for _order, each in sorted(_found(found), key=lambda pair: pair[0]))


def _found(found: Look) -> Iterator[tuple[tuple[int, int, str, str], Due]]:
    for entry in found.mine.entries if found.mine else ():
        item = found.catalogue.item(entry.item)
        if item is None:
            continue
        risk, why = _risk(item), _why(found, entry, item)
        if why:
            until = (entry.terms.review_by or found.clock) // DAY
            own = queries.own(found, entry.item, entry.side, entry.terms)
            word = f"{entry.item}/{entry.side}"
            yield (until, -risk, entry.item, entry.side.value), Due(own, why, word, renews=_renews(found, entry))


def _risk(item: Item) -> int:
    return max(int(item.risk.physical), int(item.risk.emotional), int(item.risk.legal))


def _why(found: Look, entry: Entry, item: Item) -> str:
    """Why it is due, in words; empty when it is not."""
    if entry.key in _spent(found):
        return _("The trial was used.")
    if stale(found, entry):
        return _("Its card changed. It counts as Talk first until you have read it.")
    days, until = FURTHER if _risk(item) >= RISKY else NEAR, entry.terms.review_by
    if until is not None and found.clock <= until <= found.clock + days * DAY:
        return _("Until %(day)s. Without a word from you it is not available after that.") % {
            "day": queries.own(found, entry.item, entry.side, entry.terms).review
        }
    return ""


def _renews(found: Look, entry: Entry) -> bool:
    """Whether one act keeps it as it is: not where its card has to be read first, or its trial was used."""
    return entry.terms.review_by is not None and not stale(found, entry) and entry.key not in _spent(found)


def _spent(found: Look) -> frozenset[tuple[str, object]]:
    """The own trials that a scene which began has used."""
    scene = found.mine.scene if found.mine else None
    return frozenset(scene.held) if scene is not None and scene.start is not None else frozenset()
