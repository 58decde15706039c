"""What people do, one step each: through the verbs of the rooms, and told to the oracle as they meant it."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from typing import Any

from ownaccord.consent import actions, memory, starting
from ownaccord.consent.views import endings
from ownaccord.core.position import Side
from ownaccord.core.terms import Level, Terms
from ownaccord.core.wish import WaitWish
from tests.laws.machine.devices import Device
from tests.laws.machine.history import History
from tests.laws.machine.knowledge import Stored
from tests.laws.machine.scenery import key_of, plain, wanted

HOUR, DAY = 3600, 86_400
Doing = Callable[[History, Device, Random], None]
DOINGS: dict[str, tuple[int, Doing]] = {}


def doing(weight: int) -> Callable[[Doing], Doing]:
    """Something that people do; the weight says how often."""

    def keep(done: Doing) -> Doing:
        DOINGS[done.__name__.replace("_", " ")] = (weight, done)
        return done

    return keep


@doing(6)
def unlock(world: History, device: Device, chance: Random) -> None:
    world.looks(device, unlock=True)


@doing(4)
def lock(world: History, device: Device, chance: Random) -> None:
    device.locked = True


@doing(6)
def look(world: History, device: Device, chance: Random) -> None:
    world.looks(device)


def states(world: History, device: Device, item: Any, side: Any, terms: Terms) -> None:
    """Read the card, and state terms on one side."""
    read_the_card(world, device, item)
    who, key = device.owner.id, (item.slug, str(side))
    act = {"kind": "state", "key": key, "item": item.slug}
    with world.writing(device, act) as (page, looked):
        found = looked()
        capped = min(terms.level, item.ceiling)
        meant = Terms(**{name: getattr(terms, name) for name in Terms.__slots__} | {"level": capped})
        act["terms"] = plain(meant)
        actions.take_position(look=found, keys=page.keys, item=item, side=side, terms=terms)
        assert meant.level is Level.NO or world.attacked or not world.truth.is_cooling(who, item.slug), "cooling off"
        if meant.level is Level.NO:
            act["tightened"] = (key,)
        if found.cannot_write and meant.level is Level.NO:
            world.truth.pauses(who, world.space, chained=False)
            world.truth.takes_back(who, [key])
        else:
            world.truth.states(who, key, plain(meant), world.clock)


def read_the_card(world: History, device: Device, item: Any) -> None:
    """The person reads what the card says today."""
    with world.writing(device, {"kind": "read", "item": item.slug}) as (page, looked):
        actions.read_card(look=looked(), keys=page.keys, item=item)


@doing(8)
def state_a_position(world: History, device: Device, chance: Random) -> None:
    item, side = key_of(chance, world.cards.now)
    states(world, device, item, side, wanted(chance, world.clock))


@doing(2)
def read_a_card(world: History, device: Device, chance: Random) -> None:
    read_the_card(world, device, chance.choice(world.cards.now.items))


@doing(1)
def a_card_changes(world: History, device: Device, chance: Random) -> None:
    world.cards.changes(chance.choice(world.cards.now.items).slug)
    for each in world.shared.worlds:
        each.truth.rules = world.cards.rules()


@doing(6)
def still_so(world: History, device: Device, chance: Random) -> None:
    """Say it again, of all that one wished for or of some."""
    act: dict[str, Any] = {"kind": "still", "chosen": ()}
    with world.writing(device, act) as (page, looked):
        found = looked()
        mine = [each.key for each in memory.wishes(found.book, world.space)]
        some = [each for each in mine if chance.random() < 0.8]
        act["chosen"] = tuple((item, str(side)) for item, side in some)
        actions.still_so(look=found, keys=page.keys, chosen=some)
        cools = [each for each in some if world.truth.is_cooling(device.owner.id, each[0])]
        assert world.attacked or not cools, "cooling off"


@doing(5)
def tighten(world: History, device: Device, chance: Random) -> None:
    """A side or a whole item, to No or to Talk first, or told; most often what is in force, and then all look."""
    item, side = key_of(chance, world.cards.now)
    ways = sorted(world.truth.in_force(world.clock))
    if ways and chance.random() < 0.7:
        slug, way = chance.choice(ways)
        item, side = world.cards.now.item(slug), Side(dict(way)[device.owner.id])
    how = chance.choice(("side", "item", "talk", "tell"))
    sides = [side] if how in ("side", "talk") else list(item.sides)
    keys = tuple((item.slug, str(each)) for each in sides)
    act = {"kind": "tighten", "tightened": keys, "most": 1 if how == "talk" else 0}
    with world.writing(device, act) as (page, looked):
        found = looked()
        trouble = found.cannot_write
        if trouble and not found.over:
            world.truth.pauses(device.owner.id, world.space, chained=False)
            world.truth.takes_back(device.owner.id, keys)
        if how == "tell":
            actions.tell_limit(look=found, keys=page.keys, item=item, sides=sides)
        else:
            level = Level.TALK if how == "talk" else Level.NO
            only = side if how != "item" else None
            actions.tighten(look=found, keys=page.keys, item=item, side=only, level=level)
        for key in keys:
            world.truth.lets_go(device.owner.id, key)
    for other in world.devices:
        if other.owner is not device.owner and not other.locked and chance.random() < 0.7:
            world.looks(other)


@doing(2)
def another_wait(world: History, device: Device, chance: Random) -> None:
    who, hours = device.owner.id, chance.choice((0, 6, 12, 12, 30))
    with world.writing(device, {"kind": "wait"}) as (page, looked):
        found = looked()
        actions.set_wait(look=found, keys=page.keys, hours=hours)
        # What is said before a new start may be longer than the last record, and then shorter again.
        if hours < world.truth.waits[who] or found.cannot_write:
            world.truth.wait_wish[who] = (hours, world.clock)


@doing(2)
def confirm_the_wait(world: History, device: Device, chance: Random) -> None:
    with world.writing(device, {"kind": "wait"}) as (page, looked):
        found = looked()
        wish = memory.wait_wish(found.book, world.space)
        assert wish is None or isinstance(wish, WaitWish)
        actions.confirm_wait(look=found, keys=page.keys)


@doing(7)
def time_passes(world: History, device: Device, chance: Random) -> None:
    world.clock += chance.choice((1, 1, 6, 6, 12, 12, 13, 24, 24, 24 * 20)) * HOUR


@doing(2)
def the_clock_jumps(world: History, device: Device, chance: Random) -> None:
    """Far away and back, with a look from there."""
    days = chance.choice((-3660, -30, -1, 1, 30, 3660))
    world.clock += days * DAY
    try:
        world.looks_aside(device)
    finally:
        world.clock -= days * DAY


@doing(1)
def cookies_are_cleared(world: History, device: Device, chance: Random) -> None:
    device.clear()
    device.locked = True


def start_anew(world: History, device: Device) -> None:
    """The page that starts anew, and its button."""
    act: dict[str, Any] = {"kind": "anew"}
    who = device.owner
    with world.writing(device, act) as (page, looked):
        found = looked()
        if not found.starts_anew or found.over:
            return
        had, misses = world.held(device), world.misses_own_record(who)
        act["older"] = page.vault_behind or had.outdated or bool(had.behind) or misses
        act["confirmed"] = bool(device.known[world.space]) and not act["older"]
        epoch = world.epoch
        try:
            endings._start_anew(page, world.space)
        finally:
            if world.epoch > epoch:
                world.new_epoch(who)
            act["start"] = world.truth.start
    world.looks(device)


@doing(2)
def start_anew_if_asked(world: History, device: Device, chance: Random) -> None:
    start_anew(world, device)


@doing(1)
def recover(world: History, device: Device, chance: Random) -> None:
    """The recovery code: a day without loosening."""
    if chance.random() < 0.5:
        had = world.blob(device.owner.id)
        device.owner.recovers(world.clock)
        for each in world.all_of(device.owner.id):
            each.truth.quiet_until[device.owner.id] = world.clock + DAY
        world.learned(device.owner, None, None, had)


@doing(1)
def reset(world: History, device: Device, chance: Random) -> None:
    """Everything lost; later a new invitation, after which everybody starts anew."""
    who = device.owner
    if chance.random() < 0.7 or world.truth.left:
        return
    who.resets()
    for each in world.all_of(who.id):
        each.calm = False
        each.truth.forgets(who.id)
        each.learned(who, None, None, Stored())


@doing(4)
def invite_anew(world: History, device: Device, chance: Random) -> None:
    """What a renewing invitation does once it was answered: keys are pinned anew, and an epoch begins."""
    if world.truth.reset and not world.truth.left:
        world.pin_anew(device.owner)


@doing(1)
def leave(world: History, device: Device, chance: Random) -> None:
    if chance.random() < 0.85:
        return
    with world.writing(device, {"kind": "leave"}) as (page, looked):
        found = looked()
        if not found.over:
            starting.leave(look=found, keys=page.keys)
            world.truth.leaves(device.owner.id)


@doing(1)
def a_row_is_damaged(world: History, device: Device, chance: Random) -> None:
    """For good: nothing is in force until everybody has started anew."""
    if world.attacked is None and not world.truth.left:
        kept = world.house.take()
        places = sorted(each for each in kept.rows if each[:2] == (world.space, world.epoch))
        if places:
            damaged = replace(kept.rows[places[-1]], state_hash=bytes(32))
            world.calm = world.exact = False
            world.house.put(replace(kept, rows={**kept.rows, places[-1]: damaged}))
            for each in world.people * 2:
                start_anew(world, chance.choice(each.devices))


@doing(1)
def back_up(world: History, device: Device, chance: Random) -> None:
    if world.attacked is None:
        world.backup = world.saved()


@doing(1)
def restore(world: History, device: Device, chance: Random) -> None:
    """The last backup, as `ownaccord restore` puts it back: every space expects a next epoch."""
    if world.backup is not None and world.attacked is None and chance.random() < 0.4:
        world.restore(world.backup)
