"""Figures from inside one process, on one core: keys, reading what is in force, writing one position."""

import os
from collections.abc import Callable

from bench.figures import p50, say, times
from bench.world import (
    Two,
    begin,
    catalogue_keys,
    every_side,
    grow_history,
    invented_rules,
    somebody,
    state_all,
)
from ownaccord.accounts import vaults
from ownaccord.catalogue import load
from ownaccord.consent import actions, memory, rows
from ownaccord.core import ledger
from ownaccord.core.in_force import in_force
from ownaccord.core.position import ItemRule
from ownaccord.core.terms import Level, Terms
from ownaccord.spaces import access
from ownaccord.spaces import queries as space_reads
from ownaccord.vault.derive import Argon2Cost, stretch
from ownaccord.vault.sealing import Place, open_sealed, seal

POSITIONS = 600


def keys() -> None:
    """Unlocking is one slow derivation on purpose; a vault is sealed at every write."""
    say("unlock: a passphrase becomes a key (Argon2id, 64 MiB)", p50(times(_stretch, 5)), "ms")
    say("seal and open a vault of 16 KiB", p50(times(_vault, 200)), "ms")


def _stretch() -> None:
    stretch("five words that nobody guesses", b"0" * 16, Argon2Cost())


def _vault() -> None:
    place, key = Place("vault", author="a" * 32, seq=1), b"k" * 32
    open_sealed(key, place, seal(key, place, bytes(16384), os.urandom))


def reading(now: int, runs: int, short: int, long: int) -> None:
    """What is in force, with little and with much history behind it: the past must not make the present slow."""
    rules = invented_rules(POSITIONS // 2)
    two = begin(somebody(), somebody(), now)
    state_all(two, every_side(rules), now, dict.fromkeys(rules, 1))
    grow_history(two, short, now)
    little = p50(times(_read(two, rules, now), runs))
    say(f"in force: {POSITIONS} positions x 2 people, {short:,} records behind", little, "ms", "at most 8")
    grow_history(two, long, now)
    much = p50(times(_read(two, rules, now), runs))
    say(f"in force: the same with {long:,} records behind", much, "ms")
    say("in force: much history against little", much / little, "x", "at most 1.2")


def _read(two: Two, rules: dict[str, ItemRule], now: int) -> Callable[[], object]:
    """Vault, grant, newest rows, MACs, statements, and the meet of everything: all that a page recomputes."""

    def step() -> None:
        who = two.one
        opened = access.space_for(who.person, two.space, who)
        book = vaults.read(who.person, who)
        view = ledger.SpaceView(opened.id, opened.epoch, opened.members)
        heads, latest = memory.heads(book, two.space, opened.epoch), memory.latest_time(book, two.space)
        newest = rows.newest(two.space, opened.epoch, opened.members)
        chains = rows.followed(two.space, opened.epoch, newest, ledger.reach(view, newest, heads, None))
        epoch_key = space_reads.epoch_key(opened, who)
        verified = ledger.verify(view, who, epoch_key, chains, heads, None, now, latest)
        found = in_force(rules, opened.members, verified.states, now, frozenset())
        assert len(found) == POSITIONS

    return step


def writing(now: int, runs: int) -> None:
    """One position, durable when it returns: a record and the own vault, in one transaction."""
    two = begin(somebody(), somebody(), now)
    state_all(two, catalogue_keys(100), now)
    item = next(item for item in load().items if item.ceiling is Level.TALK)
    levels = [Level.NO, Level.TALK]

    def write() -> Callable[[], object]:
        levels.reverse()
        seen, terms = two.look(two.one, now), Terms(level=levels[0])

        def step() -> None:
            said = actions.take_position(look=seen, keys=two.one, item=item, side=item.sides[0], terms=terms)
            assert said is actions.Outcome.WRITTEN

        return step

    taken = [times(write(), 1)[0] for _ in range(runs)]
    say("write one position, 100 others in the statement", p50(taken), "ms", "at most 10")
    say("look at the space before it", p50(times(lambda: two.look(two.one, now), runs)), "ms")
