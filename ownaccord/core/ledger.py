"""The ledger: one append-only chain of records per (space, epoch, author), and the rule by which one is believed.

A record is a canonical header, the hash of its sealed state, that state (only the newest one's is kept), and one MAC
per member. Whatever does not verify is `Quarantine`, which names the stage and nothing else; then nothing is in force.
Formats: docs/develop/spec/ledger.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType

from ownaccord.core import ratchet, statement
from ownaccord.core.errors import ClockWrong, Loosens, Malformed, NotYours, TooLate
from ownaccord.core.loosening import NO_ACTS, Acts, may_write, rises, tightens
from ownaccord.core.record import (
    NONCE,
    START,
    VERSION,
    Header,
    Heads,
    Kind,
    Quarantine,
    Record,
    SpaceView,
    Stage,
    digest_of,
)
from ownaccord.core.statement import State
from ownaccord.vault import attest
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, seal
from ownaccord.vault.witness import SpaceSeen

__all__ = [
    "BACKWARD",
    "FORWARD",
    "Acts",
    "Chains",
    "Header",
    "Heads",
    "Kind",
    "Quarantine",
    "Record",
    "SpaceView",
    "Stage",
    "Verified",
    "append",
    "digest_of",
    "may_write",
    "reach",
    "rises",
    "tightens",
    "verify",
    "walk_whole_chain",
    "walk_with_keys",
]

BACKWARD = 300
FORWARD = 86_400

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True)
class Verified:
    """What a reader may believe: each author's statement and newest record, who left, and the latest time in one.

    `only_tightens`: the clock was not asked, so on top of this only what tightens may be written, and nothing is in
    force.
    """

    states: Mapping[str, State]
    heads: Heads
    left: frozenset[str] = frozenset()
    latest: int = 0
    only_tightens: bool = False


Chains = Mapping[str, Sequence[tuple[int, Record]]]
"""Each author's records as stored, oldest first: (seq of the row, record)."""

# --- writing ----------------------------------------------------------------------------------------------------------


def append(
    view: SpaceView,
    verified: Verified,
    new: State,
    kind: Kind,
    keys: Keyring,
    epoch_key: bytes,
    entropy: Entropy,
    acts: Acts = NO_ACTS,
) -> tuple[int, Record]:
    """Return the seq and next record of the keys' owner. The caller erases the state of the one before.

    `new.at` is the time of the record: the latest of the clock, the own newest record and `verified.latest`. Raises
    NotYours, TooLate after somebody left, ClockWrong for an earlier time, and what `may_write` raises.
    """
    author = keys.person
    _check_writable(view, verified, new, kind, keys)
    old = verified.states.get(author, statement.new_state(new.at, new.salt))
    if kind is Kind.STATE:
        may_write(old, new, acts, ratchet.standing(author, verified.states))
    if kind is Kind.STATE and verified.only_tightens and not tightens(old, new):
        raise Loosens("the clock seems wrong")
    seq, previous = _next(verified.heads.get(author))
    others = sorted((who, number, head) for who, (number, head) in verified.heads.items() if who != author)
    header = Header(view.space, view.epoch, author, seq, kind, previous, tuple(others), entropy(NONCE)).dumps()
    sealed = seal(_state_key(epoch_key, author, seq), _place(view, author, seq, kind), statement.encode(new), entropy)
    digest = attest.digest(header, sha256(sealed).digest())
    macs = keys.vouch(digest, view.space, view.epoch, view.members)
    return seq, Record(header, sha256(sealed).digest(), sealed, MappingProxyType(macs))


def _check_writable(view: SpaceView, verified: Verified, new: State, kind: Kind, keys: Keyring) -> None:
    if view.members.get(keys.person) != keys.public:
        raise NotYours("no member with these keys")
    if verified.left:
        raise TooLate("ended")
    own = verified.states.get(keys.person)
    if (keys.person in verified.heads) != (own is not None):
        raise TooLate("the own newest record was not read")
    if (own is not None and new.at < own.at) or new.at < verified.latest - BACKWARD:
        raise ClockWrong("before what was verified")
    if own is not None and new.salt == own.salt:
        raise Malformed("the random bytes are new with every record")
    if kind is Kind.LEAVE and new != statement.new_state(new.at, new.salt):
        raise Malformed("whoever leaves says nothing else")


def _next(head: tuple[int, bytes] | None) -> tuple[int, bytes]:
    return (0, START) if head is None else (head[0] + 1, head[1])


def _state_key(epoch_key: bytes, author: str, seq: int) -> bytes:
    return expand(epoch_key, Label.RECORD_KEY, author, seq)


def _place(view: SpaceView, author: str, seq: int, kind: Kind) -> Place:
    return Place("state", view.space, view.epoch, author, seq, str(kind), VERSION)


# --- reading ----------------------------------------------------------------------------------------------------------


def verify(
    view: SpaceView,
    keys: Keyring,
    epoch_key: bytes,
    chains: Chains,
    remembered: Heads,
    witness: SpaceSeen | None,
    now: int | None,
    latest: int,
) -> Verified:
    """Return what the reader may believe, or raise Quarantine with the stage at which something failed.

    `chains` are the rows of this epoch; `remembered` the heads that the reader's vault last verified, `latest` the
    latest time it has seen, `witness` what this browser remembers, `now` the reader's clock. Only each author's newest
    record is opened; its links are followed back as far as `reach` says, and the digests cover the rest. `chains` may
    leave out what lies before that.

    With a wrong clock what tightens still has to be written: after Quarantine at the stage of the clock, `now=None`
    leaves rule 5 out and returns what only tightening may build on.
    """
    if not set(chains) <= set(view.members):
        raise Quarantine(Stage.PLACE)
    rows = {author: list(each) for author, each in chains.items() if each}
    known = reach(view, {author: each[-1] for author, each in rows.items()}, remembered, witness)
    linked = {author: _linked(view, author, each, known.get(author)) for author, each in rows.items()}
    _check_remembered(view, linked, remembered, witness)
    for author, links in linked.items():
        _check_vouched(view, keys, author, links.record)
    _check_seen(linked, remembered)
    heads = {author: (links.seq, links.digest) for author, links in linked.items()}
    left = frozenset(author for author, links in linked.items() if links.header.kind is Kind.LEAVE)
    if left:
        return Verified(MappingProxyType({}), MappingProxyType(heads), left)
    states = {author: _opened(view, epoch_key, author, links) for author, links in linked.items()}
    if now is not None:
        _check_clock(states, heads, remembered, now, latest)
    newest = max((state.at for state in states.values()), default=0)
    return Verified(MappingProxyType(states), MappingProxyType(heads), frozenset(), newest, now is None)


def reach(
    view: SpaceView, newest: Mapping[str, tuple[int, Record]], remembered: Heads, witness: SpaceSeen | None
) -> dict[str, int]:
    """Return the seq from which each author's chain has to be followed; who is missing here: from the start.

    `newest` are the newest rows. What the vault has verified is a place to begin. Somebody's newest record that is the
    remembered one was held against everybody's chain then, so the heads that it names lead no further back.
    """
    named = list(witness.heads.items()) if witness is not None else []
    for author, (seq, record) in newest.items():
        header = _header_in_place(view, author, seq, record)
        if remembered.get(author) != (seq, digest_of(record)):
            named += [(who, (number, digest)) for who, number, digest in header.seen]
    lowest = {author: seq for author, (seq, _) in remembered.items()}
    for author, (seq, _) in named:
        if author in lowest:
            lowest[author] = min(seq, lowest[author])
    return lowest


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

    def has(self, seq: int, digest: bytes) -> bool:
        """Whether the record of this seq is there and has this digest, or this beginning of it."""
        return seq in self.digests and self.digests[seq][: len(digest)] == digest


def _linked(view: SpaceView, author: str, rows: Sequence[tuple[int, Record]], start: int | None) -> _Links:
    """Rule 1, all but the MAC: canonical, in its place, linked without a gap from `start` (None: the first record)."""
    digests: dict[int, bytes] = {}
    following: Sequence[tuple[int, Record]] = [row for row in rows if start is None or row[0] >= start]
    expected = (start or 0, START if not start else None)
    for seq, record in following:
        header = _header_in_place(view, author, seq, record)
        if seq != expected[0] or expected[1] not in (None, header.previous):
            raise Quarantine(Stage.LINK)
        if header.kind is Kind.LEAVE and record is not following[-1][1]:
            raise Quarantine(Stage.LINK)
        digests[seq] = digest_of(record)
        expected = (seq + 1, digests[seq])
    if not digests:
        raise Quarantine(Stage.WITNESS)
    return _Links(following[-1][1], header, MappingProxyType(digests))


def _header_in_place(view: SpaceView, author: str, seq: int, record: Record) -> Header:
    try:
        header = Header.loads(record.header)
    except Malformed:
        raise Quarantine(Stage.CANONICAL) from None
    if (header.space, header.epoch, header.author, header.seq) != (view.space, view.epoch, author, seq):
        raise Quarantine(Stage.PLACE)
    return header


def _check_remembered(
    view: SpaceView, linked: Mapping[str, _Links], remembered: Heads, witness: SpaceSeen | None
) -> None:
    """Rule 4: what vault and witness have seen is still there; they may lag behind the chain, never lead it."""
    named = list(remembered.items())
    if witness is not None and witness.epoch > view.epoch:
        raise Quarantine(Stage.WITNESS)
    if witness is not None and witness.epoch == view.epoch:
        named += witness.heads.items()
    for author, (seq, digest) in named:
        if author not in linked or not linked[author].has(seq, digest):
            raise Quarantine(Stage.WITNESS)


def _check_vouched(view: SpaceView, keys: Keyring, author: str, record: Record) -> None:
    if not keys.vouched(digest_of(record), record.macs, author, view.members[author], view.space, view.epoch):
        raise Quarantine(Stage.MAC)


def _check_seen(linked: Mapping[str, _Links], remembered: Heads) -> None:
    """Rule 3: every head that a newest record has seen still exists; a remembered record was asked that already."""
    for who, links in linked.items():
        if remembered.get(who) == (links.seq, links.digest):
            continue
        for author, seq, digest in links.header.seen:
            if author not in linked or not linked[author].has(seq, digest):
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


# --- the whole chain, for `ownaccord check` and a scene start ---------------------------------------------------------


def walk_whole_chain(space: str, epoch: int, author: str, rows: Iterable[tuple[int, Record]]) -> Stage | None:
    """Return where the structure of a whole chain fails, or None. Needs no keys.

    Canonical headers, places, seqs without a gap, links from the start, nothing after leaving, the newest state with
    its hash, and every earlier state erased.
    """
    every = list(rows)
    if not every:
        return None
    try:
        _linked(SpaceView(space, epoch, {}), author, every, None)
    except Quarantine as trouble:
        return trouble.stage
    *earlier, (_, newest) = every
    erased = all(record.state is None for _, record in earlier)
    return None if erased and _keeps_its_hash(newest) else Stage.STATE


def _keeps_its_hash(record: Record) -> bool:
    return record.state is None or sha256(record.state).digest() == record.state_hash


def walk_with_keys(
    view: SpaceView, keys: Keyring, epoch_key: bytes, author: str, rows: Iterable[tuple[int, Record]]
) -> Stage | None:
    """Return where a whole chain fails for this member, or None: structure, MACs, the newest state."""
    every = list(rows)
    structure = walk_whole_chain(view.space, view.epoch, author, every)
    if structure is not None or not every:
        return structure
    try:
        for _, record in every:
            _check_vouched(view, keys, author, record)
        links = _linked(view, author, every, None)
        if links.header.kind is Kind.STATE:
            _opened(view, epoch_key, author, links)
    except Quarantine as trouble:
        return trouble.stage
    return None
