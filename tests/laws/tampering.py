"""What somebody with the database in their hands can do to the rows; each way returns the rows as it left them."""

from dataclasses import replace
from random import Random

from ownaccord.core import ledger
from ownaccord.core.position import Entry, Side
from ownaccord.core.statement import new_state, with_entry
from ownaccord.core.terms import Terms
from ownaccord.core.wish import Wish
from ownaccord.vault.keyring import Keyring
from tests.core.people import counting_entropy


def copy(rows):
    """The rows, changeable."""
    return {person: list(each) for person, each in rows.items()}


def edit(machine, victim, seed):
    """Flip one bit somewhere in one row."""
    chance, rows = Random(seed), copy(machine.pair.rows)
    if rows.get(victim):
        at = chance.randrange(len(rows[victim]))
        seq, record = rows[victim][at]
        part = chance.choice(["header", "state_hash", "state", "macs"])
        if part == "macs":
            changed = {who: _flipped(mac, chance) for who, mac in record.macs.items()}
        else:
            changed = _flipped(getattr(record, part), chance)
        rows[victim][at] = (seq, replace(record, **{part: changed}))
    return rows


def _flipped(data, chance):
    if not data:
        return b"\x00" if data is not None else None
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def delete(machine, victim, seed):
    """Delete one row."""
    rows = copy(machine.pair.rows)
    if rows.get(victim):
        del rows[victim][seed % len(rows[victim])]
    return rows


def truncate(machine, victim, seed):
    """Cut a chain off, or delete it whole."""
    rows = copy(machine.pair.rows)
    rows[victim] = rows.get(victim, [])[: seed % (len(rows.get(victim, [])) + 1)]
    return rows


def swap(machine, victim, seed):
    """Exchange the newest rows, or the newest states, of the two chains."""
    rows = copy(machine.pair.rows)
    if len([each for each in rows.values() if each]) == 2:
        (a, left), (b, right) = rows.items()
        one, two = left[-1][1], right[-1][1]
        if seed % 2:
            one, two = replace(one, state=two.state), replace(two, state=one.state)
            rows[a][-1], rows[b][-1] = (left[-1][0], one), (right[-1][0], two)
        else:
            rows[a][-1], rows[b][-1] = (left[-1][0], two), (right[-1][0], one)
    return rows


def replay(machine, victim, seed):
    """Put the rows of another epoch, or an older record under a new number, in place of the newest."""
    rows = copy(machine.pair.rows)
    if seed % 2:
        return copy(machine.other.rows)
    older = [each[victim] for each in machine.old_rows if each.get(victim)]
    if older and rows.get(victim):
        rows[victim].append((rows[victim][-1][0] + 1, older[seed % len(older)][-1][1]))
    return rows


def roll_back(machine, victim, seed):
    """Put back everything, or one chain, as it was some writes ago, with the states that were erased since."""
    if not machine.old_rows:
        return copy(machine.pair.rows)
    old = machine.old_rows[seed % len(machine.old_rows)]
    return copy(old) if seed % 3 else {**copy(machine.pair.rows), victim: list(old.get(victim, []))}


def forge(machine, victim, seed):
    """Write a Yes as the victim, with the epoch key and keys of one's own."""
    pair, rows = machine.pair, copy(machine.pair.rows)
    entropy = counting_entropy(seed)
    stranger = Keyring.make(victim, entropy)
    view = replace(pair.view, members={**pair.members, victim: stranger.public})
    heads = {who: (each[-1][0], ledger.digest_of(each[-1][1])) for who, each in rows.items() if each}
    state = new_state(pair.clock, entropy(32))
    old = {victim: state} if victim in heads else {}
    for item, rule in machine.rules.items():
        for side in (side for shape in rule.shapes for side in shape.sides):
            terms = Terms(review_by=pair.clock + 86_400)
            state = with_entry(state, Entry(item, Side(side), terms, state.at, rule.edition))
    acts = ledger.Acts(confirmed=_wishes(state), wait=0)
    verified = ledger.Verified(old, heads)
    record = ledger.append(
        view, verified, replace(state, salt=entropy(32)), ledger.Kind.STATE, stranger, pair.epoch_key, entropy, acts
    )
    rows.setdefault(victim, []).append(record)
    return rows


def _wishes(state):
    return {e.key: Wish(e.item, e.side, e.terms, e.stated_at, e.edition) for e in state.entries}


WAYS = {each.__name__: each for each in (edit, delete, truncate, swap, replay, roll_back, forge)}
