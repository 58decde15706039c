"""Terms that stand in a thread, side by side, as its page says them: what would change, between everybody and for its
reader. What the others state themselves is on no page but the map, where it is in force.
"""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ownaccord.catalogue import Item, denylist
from ownaccord.consent import cards, choices, map, wording
from ownaccord.consent.forms import OWN_WORDS
from ownaccord.consent.targets import own_limits
from ownaccord.core.position import Side, as_of
from ownaccord.core.proposal import Offer, offered, within
from ownaccord.core.terms import NOTHING, Level, Terms
from ownaccord.core.thread import Post
from ownaccord.core.turns import Move
from ownaccord.lib.forms import as_one_line
from ownaccord.talk.here import Here
from ownaccord.talk.queries import calm

TWO = 2
WORDS = ("own_condition", "own_limit")
LISTED = {"conditions": choices.CONDITIONS, "areas_out": choices.AREAS, "signals": choices.SIGNALS}


@dataclass(frozen=True, slots=True, repr=False)
class Put:
    """One person's terms as a page shows them: who does what, the terms, and what would change with them.

    `take` is where its reader takes them to their own statement; empty for their own.
    """

    name: str
    mine: bool
    zone: str
    level: str
    sides: tuple[str, ...]
    words: str
    terms: tuple[str, ...]
    review: str
    changes: tuple[str, ...]
    for_you: str
    take: str = ""


@dataclass(frozen=True, slots=True, repr=False)
class Standing:
    """Everything about terms on a thread's page: whose stand there, and what its reader can do."""

    puts: tuple[Put, ...]
    asked: bool
    can_put: bool
    can_answer: bool
    rest: bool
    url: str

    @property
    def several(self) -> bool:
        """Whether more than one of the others has put some down."""
        return sum(1 for put in self.puts if put.take) > 1


def standing(here: Here) -> Standing | None:
    """Return what stands on the table of a thread; None where there are no terms, and where nothing can be said."""
    if not here.has_terms or not here.moves:
        return None
    me, moves = here.look.person, here.moves
    order = sorted(here.table.standing, key=lambda who: (who == me, here.look.space.name(who).casefold()))
    puts = tuple(_put(here, here.table.standing[who]) for who in order)
    rest = bool(here.terms_rest or here.table.rests_for(me, here.moment))
    asked = bool(here.table.asking - {me})
    url = here.look.addresses.item(here.subject.slug, "talk-terms")
    return Standing(puts, asked, Move.PUT in moves, Move.NOT_NOW in moves, rest, url)


def _put(here: Here, post: Post) -> Put:
    offer, mine, look = _offer(post), post.author == here.look.person, here.look
    take = f"{look.addresses.item(here.subject.slug, 'talk-take')}?of={look.addresses.mark(post.author)}"
    return Put(
        name=_name(here, post.author), mine=mine, zone=map.ZONES[offer.terms.level],
        level=wording.level_name(offer.terms.level),
        sides=_sides(here, post.author, offer), words=calm(post.words) or "", terms=tuple(wording.lines(offer.terms)),
        review=wording.review(offer.terms), changes=_changes(_now(here, post.author, offer), offer.terms),
        for_you=_for_you(here, offer, mine=mine), take="" if mine else take,
    )  # fmt: skip


def _offer(post: Post) -> Offer:
    offer = offered(post)
    if offer is None:
        raise LookupError("Only what is an offer stands on the table.")
    return offer


def _sides(here: Here, author: str, offer: Offer) -> tuple[str, ...]:
    """Who would do what: between two, both; among more, whoever puts it down."""
    look, other = here.look, _across(card_of(here), offer.side)
    every = dict.fromkeys(look.space.members, other) if len(look.space.members) == TWO else {}
    sides = {**every, author: offer.side}
    order = sorted(sides, key=lambda who: (who != look.person, who))
    return tuple(f"{_name(here, who)}: {choices.SIDES_OF_SOMEBODY[sides[who].value]}" for who in order)


def _name(here: Here, who: str) -> str:
    return _("You") if who == here.look.person else as_one_line(here.look.space.name(who)) or _("Somebody")


def card_of(here: Here) -> Item:
    """Return the card that a thread with terms is about."""
    card = here.look.catalogue.item(here.subject.slug)
    if card is None:
        raise LookupError("Only a card that is there has terms.")
    return card


def _across(card: Item, side: Side) -> Side:
    """The side that goes with this one; where all do the same, the same."""
    shape = next((shape.sides for shape in card.shapes if side in shape.sides), (side,))
    return next((each for each in shape if each is not side), side)


def _now(here: Here, author: str, offer: Offer) -> Terms:
    """What is in force now where this person is on this side; of several the one that allows least is named."""
    look = here.look
    found = [a.terms for a in look.arrangements if a.item == here.subject.slug and (author, offer.side) in a.sides]
    return min(found, key=lambda terms: terms.level, default=NOTHING)


def _changes(now: Terms, then: Terms) -> tuple[str, ...]:
    """What would be different between everybody, in words, one line each."""
    lines = []
    if now.level is not then.level:
        before = wording.level_name(now.level) if now.level > Level.NO else _("Not available")
        said = {"now": before, "then": wording.level_name(then.level)}
        lines.append(_("How far: now “%(now)s”, then “%(then)s”") % said)
    if now.level > Level.TALK and then.level > Level.TALK:
        old, new = wording.lines(now), wording.lines(then)
        lines += [_("New: %(what)s") % {"what": line} for line in new if line not in old]
        lines += [_("Falls away: %(what)s") % {"what": line} for line in old if line not in new]
    return tuple(lines) or (_("Nothing: it is so already."),)


def _for_you(here: Here, offer: Offer, *, mine: bool) -> str:
    """What would change for its reader, by their own statement alone."""
    side = offer.side if mine else _across(card_of(here), offer.side)
    entry = here.look.mine.entry(here.subject.slug, side) if here.look.mine else None
    own = as_of(entry, card_of(here).rule, here.look.clock)
    if within(offer.terms, own):
        return _("Nothing of yours would have to change: what you state yourself allows it already.")
    if own.level >= offer.terms.level:
        return _("Your own statement is narrower. It can stay as it is.")
    return _("Your own statement goes less far. It can stay as it is.")


# --- taking one to one's own statement ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, repr=False)
class Taken:
    """Somebody else's terms on the page of one's own statement: the own side, and what the form begins with."""

    put: Put
    side: Side
    initial: dict[str, Any]


def taken(here: Here, mark: str) -> Taken | None:
    """Return the terms of whoever this mark stands for, or of anybody else; None where none stand there.

    The form begins with what narrows alone: how far and where is for its reader to choose.
    """
    others = {who: post for who, post in here.table.standing.items() if who != here.look.person}
    if not others or not here.has_terms or not here.moves:
        return None
    who = here.look.addresses.word(mark, others)
    post = others.get(who) or max(others.values(), key=lambda each: each.at)
    offer, card = _offer(post), card_of(here)
    side = _across(card, offer.side)
    initial = _narrower(own_limits(offer.terms), own_limits(cards.last_said(here.look, card, side)))
    return Taken(_put(here, post), side, {**initial, "side": side.value})


def _narrower(theirs: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """What either rules out; a line in one's own words before one of theirs."""
    caps = {name: _least(theirs[name], own[name]) for name in ("intensity", "minutes")}
    lists = {name: sorted({*_known(theirs[name], known), *own[name]}) for name, known in LISTED.items()}
    return {**caps, **lists, **{name: own[name] or _fitting(name, as_one_line(theirs[name])) for name in WORDS}}


def _known(several: Iterable[str], known: Container[str]) -> list[str]:
    return [each for each in several if each in known]


def _fitting(name: str, words: str) -> str:
    """Somebody else's words as the form takes them, or none: nobody's words keep another from stating what they do."""
    fits = len(words) <= OWN_WORDS and not (name == "own_condition" and denylist.refused(words))
    return words if fits else ""


def _least(*caps: int | None) -> int | None:
    return min(_given(caps), default=None)


def _given(caps: Iterable[int | None]) -> list[int]:
    return [cap for cap in caps if cap is not None]
