"""The doors of this room: a category or an item of the catalogue that this person has open, or 404.

In addresses stand the reader's own marks, as in a space (consent/addresses.py); the names themselves are taken too.
"""

from django.http import Http404

from ownaccord.accounts.keys import Keyring, VaultBook
from ownaccord.catalogue import Category, Item, load
from ownaccord.catalogue.articles import Article, load_library
from ownaccord.catalogue.conversations import Conversation, ConversationCard, load_conversations
from ownaccord.catalogue.lessons import Lesson, load_lessons
from ownaccord.catalogue.phrases import Phrase, PhraseGroup, placed
from ownaccord.consent import memory as shelves
from ownaccord.consent.addresses import Addresses
from ownaccord.core import pocket
from ownaccord.core.pocket import Line
from ownaccord.profile import memory
from ownaccord.profile.parts import PARTS, Part
from ownaccord.scenes import pocket as pockets

ANYWHERE = "any"


def addresses(keys: Keyring) -> Addresses:
    """Return this person's addresses outside every space."""
    return Addresses("", keys.mark_key())


def category_for(slug: str, keys: Keyring) -> Category:
    """Return the category of this name, or of the reader's mark for it, or Http404."""
    category = load().category(addresses(keys).word(slug, (each.slug for each in load().categories)))
    if category is None:
        raise Http404
    return category


def is_closed(book: VaultBook, category: Category) -> bool:
    """Whether a category is closed at first and this person has not opened it."""
    return category.hidden and not shelves.is_open(book, category.slug)


def item_for(book: VaultBook, slug: str, keys: Keyring) -> Item:
    """Return the item of this name or mark, or Http404; also for one in a category that this person has not opened."""
    item = _named(slug, keys)
    category = load().category(item.category) if item else None
    if item is None or category is None or is_closed(book, category):
        raise Http404
    return item


def known(slug: str, keys: Keyring) -> Item:
    """Return the item of this name or mark in the catalogue, or Http404; whoever shows more of it asks `item_for`."""
    item = _named(slug, keys)
    if item is None:
        raise Http404
    return item


def _named(slug: str, keys: Keyring) -> Item | None:
    return load().item(addresses(keys).word(slug, (each.slug for each in load().items)))


def article_for(number: int) -> Article:
    """Return the article of this number, or Http404."""
    article = load_library().numbered(number)
    if article is None:
        raise Http404
    return article


def card_for(slug: str) -> Part:
    """Return the part of this name, if it can be shown to others, or Http404."""
    part = part_for(slug)
    if not part.can_be_shown:
        raise Http404
    return part


def part_for(slug: str) -> Part:
    """Return the part of this name, or Http404."""
    if slug not in PARTS:
        raise Http404
    return PARTS[slug]


def conversations_for(theme: str, keys: Keyring) -> tuple[Conversation, ...]:
    """Return the conversation of this name or mark, every one where it says `any`, or Http404."""
    every = load_conversations()
    slug = addresses(keys).word(theme, (each.slug for each in every))
    found = tuple(each for each in every if theme == ANYWHERE or each.slug == slug)
    if not found:
        raise Http404
    return found


def lesson_for(slug: str) -> Lesson:
    """Return the lesson of this name, or Http404."""
    found = next((each for each in load_lessons() if each.slug == slug), None)
    if found is None:
        raise Http404
    return found


def phrase_for(group: int, phrase: int) -> tuple[PhraseGroup, Phrase]:
    """Return the phrase at this place with its group, or Http404."""
    found = placed(group, phrase)
    if found is None:
        raise Http404
    return found


def question_for(theme: str, card: str, keys: Keyring) -> tuple[Conversation, ConversationCard]:
    """Return the conversation card of this name or mark among those of a theme, with its theme, or Http404."""
    every = {each.slug: (found, each) for found in conversations_for(theme, keys) for each in found.cards}
    slug = addresses(keys).word(card, every)
    if slug not in every:
        raise Http404
    return every[slug]


def answered(book: VaultBook, card: str, keys: Keyring) -> str:
    """Return the name of the card that was answered, by its name or mark, or Http404; it may be gone by now."""
    answers = memory.answers(book)
    slug = addresses(keys).word(card, answers)
    if slug not in answers:
        raise Http404
    return slug


def line_for(book: VaultBook, mark: str) -> Line:
    """Return this person's line of this mark, or Http404."""
    found = pocket.of(pockets.lines(book), mark)
    if found is None:
        raise Http404
    return found
