"""What was found, ready for its page: chapters of finds, with the words that were looked for marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from ownaccord.library.index import BEGIN, END, LONGEST, Entry, Kind, index, words_of

CHAPTERS: Mapping[Kind, Any] = {
    Kind.ARTICLE: gettext_lazy("To read"),
    Kind.WORD: gettext_lazy("What words mean"),
    Kind.CARD: gettext_lazy("Cards"),
    Kind.PLACE: gettext_lazy("Who can help"),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words; `marked`: they are what was looked for."""

    words: str
    marked: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One find. `text` is empty unless what was looked for stands in it."""

    name: tuple[Piece, ...]
    sentence: tuple[Piece, ...]
    text: tuple[Piece, ...]
    at: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """Everything of one kind, the nearest first."""

    kind: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Finds:
    """What a page shows. `typed`: what stands in the box again; `all_words`: something has every word."""

    typed: str
    asked: bool
    all_words: bool
    chapters: tuple[Chapter, ...]

    def __repr__(self) -> str:
        return "<Finds>"


def looked_for(typed: str) -> Finds:
    """Return what has some of the words that were typed, the nearest first, and whether anything has all of them."""
    words = words_of(typed)
    found = index().found(words)
    return Finds(_shown(typed), bool(words), index().has_all(words), tuple(_chapters(found)))


def _shown(typed: str) -> str:
    return "".join(each for each in typed[:LONGEST] if each.isprintable())


def _chapters(found: tuple[Entry, ...]) -> list[Chapter]:
    kinds = {kind: tuple(_row(each) for each in found if each.kind is kind) for kind in Kind}
    return [Chapter(kind.value, str(CHAPTERS[kind]), rows) for kind, rows in kinds.items() if rows]


def _row(found: Entry) -> Row:
    return Row(_pieces(found.name), _pieces(found.sentence), _pieces(found.text), found.at)


def _pieces(text: str) -> tuple[Piece, ...]:
    """Marked words and those between them, in order; nothing in them is markup."""
    pieces = []
    for part in text.split(BEGIN):
        marked, end, plain = part.rpartition(END)
        pieces += [Piece(marked, True), Piece(plain, False)] if end else [Piece(plain, False)]
    return tuple(each for each in pieces if each.words)
