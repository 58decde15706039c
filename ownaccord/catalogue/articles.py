"""The articles of the library: what they are made of, and the one function that loads them.

Documented in `docs/develop/spec/library.md`. Frozen, and checked as a whole: words, sources, grade, days, links.
"""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from ownaccord.catalogue.cards import Item
from ownaccord.catalogue.catalogue import load
from ownaccord.catalogue.folder import content_root
from ownaccord.catalogue.prose import Block, SpanKind, plain, read_prose, spans
from ownaccord.catalogue.toml import BadContent, Table, read

FOLDER = "library"
_FENCE = "+++\n"


class Weight(StrEnum):
    """What an article, or one of its sources, rests on. D belongs to articles alone: no source could be opened."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


@dataclass(frozen=True, slots=True)
class Reference:
    """One text that was opened before it was cited. `year` is 0 and `author` empty where the copy shows none.

    `opened` is the day on which the passage was read. Exactly one of `url` and `doi` is set.
    """

    id: str
    kind: str
    grade: Weight
    author: str
    title: str
    year: int
    url: str
    doi: str
    found_by: str
    passage: str
    opened: date

    @property
    def address(self) -> str:
        """Where a reader finds it: the page itself, or the resolver of its DOI."""
        return self.url or f"https://doi.org/{self.doi}"


@dataclass(frozen=True, slots=True)
class Article:
    """One short article. `number` stands in its address, so that the address says nothing; it is never given away.

    `speaks_of` names the themes of the denylist that the text warns about.
    """

    slug: str
    number: int
    theme: str
    title: str
    sentence: str
    grade: Weight
    reviewed: date
    review_by: date
    uncertain: tuple[str, ...]
    cards: tuple[Item, ...]
    related: tuple[str, ...]
    speaks_of: tuple[str, ...]
    blocks: tuple[Block, ...]
    references: tuple[Reference, ...]

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of text that it rests on."""
        return frozenset(each.kind for each in self.references)

    @property
    def links(self) -> tuple[str, ...]:
        """Every other article that it leads to, each once."""
        inside = (name for span in spans(self.blocks) if span.kind is SpanKind.LINK for name in span.names)
        return tuple(dict.fromkeys((*inside, *self.related)))


@dataclass(frozen=True, slots=True)
class Theme:
    """One heading of the contents, and the articles under it in the order of their numbers."""

    slug: str
    name: str
    sentence: str
    articles: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of the glossary; `article` is where more of it stands, or None."""

    name: str
    meaning: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Library:
    """Every theme in its order, and the glossary in that of the alphabet."""

    themes: tuple[Theme, ...]
    words: tuple[Word, ...]
    references: tuple[Reference, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Every article, theme by theme."""
        return tuple(article for theme in self.themes for article in theme.articles)

    def article(self, slug: str) -> Article | None:
        """The article of this name, or None."""
        return next((each for each in self.articles if each.slug == slug), None)

    def numbered(self, number: int) -> Article | None:
        """The article of this number, or None."""
        return next((each for each in self.articles if each.number == number), None)


def texts(article: Article) -> Iterator[str]:
    """Every text of an article that a page shows, paragraph by paragraph, for those who check words."""
    yield from (article.title, article.sentence)
    yield from (plain(line) for block in article.blocks for line in block.lines)
    yield from article.uncertain


def load_library(folder: Path | None = None) -> Library:
    """The checked library of a content root (default: our own). The same folder gives the same object.

    Raises BadContent on the first rule that is broken.
    """
    return _load((folder or content_root()).resolve())


@cache
def _load(root: Path) -> Library:
    from ownaccord.catalogue import article_rules as rules

    listed = tuple(_references(root))
    references = {each.id: each for each in listed}
    themes = tuple(
        Theme(each.slug("slug"), each.text("name"), each.text("sentence"), _articles(each, root, references))
        for each in _tables(root / FOLDER / "themes.toml", "theme", "slug")
    )
    found = {each.slug: each for theme in themes for each in theme.articles}
    words = tuple(_word(each, found) for each in _tables(root / FOLDER / "words.toml", "word", "name"))
    library = Library(themes, words, listed)
    rules.check_library(library, {path.stem for path in (root / FOLDER).glob("*/*.md")})
    return library


def _tables(path: Path, field: str, named_by: str) -> Iterator[Table]:
    table = read(path)
    for each in table.tables(field, named_by=named_by):
        yield each
        each.done()
    table.done()


def _references(root: Path) -> Iterator[Reference]:
    for each in _tables(root / FOLDER / "sources.toml", "source", "id"):
        yield _shared(each, root) if each.has("shared") else _own(each)


def _own(table: Table) -> Reference:
    if table.has("url") == table.has("doi"):
        raise table.wrong("needs either `url` or `doi`")
    return Reference(
        id=table.slug("id"),
        kind=table.text("kind"),
        grade=table.choice_of("grade", Weight),
        author=table.text("author", default=""),
        title=table.text("title"),
        year=_year(table),
        url=table.text("url", default=""),
        doi=table.text("doi", default=""),
        found_by=table.text("found_by"),
        passage=table.text("passage"),
        opened=table.day("opened"),
    )


def _shared(table: Table, root: Path) -> Reference:
    """A source of the cards, cited here too: `author` and `year` are added, the rest stands there."""
    name = table.slug("shared")
    source = next((each for each in load(root).sources if each.id == name), None)
    if source is None:
        raise table.wrong(f"the cards have no source `{name}`")
    return Reference(
        id=table.slug("id"),
        kind=source.kind,
        grade=Weight(source.grade.value),
        author=table.text("author", default=""),
        title=source.title,
        year=_year(table),
        url=source.url,
        doi=source.doi,
        found_by=source.found_by,
        passage=table.text("passage", default=source.passage),
        opened=source.reviewed,
    )


def _year(table: Table) -> int:
    return table.number("year", least=1900, most=2100) if table.has("year") else 0


def _articles(theme: Table, root: Path, references: dict[str, Reference]) -> tuple[Article, ...]:
    folder = root / FOLDER / theme.slug("slug")
    articles = [_article(path, root, references) for path in sorted(folder.glob("*.md"))]
    return tuple(sorted(articles, key=lambda each: each.number))


def _article(path: Path, root: Path, references: dict[str, Reference]) -> Article:
    head, body = _halves(path)
    blocks = read_prose(body, path.name)
    article = Article(
        slug=path.stem,
        number=head.number("number", least=1, most=999),
        theme=path.parent.name,
        title=head.text("title"),
        sentence=head.text("sentence"),
        grade=head.choice_of("grade", Weight),
        reviewed=head.day("reviewed"),
        review_by=head.day("review_by"),
        uncertain=head.texts("uncertain"),
        cards=tuple(_card(head, slug, root) for slug in head.texts("cards", default=())),
        related=head.texts("related", default=()),
        speaks_of=head.texts("speaks_of", default=()),
        blocks=blocks,
        references=_cited(head, blocks, references),
    )
    head.done()
    return article


def _halves(path: Path) -> tuple[Table, str]:
    """The TOML head between two lines of three plus signs, and the body after them."""
    try:
        before, head, body = path.read_text(encoding="utf-8").split(_FENCE, 2)
        fields = tomllib.loads(head)
    except (ValueError, RecursionError) as cause:
        raise BadContent(path.name, f"is no TOML between +++ and +++ with text after it ({cause})") from cause
    if before:
        raise BadContent(path.name, "must begin with +++")
    return Table(fields, path.name), body


def _card(head: Table, slug: str, root: Path) -> Item:
    item = load(root).item(slug)
    if item is None:
        raise head.wrong(f"`cards` names a card that does not exist: `{slug}`")
    return item


def _cited(head: Table, blocks: tuple[Block, ...], references: dict[str, Reference]) -> tuple[Reference, ...]:
    named = dict.fromkeys(name for span in spans(blocks) if span.kind is SpanKind.MARK for name in span.names)
    missing = [name for name in named if name not in references]
    if missing:
        raise head.wrong(f"names a source that does not exist: `{missing[0]}`")
    return tuple(references[name] for name in named)


def _word(table: Table, articles: dict[str, Article]) -> Word:
    slug = table.text("article", default="")
    if slug and slug not in articles:
        raise table.wrong(f"names an article that does not exist: `{slug}`")
    return Word(table.text("name"), table.text("meaning"), articles.get(slug))
