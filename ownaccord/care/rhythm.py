"""The rhythm of a space, as its pages show it: what each chose, side by side, and one's own dates.

What all chose alike is the rhythm of the space. Otherwise nobody's choice counts for another; the page shows them all.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.care import rechecks
from ownaccord.care.words_rhythm import CADENCES, FORMS
from ownaccord.core import rhythm as core
from ownaccord.core.errors import Malformed
from ownaccord.core.rhythm import Cadence, Dates, Rhythm
from ownaccord.spaces import showing
from ownaccord.spaces.access import OpenSpace
from ownaccord.spaces.together import RHYTHM


@dataclass(frozen=True, slots=True)
class Chosen:
    """What one person chose, in words; empty words when they show none, or none that can be read."""

    name: str
    mine: bool
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a rhythm: everybody's choice, the common one in words, and the reader's dates in words."""

    everybody: tuple[Chosen, ...]
    common: str
    mine: Rhythm | None
    due: str
    next: str


def of(space: OpenSpace, keys: Keyring, now: int) -> Page:
    """Return what the page shows. The dates come from the reader's own vault alone."""
    book, today = vaults.read(keys.person, keys), rechecks.day_of(now)
    mine, every = _mine(book, space.id), _everybody(space, keys)
    common = mine if mine is not None and set(every.values()) == {mine} else None
    dates = own_dates(book, space.id, today)
    return Page(
        tuple(_chosen(space, keys.person, who, every[who]) for who in _in_order(space, keys.person)),
        in_words(common) if common else "", mine, _day(dates.due), _day(dates.next),
    )  # fmt: skip


def own_dates(book: VaultBook, space: str, today: date) -> Dates:
    """Return the reader's own dates here; none before they chose a rhythm or a date."""
    known = rechecks.known(book, space)
    return core.dates(_mine(book, space), known, today) if known is not None else Dates()


def in_words(rhythm: Rhythm) -> str:
    """Return a rhythm in words."""
    how = str(FORMS[rhythm.form])
    if rhythm.cadence is Cadence.OWN:
        often = ngettext("Every %(n)d day", "Every %(n)d days", rhythm.days) % {"n": rhythm.days}
    else:
        often = str(CADENCES[rhythm.cadence])
    return _("%(often)s: %(how)s") % {"often": often, "how": how[:1].lower() + how[1:]}


def _mine(book: VaultBook, space: str) -> Rhythm | None:
    return _rhythm_of(showing.mine(book, space).get(RHYTHM, ()))


def _everybody(space: OpenSpace, keys: Keyring) -> dict[str, Rhythm | None]:
    """What every member shows."""
    others = showing.shown_to(space, keys)
    found = {who: _rhythm_of(others.get(who, {}).get(RHYTHM, ())) for who in space.members}
    return found | {keys.person: _mine(vaults.read(keys.person, keys), space.id)}


def _rhythm_of(lines: tuple[tuple[str, str], ...]) -> Rhythm | None:
    try:
        return core.from_lines(lines)
    except Malformed:
        return None


def _in_order(space: OpenSpace, reader: str) -> list[str]:
    """The reader first, then the others by name."""
    return sorted(space.members, key=lambda who: (who != reader, space.name(who).casefold(), who))


def _chosen(space: OpenSpace, reader: str, who: str, rhythm: Rhythm | None) -> Chosen:
    name: str | Promise = space.name(who) or _("Somebody")
    return Chosen(str(name), who == reader, in_words(rhythm) if rhythm else "")


def _day(day: date | None) -> str:
    return date_format(day, "l, j F Y") if day is not None else ""
