"""The lessons: reading and checking `content/lessons/`.

Documented in `docs/develop/spec/talking.md`. A lesson is read, tried and thought over; what it claims stands in the
articles that each of its steps leads to, and nowhere else.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from ownaccord.catalogue.articles import Article, Library, load_library
from ownaccord.catalogue.conversations import Conversation, ConversationCard, load_conversations
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.links import articles_of
from ownaccord.catalogue.phrases import PhraseKind
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import BadContent, Table, read

FOLDER = "lessons"
FEWEST, MOST = 3, 5
MOST_WORDS = 120
LONGEST_SENTENCE = 120


class StepKind(StrEnum):
    """What a step asks for: to read something, to try it, or to think about it."""

    READ = "read"
    TRY = "try"
    REFLECT = "reflect"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a lesson: paragraphs, and what leads on from it. `articles` hold its facts; there is always one."""

    kind: StepKind
    title: str
    text: tuple[str, ...]
    articles: tuple[Article, ...]
    phrases: tuple[PhraseKind, ...]
    cards: tuple[ConversationCard, ...]

    @property
    def words(self) -> int:
        """How many words a page shows of it."""
        return sum(len(each.split()) for each in (self.title, *self.text))


@dataclass(frozen=True, slots=True)
class Lesson:
    """A short course that somebody takes for themselves, in steps that can be left at any point."""

    slug: str
    number: int
    title: str
    sentence: str
    steps: tuple[Step, ...]


def numbered(number: int) -> Lesson | None:
    """The lesson of this number, or None."""
    return next((each for each in load_lessons() if each.number == number), None)


@cache
def load_lessons() -> tuple[Lesson, ...]:
    """Our own lessons in the order of their numbers, checked."""
    return read_lessons(content_root() / FOLDER, load_library(), load_conversations())


def read_lessons(folder: Path, library: Library, conversations: Iterable[Conversation]) -> tuple[Lesson, ...]:
    """The lessons of a folder. Raises BadContent on the first rule that is broken."""
    cards = {card.slug: card for conversation in conversations for card in conversation.cards}
    found = [_lesson(path, library, cards) for path in sorted(folder.glob("*.toml"))]
    if not found:
        raise BadContent(FOLDER, "there are no lessons")
    for what in ("number", "title"):
        check_unique("lessons", (getattr(each, what) for each in found))
    return tuple(sorted(found, key=lambda each: each.number))


def _lesson(path: Path, library: Library, cards: Mapping[str, ConversationCard]) -> Lesson:
    table = read(path)
    lesson = Lesson(
        slug=path.stem,
        number=table.number("number", least=1, most=99),
        title=table.text("title"),
        sentence=table.text("sentence"),
        steps=tuple(_step(each, library, cards) for each in table.tables("step", named_by="title")),
    )
    table.done()
    fault = _fault(lesson)
    if fault:
        raise table.wrong(fault)
    return lesson


def _fault(lesson: Lesson) -> str | None:
    """The first rule that a lesson breaks."""
    kinds = [step.kind for step in lesson.steps]
    if not FEWEST <= len(kinds) <= MOST:
        return f"has {len(kinds)} steps, and a lesson has {FEWEST} to {MOST}"
    if kinds != sorted(kinds, key=list(StepKind).index) or set(kinds) != set(StepKind):
        return "must go from what is read to what is tried and to what is thought over, with a step of each"
    if len(lesson.sentence) > LONGEST_SENTENCE or not lesson.sentence.endswith("."):
        return f"`sentence` must end with a full stop and have at most {LONGEST_SENTENCE} characters"
    return None


def _step(table: Table, library: Library, cards: Mapping[str, ConversationCard]) -> Step:
    step = Step(
        kind=table.choice("kind", StepKind),
        title=table.text("title"),
        text=table.texts("text"),
        articles=articles_of(table, library),
        phrases=table.choices("phrases", PhraseKind) if table.has("phrases") else (),
        cards=tuple(_card(table, cards, slug) for slug in table.texts("cards", default=())),
    )
    table.done()
    if not step.text or not step.articles:
        raise table.wrong("needs `text`, and `articles` in which its facts stand")
    if step.words > MOST_WORDS:
        raise table.wrong(f"has {step.words} words; {MOST_WORDS} is the most")
    return step


def _card(table: Table, cards: Mapping[str, ConversationCard], slug: str) -> ConversationCard:
    if slug not in cards:
        raise table.wrong(f"`cards` names a conversation card that does not exist: `{slug}`")
    return cards[slug]
