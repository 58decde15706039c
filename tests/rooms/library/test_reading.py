"""The articles and the words, from the outside: readable by anybody, and nothing in them but what `content/` says."""

import re
from html import unescape

import html5lib
import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from ownaccord.catalogue.article_rules import LAW_HEADINGS
from ownaccord.catalogue.articles import Article, Weight, load_library, texts
from ownaccord.catalogue.prose import BlockKind, SpanKind, spans
from ownaccord.library.reading import article as article_page
from tests.people import new_browser
from tests.rooms.library.test_pages import LINK, main

LIBRARY = load_library()
FIRST = LIBRARY.articles[0]


@pytest.fixture(scope="module")
def pages() -> dict[str, HttpResponse]:
    """Every article as a stranger gets it, without a database: these pages ask for none."""
    browser = new_browser()
    return {each.slug: browser.get(f"/help/read/{each.number}/") for each in LIBRARY.articles}


UNSEEN = re.compile(r'<span class="unseen">[^<]*</span>')
MARKS = re.compile(r'<span class="marks">.*?</span>')
UNSOURCED = "(No source could be opened for this.)"


def plain(page: str) -> str:
    """The text of some markup, with single spaces, without what only a screen reader says before a number."""
    return " ".join(unescape(re.sub(r"<[^>]+>", "", UNSEEN.sub("", page))).split())


def unmarked(page: str) -> str:
    """The same, without marks."""
    return " ".join(plain(MARKS.sub("", UNSEEN.sub("", page))).replace(UNSOURCED, "").split())


def test_the_contents_lead_to_every_article_in_its_order_under_its_theme() -> None:
    page = main(new_browser().get("/help/read/"))
    sections = re.findall(r'<h2 id="([\w-]+)">.*?</section>', page, re.DOTALL)

    assert [int(number) for number in re.findall(r'href="/help/read/(\d+)/"', page)] == [
        each.number for each in LIBRARY.articles
    ]
    assert sections == [theme.slug for theme in LIBRARY.themes]


def test_every_article_is_a_whole_page(pages: dict[str, HttpResponse]) -> None:
    for slug, answer in pages.items():
        html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        assert "<form" not in main(answer), slug


def test_an_article_shows_every_word_of_it(pages: dict[str, HttpResponse]) -> None:
    wrong = []
    for article in LIBRARY.articles:
        shown = unmarked(main(pages[article.slug]))
        wrong += [(article.slug, text) for text in texts(article) if " ".join(text.split()) not in shown]

    assert wrong == []


def test_an_article_shows_each_source_with_its_grade_its_passage_and_the_day(pages: dict[str, HttpResponse]) -> None:
    for article in LIBRARY.articles:
        shown = plain(main(pages[article.slug]))
        for reference in article.references:
            assert f"Grade {reference.grade}: " in shown
            assert f"{reference.author or 'no author noted'}, {reference.year or 'no year noted'}; " in shown
            assert f"Opened on {reference.opened:%-d %B %Y}." in shown
            assert f"Opened for: {' '.join(reference.passage.split())}" in shown


def test_on_paper_every_source_is_written_out_with_its_address(pages: dict[str, HttpResponse]) -> None:
    for article in LIBRARY.articles:
        written = re.findall(r'<p class="quiet-text only-print">([^<]+)</p>', main(pages[article.slug]))

        assert [unescape(address) for address in written] == [each.address for each in article.references]


def test_every_mark_leads_to_a_source_on_the_page(pages: dict[str, HttpResponse]) -> None:
    for article in LIBRARY.articles:
        page = main(pages[article.slug])
        marks = [name for span in spans(article.blocks) if span.kind is SpanKind.MARK for name in span.names]
        order = [reference.id for reference in article.references]

        assert re.findall(r'href="#source-(\d+)"', page) == [str(order.index(name) + 1) for name in marks]
        assert re.findall(r'id="source-(\d+)"', page) == [str(at + 1) for at in range(len(order))]


def test_a_sentence_without_a_source_says_so(pages: dict[str, HttpResponse]) -> None:
    for article in LIBRARY.articles:
        without = [span for span in spans(article.blocks) if span.kind is SpanKind.UNSOURCED]

        assert plain(main(pages[article.slug])).count(UNSOURCED) == len(without)


def test_an_article_whose_sources_are_of_one_kind_says_so(pages: dict[str, HttpResponse]) -> None:
    said = {slug for slug, answer in pages.items() if "a second kind is still missing" in main(answer)}

    assert said == {each.slug for each in LIBRARY.articles if len(each.kinds) == 1}


def test_what_is_about_the_law_says_first_that_it_is_no_advice_and_when_it_was_read(
    pages: dict[str, HttpResponse],
) -> None:
    law = {each.slug: each for each in LIBRARY.articles if each.theme == "law"}
    said = {slug: plain(main(answer)) for slug, answer in pages.items()}

    assert len(law) >= 8
    assert {slug for slug, text in said.items() if "This is not legal advice" in text} == set(law)
    for slug, each in law.items():
        assert said[slug].index("This is not legal advice") < said[slug].index(LAW_HEADINGS[0])
        assert f"what we could read by {each.reviewed:%-d %B %Y}" in said[slug]
        assert "What to ask a lawyer" in said[slug] and "No lawyer has reviewed it yet." in said[slug]
        assert "clinician" not in said[slug]


def test_every_link_that_leads_away_tells_nobody_where_it_was(pages: dict[str, HttpResponse]) -> None:
    links = [link for answer in pages.values() for link in LINK.findall(main(answer))]
    away = [link for link in links if 'href="/' not in link and 'href="#' not in link]

    assert away
    assert [link for link in away if 'rel="noreferrer"' not in link or "target=" in link] == []


def test_no_address_and_no_title_says_what_an_article_is_about(pages: dict[str, HttpResponse]) -> None:
    titles = {re.search(r"<title>(.*?)</title>", each.content.decode()).group(1) for each in pages.values()}  # type: ignore[union-attr]

    assert titles == {"Notes"}


def test_a_number_without_an_article_is_not_there() -> None:
    for number in (0, 998, 10**30):
        with pytest.raises(Http404):
            article_page(RequestFactory().get(f"/help/read/{number}/"), article=number)


def test_the_words_say_what_they_mean_and_where_more_stands() -> None:
    page = main(new_browser().get("/help/words/"))

    assert re.findall(r"<dt>(.*?)</dt>", unescape(page)) == [word.name for word in LIBRARY.words]
    assert [int(number) for number in re.findall(r'<dd>.*?href="/help/read/(\d+)/"', page)] == [
        word.article.number for word in LIBRARY.words if word.article
    ]


def test_the_shelf_leads_to_what_there_is_to_read() -> None:
    assert 'href="/help/read/"' in main(new_browser().get("/help/"))


def test_the_grades_on_the_page_are_those_of_the_file(pages: dict[str, HttpResponse]) -> None:
    words = {Weight.A: "A: rests on studies", Weight.B: "B: rests on guidance", Weight.C: "C: rests on experienced"}

    def graded(article: Article) -> bool:
        return words[article.grade] in main(pages[article.slug])

    assert [each.slug for each in LIBRARY.articles if not graded(each)] == []
    assert {block.kind for block in FIRST.blocks} <= set(BlockKind)
