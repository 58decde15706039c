"""Terms that somebody puts down in a thread, for a side of their own: a proposal. It asks, and changes nothing.

The newest of each person stands until somebody says *not now*; from then on for 90 days nobody but that person puts
terms down or asks for them (law 10), and what somebody else puts down all the same does not count. Nobody puts terms
down twice without a word of somebody else in between. Format: docs/develop/spec/thread.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import reduce

from ownaccord.core.errors import Malformed
from ownaccord.core.plain import terms_as_list, terms_from_list
from ownaccord.core.position import ItemRule, Side, longest_review
from ownaccord.core.rest import LENGTH
from ownaccord.core.terms import LATEST, Level, Terms, allows_no_more
from ownaccord.core.thread import Post
from ownaccord.core.turns import UNSEEN, Move
from ownaccord.vault.canonical import decode, encode
from ownaccord.vault.errors import Unreadable

VERSION = 1
MOST_WORDS = 64
"""How many conditions, areas or signals one offer can name."""
PUTS = frozenset({Move.PUT, Move.ASK_TERMS})
MOVES = PUTS | {Move.NOT_NOW}


@dataclass(frozen=True, slots=True, repr=False)
class Offer:
    """Terms above No for one side of whoever puts them down. Raises Malformed.

    Above Talk first they have a review date, and for a trial how often, as every statement has.
    """

    side: Side
    terms: Terms

    def __post_init__(self) -> None:
        if type(self.side) is not Side or self.terms.level is Level.NO:
            raise Malformed("offer")
        if any(len(each) > MOST_WORDS for each in (self.terms.conditions, self.terms.areas_out, self.terms.signals)):
            raise Malformed("words")
        if self.terms.level > Level.TALK and self.terms.review_by is None:
            raise Malformed("review date")
        if self.terms.level is Level.TRIAL and self.terms.uses is None:
            raise Malformed("uses")

    def fits(self, rule: ItemRule) -> bool:
        """Whether the item has this side, and may go this far."""
        return rule.knows(self.side) and self.terms.level <= rule.ceiling

    def as_bytes(self) -> bytes:
        """Return the canonical bytes of it."""
        return encode([VERSION, str(self.side), terms_as_list(self.terms)])


def offered(post: Post, rule: ItemRule | None = None) -> Offer | None:
    """Return the terms of a post; None for every other, for erased ones, and for what is none.

    None is also what looks further ahead than a statement of that moment could, and what the item, by its `rule`, does
    not have.
    """
    if post.move is not Move.PUT:
        return None
    try:
        version, side, terms = decode(post.more)
        offer = Offer(Side(side), terms_from_list(terms))
    except (Unreadable, Malformed, ValueError, TypeError):
        return None
    if version != VERSION or offer.as_bytes() != post.more or (rule is not None and not offer.fits(rule)):
        return None
    ends = offer.terms.review_by
    return offer if ends is None or ends <= post.at + longest_review(offer.terms.level) else None


@dataclass(frozen=True, slots=True, repr=False)
class Table:
    """What stands in a thread: the newest terms of each, and who asks for those of others.

    `resting`: whoever said *not now* -> until when only they put terms down. `last`: who did so last, without a word of
    somebody else since. `left_out`: posts that do not count.
    """

    standing: Mapping[str, Post] = field(default_factory=dict)
    asking: frozenset[str] = frozenset()
    resting: Mapping[str, int] = field(default_factory=dict)
    last: str | None = None
    left_out: frozenset[Post] = frozenset()

    def rests_for(self, person: str, at: int) -> int:
        """Return until when this person puts no terms down because somebody else said *not now*; 0 if they can."""
        # What cannot be read rests for good.
        ends = (end for who, end in self.resting.items() if who != person and at < end)
        return max((end for end in ends if end == LATEST or end - LENGTH <= at), default=0)

    def may_put(self, person: str, at: int) -> bool:
        """Whether this person can put terms down, or ask for them."""
        return self.last != person and not self.rests_for(person, at)

    def due(self, person: str, at: int, *, puts: bool) -> frozenset[Move]:
        """Return which of these moves are this person's now; `puts`: terms can stand there, and do not rest for them by
        their own vault.
        """
        moves = PUTS if puts and self.may_put(person, at) else frozenset[Move]()
        return moves | {Move.NOT_NOW} if self.of_others(person) else moves

    def of_others(self, person: str) -> bool:
        """Whether somebody else's terms stand there, or their asking for some."""
        return bool((set(self.standing) | self.asking) - {person})


def laid(posts: Iterable[Post], before: Mapping[str, int] | None = None, rule: ItemRule | None = None) -> Table:
    """Return what these posts of one thread, in their order, put on the table; `before`: what rests from before it,
    `rule`: what the item has.
    """
    table = Table(resting=dict(before or {}))
    noes = sorted((end - LENGTH, who) for who, end in table.resting.items())
    for post in posts:
        while noes and noes[0][0] < post.at:
            table, noes = _declined(table, noes[0][1]), noes[1:]
        table = _after(table, post, rule)
    return reduce(_declined, (who for _at, who in noes), table)


def _declined(table: Table, who: str) -> Table:
    """What stands after somebody's *not now*, also where only the own vault knows of it: nothing that was there before.

    It is a word of somebody else to whoever put something down last, and to its author only where it answers something.
    """
    last = who if table.last == who and not table.of_others(who) else None
    return replace(table, standing={}, asking=frozenset(), last=last)


def _after(table: Table, post: Post, rule: ItemRule | None) -> Table:
    who = post.author
    if post.move in PUTS:
        return _put(table, post, rule)
    # Whatever was taken back of what it answered: a No stays one.
    if post.move is Move.NOT_NOW:
        return _declined(replace(table, resting={**table.resting, who: post.at + LENGTH}), who)
    # What nobody sees yet is no word in between: it would show.
    return table if table.last == who or post.move in UNSEEN else replace(table, last=None)


def _put(table: Table, post: Post, rule: ItemRule | None) -> Table:
    who = post.author
    if not table.may_put(who, post.at):
        return replace(table, left_out=table.left_out | {post})
    resting = {each: end for each, end in table.resting.items() if each != who or post.at < end - LENGTH}
    if post.move is Move.ASK_TERMS:
        return replace(table, asking=table.asking | {who}, resting=resting, last=who)
    others = {each: put for each, put in table.standing.items() if each != who}
    if offered(post, rule) is None:
        # Taken back, or nothing that can be read: it takes nobody's turn.
        return replace(table, standing=others, resting=resting)
    return replace(table, standing={**others, who: post}, asking=frozenset(), resting=resting, last=who)


def within(offer: Terms, allowed: Terms) -> bool:
    """Whether what is offered goes no further than what is allowed; for how long and how often stands apart."""
    return offer == allowed or allows_no_more(_bare(offer), _bare(allowed))


def _bare(terms: Terms) -> Terms:
    return terms if terms.level is Level.NO else replace(terms, review_by=None, uses=None)
