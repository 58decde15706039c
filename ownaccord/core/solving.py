"""How far people have come in working out a disagreement: what each would like, what matters underneath, ways, a trial.

What each would like opens once everybody has said it, and then what matters to each in the same manner; before that a
page shows its reader only their own. Ways stand without order or weight. That somebody would try one shows to nobody
else until everybody would. What is said out of its step changes nothing here, and nothing here permits anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256

from ownaccord.core.thread import Post
from ownaccord.core.turns import SOLVING, Move
from ownaccord.vault.canonical import encode


class Step(StrEnum):
    """What comes next: what each would like, what matters to each, ways that could work."""

    POSITIONS = "positions"
    MATTERS = "matters"
    WAYS = "ways"


@dataclass(frozen=True, slots=True, repr=False)
class Way:
    """One way that somebody put down; `tried`: the number of the post in which each says that they would try it."""

    author: str
    number: int
    words: str
    tried: Mapping[str, int] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How a post names it."""
        return named(self.author, self.number)

    @property
    def digest(self) -> bytes:
        """What stands for its words in a post of whoever would try it: other words at its place are another way."""
        return sha256(encode(["way", self.author, self.number, self.words])).digest()


@dataclass(frozen=True, slots=True, repr=False)
class Course:
    """How far they have come; of `positions` and `matters` a reader sees everybody's only once they are open.

    `taken_back`: whoever erased theirs and has written none since.
    """

    members: frozenset[str]
    positions: Mapping[str, Post] = field(default_factory=dict)
    matters: Mapping[str, Post] = field(default_factory=dict)
    ways: tuple[Way, ...] = ()
    taken_back: frozenset[str] = frozenset()

    @property
    def step(self) -> Step:
        """The step that is open now."""
        if set(self.positions) < self.members:
            return Step.POSITIONS
        return Step.MATTERS if set(self.matters) < self.members else Step.WAYS

    @property
    def everybody_would_try(self) -> tuple[Way, ...]:
        """The ways that everybody would try."""
        return tuple(way for way in self.ways if set(way.tried) == self.members)


STEPS: Mapping[Step, frozenset[Move]] = {
    Step.POSITIONS: frozenset({Move.POSITION}),
    Step.MATTERS: frozenset({Move.MATTERS}),
    Step.WAYS: frozenset({Move.WAY, Move.TRY, Move.TRY_BACK, Move.SAY, Move.ASK}),
}
"""What can be said in each step, beside what answers an ask, leaving it and ending it, which always can."""
HELD_BACK = SOLVING | {Move.SAY, Move.ASK}


def named(author: str, number: int) -> str:
    """Return how a post names the way that this author put down in this post of theirs."""
    return f"{author}/{number}"


def course(posts: Iterable[Post], members: Iterable[str]) -> Course:
    """Return how far these posts lead, the oldest first.

    What its author erased takes no step, so that nobody reads the others' for words that they took back, unless
    somebody else went on from it.
    """
    found, every = Course(frozenset(members)), tuple(posts)
    for place, post in enumerate(every):
        if post.author in found.members and post.move in STEPS[found.step]:
            counts = post.words is not None or _others_went_on(post, every[place:])
            found = _after(found, post) if counts else _without(found, post)
    return replace(found, ways=tuple(way for way in found.ways if way.words))


GOES_ON: Mapping[Move, frozenset[Move]] = {
    Move.POSITION: frozenset({Move.MATTERS}), Move.MATTERS: frozenset({Move.WAY, Move.TRY})
}  # fmt: skip


def _others_went_on(post: Post, later: Iterable[Post]) -> bool:
    goes_on = GOES_ON.get(post.move)
    return goes_on is None or any(each.move in goes_on and each.author != post.author for each in later)


def _without(found: Course, post: Post) -> Course:
    """Without what its author wrote in this step: erased words also took the place of theirs before."""
    positions, matters = dict(found.positions), dict(found.matters)
    (positions if post.move is Move.POSITION else matters).pop(post.author, None)
    return replace(found, positions=positions, matters=matters, taken_back=found.taken_back | {post.author})


def seen(posts: Iterable[Post], members: Iterable[str], reader: str) -> tuple[Post, ...]:
    """Return what this reader sees of a thread that is over, in its order: of a step only what opened, or their own; of
    the ways those that stand; and never who would try one.
    """
    every = tuple(posts)
    found = course(every, members)
    kept = [post for post in found.positions.values() if found.step is not Step.POSITIONS or post.author == reader]
    kept += [post for post in found.matters.values() if found.step is Step.WAYS or post.author == reader]
    ways = {(way.author, way.number) for way in found.ways}
    kept += [post for post in every if post.move is Move.WAY and (post.author, post.number) in ways]
    return tuple(post for post in every if post.move not in SOLVING or post in kept)


def _after(found: Course, post: Post) -> Course:
    positions, matters, ways = found.positions, found.matters, found.ways
    match post.move:
        case Move.POSITION:
            positions = {**positions, post.author: post}
        case Move.MATTERS:
            matters = {**matters, post.author: post}
        case Move.WAY:
            ways = (*ways, Way(post.author, post.number, post.words or ""))
        case Move.TRY:
            ways = tuple(_tried(way, post) for way in ways)
        case Move.TRY_BACK:
            ways = tuple(_not_tried(way, post) for way in ways)
    back = found.taken_back - ({post.author} if post.move in GOES_ON else set())
    return Course(found.members, positions, matters, ways, back)


def _tried(way: Way, post: Post) -> Way:
    """This way, with that its author would try it if it is the one that the post names, in the same words. An erased
    post names none.
    """
    if post.words != way.name or post.more != way.digest:
        return way
    return Way(way.author, way.number, way.words, {**way.tried, post.author: post.number})


def _not_tried(way: Way, post: Post) -> Way:
    """This way without its author, if it is the one that the post names: whatever became of the post before it."""
    left = {who: number for who, number in way.tried.items() if who != post.author}
    return replace(way, tried=left) if post.words == way.name else way


def allowed(found: Course, moves: Iterable[Move]) -> frozenset[Move]:
    """Return which of these moves belong to the step that is open, with those that belong to every one."""
    return frozenset(move for move in moves if move not in HELD_BACK or move in STEPS[found.step])
