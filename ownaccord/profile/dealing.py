"""In which order conversation cards are put up: an order of each person's own, and another beginning every day.

Nothing is kept for it, so that a card which somebody passed by leaves no trace. No handful of cards begins a day again
before every other handful has begun one, so that it does not come back soon either.
"""

from collections.abc import Callable, Iterable
from itertools import chain
from math import gcd

from ownaccord.catalogue.conversations import ConversationCard

HANDFUL = 3
Order = tuple[ConversationCard, ...]


def dealt(cards: Iterable[ConversationCard], mark: Callable[[str], str], day: int) -> Order:
    """Return all of these cards as this day puts them up; `mark` is what a person's own keys make of a name.

    Within a handful the lighter come before the heavier, and a day begins with one that may be first: those that would
    have come before it come after it.
    """
    ring = sorted(cards, key=lambda card: mark(card.slug))
    hands = [sorted(ring[at : at + HANDFUL], key=lambda card: card.weight) for at in range(0, len(ring), HANDFUL)]
    start = day * _stride(len(hands)) % max(len(hands), 1)
    order = tuple(chain(*hands[start:], *hands[:start]))
    lead = first(order)
    return tuple(sorted(order, key=lambda card: card is not lead))


def _stride(hands: int) -> int:
    """How many handfuls on the next day begins: far from today's, and one that comes to all before it comes back."""
    least = max(1, hands * 2 // 5)
    return next(each for each in range(least, least + hands + 1) if gcd(each, hands) == 1 or hands == 0)


def first(order: Order) -> ConversationCard | None:
    """Return what is put up first; a heavy card only where no lighter one is left."""
    return next((card for card in order if card.may_be_first), order[0] if order else None)


def after(order: Order, card: ConversationCard, left: Iterable[ConversationCard]) -> ConversationCard | None:
    """Return the card of those `left` that comes after this one today; None after the last."""
    slugs = {each.slug for each in left}
    places = [number for number, each in enumerate(order) if each.slug == card.slug]
    return next((each for at in places for each in order[at + 1 :] if each.slug in slugs), None)
