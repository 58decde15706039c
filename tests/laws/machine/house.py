"""Where the machine's people live: the rooms' own code over tables in memory, on SQLite or on PostgreSQL.

In memory only the tables are replaced (`shelf`), and pure functions remember their answers: the verbs, the looks and
the ledger are the product's own on all three.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from typing import Any
from unittest.mock import patch

import cbor2
from django.db import transaction

from ownaccord.accounts import models as accounts
from ownaccord.accounts import renewal, stops, vaults
from ownaccord.accounts.keys import VaultBook, Witness, encode
from ownaccord.consent import own_items, rows
from ownaccord.consent.models import LedgerRow
from ownaccord.core import grant, ledger, statement
from ownaccord.core.ledger import Header, Record
from ownaccord.lib import database, hall
from ownaccord.reveal import rows as reveal_rows
from ownaccord.spaces import access, actions, epochs, queries
from ownaccord.spaces import models as spaces
from ownaccord.talk import rows as talk_rows
from ownaccord.vault import attest, entries, keyring
from tests.laws.machine.kept import GrantRow, Kept, VaultRow
from tests.laws.machine.questions import answered, first
from tests.laws.machine.scene_rows import SceneTables
from tests.laws.machine.scene_shelf import SceneShelves
from tests.laws.machine.shelf import Table


class House:
    """A database with these rooms in it."""

    def __init__(self) -> None:
        self.person, self.pause = accounts.Person, accounts.Pause
        self.space, self.seat, self.grant = spaces.Space, spaces.Seat, spaces.Grant
        self.scenes = SceneTables()

    def take(self) -> Kept:
        """Everything as it is now."""
        return Kept(
            self.rows(),
            {p.pk: VaultRow(p.vault_version, bytes(p.vault), bytes(p.public_key), bytes(p.identity_sealed))
             for p in self.person.objects.all()},
            {s.pk: (s.epoch, s.ended) for s in self.space.objects.all()},
            {(g.space_id, g.epoch, g.to_id): GrantRow(g.by_id, bytes(g.sealed), bytes(g.macs))
             for g in self.grant.objects.all()},
            tuple(sorted((p.person_id, p.scope) for p in self.pause.objects.all())),
            self.scenes.take(),
        )  # fmt: skip

    def put(self, kept: Kept) -> None:
        """Everything as it was then; what is the same already is left alone."""
        now = self.take()
        self.put_rows(now.rows, kept.rows)
        for who, row in kept.vaults.items():
            if now.vaults[who] != row:
                self.person.objects.filter(pk=who).update(
                    vault_version=row.version, vault=row.vault, public_key=row.public, identity_sealed=row.identity
                )
        for space, (epoch, ended) in kept.spaces.items():
            if now.spaces[space] != (epoch, ended):
                self.space.objects.filter(pk=space).update(epoch=epoch, ended=ended)
        if now.grants != kept.grants:
            self.grant.objects.all().delete()
            self.grant.objects.bulk_create(
                self.grant(space_id=space, epoch=epoch, to_id=to, by_id=row.by, sealed=row.sealed, macs=row.macs)
                for (space, epoch, to), row in kept.grants.items()
            )
        if now.pauses != kept.pauses:
            self.pause.objects.all().delete()
            for person, scope in kept.pauses:
                self.pause.objects.create(person_id=person, scope=scope)
        self.scenes.put(kept.scenes)

    def rows(self) -> dict[Any, Record]:
        """Every record, by its place."""
        return {(r.space, r.epoch, r.author, r.seq): rows._record(r) for r in LedgerRow.objects.all()}

    def put_rows(self, now: dict[Any, Record], then: dict[Any, Record]) -> None:
        """Store these records and no others."""
        for space, epoch, author, seq in (place for place in now if then.get(place) != now[place]):
            LedgerRow.objects.filter(space=space, epoch=epoch, author=author, seq=seq).delete()
        LedgerRow.objects.bulk_create(
            LedgerRow(
                space=place[0], epoch=place[1], author=place[2], seq=place[3], header=record.header,
                state_hash=record.state_hash, state=record.state, macs=encode(dict(record.macs)),
            )
            for place, record in then.items() if now.get(place) != record
        )  # fmt: skip

    def account(self, keys: Any, vault: bytes) -> None:
        """An account that nobody can sign in to: keys and a vault."""
        self.person.objects.create(
            id=keys.person, name_lookup=keys.public, public_key=keys.public, identity_sealed=b"", vault_version=1,
            vault=vault, made_on=1,
        )  # fmt: skip

    def seats(self, space: str, persons: Sequence[str]) -> None:
        """A space in which these have a seat, and which has not begun."""
        self.space.objects.create(id=space, epoch=0, ended=False, made_on=1)
        for person in persons:
            self.seat.objects.create(space_id=space, person_id=person, joined_on=1)

    def clear(self) -> None:
        """Nothing is stored."""
        self.scenes.clear()
        LedgerRow.objects.all().delete()
        for table in (self.grant, self.seat, self.space, self.pause, self.person):
            table.objects.all().delete()


class Shelves(House):
    """The same in memory."""

    def __init__(self) -> None:
        self.inside = False
        self.clear()

    def clear(self) -> None:
        self.person, self.pause, self.space, self.seat, self.grant = (Table() for _ in range(5))
        self.empty, self.records, self.scenes = Table(), {}, SceneShelves()

    def rows(self) -> dict[Any, Record]:
        return dict(self.records)

    def put_rows(self, now: dict[Any, Record], then: dict[Any, Record]) -> None:
        self.records = dict(then)

    def account(self, keys: Any, vault: bytes) -> None:
        super().account(keys, vault)
        self.person.rows[-1].pk = keys.person

    def seats(self, space: str, persons: Sequence[str]) -> None:
        super().seats(space, persons)
        row = self.space.rows[-1]
        for seat in self.seat.rows[-len(persons) :]:
            seat.space = row
        row.seats = self.seat.objects.filter(space_id=space)

    # --- what the consent room asks of its rows ---------------------------------------------------------------------

    def newest(self, space: str, epoch: int, members: Any) -> dict[str, tuple[int, Record]]:
        found: dict[str, tuple[int, Record]] = {}
        for (where, at, author, seq), record in self.records.items():
            if where == space and at == epoch and seq >= found.get(author, (-1,))[0]:
                found[author] = (seq, record)
        return found

    def newest_of(self, space: str, author: str) -> tuple[int, int] | None:
        return max((p[1::2] for p in self.records if p[0] == space and p[2] == author), default=None)

    def between(self, space: str, epoch: int, author: str, first: int, last: int) -> list[tuple[int, Record]]:
        there = ((seq, self.records.get((space, epoch, author, seq))) for seq in range(first, last))
        return [(seq, record) for seq, record in there if record is not None]

    def store(self, space: str, epoch: int, author: str, seq: int, record: Record) -> None:
        for place, old in list(self.records.items()):
            if place[:3] == (space, epoch, author) and old.state is not None:
                self.records[place] = Record(old.header, old.state_hash, None, old.macs)
        assert (space, epoch, author, seq) not in self.records
        self.records[space, epoch, author, seq] = record

    def erase_states(self, space: str) -> None:
        for place, old in list(self.records.items()):
            if place[0] == space:
                self.records[place] = Record(old.header, old.state_hash, None, old.macs)

    @contextmanager
    def whole(self) -> Iterator[None]:
        """All of it, or nothing."""
        if self.inside:
            yield
            return
        before, self.inside = self.take(), True
        try:
            yield
        except BaseException:
            self.put(before)
            raise
        finally:
            self.inside = False

    @contextmanager
    def lived_in(self) -> Iterator[None]:
        """Inside, the rooms stand on these tables."""
        tables = {name: _Now(self, name) for name in ("person", "pause", "space", "seat", "grant", "empty")}
        places = (
            (vaults, "Person", "person"), (stops, "Pause", "pause"),
            (renewal, "Person", "person"), (access, "Space", "space"), (access, "Seat", "seat"),
            (actions, "Space", "space"),
            (actions, "Seat", "seat"), (actions, "Grant", "grant"), (actions, "Invitation", "empty"),
            (actions, "Introduction", "empty"), (actions, "Shown", "empty"), (actions, "Together", "empty"),
            (queries, "Grant", "grant"), (epochs, "Grant", "grant"), (reveal_rows, "Row", "empty"),
            (talk_rows, "Post", "empty"),
        )  # fmt: skip
        with ExitStack() as patched:
            for module, name, table in places:
                patched.enter_context(patch.object(module, name, tables[table]))
            for module in (vaults, stops, access):
                patched.enter_context(patch.object(module, "asked", answered(self)))
            for module in (access, queries):
                patched.enter_context(patch.object(module, "first", first(self)))
            for name in ("newest", "newest_of", "store", "erase_states"):
                patched.enter_context(patch.object(rows, name, getattr(self, name)))
            patched.enter_context(self.scenes.lived_in(lambda: self.records))
            patched.enter_context(patch.object(rows, "_between", self.between))
            patched.enter_context(patch.object(transaction, "atomic", self.whole))
            patched.enter_context(patch.object(transaction, "on_commit", lambda told: told()))
            patched.enter_context(patch.object(database, "free", lambda found: found))
            yield


class _Now:
    """The table of this name as it is when it is asked: a house that was cleared has new ones."""

    def __init__(self, house: Shelves, name: str) -> None:
        self._house, self._name = house, name

    def __getattr__(self, name: str) -> Any:
        return getattr(getattr(self._house, self._name), name)

    def __call__(self, **values: Any) -> Any:
        return getattr(self._house, self._name)(**values)


@contextmanager
def remembering(catalogue: Callable[[], Any]) -> Iterator[None]:
    """Inside, pure functions of keys and bytes remember their answers, and the rooms know only these few cards."""
    with ExitStack() as patched:
        pure = (
            (attest, "pair_key"), (attest, "public_of"), (statement, "decode"), (ledger, "expand"),
            (keyring, "expand"), (Witness, "loads"),
        )  # fmt: skip
        for module, name in pure:
            patched.enter_context(patch.object(module, name, lru_cache(4096)(getattr(module, name))))
        patched.enter_context(patch.object(grant, "open_grant", _by_content(grant.open_grant)))
        patched.enter_context(patch.object(own_items, "load", catalogue))
        # A bell that is lost is logged and nothing more; here it falls, so that nothing is left out unseen.
        patched.enter_context(patch.object(hall, "_tell", lambda listener, event: listener(event)))
        patched.enter_context(patch.object(Header, "loads", lru_cache(4096)(Header.loads)))
        patched.enter_context(patch.object(entries, "decode", _once_canonical(entries.decode)))
        loads = lru_cache(64)(VaultBook.loads)
        patched.enter_context(patch.object(VaultBook, "loads", lambda data: loads(data).copy()))
        yield


def _once_canonical(decoded: Callable[[bytes], Any]) -> Callable[[bytes], Any]:
    """The same bytes are held against their canonical form once; their value is a fresh one each time."""
    known: set[bytes] = set()

    def remembered(data: bytes) -> Any:
        if data in known:
            return cbor2.loads(data)
        value = decoded(data)
        if len(known) > 50_000:
            known.clear()
        known.add(data)
        return value

    return remembered


def _by_content(opened: Callable[..., bytes]) -> Callable[..., bytes]:
    known: dict[Any, bytes] = {}

    def remembered(each: Any, space: str, epoch: int, by: str, members: Any, keys: Any) -> bytes:
        asked = (
            each.sealed, tuple(sorted(each.macs.items())), space, epoch, by, tuple(sorted(members.items())),
            keys.person, keys.account_key, keys.identity,
        )  # fmt: skip
        if asked not in known:
            if len(known) > 4096:
                known.clear()
            known[asked] = opened(each, space, epoch, by, members, keys)
        return known[asked]

    return remembered
