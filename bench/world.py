"""People and spaces to measure with, made quickly: keys and sealed records are real, only the waiting is left out."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from ownaccord.accounts import codes, entry, vaults
from ownaccord.accounts.browser import Browser
from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.accounts.keys import encode as canonical
from ownaccord.accounts.models import Person
from ownaccord.catalogue import load
from ownaccord.consent import hooks, memory, rows
from ownaccord.consent.looking import Look, look
from ownaccord.consent.models import LedgerRow
from ownaccord.core import ledger, statement
from ownaccord.core.ledger import Acts, Header, Kind, SpaceView
from ownaccord.core.position import Entry, ItemRule, Key, Shape
from ownaccord.core.statement import State
from ownaccord.core.terms import Context, Level, Terms
from ownaccord.core.wish import Wish
from ownaccord.spaces import access
from ownaccord.spaces import actions as spaces
from ownaccord.spaces import queries as space_reads
from ownaccord.vault import attest

DAY = 86_400
AGO = 2 * DAY


@dataclass(frozen=True, slots=True)
class Two:
    """Two people in a space that has begun."""

    space: str
    one: Keyring
    other: Keyring

    def look(self, keys: Keyring, now: int) -> Look:
        """What one of them sees now."""
        opened = access.space_for(keys.person, self.space, keys)
        return look(person=keys.person, keys=keys, space=opened, witness=None, behind=False, now=now)

    def view(self, keys: Keyring) -> SpaceView:
        """The space as one of them pinned it."""
        opened = access.space_for(keys.person, self.space, keys)
        return SpaceView(opened.id, opened.epoch, opened.members)


def somebody() -> Keyring:
    """An account that nobody signs in to: keys and an empty vault."""
    keys = Keyring.make(uuid.uuid4().hex, os.urandom)
    Person.objects.create(
        id=keys.person, name_lookup=os.urandom(32), public_key=keys.public,
        identity_sealed=keys.seal_identity(os.urandom),
        vault_version=1, vault=keys.seal_vault(VaultBook().dumps(), 1, os.urandom), made_on=20_000,
    )  # fmt: skip
    return keys


def somebody_who_signs_in(name: str, now: int) -> tuple[Keyring, str]:
    """An account with six words, so that it opens in every browser; the words."""
    opened = entry.sign_up(name=name, passphrase=None, browser=Browser(b"", "").with_device(), now=now)
    words = str(vaults.read(opened.keys.person, opened.keys).get("showing/portable"))
    for what in (codes.PORTABLE, codes.RECOVERY):
        codes.kept(keys=opened.keys, what=what)
    return opened.keys, words


def begin(one: Keyring, other: Keyring, now: int) -> Two:
    """Both are in a space; nothing is stated in it."""
    space = spaces.create(keys=one, once=uuid.uuid4().hex, label="Ours", own_name="Ash", now=now)
    spaces.invite(space=access.space_for(one.person, space, one), keys=one, now=now)
    secret = vaults.read(one.person, one).get(f"space/{space}/invitation")["secret"]
    spaces.join(secret=secret, keys=other, own_name="Bo", label="Ours", now=now)
    spaces.begin(space=access.space_for(one.person, space, one), keys=one)
    return Two(space, one, other)


def invented_rules(items: int) -> dict[str, ItemRule]:
    """Rules of items that exist only here, each to give and to receive: two positions an item."""
    names = [f"invented-{number:04d}" for number in range(items)]
    return {name: ItemRule(name, (Shape.GIVE_RECEIVE,), 1) for name in names}


def catalogue_keys(positions: int) -> list[Key]:
    """The first sides of the catalogue's items that may be agreed to."""
    items = [item for item in load().items if item.ceiling is Level.YES]
    return [(item.slug, side) for item in items for side in item.sides][:positions]


def every_side(rules: dict[str, ItemRule]) -> list[Key]:
    """Every (item, side) of these rules."""
    return [(rule.slug, side) for rule in rules.values() for shape in rule.shapes for side in shape.sides]


def state_all(two: Two, keys: Sequence[Key], now: int, editions: dict[str, int] | None = None) -> None:
    """Both have said Yes to all of these, each in one record, as after a good night's sleep."""
    for who in (two.one, two.other):
        _state(two, who, keys, now, editions or {item: load().rules()[item].edition for item, _ in keys})
    for who in (two.one, two.other):
        remember(two, who, now)


def _state(two: Two, who: Keyring, keys: Sequence[Key], now: int, editions: dict[str, int]) -> None:
    terms = Terms(
        level=Level.YES, intensity=3, contexts=frozenset(Context), conditions=frozenset({"sober", "unhurried"}),
        review_by=now + 60 * DAY,
    )  # fmt: skip
    entries = tuple(sorted((Entry(i, s, terms, now, editions[i]) for i, s in keys), key=lambda each: each.key))
    wishes = {each.key: Wish(*each.key, terms, now - AGO, each.edition) for each in entries}
    append(two, who, State(now, os.urandom(statement.SALT), entries), now, Acts(confirmed=wishes))


def append(two: Two, who: Keyring, new: State, now: int, acts: Acts = ledger.NO_ACTS) -> None:
    """Write one record and let its author remember it, as `consent.writing` does."""
    seen = two.look(who, now)
    assert seen.verified is not None and seen.epoch_key is not None, seen.trouble
    with transaction.atomic():
        view = two.view(who)
        seq, record = ledger.append(view, seen.verified, new, Kind.STATE, who, seen.epoch_key, os.urandom, acts)
        rows.store(two.space, view.epoch, who.person, seq, record)
        heads = {**seen.verified.heads, who.person: (seq, ledger.digest_of(record))}
        vaults.change(who.person, who, lambda book: _remember_write(book, two.space, view.epoch, heads, new))


def _remember_write(book: VaultBook, space: str, epoch: int, heads: ledger.Heads, new: State) -> None:
    memory.keep_heads(book, space, epoch, heads, new.at)
    memory.keep_mine(book, space, new)


def remember(two: Two, who: Keyring, now: int) -> None:
    """What an unlock does: the vault remembers what was verified."""
    seen = two.look(who, now)
    vaults.change(who.person, who, lambda book: hooks.remember(book, seen))


def grow_history(two: Two, records: int, now: int) -> None:
    """The chains of both grow by this many records, whose states are long erased, and then by one that counts."""
    seen = two.look(two.one, now)
    assert seen.verified is not None
    view, heads = two.view(two.one), dict(seen.verified.heads)
    LedgerRow.objects.filter(space=two.space).update(state=None)
    made = []
    for number in range(records):
        who = (two.one, two.other)[number % 2]
        row, heads[who.person] = _erased(view, who, heads)
        made.append(row)
        if len(made) == 2000:
            LedgerRow.objects.bulk_create(made)
            made = []
    LedgerRow.objects.bulk_create(made)
    for who in (two.one, two.other):
        _seal_newest(two, view, who, seen.states[who.person], heads)


def _erased(view: SpaceView, who: Keyring, heads: ledger.Heads) -> tuple[LedgerRow, tuple[int, bytes]]:
    """One record as it stays when a later one has replaced it: header, hash and MACs."""
    seq, previous = heads[who.person]
    others = tuple(sorted((name, number, head) for name, (number, head) in heads.items() if name != who.person))
    header = Header(view.space, view.epoch, who.person, seq + 1, Kind.STATE, previous, others, os.urandom(16)).dumps()
    state_hash = os.urandom(32)
    digest = attest.digest(header, state_hash)
    macs = canonical(who.vouch(digest, view.space, view.epoch, view.members))
    row = LedgerRow(
        space=view.space, epoch=view.epoch, author=who.person, seq=seq + 1, header=header, state_hash=state_hash,
        macs=macs,
    )  # fmt: skip
    return row, (seq + 1, digest)


def _seal_newest(two: Two, view: SpaceView, who: Keyring, state: State, heads: dict[str, tuple[int, bytes]]) -> None:
    """The record that counts, on top of the grown chain; both remember it."""
    opened = access.space_for(who.person, two.space, who)
    epoch_key = space_reads.epoch_key(opened, who)
    base = ledger.Verified({who.person: state}, dict(heads), frozenset(), state.at)
    new = statement.rewritten(state, state.at, os.urandom(statement.SALT))
    seq, record = ledger.append(view, base, new, Kind.STATE, who, epoch_key, os.urandom)
    rows.store(two.space, view.epoch, who.person, seq, record)
    heads[who.person] = (seq, ledger.digest_of(record))
    for each in (two.one, two.other):
        vaults.change(
            each.person, each, lambda book: memory.keep_heads(book, two.space, view.epoch, dict(heads), state.at)
        )
