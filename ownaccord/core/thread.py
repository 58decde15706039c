"""A thread about one topic: what members say to each other there, sealed under the key of the space's epoch and vouched
for to each.

Each author's posts are numbered from 1 and each names the digest of the one before, so that none can be left out, moved
or put in from elsewhere; a reader who has seen a number notices when it is gone. A post whose words its author has
erased keeps its place. Format: docs/develop/spec/thread.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from hashlib import sha256

from ownaccord.core.errors import Malformed, Refused
from ownaccord.core.position import is_number
from ownaccord.core.record import START, SpaceView
from ownaccord.core.terms import LATEST
from ownaccord.core.turns import Move, Turn, after, may
from ownaccord.vault import attest
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import Label, expand
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 1024
LONGEST = 4000
MARK = 16

Entropy = Callable[[int], bytes]
Known = Mapping[str, tuple[int, bytes]]
"""Author -> the number and the digest of the newest post of theirs that this reader has seen."""


@dataclass(frozen=True, slots=True, repr=False)
class Post:
    """What one person said, or did, at one moment; `words` is None once they erased it."""

    author: str
    number: int
    at: int
    move: Move
    words: str | None


@dataclass(frozen=True, slots=True, repr=False)
class Stored:
    """One post as stored. `sealed` is None once its author erased it; `macs`: member -> MAC."""

    author: str
    number: int
    previous: bytes
    sealed_hash: bytes
    sealed: bytes | None
    macs: Mapping[str, bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Thread:
    """What a reader can believe of a thread, the oldest first; `missing`: something that was there is not, or does not
    fit.
    """

    posts: tuple[Post, ...]
    turn: Turn
    heads: Known
    missing: bool


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

    def place(self, author: str, number: int) -> Place:
        """Where a post belongs."""
        return Place("thread", self.view.space, self.view.epoch, author, number, self.mark.hex(), VERSION)

    def key(self, author: str, number: int) -> bytes:
        """What seals one post."""
        return expand(self.epoch_key, Label.THREAD_KEY, self.about, author, number)

    def digest(self, stored: Stored) -> bytes:
        """What the MACs cover and the next post of this author names."""
        who = [stored.author, stored.number, stored.previous]
        header = encode([str(Label.THREAD), VERSION, self.view.space, self.view.epoch, self.mark, *who])
        return attest.digest(header, stored.sealed_hash)


def made(topic: Topic, thread: Thread, move: Move, words: str, now: int, keys: Keyring, entropy: Entropy) -> Stored:
    """Return the next post of this person. Refused for a move that is not theirs now, Malformed for too many words.

    Its time is after everything they have read, so that an answer stands behind what it answers.
    """
    person = keys.person
    if move not in may(thread.turn, person):
        raise Refused("not now")
    if not _is_sound(at := max([now, *(post.at + 1 for post in thread.posts)]), move, words):
        raise Malformed("post")
    number, previous = thread.heads.get(person, (0, START))
    plain = pad(_plain(at, move, words), FLOOR)
    sealed = seal(topic.key(person, number + 1), topic.place(person, number + 1), plain, entropy)
    stored = Stored(person, number + 1, previous, sha256(sealed).digest(), sealed, {})
    macs = keys.vouch(topic.digest(stored), topic.view.space, topic.view.epoch, topic.view.members)
    return Stored(stored.author, stored.number, previous, stored.sealed_hash, sealed, macs)


def read(topic: Topic, rows: Iterable[Stored], keys: Keyring, known: Known) -> Thread:
    """Return what this reader can believe of these rows; what is behind one that does not fit is not shown.

    `known` is what they have seen before: whatever falls short of it is missing. Erased posts stay as such.
    """
    chains = {author: _chain(topic, author, rows, keys) for author in topic.view.members} if (rows := [*rows]) else {}
    heads = {author: (len(posts), digest) for author, (posts, digest, _whole) in chains.items() if posts}
    missing = any(not whole for _posts, _digest, whole in chains.values()) or any(
        not _holds(topic, author, number, digest, rows) for author, (number, digest) in known.items()
    )
    every = (post for posts, _digest, _whole in chains.values() for post in posts)
    posts = tuple(sorted(every, key=lambda post: (post.at, post.author, post.number)))
    turn = reduce(lambda turn, post: after(turn, post.author, post.move, topic.view.members), posts, Turn())
    return Thread(posts, turn, heads, missing)


def _chain(topic: Topic, author: str, rows: list[Stored], keys: Keyring) -> tuple[list[Post], bytes, bool]:
    """The posts of one author up to the first that does not fit, the digest of the last, and whether all fitted."""
    posts: list[Post] = []
    previous, last = START, 0
    mine = sorted((row for row in rows if row.author == author), key=lambda row: row.number)
    for row in mine:
        post = _post(topic, row, keys, last) if (row.number, row.previous) == (len(posts) + 1, previous) else None
        if post is None:
            return posts, previous, False
        posts.append(post)
        previous, last = topic.digest(row), post.at
    return posts, previous, True


def _post(topic: Topic, row: Stored, keys: Keyring, last: int) -> Post | None:
    """One post as far as its author vouches for it; an erased one takes the time of the one before."""
    view = topic.view
    if len(row.sealed_hash) != len(START) or not keys.vouched(
        topic.digest(row), row.macs, row.author, view.members[row.author], view.space, view.epoch
    ):
        return None
    if row.sealed is None:
        return Post(row.author, row.number, last, Move.SAY, None)
    try:
        plain = unpad(open_sealed(topic.key(row.author, row.number), topic.place(row.author, row.number), row.sealed))
        version, at, move, words = decode(plain)
        found = Post(row.author, row.number, at, Move(move), words)
    except (Unreadable, ValueError, TypeError):
        return None
    fits = sha256(row.sealed).digest() == row.sealed_hash and version == VERSION and _is_sound(at, move, words)
    return found if fits and _plain(at, found.move, words) == plain else None


def _holds(topic: Topic, author: str, number: int, digest: bytes, rows: list[Stored]) -> bool:
    """Whether what was seen of this author is still there."""
    row = next((row for row in rows if (row.author, row.number) == (author, number)), None)
    return row is not None and topic.digest(row) == digest


def _plain(at: int, move: Move, words: str) -> bytes:
    return encode([VERSION, at, str(move), words])


def _is_sound(at: object, move: object, words: object) -> bool:
    return is_number(at, LATEST) and type(move) in (str, Move) and type(words) is str and len(words) <= LONGEST
