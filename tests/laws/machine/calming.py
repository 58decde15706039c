"""Cooling-off in the machine: somebody begins it, for an item, a category or everything, and ends it by their word."""

from random import Random
from typing import Any

from ownaccord.consent import cooled, cooling
from ownaccord.core.cooling import EVERYTHING, About, Scope, renewed
from tests.laws.machine.devices import Device
from tests.laws.machine.doings import DAY, doing
from tests.laws.machine.history import History
from tests.laws.machine.scenery import plain


def covered(world: History, scope: Scope) -> list[Any]:
    """The items of this world that it is about."""
    every = world.cards.now.items
    if scope.about is About.CATEGORY:
        return [item for item in every if item.category == scope.slug]
    return [item for item in every if scope == EVERYTHING or item.slug == scope.slug]


@doing(2)
def begin_to_cool_off(world: History, device: Device, chance: Random) -> None:
    who, item = device.owner.id, chance.choice(world.cards.now.items)
    some = Scope(About.ITEM, item.slug), Scope(About.CATEGORY, item.category), EVERYTHING
    scope = chance.choices(some, (3, 1, 1))[0]
    items = covered(world, scope)
    keys = tuple((each.slug, str(side)) for each in items for side in each.sides)
    act = {"kind": "cooling", "tightened": keys, "most": 0}
    with world.writing(device, act) as (page, looked):
        found = looked()
        trouble = found.cannot_write
        if trouble and not found.over:
            world.truth.pauses(who, world.space, chained=False)
        remind_at = chance.choice((None, world.clock + DAY))
        cooling.begin(look=found, keys=page.keys, scope=scope, remind_at=remind_at)
        if not found.over:
            world.truth.cools_off(who, str(scope), {each.slug for each in items}, world.clock)
        if trouble and not found.over:
            world.truth.takes_back(who, keys)


@doing(3)
def end_cooling_off(world: History, device: Device, chance: Random) -> None:
    """The page shows what was there; some of it is chosen, and is a wish."""
    who = device.owner.id
    with world.writing(device, {"kind": "end cooling"}) as (page, looked):
        found = looked()
        lasting = cooled.coolings(found.book, world.space)
        if not lasting:
            return
        mine = chance.choice(lasting)
        chosen = [each for each in cooling.offered(found, mine) if chance.random() < 0.7]
        cooling.end(look=found, keys=page.keys, scope=mine.scope, chosen=[each.key for each in chosen])
        wanted = {(k.item, str(k.side)): plain(renewed(k.terms, mine.since, found.clock)) for k in chosen}
        known = world.truth.ends_cooling(who, str(mine.scope), wanted, world.clock)
        assert world.attacked or known, "something is wanted back that was not there"
