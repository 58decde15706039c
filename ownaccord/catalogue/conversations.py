"""The conversation cards: reading and checking `content/conversations/`.

Documented in `docs/develop/spec/talking.md`. A card asks one question that can be answered by *rather not*; none is
dealt first that is heavy, and no two ask the same.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ownaccord.catalogue.articles import Article, Library, load_library
from ownaccord.catalogue.cards import Item
from ownaccord.catalogue.catalogue import Catalogue, load
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.links import articles_of, items_of
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import BadContent, Table, read

FOLDER = "conversations"
FEWEST, MOST = 12, 15
LONGEST_QUESTION, LONGEST_WHY, LONGEST_SENTENCE = 160, 120, 120
LIGHT, HEAVY = 1, 3
_SECOND_PERSON = re.compile(r"\b(you|your|yours|yourself)\b", re.IGNORECASE)
_ASKED = re.compile(r"[.!?]\s")
_LETTERS = re.compile(r"[^a-z0-9]+")


class Company(StrEnum):
    """For how many a card is: to think about alone, to talk over by two, or by more."""

    ALONE = "alone"
    TWO = "two"
    MORE = "more"


@dataclass(frozen=True, slots=True)
class ConversationCard:
    """One question and why it is asked. `weight` is 1 (light) to 3 (heavy); `slug` stays when words change."""

    slug: str
    question: str
    why: str
    company: frozenset[Company]
    weight: int
    articles: tuple[Article, ...]
    items: tuple[Item, ...]

    @property
    def may_be_first(self) -> bool:
        """Whether a talk can begin with it: a heavy one is never first."""
        return self.weight < HEAVY


@dataclass(frozen=True, slots=True)
class Conversation:
    """One theme with its cards, the lighter before the heavier."""

    slug: str
    number: int
    name: str
    sentence: str
    cards: tuple[ConversationCard, ...]


@cache
def questions() -> dict[str, str]:
    """Return the question of every card by its name, in the order of the themes."""
    return {card.slug: card.question for each in load_conversations() for card in each.cards}


@cache
def load_conversations() -> tuple[Conversation, ...]:
    """Our own conversations in the order of their numbers, checked."""
    return read_conversations(content_root() / FOLDER, load(), load_library())


def read_conversations(folder: Path, catalogue: Catalogue, library: Library) -> tuple[Conversation, ...]:
    """The conversations of a folder. Raises BadContent on the first rule that is broken."""
    found = [_conversation(path, catalogue, library) for path in sorted(folder.glob("*.toml"))]
    if not found:
        raise BadContent(FOLDER, "there are no conversations")
    for what in ("number", "name"):
        check_unique("conversations", (getattr(each, what) for each in found))
    cards = [card for each in found for card in each.cards]
    check_unique("conversation cards", (card.slug for card in cards))
    check_unique("conversation cards", (normalised(card.question) for card in cards))
    return tuple(sorted(found, key=lambda each: each.number))


def normalised(question: str) -> str:
    """A question without case, signs and spaces, by which two that are alike are found."""
    return _LETTERS.sub(" ", question.casefold()).strip()


def _conversation(path: Path, catalogue: Catalogue, library: Library) -> Conversation:
    table = read(path)
    conversation = Conversation(
        slug=path.stem,
        number=table.number("number", least=1, most=99),
        name=table.text("name"),
        sentence=table.text("sentence"),
        cards=tuple(_card(each, catalogue, library) for each in table.tables("card", named_by="slug")),
    )
    table.done()
    if not FEWEST <= len(conversation.cards) <= MOST:
        raise table.wrong(f"has {len(conversation.cards)} cards, and a conversation has {FEWEST} to {MOST}")
    if len(conversation.sentence) > LONGEST_SENTENCE or not conversation.sentence.endswith("."):
        raise table.wrong(f"`sentence` must end with a full stop and have at most {LONGEST_SENTENCE} characters")
    weights = [card.weight for card in conversation.cards]
    if weights[0] != LIGHT or weights != sorted(weights):
        raise table.wrong("must begin with a light card and go on to the heavier ones")
    return conversation


def _card(table: Table, catalogue: Catalogue, library: Library) -> ConversationCard:
    card = ConversationCard(
        slug=table.slug("slug"),
        question=table.text("question"),
        why=table.text("why"),
        company=frozenset(table.choices("company", Company)),
        weight=table.number("weight", least=LIGHT, most=HEAVY),
        articles=articles_of(table, library),
        items=items_of(table, catalogue),
    )
    table.done()
    fault = _fault(card)
    if fault:
        raise table.wrong(fault)
    return card


def _fault(card: ConversationCard) -> str | None:
    """The first rule that a card breaks."""
    if len(card.question) > LONGEST_QUESTION:
        return f"`question` has {len(card.question)} characters; {LONGEST_QUESTION} is the most"
    if not card.question.endswith("?") or _ASKED.search(card.question):
        return "`question` must be one question that ends with a question mark"
    if not _SECOND_PERSON.search(card.question):
        return "`question` must speak to the one who reads it"
    if len(card.why) > LONGEST_WHY or not card.why.endswith(".") or _ASKED.search(card.why):
        return f"`why` must be one sentence that ends with a full stop and has at most {LONGEST_WHY} characters"
    return None if card.company else "`company` is empty, so it would fit nobody"
