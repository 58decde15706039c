"""A live scene as a table: green, yellow and red, each pressed by a person; red is absorbing.

What is not in the table raises and changes nothing. Whatever is stored is a row of steps, from which the scene is made
again after a restart (``replayed``); what a device shows is asked of it at every moment (``seen``). Silence never turns
anything green, and never ends anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from ownaccord.core.errors import NotYours, Refused, TooLate
from ownaccord.core.plan import Plan, Signal
from ownaccord.core.ratchet import by_itself

SILENT = 10
"""Seconds without a heartbeat after which a device is not connected."""
GRACE = 60
"""Seconds after which a check-in that nobody answered is missed."""


class Phase(StrEnum):
    """How the scene stands; all but the first are ends."""

    RUNNING = "running"
    RED = "red"
    CLOSED = "closed"
    PAUSED = "paused"
    LEFT = "left"
    OVER = "over"


class Step(StrEnum):
    """Everything that can happen. The first seven are pressed by a person, on a carrying device; the next is said by a
    device that has drawn something; the others come from anywhere, also from a locked device or the stop code.
    """

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    ANSWER = "answer"
    GO_ON = "go_on"
    NOT_THIS = "not_this"
    CLOSE = "close"
    DRAWN = "drawn"
    TIGHTENED = "tightened"
    PAUSE = "pause"
    LEAVE = "leave"


STEPS: Mapping[tuple[Phase, Step], Phase] = {
    (Phase.RUNNING, Step.GREEN): Phase.RUNNING,
    (Phase.RUNNING, Step.YELLOW): Phase.RUNNING,
    (Phase.RUNNING, Step.ANSWER): Phase.RUNNING,
    (Phase.RUNNING, Step.GO_ON): Phase.RUNNING,
    (Phase.RUNNING, Step.NOT_THIS): Phase.RUNNING,
    (Phase.RUNNING, Step.TIGHTENED): Phase.RUNNING,
    (Phase.RUNNING, Step.CLOSE): Phase.CLOSED,
    (Phase.RUNNING, Step.PAUSE): Phase.PAUSED,
    (Phase.RUNNING, Step.LEAVE): Phase.LEFT,
    **{(phase, Step.RED): Phase.RED for phase in Phase},
    **{(phase, Step.DRAWN): phase for phase in Phase},
}
"""Every legal step. Red counts in every phase, also when a close, a pause or the time was faster; nothing follows it
but that a device has drawn it. That time is over is no step: it is read from the clock.
"""


@dataclass(frozen=True, slots=True)
class Happened:
    """One step as stored. ``device``: the number of the carrying device, None where no device pressed it.

    ``number`` counts the presses of that device; ``about``: the line of the plan for NOT_THIS and TIGHTENED, the
    revision that was drawn for DRAWN, or seen for GO_ON (0: not said). ``at``: unix seconds.
    """

    step: Step
    at: int
    device: int | None = None
    number: int = 0
    about: int = 0


@dataclass(frozen=True, slots=True)
class Live:
    """A scene as it stands. ``carrying``: for each device the persons whom it counts for; ``over_at``: when it is over
    by itself; ``revision`` counts the steps that were taken.

    ``signals``: the last one of each person, none before the first; ``pressed``: the highest press of each device;
    ``drawn``: the newest revision that each device has drawn; ``gone``: lines that are out for the rest of the scene;
    ``look``: who has not said yet to go on after something was withdrawn, last at revision ``withdrawn``;
    ``answered_at``: the last check-in; ``by``: whose red it is; ``ended_at``: when a step ended it, if one did.
    """

    carrying: tuple[tuple[str, ...], ...]
    lines: int
    check_in: int
    started_at: int
    over_at: int
    phase: Phase = Phase.RUNNING
    revision: int = 0
    latest: int = 0
    answered_at: int = 0
    red_at: int | None = None
    by: frozenset[str] = frozenset()
    signals: Mapping[str, Signal] = field(default_factory=dict)
    pressed: Mapping[int, int] = field(default_factory=dict)
    drawn: Mapping[int, int] = field(default_factory=dict)
    gone: frozenset[int] = frozenset()
    look: frozenset[str] = frozenset()
    withdrawn: int = 0
    ended_at: int | None = None

    @property
    def persons(self) -> frozenset[str]:
        """Whom a carrying device counts for."""
        return frozenset(person for people in self.carrying for person in people)

    @property
    def unacknowledged(self) -> frozenset[int]:
        """The devices that have not drawn a red yet."""
        if self.red_at is None:
            return frozenset()
        return frozenset(n for n in range(len(self.carrying)) if self.drawn.get(n, 0) < self.red_at)


def begun(plan: Plan, started_at: int) -> Live:
    """The scene of this plan at its start. Nobody has given a signal yet: not even green is given by software."""
    over = by_itself(started_at, plan.minutes)
    return Live(
        plan.carrying, len(plan.lines), plan.check_in, started_at, over, latest=started_at, answered_at=started_at
    )


def after(live: Live, happened: Happened) -> Live:
    """The scene after this step. Refused for what the table does not know, NotYours for another device, TooLate for
    what its time or a later press of the same device has overtaken. A red is never too late, nor a yellow overtaken.
    """
    step = happened.step
    phase = _phase(live, max(happened.at, live.latest))
    if (phase, step) not in STEPS:
        raise TooLate("the scene is over") if phase is not Phase.RUNNING else Refused("no such step")
    _check(live, happened)
    if step is Step.DRAWN:
        return _with_drawn(live, happened)
    following = replace(
        live, phase=STEPS[phase, step], revision=live.revision + 1, latest=max(live.latest, happened.at)
    )
    if following.phase is not Phase.RUNNING and live.ended_at is None:
        following = replace(following, ended_at=min(following.latest, live.over_at))
    return _noted(_said(following, happened), happened)


def over_for(live: Live, now: int) -> int:
    """How many seconds ago it was over, by a step or by itself; negative before that. Nothing that comes later, a red
    or what a device has drawn, makes it a later end.
    """
    return now - (live.over_at if live.ended_at is None else live.ended_at)


def replayed(live: Live, happened: Iterable[Happened]) -> Live:
    """The scene after these steps, as they were taken: what a restarted server knows."""
    for each in happened:
        live = after(live, each)
    return live


_NOBODY_PRESSES = frozenset({Step.TIGHTENED, Step.PAUSE, Step.LEAVE})
_SAYS_NOW = frozenset({Step.GREEN, Step.ANSWER, Step.GO_ON})
_ABOUT_A_LINE = frozenset({Step.NOT_THIS, Step.TIGHTENED})


def _check(live: Live, happened: Happened) -> None:
    step, device = happened.step, happened.device
    if (device is None) != (step in _NOBODY_PRESSES) or (device is not None and not 0 <= device < len(live.carrying)):
        raise NotYours("no carrying device of this scene")
    if step in _ABOUT_A_LINE and not 0 <= happened.about < live.lines:
        raise Refused("no such line")
    if step is Step.DRAWN and not 0 < happened.about <= live.revision:
        raise Refused("nothing to draw yet")
    if step in _SAYS_NOW and device is not None and happened.number <= live.pressed.get(device, 0):
        # Delivered twice, or overtaken by a later press of the same device: it says nothing about now.
        raise TooLate("an older press")
    if step is Step.GO_ON and 0 < happened.about < live.withdrawn:
        # Whoever pressed it had not seen yet what was withdrawn since.
        raise TooLate("something was withdrawn since")


def _phase(live: Live, now: int) -> Phase:
    over = live.phase is Phase.RUNNING and now >= live.over_at
    return Phase.OVER if over else live.phase


def _said(live: Live, happened: Happened) -> Live:
    """What the step says of the people on its device; on a shared one it belongs to all of them."""
    step, device = happened.step, happened.device
    people = live.carrying[device] if device is not None else ()
    if step in (Step.GREEN, Step.YELLOW, Step.RED):
        signals = {**live.signals, **dict.fromkeys(people, Signal(step))}
        live = replace(live, signals=MappingProxyType(signals))
    if step is Step.RED:
        first = live.revision if live.red_at is None else live.red_at
        return replace(live, red_at=first, by=live.by | frozenset(people))
    if step is Step.ANSWER:
        return replace(live, answered_at=live.latest)
    if step is Step.GO_ON:
        return replace(live, look=live.look - frozenset(people))
    if step in _ABOUT_A_LINE:
        live = replace(live, gone=live.gone | {happened.about})
        return replace(live, look=live.persons, withdrawn=live.revision) if step is Step.TIGHTENED else live
    return live


def _noted(live: Live, happened: Happened) -> Live:
    if happened.device is None:
        return live
    highest = max(happened.number, live.pressed.get(happened.device, 0))
    return replace(live, pressed=MappingProxyType({**live.pressed, happened.device: highest}))


def _with_drawn(live: Live, happened: Happened) -> Live:
    device = happened.device if happened.device is not None else 0
    newest = max(happened.about, live.drawn.get(device, 0))
    latest = max(live.latest, happened.at)
    return replace(live, latest=latest, drawn=MappingProxyType({**live.drawn, device: newest}))


# --- what is shown ----------------------------------------------------------------------------------------------------


class CheckIn(StrEnum):
    """Where the check-in stands."""

    NONE = "none"
    LATER = "later"
    DUE = "due"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class Shown:
    """One person's signal as others see it. ``connected``: every device that carries for them was heard just now."""

    signal: Signal | None
    connected: bool

    @property
    def is_green(self) -> bool:
        """Green only when they pressed it, and it can be heard that they would press something else."""
        return self.connected and self.signal is Signal.GREEN


@dataclass(frozen=True, slots=True)
class Seen:
    """What every device shows at one moment; the same for all of them but for ``own``.

    ``own``: whether this device is connected itself, True in the space's own view. ``silent``: devices that are not.
    """

    phase: Phase
    revision: int
    persons: Mapping[str, Shown]
    silent: frozenset[int]
    check_in: CheckIn
    look: bool
    gone: frozenset[int]
    unacknowledged: frozenset[int]
    own: bool

    @property
    def is_green(self) -> bool:
        """Everybody's signal is green, every device is heard, and nothing is waiting for people to look together."""
        waits = self.look or self.check_in is CheckIn.MISSED
        calm = self.phase is Phase.RUNNING and self.own and not self.silent and not waits
        return calm and bool(self.persons) and all(each.is_green for each in self.persons.values())


def seen(live: Live, heard: Mapping[int, int], now: int, device: int | None = None) -> Seen:
    """What this device shows, or with None the space. ``heard``: when each device was last heard, unix seconds.

    After a restart nobody has been heard yet. A time in the future is no heartbeat either: the clock was set back.
    """
    moment = max(now, live.latest)
    silent = frozenset(n for n in range(len(live.carrying)) if not _is_heard(heard.get(n), now))
    persons = {who: Shown(live.signals.get(who), not silent & _devices(live, who)) for who in sorted(live.persons)}
    return Seen(
        _phase(live, moment), live.revision, MappingProxyType(persons), silent, _check_in(live, moment),
        bool(live.look), live.gone, live.unacknowledged, device is None or device not in silent,
    )  # fmt: skip


def _is_heard(at: int | None, now: int) -> bool:
    return at is not None and 0 <= now - at < SILENT


def _devices(live: Live, person: str) -> frozenset[int]:
    return frozenset(n for n, people in enumerate(live.carrying) if person in people)


def _check_in(live: Live, now: int) -> CheckIn:
    """By the clock, or by a later time that the scene has seen; it stays until somebody answers, and is no signal."""
    if not live.check_in:
        return CheckIn.NONE
    due = live.answered_at + live.check_in * 60
    if now < due:
        return CheckIn.LATER
    return CheckIn.DUE if now < due + GRACE else CheckIn.MISSED
