"""An index of everything that can be read here, in this process's memory and nowhere else.

What can be read is files: the same for everybody, and little. So whatever the house's database is, the index is a table
of SQLite's full text search (FTS5, https://sqlite.org/fts5.html) in memory, made of the checked content when somebody
looks for the first time. One way to rank for SQLite and PostgreSQL, nothing to bring up to date, and nothing of what
was looked for in any database: words are bound, the connection only reads once it is made, keeps what it needs for a
moment in memory, and forgets. A word is found in any of its forms and with any accent.

What stands in a category that is closed at first is not in it; the articles about it are.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any

from ownaccord.catalogue import Item, load
from ownaccord.catalogue.articles import Article, Library, load_library, texts
from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.resources import WORLD, Directory

LONGEST, MOST_WORDS, LONG = 200, 12, 5
BEGIN, END, BETWEEN = "\x02", "\x03", " \u00b7 "
_WORD = re.compile(r"[^\W_]+")
# Words that stand in every question and say nothing about it; *no* and *not* are none of them.
_COMMON = re.compile(
    "about|an|and|are|as|at|be|by|can|do|does|for|from|how|if|in|is|it|me|my|of|on|or|our|so|that|the|to|us|we|what"
    "|when|where|which|who|why|will|with|you|your|."
)
_TABLE = (
    "CREATE VIRTUAL TABLE shelf USING fts5(name, sentence, text, tokenize = 'porter unicode61 remove_diacritics 2')"
)
# A name counts for more than a sentence, and that for more than the text. The nearer, the lower the number.
_FOUND = "SELECT rowid, bm25(shelf, 8.0, 4.0, 1.0) AS far FROM shelf WHERE shelf MATCH ? ORDER BY far, rowid"
_SHOWN = (
    "SELECT highlight(shelf, 0, char(2), char(3)), highlight(shelf, 1, char(2), char(3)),"
    " snippet(shelf, 2, char(2), char(3), char(8230), 24) FROM shelf WHERE shelf MATCH ? AND rowid = ?"
)
_ALL = "SELECT 1 FROM shelf WHERE shelf MATCH ? LIMIT 1"


class Kind(StrEnum):
    """What was found, in the order in which a page shows it."""

    ARTICLE = "article"
    WORD = "word"
    CARD = "card"
    PLACE = "place"


MOST = {Kind.ARTICLE: 10, Kind.WORD: 5, Kind.CARD: 10, Kind.PLACE: 4}
FAR = 0.35
"""What is left out is further off than this part of the nearest."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be found. `at`: an article's number or a place's code, where there is a page for it."""

    kind: Kind
    name: str
    sentence: str
    text: str
    at: str = ""


class Index:
    """Everything that can be read. Only finds; asked by one thread at a time."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = tuple(entries)
        self._one_at_a_time = Lock()
        # Autocommit, so that nothing is ever open; every thread may ask, because of the lock.
        self._table = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        with closing(self._table.execute(_TABLE)):
            pass
        rows = ((at, each.name, each.sentence, each.text) for at, each in enumerate(self._entries))
        self._table.executemany("INSERT INTO shelf (rowid, name, sentence, text) VALUES (?, ?, ?, ?)", rows)
        for only in ("PRAGMA temp_store = MEMORY", "PRAGMA query_only = ON"):
            self._table.execute(only).close()

    def found(self, words: tuple[str, ...]) -> tuple[Entry, ...]:
        """Return what has any of these words, the nearest first: at most MOST of each kind, and nothing far off.

        What was looked for stands between BEGIN and END, and of a text only the part that has it.
        """
        wanted = " OR ".join(map(_term, words))
        rows = self._asked(_FOUND, wanted) if wanted else []
        near = [at for at, far in rows if far <= rows[0][1] * FAR]
        kinds = ([at for at in near if self._entries[at].kind is kind][:most] for kind, most in MOST.items())
        return tuple(self._shown(wanted, at) for kind in kinds for at in kind)

    def has_all(self, words: tuple[str, ...]) -> bool:
        """Whether any one entry has all of these words."""
        return bool(words and self._asked(_ALL, " AND ".join(map(_term, words))))

    def _shown(self, wanted: str, at: int) -> Entry:
        ((name, sentence, text),) = self._asked(_SHOWN, wanted, at)
        return replace(self._entries[at], name=name, sentence=sentence, text=text if BEGIN in text else "")

    def _asked(self, question: str, *bound: str | int) -> list[Any]:
        with self._one_at_a_time, closing(self._table.execute(question, bound)) as rows:
            return rows.fetchall()


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words in what was typed, each once, at most MOST_WORDS; without common ones, if others are left."""
    plain = unicodedata.normalize("NFKC", typed[:LONGEST]).casefold()
    words = tuple(dict.fromkeys(_WORD.findall(plain)))[:MOST_WORDS]
    return tuple(word for word in words if not _COMMON.fullmatch(word)) or words


def _term(word: str) -> str:
    """A word as the table asks for it: letters and digits alone, so between quotes nothing in it can be an operator.

    A long word is also found as the beginning of another.
    """
    return f'"{word}"*' if len(word) >= LONG else f'"{word}"'


@cache
def index() -> Index:
    """Return the index of our own content, made once."""
    library = load_library()
    return Index((*_articles(library), *_words(library), *_cards(), *_places(load_directory())))


def _articles(library: Library) -> Iterator[Entry]:
    for each in library.articles:
        yield Entry(Kind.ARTICLE, each.title, each.sentence, _text(each), str(each.number))


def _text(article: Article) -> str:
    return BETWEEN.join(tuple(texts(article))[2:])


def _words(library: Library) -> Iterator[Entry]:
    for each in library.words:
        yield Entry(Kind.WORD, each.name, each.meaning, "", str(each.article.number) if each.article else "")


def _cards() -> Iterator[Entry]:
    for category in load().categories:
        if not category.hidden:
            for each in load().items_in(category.slug):
                yield Entry(Kind.CARD, each.name, each.sentence, _facts(each))


def _facts(item: Item) -> str:
    facts = (fact.text for fact in item.facts)
    warnings = (*item.stop_signs, *item.do_not_if, *item.who_must_not, *item.help)
    return BETWEEN.join((*facts, *warnings, *item.aliases))


def _places(directory: Directory) -> Iterator[Entry]:
    for place in directory.places:
        here = [each for each in directory.resources if place.code in each.places]
        said = (f"{each.name}: {each.what}" for each in here)
        yield Entry(Kind.PLACE, place.name, "", BETWEEN.join(said), "" if place.code == WORLD else place.code)
