"""Teach-back: each member writes what they understand was agreed, apart, and nobody reads one before everybody has
written.

What somebody writes is sealed under a key of its own that nobody else has; the post ties its author to that one key.
Once everybody has written, each shows theirs by letting the key go. Then everybody says of these words that all mean
the same, or somebody says that something differs, and it begins anew. Format: docs/develop/spec/thread.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from ownaccord.core.errors import Malformed
from ownaccord.core.in_force import Arrangement
from ownaccord.core.plain import terms_as_list
from ownaccord.core.thread import LONGEST, Post, Topic
from ownaccord.core.turns import Move
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.derive import KEY, Label, same
from ownaccord.vault.errors import Unreadable
from ownaccord.vault.keyring import Keyring
from ownaccord.vault.sealing import Place, open_sealed, pad, seal, unpad

VERSION = 1
FLOOR = 1024
ABOUT = 16
MOVES = frozenset({Move.APART, Move.SHOWN, Move.SAME, Move.DIFFERS})

Entropy = Callable[[int], bytes]


@dataclass(frozen=True, slots=True, repr=False)
class Wrote:
    """What somebody wrote apart: sealed, tied to one key, with that key sealed for its author alone.

    `about`: what was in force when it was written.
    """

    about: bytes
    sealed: bytes
    tie: bytes
    own_key: bytes


@dataclass(frozen=True, slots=True, repr=False)
class TeachBack:
    """How it stands: who has written what, who has shown it (None: it was erased since), who says that all is the same.

    `differs`: somebody said that something differs. `anybody`: whether anything was written at all.
    """

    members: frozenset[str]
    written: Mapping[str, Wrote | None] = field(default_factory=dict)
    shown: Mapping[str, str | None] = field(default_factory=dict)
    same: frozenset[str] = frozenset()
    differs: bool = False

    @property
    def all_wrote(self) -> bool:
        """Whether everybody has written."""
        return set(self.written) == self.members

    @property
    def all_shown(self) -> bool:
        """Whether everybody's words are there to be read."""
        return set(self.shown) == self.members and None not in self.shown.values()

    @property
    def is_over(self) -> bool:
        """Whether whoever writes now begins a new one: all say the same, something differs, or words were erased."""
        lost = self.all_wrote and None in self.written.values()
        return self.differs or lost or (self.all_shown and self.same == self.members)

    def fits(self, about: bytes) -> bool:
        """Whether everybody has written, read, and said that all mean the same, about what is in force now."""
        if self.differs or not self.all_shown or self.same != self.members:
            return False
        return all(wrote is not None and wrote.about == about for wrote in self.written.values())


def due(found: TeachBack, person: str, *, begun: bool) -> frozenset[Move]:
    """Return which of these moves are this person's now; `begun`: something was written in the thread that is not over.

    Nobody shows theirs beside words that were erased since: whoever took theirs back could read the others' and then
    write their own.
    """
    moves = set[Move]()
    if not found.all_wrote or found.is_over:
        moves |= {Move.APART}
    if begun and found.all_wrote and not found.is_over and person not in found.shown:
        moves |= {Move.SHOWN}
    if begun and found.all_shown and not found.differs and person not in found.same:
        moves |= {Move.SAME}
    # What stands in an earlier thread goes on in none: whoever writes now begins a new one.
    if begun and found.all_wrote and not found.differs:
        moves |= {Move.DIFFERS}
    return frozenset(moves)


def shown_words(found: TeachBack) -> bytes:
    """Return what *same* is said of: 32 bytes that stand for everybody's words, and for what each wrote them about."""
    said = [[who, wrote.about if (wrote := found.written.get(who)) else b"", found.shown.get(who)]
            for who in sorted(found.members)]  # fmt: skip
    return sha256(encode([VERSION, said])).digest()


def about_of(arrangements: Iterable[Arrangement], item: str) -> bytes:
    """Return 16 bytes that stand for what is in force on an item; for how long and how often stands apart."""
    here = (each for each in arrangements if each.item == item)
    said = [[[[who, str(side)] for who, side in a.sides], terms_as_list(a.terms)[:-2]] for a in here]
    return sha256(encode(said)).digest()[:ABOUT]


def made(topic: Topic, about: bytes, words: str, keys: Keyring, entropy: Entropy) -> bytes:
    """Return what a post holds of words that its author shows later. Malformed for none, or for too many."""
    if type(words) is not str or not 0 < len(words) <= LONGEST:
        raise Malformed("words")
    key = entropy(KEY)
    sealed = seal(key, _place(topic, keys.person), pad(encode([VERSION, words]), FLOOR), entropy)
    own_key = keys.seal_mine(_purpose(topic), key, entropy)
    return encode([VERSION, about, sealed, _tie(topic, keys.person, key), own_key])


def written(post: Post) -> Wrote | None:
    """Return what a post holds of it; None for every other, for an erased one, and for what is none."""
    if post.move is not Move.APART:
        return None
    try:
        version, about, sealed, tie, own_key = fields = decode(post.more)
    except (Unreadable, ValueError, TypeError):
        return None
    if version != VERSION or not all(type(each) is bytes for each in fields[1:]):
        return None
    return Wrote(about, sealed, tie, own_key) if (len(about), len(tie)) == (ABOUT, KEY) else None


def own_key(topic: Topic, wrote: Wrote, keys: Keyring) -> bytes:
    """Return the key of one's own words, to be let go; Unreadable when these are not one's own keys any more."""
    return keys.open_mine(_purpose(topic), wrote.own_key)


def opened(topic: Topic, author: str, wrote: Wrote, key: bytes) -> str | None:
    """Return what somebody wrote, with the one key that they tied themselves to; None with every other."""
    if not same(_tie(topic, author, key), wrote.tie):
        return None
    try:
        plain = unpad(open_sealed(key, _place(topic, author), wrote.sealed), FLOOR)
        version, words = decode(plain)
    except (Unreadable, ValueError, TypeError):
        return None
    fits = version == VERSION and type(words) is str and 0 < len(words) <= LONGEST
    return words if fits and encode([VERSION, words]) == plain else None


def stands(topic: Topic, posts: Iterable[Post]) -> TeachBack:
    """Return how the teach-back of these posts stands, in their order; a step that is not due changes nothing."""
    found = TeachBack(frozenset(topic.view.members))
    for post in posts:
        step = STEPS.get(post.move)
        found = step(topic, found, post) if step is not None else found
    return found


# --- the steps ------------------------------------------------------------------------------------------------------


def _wrote(_topic: Topic, found: TeachBack, post: Post) -> TeachBack:
    wrote = written(post)
    if wrote is None and post.words is not None:
        return found
    if found.is_over:
        # What nobody has read yet still stands; what was read is written anew.
        ended = found.differs or found.all_shown
        kept = {} if ended else {who: each for who, each in found.written.items() if each and who not in found.shown}
        return TeachBack(found.members, {**kept, post.author: wrote})
    return found if found.all_wrote else replace(found, written={**found.written, post.author: wrote})


def _showed(topic: Topic, found: TeachBack, post: Post) -> TeachBack:
    if not found.all_wrote or post.author in found.shown or found.differs:
        return found
    wrote = found.written[post.author]
    words = opened(topic, post.author, wrote, post.more) if wrote is not None else None
    return found if wrote is not None and words is None else replace(found, shown={**found.shown, post.author: words})


def _same(_topic: Topic, found: TeachBack, post: Post) -> TeachBack:
    # Of other words, or with what it said of them gone, it says nothing.
    if not found.all_shown or found.differs or not same(post.more, shown_words(found)):
        return found
    return replace(found, same=found.same | {post.author})


def _differs(_topic: Topic, found: TeachBack, _post: Post) -> TeachBack:
    return replace(found, differs=True) if found.all_wrote else found


STEPS: Mapping[Move, Callable[[Topic, TeachBack, Post], TeachBack]] = {
    Move.APART: _wrote,
    Move.SHOWN: _showed,
    Move.SAME: _same,
    Move.DIFFERS: _differs,
}


def _place(topic: Topic, author: str) -> Place:
    return Place("thread-apart", topic.view.space, topic.view.epoch, author, 0, topic.mark.hex(), VERSION)


def _purpose(topic: Topic) -> str:
    return f"apart/{topic.view.space}/{topic.mark.hex()}"


def _tie(topic: Topic, author: str, key: bytes) -> bytes:
    said = [str(Label.THREAD_APART), VERSION, topic.view.space, topic.view.epoch, topic.mark, author, key]
    return sha256(encode(said)).digest()
