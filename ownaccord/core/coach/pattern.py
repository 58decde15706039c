"""A pattern of speaker, target and modality over the words of a message, and where it is found.

A pattern is a row of steps. All places that a step can reach are kept as a set, so a search never goes back: its time
is the number of words times the length of the pattern. How patterns are written: `docs/develop/coach.md`.
"""

from dataclasses import dataclass
from enum import Enum

from ownaccord.core.coach.lexicon import Arcs
from ownaccord.core.coach.words import CLAUSE, SENTENCE, Word

Bounds = tuple[tuple[int, int], ...]


class Kind(Enum):
    """What one step of a pattern asks for."""

    WORD = "a word of the class"
    MAYBE = "the same, or nothing"
    NOT = "anything but a word of the class, of which nothing is taken"
    ABSENT = "a message in which no word is of the class"
    GAP = "some words of one sentence, none of which says no"
    ANY_GAP = "some words of one sentence"
    FAR_GAP = "some words, also of the next sentences"
    BREAK = "the end of a clause or sentence"
    CLAUSE_START = "the beginning of a clause"
    SENTENCE_START = "the beginning of a sentence"
    CLAUSE_END = "the end of a clause"
    SENTENCE_END = "the end of a sentence"
    ASKED = "a sentence with a question mark"
    SPAN_START = "the words that do it begin here"
    SPAN_END = "the words that do it end here"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its kind, the bit of its class, and for a gap the most words it may span."""

    kind: Kind
    bit: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Steps in a row. `needs`: the classes without which it cannot be found. `opens`: those that can begin it."""

    text: str
    steps: tuple[Step, ...]
    needs: int
    opens: int


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be searched: its words, their classes, all of them together, and the class that says no.

    `begin` are the classes that begin at each word; `clauses` and `sentences` say where its own begin and end.
    """

    words: tuple[Word, ...]
    arcs: Arcs
    begin: tuple[int, ...]
    has: int
    no: int
    clauses: Bounds
    sentences: Bounds


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pattern was found, from word to word, and which words do it (`None`: the whole clauses)."""

    first: int
    after: int
    begin: int | None
    end: int | None


def places(pattern: Pattern, message: Message) -> list[Place]:
    """Every place of a pattern, by its first word; from each word the shortest that there is."""
    if pattern.needs & ~message.has:
        return []
    found = []
    for first, classes in enumerate(message.begin):
        if classes & pattern.opens:
            place = _place(pattern, message, first)
            if place is not None:
                found.append(place)
    return found


def _place(pattern: Pattern, message: Message, first: int) -> Place | None:
    here = {first}
    far = True
    begin = end = None
    for step in pattern.steps:
        if step.kind is Kind.SPAN_START:
            begin = min(here)
            continue
        if step.kind is Kind.SPAN_END:
            end = min(here)
            continue
        here = _after(step, message, here, far)
        if not here:
            return None
        far = step.kind in _LEAVES_OPEN or (far and (step.kind in _TAKES_NOTHING or first in here))
    return Place(first, min(here), begin, end) if min(here) > first else None


_LEAVES_OPEN = {Kind.BREAK, Kind.FAR_GAP}
_TAKES_NOTHING = {Kind.NOT, Kind.ABSENT, Kind.CLAUSE_START, Kind.SENTENCE_START, Kind.ASKED}


def _after(step: Step, message: Message, here: set[int], far: bool) -> set[int]:
    if step.kind in (Kind.WORD, Kind.MAYBE):
        taken = {
            after
            for at in here
            if at < len(message.words) and (far or message.words[at].gap < SENTENCE)
            for bits, after in message.arcs[at]
            if bits & step.bit
        }
        return taken | here if step.kind is Kind.MAYBE else taken
    if step.kind in _GAPS:
        return {reached for at in here for reached in _reached(step, message, at, far)}
    return {at for at in here if _holds(step, message, at)}


_GAPS = {Kind.GAP, Kind.ANY_GAP, Kind.FAR_GAP}


def _reached(step: Step, message: Message, at: int, far: bool) -> set[int]:
    """Where a gap from here may end; it stops before a word that it must not span."""
    reached = {at}
    for next_at in range(at, min(at + step.most, len(message.words))):
        word = message.words[next_at]
        ends = word.gap == SENTENCE and step.kind is not Kind.FAR_GAP and not (far and next_at == at)
        if ends or (step.kind is Kind.GAP and message.arcs[next_at][0][0] & message.no):
            break
        reached.add(next_at + 1)
    return reached


def _holds(step: Step, message: Message, at: int) -> bool:
    over = at >= len(message.words)
    gap = SENTENCE if over else message.words[at].gap
    if step.kind is Kind.NOT:
        return over or gap == SENTENCE or not any(bits & step.bit for bits, _ in message.arcs[at])
    if step.kind is Kind.ABSENT:
        return not message.has & step.bit
    if step.kind is Kind.ASKED:
        return at > 0 and message.words[at - 1].asked
    return gap >= (SENTENCE if step.kind in (Kind.SENTENCE_START, Kind.SENTENCE_END) else CLAUSE)
