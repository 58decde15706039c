"""A scene as it stands, made from its stored steps; and the one place where a step is added to them.

Whatever does not fit its place ends the scene for its reader: nothing here can be read in a way that lets it go on.
"""

import os
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.db import transaction

from ownaccord.accounts import stops
from ownaccord.core import carrying
from ownaccord.core.carrying import Outline, Stored
from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.plan import Signal
from ownaccord.core.ratchet import LONGEST
from ownaccord.core.scene import Happened, Live, Phase, Step, after
from ownaccord.lib import clock
from ownaccord.lib.streams.pokes import Kind
from ownaccord.scenes import passes, revisions, rows
from ownaccord.scenes.models import Scene
from ownaccord.spaces import access as spaces

LEAVE, PAUSE = "leave", "pause"
MOST_STEPS = 4000
"""One every ten seconds for as long as a scene can last."""
ASLEEP = 600
"""Seconds. A page that can hear a stop asks by itself every three seconds, hidden every minute: none is open then."""
_MANY = frozenset({Step.GREEN, Step.YELLOW, Step.ANSWER, Step.GO_ON})


@dataclass(frozen=True, slots=True, repr=False)
class Running:
    """One scene at one reading. `live` is None before it began; `broken`: what is stored does not fit together.

    `stored`: how many steps there are.
    """

    scene: Scene
    key: bytes
    outline: Outline
    live: Live | None
    stored: int
    broken: bool = False

    @property
    def begun(self) -> bool:
        """Whether it has begun, however it stands now."""
        return self.live is not None or self.broken

    def phase(self, now: int) -> Phase | None:
        """How it stands now; None before it began. What cannot be read is over."""
        if self.broken:
            return Phase.OVER
        if self.live is None:
            return None
        over = self.live.phase is Phase.RUNNING and max(now, self.live.latest) >= self.live.over_at
        return Phase.OVER if over else self.live.phase


def read(scene: Scene, key: bytes, outline: Outline) -> Running:
    """Return the scene as its stored steps say."""
    stored = rows.steps(scene)
    try:
        started, happened = carrying.read_steps(key, outline, stored)
    except Malformed:
        return Running(scene, key, outline, None, len(stored), broken=True)
    if started is None:
        return Running(scene, key, outline, None, len(stored))
    live = outline.begun(started)
    for each in happened:
        try:
            live = after(live, each)
        except Refused:
            # What was stored without a key was not asked before whether it fits; it ends nothing twice.
            continue
    if scene.over and live.phase is Phase.RUNNING:
        # Whoever marked it: a mark can end something, and without one nothing is believed to run.
        live = replace(live, phase=Phase.OVER)
    return Running(scene, key, outline, live, len(stored))


def begin(*, scene: Scene, key: bytes, outline: Outline, at: int) -> None:
    """Inside the transaction of the start record: the scene has begun, on every device."""
    rows.add(scene, carrying.seal_start(key, outline, at, os.urandom))
    revisions.newer(scene.space_id, Kind.SIGNAL)


def press(*, mark: bytes, key: bytes, outline: Outline, happened: Happened) -> bool:
    """Add one step inside a transaction, and tell everybody; whether the scene took it. What came twice is one."""
    scene = rows.hold(mark)
    if scene is None:
        return False
    here = read(scene, key, outline)
    if here.live is None or _says_nothing_new(here.live, happened) or _is_one_too_many(here, here.live, happened):
        return False
    happened = replace(happened, at=max(happened.at, here.live.latest))
    try:
        following = after(here.live, happened)
    except Refused:
        return False
    rows.add(scene, carrying.seal_step(key, outline, here.stored, happened, os.urandom))
    if following.phase is not Phase.RUNNING:
        rows.end(scene)
    revisions.newer(scene.space_id, Kind.LOOK if happened.step is Step.DRAWN else Kind.SIGNAL)
    return True


def _says_nothing_new(live: Live, new: Happened) -> bool:
    """Whether this is so already: a red by the same people, the same yellow again, something that was drawn before.

    A yellow that comes twice, the second time after a green, counts: nobody can tell it from one that was pressed. A
    later yellow on a yellow is stored for its number: without it a green between them that arrives late would be newer.
    """
    device = new.device if new.device is not None else 0
    people = frozenset(live.carrying[device]) if device < len(live.carrying) else frozenset()
    if new.step is Step.RED:
        return live.red_at is not None and people <= live.by
    if new.step is Step.YELLOW:
        told = new.number <= live.pressed.get(device, 0)
        return told and all(live.signals.get(person) is Signal.YELLOW for person in people)
    if new.step is Step.NOT_THIS and live.phase is Phase.RUNNING:
        return new.about in live.gone
    return new.step is Step.DRAWN and live.drawn.get(device, 0) >= new.about


def _is_one_too_many(here: Running, live: Live, new: Happened) -> bool:
    """Whether there are so many steps that every look would be slow, and with it a red: what lowers still counts then.

    A yellow does wherever it changes a signal; greens, answers and a yellow once more are not stored any more.
    """
    if here.stored < MOST_STEPS or new.step not in _MANY:
        return False
    people = live.carrying[new.device] if new.device is not None and new.device < len(live.carrying) else ()
    return new.step is not Step.YELLOW or all(live.signals.get(person) is Signal.YELLOW for person in people)


def interrupt(space: str, word: str, only: Collection[int] | None = None) -> None:
    """End what runs in this space, or `only` these scenes, by a step that needs no key: somebody paused, or left.

    It only lowers. Afterwards everything of it that has begun is over for whoever looks. What was over before stays as
    it is, and nobody is told anything of it: a stop outside a scene is nobody's news.
    """
    with transaction.atomic():
        # All of them before anything is written: who waits for a scene while another's revision is held could wait for
        # a press in it that waits for this.
        every = [held for held in rows.hold_every(space) if not held.over and (only is None or held.pk in only)]
        told = [_interrupted(held, word, clock.now()) for held in every]
        if any(told):
            revisions.newer(space, Kind.SIGNAL)


def _interrupted(scene: Scene, word: str, now: int) -> bool:
    """End this one, which may run; whether a device may be there that has to hear of it.

    Without keys nobody can read whether its time is over. In doubt it runs: only where no device was heard for as long
    as a scene can last, nothing is added. Where none was heard for a while, a page that is open shows no live scene.
    """
    number, silent = rows.next_free(scene), passes.silent_for(scene, now)
    if not number:
        return False
    if silent is None or silent < (carrying.DRILL_LASTS if scene.drill else LONGEST):
        rows.add(scene, Stored(number, b"", word))
    rows.end(scene)
    return silent is None or silent < ASLEEP


def as_interrupted(here: Running, members: Iterable[str], now: int) -> Running:
    """The same scene, over if somebody paused or left and it has not heard of it: the plain rows are the law."""
    if here.phase(now) is not Phase.RUNNING:
        return here
    space = here.outline.space
    if spaces.has_ended(space):
        interrupt(space, LEAVE)
    elif stops.pausing(frozenset(members), space):
        interrupt(space, PAUSE)
    else:
        return here
    # As the stop has left it, also if it was swept away meanwhile.
    here.scene.over = True
    return read(here.scene, here.key, here.outline)


def note_over(here: Running | None, now: int) -> None:
    """Let the row say that this is over, once it is; what cannot be read may be read by somebody else."""
    if here is None or here.live is None or here.scene.over or here.phase(now) is Phase.RUNNING:
        return
    rows.end(here.scene)


def heard(here: Running) -> dict[int, int]:
    """Return when each device was last heard."""
    return passes.heard_of(here.scene)
