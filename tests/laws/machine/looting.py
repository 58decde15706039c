"""What an attacker of the machine begins with: records of a space that is none of these, and made-up ones."""

import os
from typing import Any

from ownaccord.core import ledger, statement
from ownaccord.core.ledger import Record, SpaceView
from ownaccord.core.position import Entry
from ownaccord.core.terms import Terms
from ownaccord.core.wish import Wish
from tests.laws.machine.devices import Somebody
from tests.laws.machine.history import History
from tests.laws.machine.kept import Kept
from tests.laws.machine.moves import Loot


def loots(worlds: list[History]) -> list[Loot]:
    """One for each space; they remember the same old states."""
    found = [_loot(world) for world in worlds]
    for each in found:
        each.old, each.others = found[0].old, [other.space for other in worlds if other.space != each.space]
    return found


def _loot(world: History) -> Loot:
    strangers = {each.id: Somebody(each.name, world.chance.randbytes, ()).keys for each in world.shared.people}

    def forged(author: str, kept: Kept) -> tuple[int, Record] | None:
        epoch = kept.spaces[world.space][0]
        chain = sorted(p for p in kept.rows if p[:3] == (world.space, epoch, author))
        here = sorted(each for each in kept.rows if each[:2] == (world.space, epoch))
        heads = {p[2]: (p[3], ledger.digest_of(kept.rows[p])) for p in here}
        public = {who: row.public for who, row in kept.vaults.items() if who in world.by_id}
        view = SpaceView(world.space, epoch, {**public, author: strangers[author].public})
        key = world.chance.randbytes(32)
        mine = {author: heads[author]} if chain else {}
        seen = {**heads, **mine} if world.chance.random() < 0.5 else mine
        return _yes_to_all(world, view, strangers[author], key, seen)

    return Loot(world.space, elsewhere=_elsewhere(world), forged=forged)


def _elsewhere(world: History) -> dict[Any, Any]:
    """What the same people wrote in a space of which nothing is stored here: a Yes to everything."""
    found, key = {}, os.urandom(32)
    members = {each.id: each.keys.public for each in world.people}
    view = SpaceView(world.chance.randbytes(16).hex(), 1, members)
    for each in world.people:
        seq, record = _yes_to_all(world, view, each.keys, key, {})
        found[view.space, 1, each.id, seq] = record
    return found


def _yes_to_all(world: History, view: SpaceView, keys: Any, epoch_key: bytes, heads: Any) -> tuple[int, Any]:
    """A record that says Yes to everything."""
    state = statement.new_state(world.clock, os.urandom(32))
    old = {keys.person: state} if keys.person in heads else {}
    for item in world.cards.now.items:
        for side in item.sides:
            terms = Terms(review_by=world.clock + 20 * 86_400)
            state = statement.with_entry(state, Entry(item.slug, side, terms, state.at, item.edition))
    wishes = {e.key: Wish(e.item, e.side, e.terms, e.stated_at, e.edition) for e in state.entries}
    fresh = statement.rewritten(state, state.at, os.urandom(32))
    acts = ledger.Acts(confirmed=wishes, wait=0)
    verified = ledger.Verified(old, heads)
    return ledger.append(view, verified, fresh, ledger.Kind.STATE, keys, epoch_key, os.urandom, acts)
