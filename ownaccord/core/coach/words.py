"""A message as words: lower case, contractions and texting spelled out, each with its place in the original.

One pass over the text; no word is compared with more than its neighbour, so the time grows with the length alone.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

JOINED, CLAUSE, SENTENCE = 0, 1, 2
LONGEST_WORD = 40
_PIECES = re.compile(
    r"(?P<word>(?:(?<!\w)[wW]/(?:out|o)?)|[^\W_]+(?:['\u2019\u02bc`\u00b4][^\W_]+)*)|(?P<end>[.!?;\u2026\r\n]+)|(?P<pause>[,:()\u2013\u2014/=]|\s-+\s)"
    r"|(?P<quote>[\"\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019'`])"
)
_APOSTROPHES = str.maketrans("\u2019\u02bc`\u00b4", "''''")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_OPENS, _CLOSES = "\"\u201c\u201e\u00ab\u2018'`\u2019\u201d", "\"\u201d\u201c\u00bb\u2019'`"


@dataclass(frozen=True, slots=True)
class Word:
    """One word as rules see it; `gap` is what stands before it: nothing, the end of a clause, or of a sentence."""

    text: str
    start: int
    end: int
    gap: int
    quoted: bool
    asked: bool


@dataclass(frozen=True, slots=True)
class Spelling:
    """How one language is spelled out: whole words, and endings after an apostrophe."""

    words: Mapping[str, tuple[str, ...]]
    endings: Mapping[str, str]

    def spelled(self, written: str) -> tuple[str, ...]:
        """The words that one written word stands for."""
        word = unicodedata.normalize("NFKC", written[:LONGEST_WORD]).casefold().translate(_APOSTROPHES)
        word = _STRETCHED.sub(r"\1\1", word) if word not in self.words else word
        if word in self.words:
            return self.words[word]
        for ending, meant in self.endings.items():
            if word.endswith(ending) and len(word) > len(ending):
                before = word.removesuffix(ending)
                return (*self.words.get(before, (before,)), meant)
        return (word.replace("'", ""),)


def words_of(text: str, spelling: Spelling) -> tuple[Word, ...]:
    """The words of a text. Texts without words have none."""
    pieces = list(_PIECES.finditer(text))
    inside = _quoted(text, pieces)
    asked = _asked(pieces)
    found: list[Word] = []
    gap = SENTENCE
    for at, piece in enumerate(pieces):
        if piece["word"] is None:
            gap = max(gap, _gap(piece))
            continue
        for part in spelling.spelled(piece["word"]):
            found.append(Word(part, piece.start(), piece.end(), gap, inside[at], asked[at]))
            gap = JOINED
    return tuple(found)


def _gap(piece: re.Match[str]) -> int:
    if piece["end"] is not None:
        return SENTENCE
    return CLAUSE if piece["pause"] is not None else JOINED


def _asked(pieces: list[re.Match[str]]) -> list[bool]:
    """For each piece whether its sentence ends with a question mark."""
    asked: list[bool] = []
    question = False
    for piece in reversed(pieces):
        if piece["end"] is not None:
            question = "?" in piece["end"]
        asked.append(question)
    return asked[::-1]


def _quoted(text: str, pieces: list[re.Match[str]]) -> list[bool]:
    """For each piece whether it stands between quotation marks that open and close."""
    inside = [False] * len(pieces)
    opened: dict[str, int] = {}
    for at, kind in _marks(text, pieces):
        mark = "'" if text[pieces[at].start()] in "\u2018\u2019'`" else '"'
        if kind != "open" and mark in opened:
            begin = opened.pop(mark)
            inside[begin:at] = [True] * (at - begin)
        elif kind != "close":
            opened[mark] = at
    return inside


def _marks(text: str, pieces: list[re.Match[str]]) -> Iterator[tuple[int, str]]:
    """Each quotation mark, and whether it opens, closes, or could do either."""
    for at, piece in enumerate(pieces):
        if piece["quote"] is None:
            continue
        before = text[piece.start() - 1 : piece.start()]
        after = text[piece.end() : piece.end() + 1]
        opens = text[piece.start()] in _OPENS and not before.isalnum() and bool(after) and not after.isspace()
        closes = text[piece.start()] in _CLOSES and bool(before) and not before.isspace() and not after.isalnum()
        if opens or closes:
            yield at, "either" if opens and closes else "open" if opens else "close"
