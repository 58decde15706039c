"""The text of an article: a small and strict part of Markdown, read into frozen pieces that a page can show.

Headings, paragraphs, points and words to say, with emphasis, links to other articles, and marks for sources. Anything
else is refused, HTML too. Documented in `docs/develop/spec/library.md`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from ownaccord.catalogue.toml import BadContent

NO_SOURCE = "no source"
_NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
_LINK = re.compile(rf"\[([^\[\]]+)\]\(({_NAME})\)")
_MARK = re.compile(rf" ?\[({NO_SOURCE}|{_NAME}(?:, {_NAME})*)\](?!\()")
_STRESS = re.compile(r"\*([^*]+)\*")
_PIECE = re.compile(f"{_LINK.pattern}|{_MARK.pattern}|{_STRESS.pattern}")
_STRANGE = re.compile(r"[<>\[\]*`#_|{}\\]|  |^[0-9]+[.)] ")


class BlockKind(StrEnum):
    """What a block is: it stands alone, in a list, or is something that one person may say to another."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    POINTS = "points"
    SAYINGS = "sayings"


class SpanKind(StrEnum):
    """What a run of words is. A *mark* names sources; *unsourced* says that none could be opened."""

    WORDS = "words"
    STRESS = "stress"
    LINK = "link"
    MARK = "mark"
    UNSOURCED = "unsourced"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of words. `names`: the article that a link leads to, or the sources that a mark names."""

    kind: SpanKind
    words: str = ""
    names: tuple[str, ...] = ()


Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A heading or a paragraph (one line), or several points or sayings."""

    kind: BlockKind
    lines: tuple[Line, ...]


def read_prose(text: str, where: str) -> tuple[Block, ...]:
    """The blocks of a body. Raises BadContent, with `where`, on anything that is not in the format."""
    parts = (each.splitlines() for each in re.split(r"\n{2,}", text.strip("\n")) if each)
    blocks = tuple(_block(lines, where) for part in parts for lines in _after_headings(part))
    if not blocks:
        raise BadContent(where, "has no text")
    return blocks


def spans(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Every run of words, in order."""
    return (span for block in blocks for line in block.lines for span in line)


def plain(line: Line) -> str:
    """What a line says to somebody who reads it out: without marks."""
    return "".join(span.words for span in line)


def _after_headings(lines: list[str]) -> Iterator[list[str]]:
    """A heading stands alone, also when no empty line follows it."""
    while lines and lines[0].startswith("## "):
        yield [lines.pop(0)]
    if lines:
        yield lines


def _block(lines: list[str], where: str) -> Block:
    for kind, sign in ((BlockKind.POINTS, "- "), (BlockKind.SAYINGS, "> ")):
        if lines[0].startswith(sign):
            if not all(line.startswith(sign) for line in lines):
                raise BadContent(where, f"one line of a list does not begin with `{sign}`: `{lines[0]}`")
            return Block(kind, tuple(_line(line.removeprefix(sign), where) for line in lines))
    if lines[0].startswith("## "):
        return Block(BlockKind.HEADING, (_line(lines[0].removeprefix("## "), where),))
    return Block(BlockKind.PARAGRAPH, (_line(" ".join(lines), where),))


def _line(text: str, where: str) -> Line:
    found: list[Span] = []
    at = 0
    for match in _PIECE.finditer(text):
        found.extend(_words(text[at : match.start()], where))
        found.append(_special(*match.groups()))
        at = match.end()
    found.extend(_words(text[at:], where))
    if text != text.strip() or not plain(tuple(found)).strip():
        raise BadContent(where, f"has an empty line or spaces at an end: `{text}`")
    return tuple(found)


def _words(text: str, where: str) -> list[Span]:
    strange = _STRANGE.search(text)
    if strange:
        raise BadContent(where, f"`{strange.group()}` means nothing here: `{text}`")
    return [Span(SpanKind.WORDS, text)] if text else []


def _special(linked: str | None, to: str | None, mark: str | None, stressed: str | None) -> Span:
    if linked and to:
        return Span(SpanKind.LINK, linked, (to,))
    if stressed:
        return Span(SpanKind.STRESS, stressed)
    if mark == NO_SOURCE:
        return Span(SpanKind.UNSOURCED)
    return Span(SpanKind.MARK, "", tuple((mark or "").split(", ")))
