"""What people do with plans and scenes, one step each: through the verbs of the rooms."""

import os
from collections.abc import Callable
from random import Random
from typing import Any

from django.db import transaction

from ownaccord.accounts import stops, vaults
from ownaccord.accounts.lookups import day
from ownaccord.consent import actions as consent
from ownaccord.consent import debriefs
from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.position import Side
from ownaccord.core.terms import Context, Level
from ownaccord.lib.streams.signals import Posted
from ownaccord.scenes import actions, memory, passes, queries, rows, signals, table
from ownaccord.scenes.actions import Shows
from ownaccord.scenes.table import Table
from tests.laws.machine import doings
from tests.laws.machine.devices import Device
from tests.laws.machine.scenery import plain
from tests.laws.machine.scening import NoRefused, SceneHistory
from tests.laws.machine.truth import Loosened

MINUTE = 60
Doing = Callable[[SceneHistory, Device, Random], None]
SCENE_DOINGS: dict[str, tuple[int, Doing]] = {}
AGREED = (Agreed(Signal.RED, Way.WORD, "ember"), Agreed(Signal.RED, Way.SIGN, "drops the keys"))
MEANS = ("All is well.", "Slower, and look.", "Everything stops.")


def doing(weight: int) -> Callable[[Doing], Doing]:
    """Something that people do in a history with scenes; the weight says how often."""

    def keep(done: Doing) -> Doing:
        SCENE_DOINGS[done.__name__.replace("_", " ")] = (weight, done)
        return done

    return keep


def shows(here: Table, keys: Any) -> Shows:
    """What a device shows."""
    return queries.shows(here, keys, own=True)


@doing(3)
def look_at_the_plan(world: SceneHistory, device: Device, chance: Random) -> None:
    world.plan_page(device)


@doing(3)
def look_at_a_live_page(world: SceneHistory, device: Device, chance: Random) -> None:
    world.live_page(device)


def everybody_looks(world: SceneHistory) -> None:
    """The live page of every browser that carries one."""
    for device in world.devices:
        world.live_page(device)


@doing(3)
def plan_a_scene(world: SceneHistory, device: Device, chance: Random) -> None:
    """Everything that is in force at home, or some of it, is put on the table."""
    with world.writing(device, {"kind": "scene"}) as (page, looked):
        look = looked()
        here = table.of(look, page.keys)
        some = [each for each in look.arrangements
                if each.terms.level > Level.TALK and Context.AT_HOME in each.terms.contexts]  # fmt: skip
        lines = [planned(each, Context.AT_HOME) for each in some if chance.random() < 0.9][:4]
        if not lines:
            return
        members = tuple(sorted(look.space.members))
        carrying = (members,) if chance.random() < 0.3 else tuple((who,) for who in members)
        plan = Plan(
            world.space, look.space.epoch, os.urandom(16), members, tuple(lines), Context.AT_HOME,
            chance.choice((30, 60, 60, 180, 720)), "", AGREED, MEANS, 20, carrying,
        )  # fmt: skip
        actions.put_on_table(here=here, keys=page.keys, plan=plan)
        heard(world, plan)


def heard(world: SceneHistory, plan: Plan) -> None:
    """The oracle reads the plan."""
    world.marks[plan.digest] = plan.mark
    lines = tuple(
        (each.item, tuple((who, str(side)) for who, side in each.sides), plain(each.terms)) for each in plan.lines
    )
    world.truth.plans[plan.mark] = lines, plan.minutes


@doing(1)
def the_same_again(world: SceneHistory, device: Device, chance: Random) -> None:
    with world.writing(device, {"kind": "scene"}) as (page, looked):
        here = table.of(looked(), page.keys)
        actions.again(here=here, keys=page.keys)
        there = table.of(looked(), page.keys)
        if there.plan is not None:
            heard(world, there.plan)


@doing(4)
def say_yes_for_now(world: SceneHistory, device: Device, chance: Random) -> None:
    """The own yes to what lies there, with one's own device. A rehearsal was seen before."""
    act: dict[str, Any] = {"kind": "yes"}
    with world.writing(device, act) as (page, looked):
        looked()
        vaults.change(device.owner.id, page.keys, lambda book: memory.keep_rehearsed(book, world.space, world.clock))
        look = looked()
        here = world.opened("the page of a yes", lambda: table.of(look, page.keys))
        told = shows(here, page.keys)
        was = world.truth.copy()
        secret = actions.confirm(here=here, keys=page.keys, shows=told)
        assert here.plan is not None
        try:
            world.truth.says_yes(device.owner.id, here.plan.mark, world.clock)
        except Loosened as trouble:
            world.truth = was
            world.no_excuse(trouble, device, look)
        if secret:
            passes.keep(world.dressed(device, page), page, secret)
            world.keeps(device, page)


@doing(1)
def carry_with_this_browser_too(world: SceneHistory, device: Device, chance: Random) -> None:
    with world.writing(device, {"kind": "scene"}) as (page, looked):
        here = table.of(looked(), page.keys)
        secret = actions.carry(here=here, shows=shows(here, page.keys))
        passes.keep(world.dressed(device, page), page, secret)
        world.keeps(device, page)


@doing(1)
def not_today(world: SceneHistory, device: Device, chance: Random) -> None:
    """Nobody who could begin it is refused to end it before it began."""
    who = device.owner.id
    yes, asked = world.truth.yes[who], []
    with world.writing(device, {"kind": "scene"}) as (page, looked):
        here = table.of(looked(), page.keys)
        asked.append(here)
        if actions.not_today(here=here, keys=page.keys):
            world.truth.ends(world.clock)
        else:
            world.truth.not_today(who, world.clock)
        asked.clear()
    if asked and world.attacked is None and world.calm and yes is not None:
        counts = yes.over is None and world.clock - yes.at < 2 * doings.HOUR
        if counts and not asked[0].look.over and world.truth.yes[who] is yes:
            raise NoRefused("a not today was refused")


@doing(2)
def begin_the_scene(world: SceneHistory, device: Device, chance: Random) -> None:
    """Everybody's device is here, and one of them begins it."""
    for each in world.devices:
        world.live_page(each)
    with world.writing(device, {"kind": "begin"}) as (page, looked):
        look = looked()
        here = table.of(look, page.keys)
        actions.start(here=here, keys=page.keys)
        assert here.plan is not None
        was = world.truth.copy()
        try:
            world.truth.begins(device.owner.id, here.plan.mark, world.clock)
        except Loosened as trouble:
            world.truth = was
            world.no_excuse(trouble, device, look)
    everybody_looks(world)


@doing(2)
def put_a_use_back(world: SceneHistory, device: Device, chance: Random) -> None:
    with world.writing(device, {"kind": "put back"}) as (page, looked):
        actions.put_back(here=table.of(looked(), page.keys), keys=page.keys)


def press(world: SceneHistory, device: Device, word: str, chance: Random) -> None:
    """One signal on the live page of this browser, locked or not; a red or an end is never without effect."""
    seen = world.live_page(device)
    if seen is None:
        return
    about = chance.choice(seen.lines).number if seen.lines else 0
    fields = {"scene": seen.mark, "number": str(seen.number), "about": str(about), "script": "1"}
    page = world.dressed(device, device._bare(world.clock))
    with transaction.atomic():
        said = getattr(signals, word)(Posted(page.COOKIES, secure=False, fields=fields))
    mark, live = bytes.fromhex(seen.mark), world.is_live(seen)
    if live and word == "not_this" and said is not None:
        world.truth.not_this(mark, about)
    if live and word in ("red", "close"):
        world.truth.ends(world.clock)
        after = world.live_page(device)
        if said is None or (after is not None and world.is_live(after)):
            raise NoRefused(f"a {word} was not heard")
    everybody_looks(world)


@doing(3)
def press_green_or_yellow(world: SceneHistory, device: Device, chance: Random) -> None:
    press(world, device, chance.choice(("green", "yellow", "answer", "go_on")), chance)


@doing(1)
def not_this_now(world: SceneHistory, device: Device, chance: Random) -> None:
    press(world, device, "not_this", chance)


@doing(1)
def press_red(world: SceneHistory, device: Device, chance: Random) -> None:
    press(world, device, "red", chance)


@doing(1)
def close_the_scene(world: SceneHistory, device: Device, chance: Random) -> None:
    press(world, device, "close", chance)


@doing(1)
def a_while_passes(world: SceneHistory, device: Device, chance: Random) -> None:
    world.clock += chance.choice((5, 20, 45, 90, 110, 130)) * MINUTE


@doing(1)
def the_night_sweeps(world: SceneHistory, device: Device, chance: Random) -> None:
    rows.sweep(day(world.clock))


@doing(2)
def keep_a_debrief(world: SceneHistory, device: Device, chance: Random) -> None:
    """About one item, for oneself alone."""
    item, who = chance.choice(world.cards.now.items).slug, device.owner.id
    with world.writing(device, {"kind": "debrief"}) as (page, looked):
        looked()
        vaults.change(who, page.keys, lambda book: debriefs.note(book, world.space, item, world.clock, 3))
        world.truth.debriefs(who, item, world.clock)


@doing(2)
def say_a_no(world: SceneHistory, device: Device, chance: Random) -> None:
    """To something that a scene could be about: one side, unlocked. It is never refused."""
    item = chance.choice(world.cards.now.items)
    side = chance.choice(item.sides)
    act = {"kind": "tighten", "tightened": ((item.slug, str(side)),), "most": 0}
    with world.writing(device, act) as (page, looked):
        found = looked()
        if found.cannot_write and not found.over:
            world.truth.pauses(device.owner.id, world.space, chained=False)
            world.truth.takes_back(device.owner.id, act["tightened"])
        consent.tighten(look=found, keys=page.keys, item=item, side=Side(side), level=Level.NO)
        world.truth.lets_go(device.owner.id, act["tightened"][0])
    everybody_looks(world)


@doing(1)
def stop_without_keys(world: SceneHistory, device: Device, chance: Random) -> None:
    """In the midst of it: a locked pause, or the printed code elsewhere; and nothing runs any more."""
    scope = chance.choice((world.space, stops.EVERYTHING))
    if chance.random() < 0.5:
        device.pause_locked(world.clock, scope)
        device.locked = True
    else:
        stops.pause(person=device.owner.id, scope=scope)
    world.truth.pauses(device.owner.id, scope, chained=False)
    everybody_looks(world)
