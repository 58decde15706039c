"""A debrief as it is kept in an entry: what it was about, how its author was, and what they said to each question.

What cannot be read in an entry is not there; the rest of it is.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ownaccord.core.entry import Entry
from ownaccord.core.measure import HIGHEST
from ownaccord.core.position import is_number, is_slug
from ownaccord.journal.questions import QUESTIONS, Kind, Question

Said = Mapping[str, str | tuple[str, ...]]
SPACE = 32
MOST = 40
"""How many items one debrief can be about."""


@dataclass(frozen=True, slots=True, repr=False)
class Debrief:
    """`space` is empty when it is about no space; `mood` is None when it was left out. `said` holds what was said."""

    space: str = ""
    items: tuple[str, ...] = ()
    mood: int | None = None
    said: Said = field(default_factory=dict)

    @property
    def empty(self) -> bool:
        """Whether nothing was said at all. What it would be about is no word yet."""
        return self.mood is None and not self.said

    def as_content(self) -> dict[str, Any]:
        """Return it as an entry keeps it."""
        said = {name: list(words) if isinstance(words, tuple) else words for name, words in self.said.items()}
        return {"space": self.space, "items": list(self.items), "mood": self.mood, "said": said}


def read(entry: Entry) -> Debrief:
    """Return the debrief of an entry."""
    kept = entry.content
    space, items, mood, said = (kept.get(name) for name in ("space", "items", "mood", "said"))
    return Debrief(
        space if isinstance(space, str) and len(space) == SPACE else "",
        tuple(each for each in items if is_slug(each))[:MOST] if isinstance(items, list) else (),
        mood if is_number(mood, HIGHEST) else None,
        said_in(said if isinstance(said, dict) else {}),
    )


def said_in(given: Mapping[str, Any]) -> Said:
    """Return what was said to the questions that there are, in their order; what is empty was not said."""
    found = {each.name: _answer(each, given.get(each.name)) for each in QUESTIONS}
    return {name: answer for name, answer in found.items() if answer}


def _answer(asked: Question, given: Any) -> str | tuple[str, ...]:
    if asked.kind in (Kind.SOME, Kind.WHEEL):
        chosen = given if isinstance(given, list | tuple) else ()
        return tuple(word for word in asked.table if word in chosen)
    if not isinstance(given, str) or (asked.kind is Kind.ONE and given not in asked.table):
        return ""
    return given


def in_words(asked: Question, answer: str | tuple[str, ...]) -> str:
    """Return an answer as a person reads it."""
    if isinstance(answer, tuple):
        return ", ".join(str(asked.table[word]) for word in answer)
    return str(asked.table[answer]) if asked.kind is Kind.ONE else answer
