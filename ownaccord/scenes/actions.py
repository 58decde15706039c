"""The verbs of this room: putting a plan on the table, saying yes for now or not today, rehearsing, starting, ending.

Each is one transaction of the own record, where there is one, and of the rows. What may be written at all is decided by
`core.opening` and `core.ledger`, not here.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

from django.db import transaction

from ownaccord.accounts import vaults
from ownaccord.accounts.keys import Keyring
from ownaccord.accounts.lookups import day
from ownaccord.consent.check import is_whole
from ownaccord.consent.looking import Look
from ownaccord.consent.writing import LookAgain, NotNow, has_all_records, moment_of, own_state, write
from ownaccord.core import carrying, opening, ratchet, tabling, trial
from ownaccord.core.carrying import Bare, Copy
from ownaccord.core.confirmation import MARK, PLAN
from ownaccord.core.errors import Refused
from ownaccord.core.ledger import Acts
from ownaccord.core.plan import Plan
from ownaccord.core.scene import SILENT, Happened, Phase, Step
from ownaccord.scenes import memory, passes, revisions, rows, running, table
from ownaccord.scenes.models import Scene
from ownaccord.scenes.table import Stage, Table
from ownaccord.spaces import actions as spaces

ENDS = frozenset({Phase.RED, Phase.CLOSED, Phase.PAUSED, Phase.LEFT})


class Busy(Refused):
    """Something runs, or was changed meanwhile; nothing was done."""


class TheirWord(Refused):
    """After a red, whoever pressed it opens a new start."""


class Unrehearsed(Refused):
    """The reader has not seen yet that a red reaches every device here."""


class Missing(Refused):
    """A device that carries signals is not here, or was not heard just now."""


@dataclass(frozen=True, slots=True, repr=False)
class Shows:
    """What a device shows besides the plan, in words: the same for everybody but the own limits and words at hand."""

    names: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    limits: tuple[str, ...]
    tells: tuple[tuple[str, tuple[str, ...]], ...]
    pocket: tuple[str, ...]


def put_on_table(*, here: Table, keys: Keyring, plan: Plan) -> None:
    """Put a plan on the table in place of the one that lies there.

    Busy while a scene runs or somebody's yes to another plan counts; TheirWord in the day after somebody else's red.
    """
    look = here.look
    if here.stage is Stage.CLOSED or look.epoch_key is None:
        raise NotNow
    if here.start is not None or here.stage is Stage.RUNNING or (here.confirmed and here.stage is Stage.TABLED):
        raise Busy
    if not here.may_begin_again:
        raise TheirWord
    tabled = tabling.made(plan, here.view, keys, look.epoch_key, os.urandom)
    with as_it_was(here):
        rows.drop_unbegun(look.space.id)
        rows.lay(look.space.id, look.space.epoch, keys.person, tabled)
        revisions.newer(look.space.id)


def again(*, here: Table, keys: Keyring) -> None:
    """Put the same plan on the table once more; everybody says yes anew. Busy without one that has ended."""
    if here.plan is None or here.stage is not Stage.ENDED:
        raise Busy
    put_on_table(here=here, keys=keys, plan=replace(here.plan, mark=os.urandom(MARK)))


def not_today(*, here: Table, keys: Keyring) -> bool:
    """End it, without a word of why; the own yes goes, if there was one. Whether it had begun meanwhile: it is over.

    Nobody who can look here is refused it: also while nothing can be planned, and where what lies there is not what the
    own yes was for. Busy only when there is nothing to end any more.
    """
    if here.stage is Stage.RUNNING:
        # The other's start was faster. A word that came too late for *not today* still stops everything.
        _stopped(here)
        return True
    yes = _counts(here.look)
    if here.stage is Stage.ENDED or (here.stage is Stage.EMPTY and not yes and not here.laid):
        raise Busy
    with _held(here) if here.stage is Stage.CLOSED else as_it_was(here):
        if yes and not here.look.cannot_write:
            _taken_back(here.look, keys)
        _dropped(here)
    if here.stage is Stage.CLOSED:
        _stopped(here)
    return False


def _taken_back(look: Look, keys: Keyring) -> None:
    plan, mark = os.urandom(PLAN), os.urandom(MARK)
    # Whatever the chain says to it: the plan goes off the table, and what nobody can open begins nothing.
    with suppress(Refused), transaction.atomic():
        write(look=look, keys=keys, new=opening.taken_back(moment_of(look), look.person, own_state(look), plan, mark))


def _dropped(here: Table) -> None:
    rows.drop_unbegun(here.look.space.id)
    rows.take_off(here.look.space.id)
    revisions.newer(here.look.space.id)


def _stopped(here: Table) -> None:
    """Whatever has begun here is over on every device, also where its steps cannot be read now."""
    running.interrupt(here.look.space.id, running.PAUSE)


def _counts(look: Look) -> bool:
    """Whether the reader's own yes, to whichever plan, could still be started."""
    own = ratchet.span(look.person, look.states)
    return own is not None and not own.spent and look.now < own.over_at


def confirm(*, here: Table, keys: Keyring, shows: Shows) -> bytes | None:
    """Write the own yes for now to this plan; the secret of this device's pass, None for who carries none.

    AnotherLook when the plan does not stand; Unrehearsed without a rehearsal; NotNow where a chain is not whole.
    """
    look, plan = here.look, here.plan
    if plan is None or here.stage is not Stage.TABLED:
        raise Busy
    if here.lacks_sign:
        raise opening.AnotherLook("no sign for red")
    if not memory.rehearsed_at(look.book, look.space.id):
        raise Unrehearsed
    if look.epoch_key is None or not is_whole(look, keys):
        raise NotNow
    new = opening.confirmed(moment_of(look), look.person, own_state(look), plan, os.urandom(MARK))
    with as_it_was(here):
        write(look=look, keys=keys, new=new)
        outline, key = carrying.outline_of(plan), carrying.scene_key(look.epoch_key, plan.digest)
        scene = _scene(look, outline, key, drill=False)
        secret = _pass(here, scene, shows, ratchet.span(look.person, look.with_own(new).states))
        revisions.newer(look.space.id)
    return secret


def carry(*, here: Table, shows: Shows) -> bytes:
    """Let this browser, too, be the reader's device in the scene or before it. Busy for who carries none."""
    if here.plan is None or here.device is None or here.scene is None or not here.has_confirmed:
        raise Busy
    with as_it_was(here):
        secret = _pass(here, here.scene.scene, shows, ratchet.span(here.person, here.look.states))
        revisions.newer(here.look.space.id)
    if secret is None:
        raise Busy
    return secret


def _pass(here: Table, scene: Scene, shows: Shows, own: ratchet.Span | None) -> bytes | None:
    plan, key = here.plan, here.look.epoch_key
    if plan is None or key is None or here.device is None or own is None:
        return None
    until = min(own.over_at, here.look.clock + ratchet.COUNTS)
    bare = Bare(carrying.scene_key(key, plan.digest), carrying.outline_of(plan), here.device, until)
    shared = len(plan.carrying[here.device]) > 1
    limits, pocket = ((), ()) if shared else (shows.limits, shows.pocket)
    copy = Copy(plan, shows.names, limits, shows.tells, shows.lines, pocket)
    return passes.give(scene=scene, person=here.person, bare=bare, copy=copy, now=here.look.clock)


def start(*, here: Table, keys: Keyring) -> None:
    """Start the scene that everybody has said yes to. Missing while a device is not here; AnotherLook as for a yes."""
    look, plan = here.look, here.plan
    if plan is None or here.scene is None or here.stage is not Stage.TABLED or not here.everybody:
        raise Busy
    if missing(here):
        raise Missing
    if not is_whole(look, keys):
        raise NotNow
    new = opening.started(moment_of(look), look.person, own_state(look), plan)
    with as_it_was(here):
        write(look=look, keys=keys, new=new)
        # What was rehearsed is over: its passes would show a red that nobody pressed in this scene.
        rows.drop_drills(look.space.id)
        running.begin(scene=here.scene.scene, key=here.scene.key, outline=here.scene.outline, at=new.at)


def missing(here: Table) -> tuple[int, ...]:
    """Return the devices of the plan, by number, that were not heard in the last ten seconds."""
    every = range(len(here.plan.carrying) if here.plan else 0)
    return tuple(n for n in every if not 0 <= here.look.clock - here.heard.get(n, -SILENT) < SILENT)


def write_end(*, here: Table, keys: Keyring) -> bool:
    """Write into the own chain that the own scene is over, where its devices have said so; whether it wrote.

    Everybody does, and not the first alone: whose record moves on says nothing of the end any more.
    """
    look, last = here.look, here.last
    state = look.mine.scene if look.mine else None
    if last is None or state is None or state.ended_at is not None or look.cannot_write:
        return False
    own = ratchet.span(look.person, look.states)
    if own is None or not own.spent or last.phase(look.now) not in ENDS:
        return False
    mine = own_state(look)
    # Looked at a day and more after it was over: nothing holds any more that an end could let go.
    if mine.scene is None:
        return False
    with _held(here):
        write(look=look, keys=keys, new=opening.ended(moment_of(look), look.person, mine))
    return True


def withdraw(*, here: Table) -> None:
    """Tell every device which lines of the running scene are not in force any more; they are out for its rest."""
    scene = here.scene
    if here.stage is not Stage.RUNNING or scene is None or scene.live is None:
        return
    for line in here.another_look:
        if line not in scene.live.gone:
            happened = Happened(Step.TIGHTENED, here.look.clock, None, 0, line)
            _pressed(scene, happened)


def _pressed(scene: running.Running, happened: Happened) -> None:
    with transaction.atomic():
        running.press(mark=scene.outline.mark, key=scene.key, outline=scene.outline, happened=happened)


def put_back(*, here: Table, keys: Keyring) -> None:
    """Put back what a yes holds that no scene has spent: one act of its author. Ratcheted while it still counts."""
    look = here.look
    if look.mine is None:
        raise Busy
    state = own_state(look)
    found = trial.unspent(look.person, state, look.states)
    new = trial.put_back(look.person, state, look.states, found)
    with as_it_was(here):
        write(look=look, keys=keys, new=new, acts=Acts(putting_back=frozenset(found)))


# --- rehearsal --------------------------------------------------------------------------------------------------------


def rehearse(*, here: Table, shows: Shows) -> bytes:
    """Join the rehearsal on this device, or begin one; it starts once every device is here. Busy for who carries none.

    Return the secret of the pass.
    """
    look, plan = here.look, here.plan
    if plan is None or look.epoch_key is None or here.device is None or here.stage is Stage.RUNNING:
        raise Busy
    with as_it_was(here):
        row, outline, key = _drill(here, plan, look.epoch_key)
        copy = Copy(plan, shows.names, (), (), ())
        bare = Bare(key, outline, here.device, look.clock + ratchet.COUNTS)
        secret = passes.give(scene=row, person=here.person, bare=bare, copy=copy, now=look.clock)
        if len(passes.heard_of(row)) == len(plan.carrying) and not rows.steps(row):
            running.begin(scene=row, key=key, outline=outline, at=look.clock)
        revisions.newer(look.space.id)
    return secret


def _drill(here: Table, plan: Plan, epoch_key: bytes) -> tuple[Scene, carrying.Outline, bytes]:
    """The rehearsal that waits for devices or runs, or a new one in place of one that was."""
    # Looked for again: the other device may have begun one while this one waited for its turn. Who joins twice, also
    # because the first answer got lost, is in the same one: a new one would take it from the device of the other.
    known = table.drill_here(here.look, plan)
    if known is not None and known.phase(here.look.clock) in (None, Phase.RUNNING):
        return known.scene, known.outline, known.key
    rows.drop_drills(here.look.space.id)
    mark = os.urandom(MARK)
    outline, key = carrying.drill_of(plan, mark), carrying.drill_key(epoch_key, plan, mark)
    return _scene(here.look, outline, key, drill=True), outline, key


def keep_rehearsed(*, here: Table, keys: Keyring) -> None:
    """Note in the own vault that a red reached every device. Busy when that was not seen."""
    if not here.has_reached_all:
        raise Busy
    space, at = here.look.space.id, here.look.clock
    vaults.change(keys.person, keys, lambda book: memory.keep_rehearsed(book, space, at))


# --- in one transaction -----------------------------------------------------------------------------------------------


def _scene(look: Look, outline: carrying.Outline, key: bytes, *, drill: bool) -> Scene:
    sealed = carrying.seal_outline(key, outline, os.urandom)
    found, _new = Scene.objects.get_or_create(
        space_id=look.space.id, mark=outline.mark,
        defaults={"drill": drill, "day": day(look.clock), "outline": sealed},
    )  # fmt: skip
    return found


@contextmanager
def _held(here: Table) -> Iterator[None]:
    """A transaction in which nobody else writes into this space; Busy when it has ended."""
    with transaction.atomic():
        if spaces.hold(here.look.space.id) is None:
            raise Busy
        yield


@contextmanager
def as_it_was(here: Table) -> Iterator[None]:
    """The same, as long as nothing here has changed since it was looked at; LookAgain otherwise, and nothing is done.

    A start, a not today, a yes and a tightening each rest on the records of others: whichever is stored first is seen
    by the next.
    """
    with _held(here):
        if not _is_as_it_was(here):
            raise LookAgain
        yield


def _is_as_it_was(here: Table) -> bool:
    look, plan = here.look, here.plan
    space, epoch = look.space.id, look.space.epoch
    laid = rows.tabled(space, epoch)
    scene = rows.scene(space, plan.mark) if plan is not None else None
    begun = scene is not None and bool(rows.steps(scene))
    was = here.scene is not None and here.scene.begun
    return (laid[1].body if laid else b"", begun) == (here.laid, was) and has_all_records(look)
