"""Articles and words, ready for their pages: from the checked `content/library/`, and from nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy

from ownaccord.catalogue.article_rules import LAW
from ownaccord.catalogue.articles import Article, Reference, Theme, Weight, Word, load_library
from ownaccord.catalogue.prose import Block, Line, SpanKind

WEIGHTS: Mapping[Weight, Any] = {
    Weight.A: gettext_lazy("A: rests on studies, or on texts of laws or courts"),
    Weight.B: gettext_lazy("B: rests on guidance of clinical, public or support bodies"),
    Weight.C: gettext_lazy("C: rests on experienced educators, encyclopedias or the press"),
    Weight.D: gettext_lazy("D: no source could be opened for this; it is our own advice"),
}
GRADES: Mapping[Weight, Any] = {
    Weight.A: gettext_lazy("Grade A: a study, or the text of a law or a court"),
    Weight.B: gettext_lazy("Grade B: guidance of a clinical, public or support body"),
    Weight.C: gettext_lazy("Grade C: an experienced educator, an encyclopedia or the press"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """Another article that a page leads to."""

    number: int
    title: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Run:
    """Some words on the page: plain, stressed, a link to an article, numbers of sources, or a note that none is."""

    kind: str
    words: str
    to: int
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, a paragraph, points or sayings; each line is a list of runs."""

    kind: str
    lines: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One source at the foot of a page, under its number."""

    number: int
    reference: Reference
    grade: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One article as its page shows it. `one_kind`: all its sources are of one kind; `law`: it is about a law."""

    article: Article
    theme: str
    pieces: tuple[Piece, ...]
    grade: str
    sources: tuple[Cited, ...]
    near: tuple[Near, ...]
    one_kind: bool
    law: bool


def themes() -> tuple[Theme, ...]:
    """Return every theme with its articles."""
    return load_library().themes


def words() -> tuple[Word, ...]:
    """Return the glossary."""
    return load_library().words


def sheet(number: int) -> Sheet | None:
    """Return the article of this number as a page, or None."""
    library = load_library()
    article = library.numbered(number)
    if article is None:
        return None
    numbers = {each.id: at for at, each in enumerate(article.references, start=1)}
    near = {each.slug: each for each in library.articles}
    return Sheet(
        article=article,
        theme=next(theme.name for theme in library.themes if theme.slug == article.theme),
        pieces=tuple(_piece(block, numbers, near) for block in article.blocks),
        grade=str(WEIGHTS[article.grade]),
        sources=tuple(Cited(numbers[each.id], each, str(GRADES[each.grade])) for each in article.references),
        near=tuple(Near(near[slug].number, near[slug].title, near[slug].sentence) for slug in article.related),
        one_kind=len(article.kinds) == 1,
        law=article.theme == LAW,
    )


def _piece(block: Block, numbers: Mapping[str, int], near: Mapping[str, Article]) -> Piece:
    return Piece(block.kind.value, tuple(_runs(line, numbers, near) for line in block.lines))


def _runs(line: Line, numbers: Mapping[str, int], near: Mapping[str, Article]) -> tuple[Run, ...]:
    return tuple(
        Run(
            kind=span.kind.value,
            words=span.words,
            to=near[span.names[0]].number if span.kind is SpanKind.LINK else 0,
            numbers=tuple(numbers[name] for name in span.names) if span.kind is SpanKind.MARK else (),
        )
        for span in line
    )
