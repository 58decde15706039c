"""Pauses in the machine: of one space or of everything, with keys and without, and how their author lifts them."""

from random import Random
from typing import Any

from ownaccord.accounts import stops, vaults
from ownaccord.consent import access, memory, pausing
from tests.laws.machine.allowed import NOTHING, within
from tests.laws.machine.devices import Device
from tests.laws.machine.doings import doing
from tests.laws.machine.history import History
from tests.laws.machine.scenery import plain


@doing(3)
def tighten_or_pause_locked(world: History, device: Device, chance: Random) -> None:
    """A No, or a pause, from a locked page: the space is paused at once."""
    scope = chance.choice((world.space, stops.EVERYTHING))
    device.pause_locked(world.clock, scope)
    device.locked = True
    for each in world.all_of(device.owner.id, scope):
        each.truth.pauses(device.owner.id, scope, chained=False)


@doing(2)
def pause_unlocked(world: History, device: Device, chance: Random) -> None:
    scope = chance.choice((world.space, stops.EVERYTHING))
    who = device.owner.id
    with world.writing(device, {"kind": "pause", "scope": scope}) as (_page, looked):
        found = looked()
        taken = {each.space: each.takes_records(device) for each in world.besides(who, scope)}
        taken[world.space] = found.verified is not None and not found.cannot_write
        device.pause(world.clock, scope)
        for each in world.all_of(who, scope):
            each.truth.pauses(who, scope, chained=taken[each.space])


@doing(1)
def stop_code(world: History, device: Device, chance: Random) -> None:
    """The printed code, in a browser of somebody else."""
    stops.pause(person=device.owner.id)
    for each in world.all_of(device.owner.id):
        each.truth.pauses(device.owner.id, stops.EVERYTHING, chained=False)


@doing(7)
def lift(world: History, device: Device, chance: Random) -> None:
    """Take back one's own pause, on a page that shows what comes back."""
    who = device.owner.id
    paused = sorted(world.truth.paused[who])
    scope = chance.choice(paused) if paused else world.space
    act: dict[str, Any] = {"kind": "lift", "scope": scope}
    if device.locked:
        world.unlocks(device)
    act["was"] = bool(world.truth.paused[who])
    with world.writing(device, act) as (page, looked):
        found, meant = looked(), stops.rows(who, scope)
        if found.over:
            return
        looks = (found,) if scope else access.all_looked(page)
        before = [(each, dict(each.truth.says[who] or {})) for each in world.all_of(who, scope)]
        pausing.lift(looks=looks, keys=page.keys, person=who, scope=scope, meant=meant, now=page.now)
        if page.witness is not None:
            page.witness = page.witness.without_pause(scope)
        for each, said in before:
            each.lifted(who, scope)
            lowered(each, who, said, page.keys)
            missed(each, device)


def missed(world: History, device: Device) -> None:
    """Whoever lifts one of several pauses knows of no other one where all of it was put back to before that one.

    Their own witness would know it, if they have one that has seen a record with it.
    """
    who = device.owner.id
    known = memory.paused_scopes(vaults.read(who, device.owner.keys)) | stops.scopes(who)
    if world.attacked and device.known[world.space].get(who, 0) < world.truth.paused_in[who]:
        world.truth.missed[who] |= world.truth.paused[who] - known


def lowered(world: History, who: str, said: Any, keys: Any) -> None:
    """What a lifted pause lowered to Talk first is a wish from now on: their own word of a moment ago, and no other.

    Also where the pause was lifted before, on another browser, and one that was made while locked brought it back.
    """
    book = vaults.read(who, keys)
    left = memory.mine(book, world.space)
    for wish in memory.wishes(book, world.space):
        key, terms = (wish.item, str(wish.side)), plain(wish.terms)
        now_said = plain(left.terms(wish.item, wish.side)) if left else terms
        if terms[0] > 1 >= now_said[0] and within(terms, said.get(key, (NOTHING,))[0]):
            world.truth.lets_go(who, key)
            world.truth.wishes_for(who, key, terms, world.clock)
