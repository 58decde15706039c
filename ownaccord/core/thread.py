"""A thread about one topic: what members say to each other there, sealed under the key of the space's epoch and vouched
for to each.

Each author's posts are numbered from 1 and each names the digest of the one before, so that none can be left out, moved
or put in from elsewhere; a reader who has seen a number notices when it is gone. A post whose words its author has
erased keeps its place, its time and what it did. Format: docs/develop/spec/thread.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.ledger import FORWARD
from ownaccord.core.position import is_number
from ownaccord.core.record import START, SpaceView
from ownaccord.core.terms import LATEST
from ownaccord.core.turns import Move, Stand, Turn, after, may
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
WITH_MORE = 2
FLOOR = 1024
HEAD_FLOOR = 64
LONGEST = 4000
MOST_BYTES: Mapping[str, int] = {Move.PUT: 8 * 1024, Move.APART: 24 * 1024}
"""How many bytes a move may hold beside words."""
FEW_BYTES = 64
"""And every other one: a key, or a digest."""
MOST = 400
"""How many posts there is room for in one thread."""
MARK = 16
HEAD = "thread-head"

Entropy = Callable[[int], bytes]
Known = Mapping[str, tuple[int, bytes]]
"""Author -> the number and the digest of the newest post of theirs that this reader has seen."""


@dataclass(frozen=True, slots=True, repr=False)
class Post:
    """What one person said, or did, at one moment; `words` is None once they erased it.

    `more` is what a move holds beside words, as bytes; what stands in it is the business of that move.
    """

    author: str
    number: int
    at: int
    move: Move
    words: str | None
    more: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class Stored:
    """One post as stored: `head` is its time and move, sealed; `sealed` its words, None once its author erased them.

    `macs`: member -> MAC.
    """

    author: str
    number: int
    previous: bytes
    head: bytes
    sealed_hash: bytes
    sealed: bytes | None
    macs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Thread:
    """What a reader can believe of a thread, the oldest first; `missing`: something that was there is not, or does not
    fit. `ended`: the post that ended it.
    """

    posts: tuple[Post, ...]
    turn: Turn
    heads: Known
    missing: bool
    ended: Post | None = None

    def only(self, posts: tuple[Post, ...], members: Iterable[str]) -> Thread:
        """Return what is left of it with these of its posts alone: whose turn it is, and which post ended it."""
        return replace(self, posts=posts, **_course(posts, members))


@dataclass(frozen=True, slots=True, repr=False)
class Topic:
    """A thread as its members know it: the space as its reader pinned it, what it is about, the key of the epoch."""

    view: SpaceView
    about: str
    epoch_key: bytes

    @property
    def mark(self) -> bytes:
        """16 bytes that name the thread in the database, and say nothing to whoever has not the key."""
        return expand(self.epoch_key, Label.THREAD_MARK, self.view.space, self.about)[:MARK]

    def place(self, author: str, number: int, part: str = "thread") -> Place:
        """Where a post's words belong, or its head."""
        return Place(part, self.view.space, self.view.epoch, author, number, self.mark.hex(), VERSION)

    def key(self, author: str, number: int) -> bytes:
        """What seals one post."""
        return expand(self.epoch_key, Label.THREAD_KEY, self.about, author, number)

    def digest(self, stored: Stored) -> bytes:
        """What the MACs cover and the next post of this author names."""
        who = [stored.author, stored.number, stored.previous, sha256(stored.head).digest()]
        header = encode([str(Label.THREAD), VERSION, self.view.space, self.view.epoch, self.mark, *who])
        return attest.digest(header, stored.sealed_hash)


def made(
    topic: Topic, thread: Thread, move: Move, words: str, now: int, keys: Keyring, entropy: Entropy, more: bytes = b""
) -> Stored:
    """Return the next post of this person. Refused for a move that is not theirs now, Malformed for too many words.

    Its time is after everything they have read, so that an answer stands behind what it answers.
    """
    person = keys.person
    number, previous = thread.heads.get(person, (0, START))
    if move not in may(thread.turn, person) or not _has_room(thread, number, move):
        raise Refused("not now")
    if not _is_sound(at := max([now, *(post.at + 1 for post in thread.posts)]), move, words, more):
        raise Malformed("post")
    key = topic.key(person, number + 1)
    head = seal(key, topic.place(person, number + 1, HEAD), pad(_head(at, move), HEAD_FLOOR), entropy)
    sealed = seal(key, topic.place(person, number + 1), pad(_plain(words, more), FLOOR), entropy)
    stored = Stored(person, number + 1, previous, head, sha256(sealed).digest(), sealed, {})
    view = topic.view
    return replace(stored, macs=keys.vouch(topic.digest(stored), view.space, view.epoch, view.members))


def _has_room(thread: Thread, number: int, move: Move) -> bool:
    """Whether there is room for this move after so many of one's own: the last place is for the end of it, the one
    before for a *not now*. No No waits for room.
    """
    if move in (Move.END, Move.NOT_NOW):
        return number < MOST - (move is Move.NOT_NOW)
    return len(thread.posts) < MOST and number < MOST - 2


def read(topic: Topic, rows: Iterable[Stored], keys: Keyring, known: Known, now: int) -> Thread:
    """Return what this reader can believe of these rows; what is behind one that does not fit is not shown.

    `known` is what they have seen before: whatever falls short of it is missing. A post from before the one before it,
    or from later than a day after `now` (unix seconds), does not fit. Erased posts stay as such.
    """
    rows, latest = [*rows], now + FORWARD
    chains = {author: _chain(topic, author, rows, keys, latest) for author in topic.view.members} if rows else {}
    heads = {author: (len(posts), digest) for author, (posts, digest, _whole) in chains.items() if posts}
    missing = any(not whole for _posts, _digest, whole in chains.values()) or any(
        not _holds(topic, author, number, digest, rows) for author, (number, digest) in known.items()
    )
    every = (post for posts, _digest, _whole in chains.values() for post in posts)
    posts = tuple(sorted(every, key=lambda post: (post.at, post.author, post.number)))
    return Thread(posts, heads=heads, missing=missing, **_course(posts, topic.view.members))


def _course(posts: Iterable[Post], members: Iterable[str]) -> dict[str, Any]:
    """Where these posts lead, one after the other."""
    turn, ended, members = Turn(), None, tuple(members)
    for post in posts:
        turn, before = after(turn, post.author, post.move, members), turn
        if turn.stand is Stand.ENDED and before.stand is not Stand.ENDED:
            ended = post
    return {"turn": turn, "ended": ended}


def _chain(
    topic: Topic, author: str, rows: list[Stored], keys: Keyring, latest: int
) -> tuple[list[Post], bytes, bool]:
    """The posts of one author up to the first that does not fit, the digest of the last, and whether all fitted."""
    posts: list[Post] = []
    previous = START
    mine = sorted((row for row in rows if row.author == author), key=lambda row: row.number)
    for row in mine:
        post = _post(topic, row, keys) if (row.number, row.previous) == (len(posts) + 1, previous) else None
        if post is None or len(posts) >= MOST or not (posts[-1].at if posts else 0) <= post.at <= latest:
            return posts, previous, False
        posts.append(post)
        previous = topic.digest(row)
    return posts, previous, True


def _post(topic: Topic, row: Stored, keys: Keyring) -> Post | None:
    """One post as far as its author vouches for it and it opens; of an erased one its time and what it did."""
    view = topic.view
    if len(row.sealed_hash) != len(START) or not keys.vouched(
        topic.digest(row), row.macs, row.author, view.members[row.author], view.space, view.epoch
    ):
        return None
    key = topic.key(row.author, row.number)
    try:
        head = unpad(open_sealed(key, topic.place(row.author, row.number, HEAD), row.head), HEAD_FLOOR)
        version, at, move = decode(head)
        words, more = (None, b"") if row.sealed is None else _words(topic, row, key)
        found = Post(row.author, row.number, at, Move(move), words, more)
    except (Unreadable, Malformed, ValueError, TypeError):
        return None
    fits = version == VERSION and _is_sound(at, move, "" if words is None else words, more)
    return found if fits and _head(at, found.move) == head else None


def _words(topic: Topic, row: Stored, key: bytes) -> tuple[str, bytes]:
    """The words of a post and what it holds beside them; Malformed unless they are what its author vouched for."""
    sealed = row.sealed or b""
    plain = unpad(open_sealed(key, topic.place(row.author, row.number), sealed))
    _version, words, *rest = decode(plain)
    more = rest[0] if rest else b""
    is_text = type(words) is str and type(more) is bytes
    if sha256(sealed).digest() != row.sealed_hash or not is_text or _plain(words, more) != plain:
        raise Malformed("words")
    return words, more


def _holds(topic: Topic, author: str, number: int, digest: bytes, rows: list[Stored]) -> bool:
    """Whether what was seen of this author is still there."""
    row = next((row for row in rows if (row.author, row.number) == (author, number)), None)
    return row is not None and topic.digest(row) == digest


def _head(at: int, move: Move) -> bytes:
    return encode([VERSION, at, str(move)])


def _plain(words: str, more: bytes) -> bytes:
    return encode([WITH_MORE, words, more] if more else [VERSION, words])


def _is_sound(at: object, move: object, words: object, more: bytes) -> bool:
    if not is_number(at, LATEST) or not isinstance(move, str) or type(words) is not str:
        return False
    return len(words) <= LONGEST and len(more) <= MOST_BYTES.get(move, FEW_BYTES)
