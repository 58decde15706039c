"""Ash and Bo (and whoever else) with keys, vaults and one database of records, in memory, without any room."""

import hashlib
from dataclasses import dataclass, field

from ownaccord.core import ledger, statement
from ownaccord.core.in_force import in_force
from ownaccord.core.position import DAY, Entry
from ownaccord.core.terms import Level, Terms
from ownaccord.core.wish import Wish, effective_wait, may_confirm, still_so
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.witness import SpaceSeen

START = 1_835_352_000
SPACE = "5" * 32


def counting_entropy(seed):
    """Entropy that repeats nothing within a test, and is the same in every run."""
    counter = iter(range(10**9))
    return lambda size: hashlib.shake_256(f"{seed}/{next(counter)}".encode()).digest(size)


@dataclass
class Memory:
    """What one person's vault remembers of the space: heads, the latest time."""

    heads: dict = field(default_factory=dict)
    latest: int = 0


class Pair:
    """A space with its members, their memories and witnesses, one clock, and the rows as a database would hold them."""

    def __init__(self, rules, names=("ash", "bo"), epoch=1):
        self.rules, self.clock, self.entropy = rules, START, counting_entropy("pair")
        self.keys = {name: Keyring.make(name * 4, self.entropy) for name in names}
        self.members = {keys.person: keys.public for keys in self.keys.values()}
        self.view = ledger.SpaceView(SPACE, epoch, self.members)
        self.epoch_key = self.entropy(32)
        self.rows = {}
        self.memory = {name: Memory() for name in names}
        self.witness = dict.fromkeys(names)

    def person(self, name):
        """The id behind a name."""
        return self.keys[name].person

    def verify(self, name, now):
        """What the ledger says to this person, whose vault and witness remember what they have read."""
        memory, witness = self.memory[name], self.witness[name]
        return ledger.verify(
            self.view, self.keys[name], self.epoch_key, self.rows, memory.heads, witness, now, memory.latest
        )

    def read(self, name):
        """What this person may believe now; they remember it, as every page does."""
        memory, verified = self.memory[name], self.verify(name, self.clock)
        memory.heads, memory.latest = dict(verified.heads), max(memory.latest, verified.latest)
        self.witness[name] = SpaceSeen(SPACE, self.view.epoch, verified.heads)
        return verified

    def now(self, name, verified):
        """The later of the clock and the latest time that this person has seen."""
        return max(self.clock, verified.latest, self.memory[name].latest)

    def in_force(self, name, paused=frozenset()):
        """What is in force for this reader."""
        verified = self.read(name)
        return in_force(self.rules, self.members, verified.states, self.now(name, verified), paused)

    def levels(self, name):
        """item -> highest level in force, for this reader."""
        found = {}
        try:
            arrangements = self.in_force(name)
        except ledger.Quarantine:
            return found
        for arrangement in arrangements:
            found[arrangement.item] = max(arrangement.terms.level, found.get(arrangement.item, Level.NO))
        return found

    def base(self, name, verified):
        """This person's statement as a base for the next record."""
        at, salt = max(self.clock, verified.latest), self.entropy(32)
        mine = verified.states.get(self.person(name))
        return statement.rewritten(mine, at, salt) if mine else statement.new_state(at, salt)

    def write(self, name, change, acts=ledger.NO_ACTS, kind=ledger.Kind.STATE):
        """Append a record with the changed statement, erase the state before it, and remember it."""
        try:
            verified = self.read(name)
        except ledger.Quarantine as trouble:
            if trouble.stage is not ledger.Stage.CLOCK:
                raise
            verified = self.verify(name, None)
        new = change(self.base(name, verified))
        seq, record = ledger.append(self.view, verified, new, kind, self.keys[name], self.epoch_key, self.entropy, acts)
        self.store(self.person(name), seq, record)
        self.memory[name].heads[self.person(name)] = (seq, ledger.digest_of(record))
        return record

    def store(self, author, seq, record):
        """Keep a record, and erase the states before it."""
        rows = self.rows.setdefault(author, [])
        erased = [(number, ledger.Record(old.header, old.state_hash, None, old.macs)) for number, old in rows]
        self.rows[author] = [*erased, (seq, record)]

    def raise_to(self, name, item, side, terms):
        """A wish, the wait, and still so."""
        edition = self.rules[item].edition
        wish = Wish(item, side, terms, self.clock, edition)
        wait = effective_wait(self.read(name).states, 0, self.members)
        self.clock = may_confirm(wish, self.clock, wait).until
        acts = ledger.Acts(confirmed={wish.key: wish}, wait=wait)
        self.write(name, lambda state: still_so(state, wish, None, state.at, wait), acts)

    def agree(self, item, of_ash, of_bo):
        """Both raise their side of an item to Yes, for 60 days."""
        yes = Terms(review_by=self.clock + 60 * DAY)
        self.raise_to("ash", item, of_ash, yes)
        self.raise_to("bo", item, of_bo, yes)

    def talk(self, name, item, side):
        """One act: Talk first."""
        entry = Terms(level=Level.TALK)
        self.write(name, lambda state: statement.with_entry(state, Entry(item, side, entry, state.at, 0)))
