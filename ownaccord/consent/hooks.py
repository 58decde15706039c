"""What this room does when another asks for it: at an unlock, at a pause, when things are taken, and at a farewell.

The settings name these functions; the rooms below never import this one.
"""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import stops, vaults, witnesses
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import load
from ownaccord.consent import (
    choices,
    cooled,
    debriefs,
    history,
    ladders,
    memory,
    own_items,
    pausing,
    rests,
    starting,
    wording,
)
from ownaccord.consent.access import all_looked, begun, looked
from ownaccord.consent.looking import Look, is_older
from ownaccord.consent.said import taken
from ownaccord.core.cooling import About, Cooling
from ownaccord.core.definition import Definition
from ownaccord.core.ladder import Ladder
from ownaccord.core.terms import Level
from ownaccord.spaces import access as spaces
from ownaccord.spaces import actions as ending

Met = tuple[Definition, ...]


def at_unlock(request: Unlocked) -> None:
    """Copy plain pauses into the chains, and let the vault remember what this look verified."""
    scopes = _known_pauses(request)
    for space in begun(request):
        for scope in scopes & {stops.EVERYTHING, space}:
            _copy_in(request, space, scope, pressed_now=False)
    for look in all_looked(request):
        vaults.change(request.person, request.keys, lambda book, look=look: remember(book, look))  # type: ignore[misc]


def _known_pauses(request: Unlocked) -> frozenset[str]:
    """Every own pause, from its plain row or the vault, remembered in the vault from now on."""
    plain = stops.scopes(request.person)
    book = vaults.change(request.person, request.keys, lambda book: _keep_pauses(book, plain))
    return memory.paused_scopes(book)


def _keep_pauses(book: VaultBook, scopes: frozenset[str]) -> None:
    for scope in scopes:
        memory.keep_pause(book, scope)


def remember(book: VaultBook, look: Look) -> None:
    """Let the vault remember what was verified and is in force, outside the own pauses also as what may come back."""
    if look.verified is None:
        return
    space = look.space.id
    if memory.heads_epoch(book, space) != look.space.epoch and is_older(book, space, look.person):
        # What tells it is forgotten with the heads of that epoch.
        witnesses.mark_behind(book)
    memory.keep_heads(book, space, look.space.epoch, look.verified.heads, look.now)
    memory.keep_items_seen(book, space, own_items.definitions(look.states).values())
    debriefs.keep_spent(book, look)
    rests.note(book, look, look)
    memory.refresh_seen(book, space, look.arrangements, touched=frozenset())
    if set(look.states) == set(look.space.members):
        memory.keep_wait(book, space, look.shared_wait)
    if not look.my_pause and not look.starts_anew:
        memory.keep_force(book, space, look.arrangements)


def at_pause(request: Unlocked, scope: str) -> None:
    """Write a pause that was pressed while unlocked into the vault and the chains it covers."""
    vaults.change(request.person, request.keys, lambda book: memory.keep_pause(book, scope))
    for space in begun(request):
        if scope in (stops.EVERYTHING, space):
            _copy_in(request, space, scope, pressed_now=True)


def _copy_in(request: Unlocked, space: str, scope: str, *, pressed_now: bool) -> None:
    def step() -> None:
        pausing.copy_in(look=looked(request, space), keys=request.keys, scope=scope, pressed_now=pressed_now)

    taken(step)


def farewell(request: Unlocked) -> None:
    """End every space of somebody whose account goes."""
    ending.hold_all(begun(request))
    for look in all_looked(request):
        starting.leave(look=look, keys=request.keys)


def things(request: Unlocked) -> dict[str, Any]:
    """Return what this person takes along: own positions, wishes, history and items; nothing of anybody else."""
    book = vaults.read(request.person, request.keys)
    return {
        "spaces": [_things(book, space) for space in spaces.spaces_of(request.person)],
        "own_items": [[each.name, each.sentence] for each in memory.own_items(book)],
        "own_limits": [[name, sentence] for _slug, name, sentence in memory.own_limits(book)],
    }


def _things(book: VaultBook, space: str) -> dict[str, Any]:
    mine = memory.mine(book, space)
    met = memory.items_seen(book, space)
    return {
        "space": spaces.label_in(book, space),
        "positions": [_line(met, e.item, e.side.value, e.terms) for e in (mine.entries if mine else ())],
        "limits_told": [[_name(met, item), _side(side.value)] for item, side in sorted(mine.told if mine else ())],
        "wishes": [_line(met, w.item, w.side.value, w.terms) for w in memory.wishes(book, space)],
        "cooling_off": [_cooling(met, each) for each in cooled.coolings(book, space)],
        "small_steps": [_ladder(met, each) for each in ladders.ladders(book, space)],
        "history": [_moment(met, each) for each in history.history(book, space)],
    }


def _cooling(met: Met, lasting: Cooling) -> dict[str, Any]:
    scope = lasting.scope
    category = load().category(scope.slug) if scope.about is About.CATEGORY else None
    about = _name(met, scope.slug) if scope.about is About.ITEM else category.name if category else ""
    kept = [_line(met, each.item, each.side.value, each.terms) for each in lasting.kept]
    return {"about": about or _("Everything in this space"), "since": wording.day(lasting.since), "before": kept}


def _ladder(met: Met, ladder: Ladder) -> dict[str, Any]:
    steps = [wording.lines(each) for each in ladder.steps]
    return {"item": _name(met, ladder.item), "side": _side(ladder.side.value), "steps": steps, "on": ladder.place,
            "ends_it": ladder.sign}  # fmt: skip


def _line(met: Met, item: str, side: str, terms: Any) -> dict[str, Any]:
    line: dict[str, Any] = {"item": _name(met, item), "side": _side(side), "level": wording.level_name(terms.level)}
    if terms.level > Level.TALK:
        line |= {"terms": wording.lines(terms), "review": wording.review(terms)}
    return line


def _moment(met: Met, moment: history.Moment) -> dict[str, Any]:
    return {"on": wording.day(moment.at), **_line(met, moment.item, moment.side.value, moment.terms)}


def _side(side: str) -> str:
    return str(choices.SIDES[side])


def _name(met: Met, slug: str) -> str:
    return own_items.name(load(), met, slug)
