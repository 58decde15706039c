"""What this browser last showed of the map, so that the next look can say what is no longer available.

Looking changes nothing that is stored on the server: a row that moved with every look would be a history of looks for
whoever reads the database. The marks lie in one cookie, sealed under the account key; they are news, never permission.
"""

from collections.abc import Mapping
from hashlib import sha256

from django.http import HttpResponse

from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.sealed_cookies import SealedCookie
from ownaccord.consent.looking import Look
from ownaccord.core.news import Gone
from ownaccord.core.terms import Level

COOKIE = "oa_glimpse_"
SPACES = 3
_KEPT = SealedCookie(COOKIE, "glimpse")
_MARK = 4

Levels = Mapping[str, int]


def gone(request: Unlocked, found: Look) -> tuple[Gone, ...]:
    """Return the items that this browser showed at a higher level, where the reader's own position still says so."""
    now, own = _levels_in_force(found), _own_levels(found)
    before = _read(request, found)
    lost = (item for item, level in before.items() if now.get(item, 0) < level <= own.get(item, 0))
    return tuple(Gone(item, Level(now.get(item, 0))) for item in sorted(lost))


def keep(request: Unlocked, response: HttpResponse, found: Look, *, told: bool = False) -> HttpResponse:
    """Remember what this answer shows; what is gone stays remembered until its reader says so (`told`)."""
    still = {} if told else {each.item: _read(request, found)[each.item] for each in gone(request, found)}
    others = [entry for entry in _entries(request) if entry[0] != found.space.id][: SPACES - 1]
    marks = _marks(found.space.id, {**_levels_in_force(found), **still})
    return _KEPT.keep(request, response, [[found.space.id, marks], *others])


def _levels_in_force(found: Look) -> dict[str, int]:
    levels: dict[str, int] = {}
    for each in found.arrangements:
        levels[each.item] = max(levels.get(each.item, 0), int(each.terms.level))
    return levels


def _own_levels(found: Look) -> dict[str, int]:
    """What the reader stated, lapsed or not: what went by its review date is news too."""
    levels: dict[str, int] = {}
    for entry in found.mine.entries if found.mine else ():
        levels[entry.item] = max(levels.get(entry.item, 0), int(entry.terms.level))
    return levels


def _read(request: Unlocked, found: Look) -> dict[str, int]:
    marks = next((marks for space, marks in _entries(request) if space == found.space.id), b"")
    known = {marks[at : at + _MARK - 1]: marks[at + _MARK - 1] for at in range(0, len(marks) - _MARK + 1, _MARK)}
    short = {_short(found.space.id, item.slug): item.slug for item in found.catalogue.items}
    return {short[mark]: level for mark, level in known.items() if mark in short}


def _entries(request: Unlocked) -> list[tuple[str, bytes]]:
    try:
        entries = [(space, marks) for space, marks in _KEPT.read(request) or ()]
    except (TypeError, ValueError):
        return []
    return [entry for entry in entries if isinstance(entry[0], str) and isinstance(entry[1], bytes)]


def _marks(space: str, levels: Levels) -> bytes:
    return b"".join(_short(space, item) + bytes([level]) for item, level in sorted(levels.items()))


def _short(space: str, item: str) -> bytes:
    return sha256(f"{space}/{item}".encode()).digest()[: _MARK - 1]
