"""The rules that articles keep, one function for each, in a table. Documented in `docs/develop/spec/library.md`."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

from ownaccord.catalogue.articles import FOLDER, Article, Library, Reference, Weight, texts
from ownaccord.catalogue.prose import Block, BlockKind, Line, SpanKind, plain, spans
from ownaccord.catalogue.rules import check_unique
from ownaccord.catalogue.toml import BadContent

MOST_WORDS = 600
LONGEST_SENTENCE = 160
LONGEST_MEANING = 320
LONGEST_PASSAGE = 25
LONGEST_REST = timedelta(days=550)
LAW = "law"
LAW_HEADINGS = (
    "Harm and agreement",
    "Neck and breath",
    "What counts as a yes",
    "Pictures and recordings",
    "Fear and control",
)
NOTHING_FOUND = "No good source found; reviewed by nobody yet."
_ASIDE = re.compile(r"\([^()]*\)")
_NUMBER = "twice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_EXACT = re.compile(rf"\d|\b(?:offences?|{_NUMBER})\b", re.IGNORECASE)
_NEXT = re.compile(r"(?<=[.?!])\s+")


def words_of(article: Article) -> int:
    """How many words a page shows of it, without the list of sources."""
    return sum(len(text.split()) for text in texts(article))


def is_short(article: Article) -> str | None:
    count = words_of(article)
    return f"has {count} words; {MOST_WORDS} is the most" if count > MOST_WORDS else None


def says_in_one_sentence_what_it_is(article: Article) -> str | None:
    if len(article.sentence) > LONGEST_SENTENCE or not article.sentence.endswith("."):
        return f"`sentence` must end with a full stop and have at most {LONGEST_SENTENCE} characters"
    return None


def says_what_is_uncertain(article: Article) -> str | None:
    return None if article.uncertain else "`uncertain` is empty, and something always is"


def claims_no_more_than_its_sources(article: Article) -> str | None:
    best = min((each.grade for each in article.references), default=Weight.D)
    if (best is Weight.D) != (article.grade is Weight.D):
        return "a `grade` of D and a text without sources go together"
    if article.references and article.grade not in {each.grade for each in article.references}:
        return f"`grade` is that of none of its sources: {article.grade}"
    return None


def is_looked_at_again(article: Article) -> str | None:
    rest = article.review_by - article.reviewed
    if not timedelta(0) < rest <= LONGEST_REST:
        return f"`review_by` must come after `reviewed`, within {LONGEST_REST.days} days"
    return None


def was_read_after_its_sources(article: Article) -> str | None:
    late = [each.id for each in article.references if each.opened > article.reviewed]
    return f"`{late[0]}` was opened after the article was reviewed" if late else None


def answers_what_every_law_card_answers(article: Article) -> str | None:
    if article.theme != LAW:
        return None
    parts = _under_headings(article)
    if tuple(parts) != LAW_HEADINGS:
        return f"a card about the law has these headings, in this order: {', '.join(LAW_HEADINGS)}"
    bare = [heading for heading, part in parts.items() if not _rests_on_something(part)]
    return f"`{bare[0]}` names no source, and does not say: {NOTHING_FOUND}" if bare else None


def marks_each_sentence_of_the_law_that_is_exact(article: Article) -> str | None:
    """A year, a number or an offence is nothing that one mark at the end of a paragraph may stand for."""
    if article.theme != LAW:
        return None
    lines = (line for part in _under_headings(article).values() for block in part for line in block.lines)
    bare = next((each for line in lines for each in _unmarked(line) if _EXACT.search(each)), None)
    return f"a year, a number or an offence, and no source right after it: {bare}" if bare else None


def _unmarked(line: Line) -> Iterator[str]:
    """The sentences that no source follows at once; *no source* is none."""
    run = ""
    for span in line:
        if span.kind is SpanKind.MARK:
            yield from _NEXT.split(run.strip())[:-1]
            run = ""
        else:
            run += span.words
    yield from _NEXT.split(run.strip())


def _under_headings(article: Article) -> dict[str, list[Block]]:
    """What stands under each heading; what comes before the first is left out."""
    parts: dict[str, list[Block]] = {}
    for block in article.blocks:
        if block.kind is BlockKind.HEADING:
            parts[plain(block.lines[0])] = []
        elif parts:
            next(reversed(parts.values())).append(block)
    return parts


def _rests_on_something(part: list[Block]) -> bool:
    marked = any(span.kind is SpanKind.MARK for span in spans(tuple(part)))
    return marked or [plain(line) for block in part for line in block.lines] == [NOTHING_FOUND]


ARTICLE_RULES: tuple[Callable[[Article], str | None], ...] = (
    is_short,
    says_in_one_sentence_what_it_is,
    says_what_is_uncertain,
    claims_no_more_than_its_sources,
    is_looked_at_again,
    was_read_after_its_sources,
    answers_what_every_law_card_answers,
    marks_each_sentence_of_the_law_that_is_exact,
)


def check_library(library: Library, written: set[str]) -> None:
    """Raises BadContent with the first rule that is broken. `written`: the names of all files with articles."""
    for reference in library.references:
        _check_reference(reference)
    for article in library.articles:
        for rule in ARTICLE_RULES:
            fault = rule(article)
            if fault:
                raise BadContent(f"{article.slug}.md", fault)
    _check_together(library, written)


def _check_reference(each: Reference) -> None:
    where = f"sources.toml [source {each.id}]"
    if each.grade is Weight.D:
        raise BadContent(where, "`grade` must be A, B or C: D is for what has no source")
    if len(_ASIDE.sub("", each.passage).split()) > LONGEST_PASSAGE:
        raise BadContent(where, f"`passage` quotes more than {LONGEST_PASSAGE} words (remarks in brackets not counted)")
    if each.url and not each.url.startswith(("https://", "http://")):
        raise BadContent(where, "`url` must begin with https:// or http://")
    if each.doi and not each.doi.startswith("10."):
        raise BadContent(where, "`doi` must begin with 10.")


def _check_together(library: Library, written: set[str]) -> None:
    check_unique("sources", (each.id for each in library.references))
    check_unique("themes", (theme.slug for theme in library.themes))
    for what in ("slug", "number", "title"):
        check_unique("articles", (getattr(article, what) for article in library.articles))
    lost = sorted(written - {article.slug for article in library.articles})
    if lost:
        raise BadContent(f"{FOLDER}/{lost[0]}.md", "stands in a folder that is no theme")
    _check_links(library)
    _check_words(library)


def _check_links(library: Library) -> None:
    known = {article.slug for article in library.articles}
    for article in library.articles:
        wrong = [name for name in article.links if name not in known - {article.slug}]
        if wrong:
            raise BadContent(f"{article.slug}.md", f"leads to no other article: `{wrong[0]}`")
    cited = {each.id for article in library.articles for each in article.references}
    idle = sorted({each.id for each in library.references} - cited)
    if idle:
        raise BadContent("sources.toml", f"no article names `{idle[0]}`")


def _check_words(library: Library) -> None:
    names = [word.name for word in library.words]
    if names != sorted(set(names), key=str.casefold):
        raise BadContent("words.toml", "words must stand in the order of the alphabet, each once")
    for word in library.words:
        if len(word.meaning) > LONGEST_MEANING or not word.meaning.endswith("."):
            raise BadContent(
                f"words.toml [word {word.name}]",
                f"`meaning` must end with a full stop and have at most {LONGEST_MEANING} characters",
            )
