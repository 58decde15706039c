"""The ledger: one append-only chain of records per (space, epoch, author), and the rule by which one is believed.

A record is a canonical header, the hash of its sealed state, that state (only the newest one's is kept), and one MAC
per member. Whatever does not verify is `Quarantine`, which names the stage and nothing else; then nothing is in force.
Formats: docs/develop/spec/ledger.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from types import MappingProxyType

from ownaccord.core import statement
from ownaccord.core.errors import ClockWrong, Loosens, Malformed, TooLate
from ownaccord.core.position import Key
from ownaccord.core.statement import State
from ownaccord.core.terms import allows_no_more
from ownaccord.core.wish import WaitWish, Wish, check_ready, is_one_act
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, seal
from ownaccord.vault.witness import SpaceSeen

VERSION = 1
START = bytes(32)
NONCE = 16
BACKWARD = 300
FORWARD = 86_400

Entropy = Callable[[int], bytes]
Heads = Mapping[str, tuple[int, bytes]]


class Stage(StrEnum):
    """Where a reader stopped believing what is stored."""

    CANONICAL = "canonical"
    PLACE = "place"
    MAC = "mac"
    LINK = "link"
    GRANT = "grant"
    SEEN_HEAD = "seen head"
    WITNESS = "witness"
    CLOCK = "clock"
    STATE = "state"


class Quarantine(Exception):
    """Something stored does not verify: nothing of this space is in force for this reader. Carries the stage only."""

    def __init__(self, stage: Stage) -> None:
        super().__init__(str(stage))
        self.stage = stage


class Kind(StrEnum):
    """What a record does: state everything anew, or leave, which ends the space."""

    STATE = "state"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class SpaceView:
    """A space as its reader pinned it: `members` are person -> public key, the reader's own included."""

    space: str
    epoch: int
    members: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Header:
    """What a record says in plain. `seen` are the newest heads of the other authors, sorted: (author, seq, digest)."""

    space: str
    epoch: int
    author: str
    seq: int
    kind: Kind
    previous: bytes
    seen: tuple[tuple[str, int, bytes], ...]
    nonce: bytes

    def dumps(self) -> bytes:
        """Return the canonical bytes."""
        seen = [list(head) for head in self.seen]
        fields = [self.space, self.epoch, self.author, self.seq, str(self.kind), self.previous, seen, self.nonce]
        return encode([VERSION, *fields])

    @classmethod
    def loads(cls, data: bytes) -> Header:
        """Return the header of these bytes; Malformed unless they are exactly what `dumps` writes."""
        try:
            version, space, epoch, author, seq, kind, previous, seen, nonce = decode(data)
            heads = tuple((who, number, digest) for who, number, digest in seen)
            header = cls(space, epoch, author, seq, Kind(kind), previous, heads, nonce)
        except (Unreadable, ValueError, TypeError) as error:
            raise Malformed("header") from error
        if version != VERSION or not _is_sound(header):
            raise Malformed("header")
        return header


def _is_sound(header: Header) -> bool:
    numbers = (header.epoch, header.seq, *(seq for _, seq, _ in header.seen))
    digests = (header.previous, *(digest for _, _, digest in header.seen))
    texts = (header.space, header.author, *(who for who, _, _ in header.seen))
    return (
        all(type(number) is int and number >= 0 for number in numbers)
        and all(type(digest) is bytes and len(digest) == len(START) for digest in digests)
        and all(type(text) is str for text in texts)
        and type(header.nonce) is bytes
        and len(header.nonce) == NONCE
        and [who for who, _, _ in header.seen] == sorted({who for who, _, _ in header.seen} - {header.author})
    )


@dataclass(frozen=True, slots=True, repr=False)
class Record:
    """One record as stored. `state` is None once a newer one of its author has replaced it; `macs`: member -> MAC."""

    header: bytes
    state_hash: bytes
    state: bytes | None
    macs: Mapping[str, bytes]


def digest_of(record: Record) -> bytes:
    """Return the 32 bytes that the MACs cover and the next record links to."""
    return attest.digest(record.header, record.state_hash)


@dataclass(frozen=True, slots=True)
class Verified:
    """What a reader may believe: each author's statement and newest record, who left, and the latest time in one."""

    states: Mapping[str, State]
    heads: Heads
    left: frozenset[str] = frozenset()
    latest: int = field(default=0)


Chains = Mapping[str, Sequence[tuple[int, Record]]]
"""Each author's records as stored, from the one last verified to the newest: (seq of the row, record)."""


def append(
    view: SpaceView, verified: Verified, new: State, kind: Kind, keys: Keyring, epoch_key: bytes, entropy: Entropy
) -> tuple[int, Record]:
    """Return the seq and next record of the keys' owner; TooLate after somebody left, ClockWrong for an earlier
    time.
    """
    author = keys.person
    if verified.left or author not in view.members:
        raise TooLate("ended")
    own = verified.states.get(author)
    if own is not None and new.at < own.at:
        raise ClockWrong("before the newest record")
    seq, previous = _next(verified.heads.get(author))
    others = sorted((who, number, head) for who, (number, head) in verified.heads.items() if who != author)
    header = Header(view.space, view.epoch, author, seq, kind, previous, tuple(others), entropy(NONCE)).dumps()
    sealed = seal(_state_key(epoch_key, author, seq), _place(view, author, seq, kind), statement.encode(new), entropy)
    digest = attest.digest(header, sha256(sealed).digest())
    macs = keys.vouch(digest, view.space, view.epoch, view.members)
    return seq, Record(header, sha256(sealed).digest(), sealed, MappingProxyType(macs))


def _next(head: tuple[int, bytes] | None) -> tuple[int, bytes]:
    return (0, START) if head is None else (head[0] + 1, head[1])


def _state_key(epoch_key: bytes, author: str, seq: int) -> bytes:
    return expand(epoch_key, Label.RECORD_KEY, author, seq)


def _place(view: SpaceView, author: str, seq: int, kind: Kind) -> Place:
    return Place("state", view.space, view.epoch, author, seq, str(kind), VERSION)


def verify(
    view: SpaceView,
    keys: Keyring,
    epoch_key: bytes,
    chains: Chains,
    remembered: Heads,
    witness: SpaceSeen | None,
    now: int,
    latest: int = 0,
) -> Verified:
    """Return what the reader may believe, or raise Quarantine with the stage at which something failed.

    `remembered` are the heads that the reader's vault last verified, `latest` the latest time it has seen, `witness`
    what this browser remembers, `now` the reader's clock. Only each author's newest record is opened; it is linked back
    to the verified one, and the digests cover the rest.
    """
    if not set(chains) <= set(view.members):
        raise Quarantine(Stage.PLACE)
    linked = {author: _linked(view, author, rows, remembered.get(author)) for author, rows in chains.items() if rows}
    _check_remembered(linked, remembered)
    _check_witness(view, linked, witness)
    for author, links in linked.items():
        _check_vouched(view, keys, author, links)
    _check_seen(linked)
    heads = {author: (links.seq, links.digest) for author, links in linked.items()}
    left = frozenset(author for author, links in linked.items() if links.header.kind is Kind.LEAVE)
    if left:
        return Verified(MappingProxyType({}), MappingProxyType(heads), left)
    states = {author: _opened(view, epoch_key, author, links) for author, links in linked.items()}
    _check_clock(states, heads, remembered, now, latest)
    newest = max((state.at for state in states.values()), default=0)
    return Verified(MappingProxyType(states), MappingProxyType(heads), frozenset(), newest)


@dataclass(frozen=True, slots=True)
class _Links:
    """An author's records after their links were followed: the newest one, and the digest of each by seq."""

    record: Record
    header: Header
    digests: Mapping[int, bytes]

    @property
    def seq(self) -> int:
        return self.header.seq

    @property
    def digest(self) -> bytes:
        return self.digests[self.seq]


def _linked(
    view: SpaceView, author: str, rows: Sequence[tuple[int, Record]], known: tuple[int, bytes] | None
) -> _Links:
    """Rule 1, all but the MAC: canonical, in its place, linked without a gap to the verified record or the start."""
    digests: dict[int, bytes] = {}
    expected = (0, START) if known is None else known
    for seq, record in rows:
        header = _header_in_place(view, author, seq, record)
        digest = digest_of(record)
        if not digests and known is not None:
            fits = (seq, digest) == expected
        else:
            fits = (seq, header.previous) == expected
        if not fits:
            raise Quarantine(Stage.LINK)
        digests[seq], expected = digest, (seq + 1, digest)
    return _Links(rows[-1][1], header, digests)


def _header_in_place(view: SpaceView, author: str, seq: int, record: Record) -> Header:
    try:
        header = Header.loads(record.header)
    except Malformed:
        raise Quarantine(Stage.CANONICAL) from None
    if (header.space, header.epoch, header.author, header.seq) != (view.space, view.epoch, author, seq):
        raise Quarantine(Stage.PLACE)
    return header


def _check_remembered(linked: Mapping[str, _Links], remembered: Heads) -> None:
    """What the vault has verified is still there."""
    if not set(remembered) <= set(linked):
        raise Quarantine(Stage.WITNESS)


def _check_witness(view: SpaceView, linked: Mapping[str, _Links], witness: SpaceSeen | None) -> None:
    """Rule 4: the witness may lag behind the chain, never lead it."""
    if witness is None or witness.epoch < view.epoch:
        return
    if witness.epoch > view.epoch:
        raise Quarantine(Stage.WITNESS)
    for author, (seq, short) in witness.heads.items():
        links = linked.get(author)
        if links is None or links.seq < seq or not _was(links, seq, short):
            raise Quarantine(Stage.WITNESS)


def _was(links: _Links, seq: int, digest: bytes) -> bool:
    """Whether the record of this seq has this digest; older ones than were read are covered by the verified digest."""
    return seq < min(links.digests) or links.digests[seq][: len(digest)] == digest


def _check_vouched(view: SpaceView, keys: Keyring, author: str, links: _Links) -> None:
    public = view.members[author]
    if not keys.vouched(links.digest, links.record.macs, author, public, view.space, view.epoch):
        raise Quarantine(Stage.MAC)


def _check_seen(linked: Mapping[str, _Links]) -> None:
    """Rule 3: every head that a newest record has seen still exists."""
    for links in linked.values():
        for author, seq, digest in links.header.seen:
            other = linked.get(author)
            if other is None or other.seq < seq or not _was(other, seq, digest):
                raise Quarantine(Stage.SEEN_HEAD)


def _opened(view: SpaceView, epoch_key: bytes, author: str, links: _Links) -> State:
    record = links.record
    if record.state is None or sha256(record.state).digest() != record.state_hash:
        raise Quarantine(Stage.STATE)
    try:
        key, place = _state_key(epoch_key, author, links.seq), _place(view, author, links.seq, links.header.kind)
        return statement.decode(open_sealed(key, place, record.state))
    except (Unreadable, Malformed):
        raise Quarantine(Stage.STATE) from None


def _check_clock(states: Mapping[str, State], heads: Heads, remembered: Heads, now: int, latest: int) -> None:
    """Rule 5: no record from the future, and no new one from before what was already seen."""
    for author, state in states.items():
        is_new = remembered.get(author) != heads[author]
        if state.at > now + FORWARD or (is_new and state.at < latest - BACKWARD):
            raise Quarantine(Stage.CLOCK)


def rises(old: State, new: State) -> frozenset[Key]:
    """Return the (item, side) on which the new statement allows something that the old one did not."""
    return frozenset(e.key for e in new.entries if not allows_no_more(e.terms, old.terms(e.item, e.side)))


def may_write(
    old: State,
    new: State,
    confirmed: Mapping[Key, Wish],
    wait_wish: WaitWish | None,
    wait: int,
    now: int,
) -> None:
    """Law 4 at the pen: passes when everything that rises is one act, or is covered by a wish that was slept on.

    `wait` in seconds. Loosens for a rise without its second act, TooEarly or Lapsed for a wish that is not ready.
    """
    for entry in new.entries:
        if is_one_act(old.terms(entry.item, entry.side), entry.terms, now):
            continue
        wish = confirmed.get(entry.key)
        if wish is None or wish.key != entry.key or not allows_no_more(entry.terms, wish.terms):
            raise Loosens("no second act")
        check_ready(wish, now, wait)
    if new.wait_hours < old.wait_hours:
        if wait_wish is None or new.wait_hours < wait_wish.hours:
            raise Loosens("no second act")
        check_ready(wait_wish, now, wait)


def walk_whole_chain(space: str, epoch: int, author: str, rows: Iterable[tuple[int, Record]]) -> Stage | None:
    """Return where the structure of a whole chain fails, or None: canonical headers, places, links, hashes; no keys."""
    every = list(rows)
    try:
        if every:
            _linked(SpaceView(space, epoch, {}), author, every, None)
    except Quarantine as trouble:
        return trouble.stage
    return next((Stage.STATE for _, record in every if not _keeps_its_hash(record)), None)


def _keeps_its_hash(record: Record) -> bool:
    return record.state is None or sha256(record.state).digest() == record.state_hash
