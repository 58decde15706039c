"""What the pages of this room show, for their reader alone. Nothing is counted, and nothing asks for more."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.catalogue import Category, Item, load
from ownaccord.consent import cards, choices, interest
from ownaccord.consent.access import begun
from ownaccord.consent.addresses import Addresses
from ownaccord.consent.cards import Known
from ownaccord.core.interest import Answer
from ownaccord.profile import memory, words
from ownaccord.profile.access import is_closed
from ownaccord.profile.memory import Asking
from ownaccord.spaces import access as spaces


@dataclass(frozen=True, slots=True)
class Line:
    """One item with what its reader has said about it."""

    slug: str
    name: str
    sentence: str
    url: str
    said: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One category: what was said about asking, and its items where they are asked about."""

    slug: str
    name: str
    sentence: str
    url: str
    asking: str
    asking_words: str
    closed: bool
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Overview:
    """Every category: those that are asked about, those not decided, and those put aside."""

    asked: tuple[Chapter, ...]
    undecided: tuple[Chapter, ...]
    aside: tuple[Chapter, ...]


def overview(book: VaultBook, at: Addresses) -> Overview:
    """Return every category without its items."""
    every = [_chapter(book, at, each, ()) for each in load().categories]
    return Overview(
        tuple(each for each in every if each.asking == Asking.YES),
        tuple(each for each in every if not each.asking),
        tuple(each for each in every if each.asking in (Asking.LATER, Asking.NO)),
    )


def chapter(book: VaultBook, at: Addresses, category: Category) -> Chapter:
    """Return one category with its items, once somebody has said that they want to be asked."""
    known = interest.answers(book)
    shown = not is_closed(book, category) and memory.asking(book, category.slug) is Asking.YES
    items = load().items_in(category.slug) if shown else ()
    return _chapter(book, at, category, tuple(_line(at, item, known) for item in items))


def _chapter(book: VaultBook, at: Addresses, category: Category, lines: tuple[Line, ...]) -> Chapter:
    said = memory.asking(book, category.slug)
    return Chapter(
        slug=at.mark(category.slug), name=category.name, sentence=category.sentence,
        url=category_url(at, category.slug),
        asking=said.value if said else "", asking_words=str(words.ASKING[said.value]) if said else "",
        closed=is_closed(book, category), lines=lines,
    )  # fmt: skip


def _line(at: Addresses, item: Item, known: Mapping[str, Answer]) -> Line:
    said = known.get(item.slug, Answer(item.slug))
    url = reverse("interest-item", kwargs={"item": at.mark(item.slug)})
    return Line(item.slug, item.name, item.sentence, url, tuple(lines(said)))


def lines(said: Answer) -> list[str]:
    """Return an answer in words, one line a side; the note stays on the item's own page."""
    sides = [f"{choices.SIDES[side.value]}: {choices.INTERESTS[each.value]}" for side, each in said.sides.items()]
    return [*sides, *(str(words.PAST[each.value]) for each in sorted(said.past))]


def after(item: Item) -> Item | None:
    """Return the item that follows in its category; None after the last."""
    items = load().items_in(item.category)
    at = items.index(item) + 1
    return items[at] if at < len(items) else None


@dataclass(frozen=True, slots=True)
class Card:
    """What is known about an item, for somebody who is asked what they feel about it."""

    item: Item
    category_name: str
    category_url: str
    risk: tuple[str, str, str]
    facts: tuple[Known, ...]


def category_url(at: Addresses, category: str) -> str:
    """Return the address of a category's page."""
    return reverse("interest-category", kwargs={"category": at.mark(category)})


def card(item: Item, at: Addresses) -> Card:
    """Return the card of an item, without anybody's position on it."""
    category = load().category(item.category)
    return Card(
        item, category.name if category else "", category_url(at, item.category), cards.risk_words(item),
        tuple(cards.known(item, fact) for fact in item.facts),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A space in which a limit can be told."""

    name: str
    url: str


def places_to_tell(request: Unlocked, item: Item) -> tuple[Place, ...]:
    """Return the pages on which the reader can tell a limit on this item, one for each of their spaces."""
    found = []
    for space in begun(request):
        label = spaces.space_for(request.person, space, request.keys).label
        found.append(Place(label, Addresses(space, request.keys.mark_key()).item(item.slug)))
    return tuple(found)
