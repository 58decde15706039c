"""The real articles: short, sourced, dated, neutral, readable, and without instructions."""

import re
import unicodedata
from datetime import date

import pytest

from ownaccord.catalogue.article_rules import MOST_WORDS, words_of
from ownaccord.catalogue.articles import Article, Weight, load_library, texts
from ownaccord.catalogue.denylist import load_denylist
from ownaccord.catalogue.prose import BlockKind, SpanKind, plain
from ownaccord.catalogue.readability import level
from tests.catalogue.test_content import EXPLICIT, GENDERED, TECHNIQUE

LIBRARY = load_library()
EVERY_ARTICLE = pytest.mark.parametrize("article", LIBRARY.articles, ids=lambda article: article.slug)
NEVER = re.compile(
    r"!|\b(contracts?|obligations?|verified|signed|binding|violations?|scores?|users?|admin|deny|approve|reject\w*"
    r"|streaks?|progress|safe|safely|guaranteed?)\b",
    re.IGNORECASE,
)
# Said of something else than a promise: the first word of a motto, and what is no guarantee.
FAIR = ("Safe, sane", "no guarantee")
HARDEST, HARDEST_ON_AVERAGE = 9.0, 6.0


def found(pattern: re.Pattern[str], article: Article) -> list[str]:
    """What a pattern finds in an article, without what is fair."""
    everything = "\n".join(texts(article))
    for words in FAIR:
        everything = everything.replace(words, "")
    return [match.group() for match in pattern.finditer(everything)]


def test_there_is_something_to_read_under_every_theme() -> None:
    assert len(LIBRARY.articles) >= 50
    assert [theme.slug for theme in LIBRARY.themes if not theme.articles] == []


@EVERY_ARTICLE
def test_an_article_is_short_and_calm(article: Article) -> None:
    assert words_of(article) <= MOST_WORDS
    assert found(NEVER, article) == []
    assert found(EXPLICIT, article) == []


@EVERY_ARTICLE
def test_an_article_speaks_of_roles_and_never_of_genders(article: Article) -> None:
    assert found(GENDERED, article) == []


@EVERY_ARTICLE
def test_an_article_teaches_no_technique(article: Article) -> None:
    """*How to* is for talking; where the body is the theme, it is not said either."""
    taught = {words.casefold() for words in found(TECHNIQUE, article)}

    assert taught - (set() if article.theme == "body" else {"how to"}) == set()


@EVERY_ARTICLE
def test_texts_are_plain_letters(article: Article) -> None:
    for text in texts(article):
        assert text == unicodedata.normalize("NFC", text)
        assert all(unicodedata.category(letter)[0] not in {"C", "S"} for letter in text)


@EVERY_ARTICLE
def test_an_article_touches_no_theme_of_the_denylist_but_those_that_it_owns_up_to(article: Article) -> None:
    themes = {theme.slug for text in texts(article) if (theme := load_denylist().theme_of(text))}

    assert themes == set(article.speaks_of)


@EVERY_ARTICLE
def test_an_article_says_what_it_rests_on_and_when_it_is_looked_at_again(article: Article) -> None:
    assert date(2026, 11, 25) <= article.reviewed < article.review_by
    assert all(each.author or each.year or each.address for each in article.references)
    assert article.uncertain and all(line.endswith(".") for line in article.uncertain)
    if article.grade is Weight.D:
        assert any(s.kind is SpanKind.UNSOURCED for block in article.blocks for line in block.lines for s in line)


def test_every_source_has_its_passage_and_its_day() -> None:
    assert len(LIBRARY.references) > 60
    assert [each.id for each in LIBRARY.references if not (each.passage and each.found_by and each.title)] == []
    assert [each.id for each in LIBRARY.references if each.opened < date(2026, 11, 24)] == []


def test_most_articles_rest_on_more_than_one_kind_of_text() -> None:
    one = [article.slug for article in LIBRARY.articles if len(article.kinds) < 2]

    assert len(one) <= len(LIBRARY.articles) // 10, one


def test_articles_can_be_read_without_long_schooling() -> None:
    levels = {article.slug: level(texts(article)) for article in LIBRARY.articles}

    assert {slug: years for slug, years in levels.items() if years > HARDEST} == {}
    assert sum(levels.values()) / len(levels) < HARDEST_ON_AVERAGE


def test_the_glossary_and_the_headings_of_the_contents_keep_the_same_tone() -> None:
    said = [word.meaning for word in LIBRARY.words] + [theme.sentence for theme in LIBRARY.themes]
    fair = [text.replace("Safe, sane", "") for text in said]

    assert len(LIBRARY.words) > 25
    assert [text for text in fair if NEVER.search(text) or EXPLICIT.search(text) or GENDERED.search(text)] == []
    assert [text for text in fair if load_denylist().theme_of(text)] == []


def test_headings_are_no_sentences() -> None:
    headings = [
        plain(block.lines[0])
        for article in LIBRARY.articles
        for block in article.blocks
        if block.kind is BlockKind.HEADING
    ]

    assert [heading for heading in headings if heading.endswith((".", ":"))] == []
