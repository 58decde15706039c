"""What lies on the table of a space: the plan, who has said yes to it for now, and the scene or rehearsal of it."""

from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum

from ownaccord.accounts.keys import Keyring
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import moment_of
from ownaccord.core import carrying, ratchet, tabling
from ownaccord.core.confirmation import Start
from ownaccord.core.errors import Forged, Malformed
from ownaccord.core.ledger import SpaceView
from ownaccord.core.plan import Plan
from ownaccord.core.scene import Phase
from ownaccord.core.tabling import Tabled
from ownaccord.scenes import rows, running
from ownaccord.scenes.models import Scene
from ownaccord.scenes.running import Running


class Stage(StrEnum):
    """How it stands for a reader. `CLOSED`: nothing can be planned here now. `ENDED`: of this plan, a scene was."""

    CLOSED = "closed"
    EMPTY = "empty"
    TABLED = "tabled"
    RUNNING = "running"
    ENDED = "ended"


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """Everything that a page or a step of this room needs, as one reader sees it.

    `another_look`: the lines that are not in force as they are planned. `confirmed`: who said yes to this plan for now.
    `last`: the scene to which the reader said yes last, while it is stored; another plan may be on the table since.
    `laid`: what lies there as it is stored, whether or not it can be read.
    """

    look: Look
    stage: Stage
    plan: Plan | None = None
    author: str = ""
    another_look: tuple[int, ...] = ()
    confirmed: frozenset[str] = frozenset()
    start: Start | None = None
    scene: Running | None = None
    drill: Running | None = None
    last: Running | None = None
    until: int = 0
    laid: bytes = b""
    heard: dict[int, int] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """The reader."""
        return self.look.person

    @property
    def view(self) -> SpaceView:
        """The space as its reader pinned it."""
        return view_of(self.look)

    @property
    def has_confirmed(self) -> bool:
        """Whether the reader said yes to this plan for now."""
        return self.person in self.confirmed

    @property
    def device(self) -> int | None:
        """The device that counts for the reader, None for who carries none."""
        found = enumerate(self.plan.carrying if self.plan else ())
        return next((number for number, people in found if self.person in people), None)

    @property
    def lacks_sign(self) -> bool:
        """Whether a sign for red is missing, though something in the plan limits speech, hearing or hands."""
        silent = {item.slug for item in self.look.catalogue.items if item.silences}
        return self.plan is not None and self.plan.needs_signs(silent)

    @property
    def everybody(self) -> bool:
        """Whether everybody has said yes."""
        return self.confirmed == frozenset(self.look.space.members)

    @property
    def may_begin_again(self) -> bool:
        """Whether the reader may put a plan on the table: after a red, only who pressed it, while its ratchet holds."""
        live = self.last.live if self.last is not None else None
        return live is None or live.red_at is None or not self.until or self.person in live.by

    @property
    def has_reached_all(self) -> bool:
        """Whether every device has drawn a red of the rehearsal that is here."""
        live = self.drill.live if self.drill is not None else None
        return live is not None and live.phase is Phase.RED and not live.unacknowledged


def view_of(look: Look) -> SpaceView:
    """Return a space as core knows it."""
    return SpaceView(look.space.id, look.space.epoch, look.space.members)


def of(look: Look, keys: Keyring) -> Table:
    """Return what lies on the table for the reader of this look."""
    if look.cannot_write or look.epoch_key is None or look.waiting_for_others:
        return Table(look, Stage.CLOSED)
    until = ratchet.until(look.states)
    found = rows.tabled(look.space.id, look.space.epoch)
    laid = found[1].body if found is not None else b""
    author, plan = _plan(look, keys, found)
    last = _last(look)
    if plan is None:
        return Table(look, Stage.EMPTY, last=last, until=until if look.now < until else 0, laid=laid)
    moment = moment_of(look)
    start = ratchet.running(look.space.members, look.states, look.now)
    mine = _confirmed(look, plan)
    scene = _read(look, plan, rows.scene(look.space.id, plan.mark))
    again = plan.another_look(moment.for_plan(plan), _from(look, start))
    return Table(
        look, _stage(look, start, scene), plan, author, again, mine, start, scene, drill_here(look, plan),
        last, until if look.now < until else 0, laid, running.heard(scene) if scene else {},
    )  # fmt: skip


def _plan(look: Look, keys: Keyring, found: tuple[str, Tabled] | None) -> tuple[str, Plan | None]:
    if found is None or look.epoch_key is None:
        return "", None
    author, made = found
    try:
        return author, tabling.read(made, author, view_of(look), keys, look.epoch_key)
    except Forged:
        return "", None


def _from(look: Look, start: Start | None) -> int:
    """From when on the plan has to stand for its minutes: from its start, once there was one."""
    return start.at if start is not None else look.now


def _confirmed(look: Look, plan: Plan) -> frozenset[str]:
    """Who has said yes to this plan, and it counts: within two hours, or for as long as its scene lasts."""
    spans = ratchet.spans(look.states)
    scenes = {who: state.scene for who, state in look.states.items()}
    return frozenset(
        who for who, scene in scenes.items()
        if scene is not None and scene.plan == plan.digest and who in spans and look.now < spans[who].over_at
    )  # fmt: skip


def _stage(look: Look, start: Start | None, scene: Running | None) -> Stage:
    if scene is not None and scene.begun:
        runs = start is not None and scene.phase(look.now) is Phase.RUNNING
        return Stage.RUNNING if runs else Stage.ENDED
    return Stage.TABLED


def _read(look: Look, plan: Plan, row: Scene | None) -> Running | None:
    if row is None or look.epoch_key is None:
        return None
    here = running.read(row, carrying.scene_key(look.epoch_key, plan.digest), carrying.outline_of(plan))
    return running.as_interrupted(here, look.space.persons, look.clock)


def _last(look: Look) -> Running | None:
    mine = look.mine.scene if look.mine is not None else None
    if mine is None or look.epoch_key is None:
        return None
    key = carrying.scene_key(look.epoch_key, mine.plan)
    for row in rows.scenes(look.space.id):
        with suppress(Malformed):
            outline = carrying.open_outline(key, look.space.id, bytes(row.mark), bytes(row.outline))
            return running.as_interrupted(running.read(row, key, outline), look.space.persons, look.clock)
    return None


def drill_here(look: Look, plan: Plan) -> Running | None:
    """Return the newest rehearsal of this plan that is still stored and whole."""
    row = rows.newest(look.space.id, drill=True)
    if row is None or look.epoch_key is None:
        return None
    with suppress(Malformed):
        outline = carrying.drill_of(plan, bytes(row.mark))
        found = running.read(row, carrying.drill_key(look.epoch_key, plan, outline.mark), outline)
        return None if found.broken else found
    return None
