"""What the pages of this room show, in words: the plan, what its reader has said, the scene on a carrying device."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.consent import choices, memory, moments, wording
from ownaccord.consent.looking import Look
from ownaccord.core.carrying import Copy, fitted
from ownaccord.core.plan import Line, Plan
from ownaccord.core.scene import CheckIn, Live, Phase, over_for, seen
from ownaccord.core.scene import Seen as Found
from ownaccord.lib.forms import as_one_line
from ownaccord.scenes import actions, passes, pocket, rows, running
from ownaccord.scenes.actions import Shows
from ownaccord.scenes.passes import Held
from ownaccord.scenes.seen import Agreed, Now, Person
from ownaccord.scenes.seen import Line as Seen
from ownaccord.scenes.table import Table
from ownaccord.spaces import showing

TELLS, BODY = "tells", "body"
AT_HAND_AFTER = 7200
"""For how many seconds after its end words at hand are still shown: for what comes right after, and no longer."""


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a plan for the page; `again`: it needs another look; `spent`: the scene spends a use of it."""

    name: str
    people: tuple[str, ...]
    terms: tuple[str, ...]
    again: bool
    spent: bool
    url: str


@dataclass(frozen=True, slots=True)
class Face:
    """A plan for the page."""

    by: str
    lines: tuple[Told, ...]
    place: str
    minutes: int
    leads: str
    check_in: int
    agreed: tuple[Agreed, ...]
    meanings: tuple[str, ...]
    devices: tuple[str, ...]
    things: tuple[str, ...]
    lacks_sign: bool


@dataclass(frozen=True, slots=True)
class Yes:
    """Who has said yes for now, as far as everybody sees it: ready, or nothing said."""

    name: str
    ready: bool


def names_of(look: Look) -> dict[str, str]:
    """Return what everybody is called here."""
    return {who: look.space.name(who) or str(_("Somebody")) for who in look.space.members}


def face(here: Table) -> Face | None:
    """Return the plan on the table for the page."""
    plan = here.plan
    if plan is None:
        return None
    names = names_of(here.look)
    return Face(
        names.get(here.author, ""), tuple(_told(here, n, line, names) for n, line in enumerate(plan.lines)),
        str(choices.CONTEXTS[plan.context.value]), plan.minutes, names.get(plan.leads, ""), plan.check_in,
        agreed(plan), plan.meanings, tuple(devices(plan, names)), plan.things, here.lacks_sign,
    )  # fmt: skip


def agreed(plan: Plan) -> tuple[Agreed, ...]:
    """Return the words and signs of a plan."""
    return tuple(Agreed(str(each.signal), str(each.way), each.text) for each in plan.agreed)


def devices(plan: Plan, names: Mapping[str, str]) -> list[str]:
    """Return in words who carries the signals."""
    words = []
    for people in plan.carrying:
        called = [names.get(who, str(_("Somebody"))) for who in people]
        one = len(called) == 1
        words.append(called[0] if one else _("One device for %(names)s") % {"names": ", ".join(called)})
    return words


def _told(here: Table, number: int, line: Line, names: Mapping[str, str]) -> Told:
    item = here.look.catalogue.item(line.item)
    return Told(
        item.name if item else line.item, _people(line, names), tuple(wording.lines(line.terms)),
        number in here.another_look, line.is_trial, here.look.addresses.item(line.item),
    )  # fmt: skip


def _people(line: Line, names: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{names.get(who, '')} {choices.SIDES_OF_OTHERS[side.value]}" for who, side in line.sides)


def yeses(here: Table) -> tuple[Yes, ...]:
    """Return who is ready, in the order of their names."""
    names = names_of(here.look)
    return tuple(Yes(names[who], who in here.confirmed) for who in sorted(names, key=names.__getitem__))


def not_here(here: Table) -> tuple[str, ...]:
    """Return in words the devices that were not heard just now."""
    if here.plan is None:
        return ()
    words = devices(here.plan, names_of(here.look))
    return tuple(words[number] for number in actions.missing(here))


def conditions(here: Table) -> tuple[str, ...]:
    """Return what has to hold, in words: of every line, and what everybody is asked before a scene."""
    every = {text for line in (here.plan.lines if here.plan else ()) for text in line.terms.conditions}
    every |= {"sober", "slept", "well", "unhurried"}
    known = [str(words) for key, words in choices.CONDITIONS.items() if key in every]
    own = [as_one_line(text) for text in sorted(every) if text not in choices.CONDITIONS]
    return (*known, *(_as_condition(text) for text in own))


def _as_condition(text: str) -> str:
    kind, colon, words = text.partition(":")
    if kind == "never" and colon:
        return _("Never: %(words)s") % {"words": words}
    return words if kind == "if" and colon else text


def limits(look: Look) -> tuple[str, ...]:
    """Return the reader's own limits in words: those they told here, and those they keep for themselves."""
    told = sorted(look.mine.told) if look.mine else []
    items = ((look.catalogue.item(item), side) for item, side in told)
    said = [f"{item.name}: {choices.SIDES[side.value]}" for item, side in items if item is not None]
    return (*said, *(name for _slug, name, _sentence in memory.own_limits(look.book)))


def tells(look: Look, keys: Keyring) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return everybody's early signs, as far as they show them here."""
    return tuple((name, tuple(said for _asked, said in lines)) for name, lines in _shown(look, keys, TELLS))


def bodies(look: Look, keys: Keyring) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return how everybody's body may be touched, as far as they show it here."""
    shown = _shown(look, keys, BODY)
    return tuple((name, tuple(f"{asked}: {said}" for asked, said in lines)) for name, lines in shown)


def _shown(look: Look, keys: Keyring, about: str) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    names, found = names_of(look), dict(showing.shown_to(look.space, keys))
    every = {**found, keys.person: showing.mine(vaults.read(keys.person, keys), look.space.id)}
    lines = ((names[who], tuple(every.get(who, {}).get(about, ()))) for who in sorted(names))
    return tuple((name, said) for name, said in lines if said)


def shows(here: Table, keys: Keyring, *, own: bool, at_hand: bool = False) -> Shows:
    """Return what a device shows of this plan besides its signals.

    Own limits only in a browser that is their owner's `own`, and words at hand only where they were chosen besides.
    """
    names, plan = names_of(here.look), here.plan
    told = [_told(here, n, line, names) for n, line in enumerate(plan.lines)] if plan else []
    lines = tuple((each.name, ". ".join((", ".join(each.people), *each.terms))) for each in told)
    kept = limits(here.look) if own else ()
    at_hand_now = pocket.words(here.look.book) if own and at_hand else ()
    return Shows(tuple(sorted(names.items())), lines, kept, tells(here.look, keys), at_hand_now)


@dataclass(frozen=True, slots=True)
class Room:
    """How many of the reader's words at hand there is room for beside this plan, the first ones, and how many lines
    they have.
    """

    fits: int = 0
    lines: int = 0


def room(here: Table, keys: Keyring) -> Room:
    """Return how far the reader's words at hand could go along on their device; none on one that is others' too."""
    if here.plan is None or here.device is None or len(here.plan.carrying[here.device]) > 1:
        return Room()
    if not pocket.words(here.look.book):
        return Room()
    every = shows(here, keys, own=True, at_hand=True)
    copy = Copy(here.plan, every.names, every.limits, every.tells, every.lines, every.pocket)
    return Room(len(fitted(copy).pocket), len(copy.pocket))


# --- the live page ----------------------------------------------------------------------------------------------------


def now_of(
    every: tuple[Held, ...], now: int, *, reader: str | None, unlocked: bool, members: tuple[str, ...], since: str,
    unshared: bool = True,
) -> Now:  # fmt: skip
    """Return what this browser shows of the scene that its newest pass carries.

    `reader`: who is signed in here. Only to whose pass it is, in a browser that is `unshared`, it shows limits and
    words at hand, and to who is no member of its plan only the signals.
    """
    held = every[0]
    here = _settled(held, members, now)
    copy, outline = _copy_for(held, reader, unshared), held.bare.outline
    own = outline.carrying[held.bare.device]
    phase = here.phase(now)
    live = here.live or outline.begun(now)
    found = seen(live, running.heard(here), now, held.bare.device)
    over = phase not in (None, Phase.RUNNING)
    drawn = live.red_at is not None and not live.unacknowledged
    # After somebody left there is no space any more in which aftercare could be looked at.
    to_after = over and unlocked and reader in members and not outline.is_drill and phase is not Phase.LEFT
    lapsed = phase is None and not waits(every, now)
    gone = live.gone
    return Now(
        mark=outline.mark.hex(), drill=outline.is_drill, shared=len(own) > 1, lapsed=lapsed,
        phase="waiting" if phase is None else str(phase), revision=live.revision,
        number=live.pressed.get(held.bare.device, 0) + 1, connected=over or not found.silent,
        is_green=found.is_green and not here.broken and phase is Phase.RUNNING, check_in=str(found.check_in),
        look=found.look, look_own=bool(live.look & set(own)), red_drawn=drawn,
        elapsed=max(0, now - live.started_at), next_check_in=_next(live, now, found.check_in),
        persons=() if lapsed else _persons(found, own, dict(copy.names) if copy else {}, over),
        lines=tuple(Seen(n, name, words, n in gone) for n, (name, words) in enumerate(copy.lines)) if copy else (),
        agreed=agreed(copy.plan) if copy else (), meanings=copy.plan.meanings if copy else (),
        limits=copy.limits if copy else (), tells=copy.tells if copy else (), bare=copy is None, since=since,
        pocket=copy.pocket if copy and (not over or _is_just_over(here, live, now)) else (),
        after_url=reverse("after", kwargs={"space": outline.space}) if to_after else "",
        # Back to this very page, which knows where aftercare is.
        unlock_url=f"{reverse('unlock')}?{urlencode({'next': reverse('now')})}" if over and not unlocked else "",
        plan_url=reverse("plan", kwargs={"space": outline.space}) if over and unlocked and outline.is_drill else "",
    )  # fmt: skip


def _persons(found: Found, own: tuple[str, ...], names: Mapping[str, str], over: bool) -> tuple[Person, ...]:
    """How everybody is; once it is over, nobody is told any more whether somebody's device is on."""
    return tuple(
        Person(
            names.get(who, ""), who in own, str(each.signal or ""), over or each.connected, each.is_green and not over
        )
        for who, each in found.persons.items()
    )  # fmt: skip


def _settled(held: Held, members: tuple[str, ...], now: int) -> running.Running:
    """The scene of this pass as it stands, after what was stopped elsewhere; its row says so once it is over."""
    here = running.as_interrupted(running.read(held.scene, held.bare.key, held.bare.outline), members, now)
    running.note_over(here, now)
    return here


def _is_just_over(here: running.Running, live: Live, now: int) -> bool:
    """Whether it ended a short while ago; of what cannot be read, or while the clock is set back, nobody knows."""
    return not here.broken and 0 <= over_for(live, now) < AT_HAND_AFTER


def _copy_for(held: Held, reader: str | None, unshared: bool) -> Copy | None:
    copy = held.copy
    if copy is None or (unshared and reader == str(held.row.person_id)):
        return copy
    # Nobody is signed in any more where a shared browser was closed, or was dropped from elsewhere.
    return replace(copy, limits=(), pocket=()) if reader in (None, *copy.plan.members) else None


def _next(live: Live, now: int, check_in: CheckIn) -> int:
    return max(0, live.answered_at + live.check_in * 60 - now) if check_in is not CheckIn.NONE else 0


def until(here: Table) -> str:
    """Return until when nothing rises, in words; empty when no ratchet holds."""
    return moments.clock_time(here.until) if here.until else ""


def was_red(here: Table) -> bool:
    """Whether the scene that the reader was in last ended by a red; everybody in it has seen that."""
    live = here.last.live if here.last is not None else None
    return live is not None and live.red_at is not None


def waits(every: tuple[Held, ...], now: int) -> bool:
    """Whether what was said in this browser for a beginning still counts."""
    return any(each.bare.counts(now) for each in every)


def heard(every: tuple[Held, ...], now: int) -> None:
    """Note that this browser's devices are here, where that is told: while a scene runs, or a yes for now waits."""
    begun = rows.begun({each.scene.pk for each in every})
    here = [each for each in every if (not each.scene.over if each.scene.pk in begun else each.bare.counts(now))]
    if here:
        passes.heard(here, now)
    passes.unheard([each for each in every if each not in here])
