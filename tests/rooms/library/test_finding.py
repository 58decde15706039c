"""Looking for something: what is near comes first, whatever is typed is answered, and nothing of it stays."""

import logging
import re
import sqlite3
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from hypothesis import given, settings
from hypothesis import strategies as some

from ownaccord.catalogue import load
from ownaccord.catalogue.articles import load_library
from ownaccord.catalogue.directory import load_directory
from ownaccord.library.finding import Finds, Row, looked_for
from ownaccord.library.index import BEGIN, END, LONGEST, MOST, Entry, Index, Kind, index, words_of
from ownaccord.library.reading import find
from tests.chapters import stored
from tests.databases import ON_SQLITE
from tests.people import new_browser
from tests.rooms.library.test_pages import MAIN, main
from tests.walls.scene import Scene

SMALL = Index(
    (
        Entry(Kind.ARTICLE, "Embers", "What is left.", "A fire that was warm.", "7"),
        Entry(Kind.ARTICLE, "Warm fires", "How they burn.", "Wood and air.", "8"),
        Entry(Kind.WORD, "Caf\u00e9", "A warm room.", ""),
        Entry(Kind.CARD, "Tea", "Two drink.", "It may burn.\nStop at once."),
    )
)


def ask(words: str) -> HttpResponse:
    """What the page answers, without a database and without anybody."""
    return find(RequestFactory().post("/help/find/", {"words": words}))


def names(finds: Finds, kind: Kind) -> list[str]:
    return [plain(row) for chapter in finds.chapters if chapter.kind == kind for row in chapter.rows]


def plain(row: Row) -> str:
    return "".join(piece.words for piece in row.name)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("warm", ["Warm fires", "Embers", "Caf\u00e9"]),
        ("fire", ["Warm fires", "Embers"]),
        ("burning", ["Warm fires", "Tea"]),
        ("CAFE", ["Caf\u00e9"]),
        ("ember", ["Embers"]),
        ("warm tea", ["Tea"]),
        ("wo", []),
        ("", []),
    ],
)
def test_words_find_what_is_near_in_any_form_kind_by_kind(words: str, found: list[str]) -> None:
    entries = SMALL.found(words_of(words))

    assert [each.name.replace(BEGIN, "").replace(END, "") for each in entries] == found


def test_what_was_looked_for_is_marked_and_of_a_text_only_the_part_around_it_is_shown() -> None:
    (tea,) = SMALL.found(("stop",))

    assert (tea.name, tea.sentence, tea.text) == ("Tea", "Two drink.", f"It may burn.\n{BEGIN}Stop{END} at once.")


def test_whether_anything_has_all_of_the_words_is_known() -> None:
    assert [SMALL.has_all(words_of(each)) for each in ("warm fire", "warm tea", "")] == [True, False, False]


def test_common_words_count_only_where_there_are_no_others() -> None:
    assert words_of("How do I say no to you?") == ("say", "no")
    assert words_of("you and me") == ("you", "and", "me")


def test_every_article_every_word_and_every_open_card_is_found_by_its_name() -> None:
    closed = {each.slug for each in load().categories if each.hidden}
    cards = [each for each in load().items if each.category not in closed]
    wanted = [(Kind.ARTICLE, each.title) for each in load_library().articles]
    wanted += [(Kind.WORD, each.name) for each in load_library().words]
    wanted += [(Kind.CARD, each.name) for each in cards]
    wanted += [(Kind.PLACE, each.name) for each in load_directory().places if each.code != "world"]

    assert [each for each in wanted if each[1] not in names(looked_for(each[1]), each[0])] == []


def test_what_stands_in_a_closed_category_is_not_found_and_the_article_about_it_is() -> None:
    closed = [each for category in load().categories if category.hidden for each in load().items_in(category.slug)]
    assert closed

    found = {name for each in closed for name in names(looked_for(each.name), Kind.CARD)}
    assert found & {each.name for each in closed} == set()
    assert "Neck and breath: why we say no" in names(looked_for("choking"), Kind.ARTICLE)


def test_no_more_is_shown_than_somebody_can_look_at() -> None:
    counts = {chapter.kind: len(chapter.rows) for chapter in looked_for("consent partner hand").chapters}

    assert counts and all(count <= MOST[Kind(kind)] for kind, count in counts.items())


@pytest.mark.parametrize(
    "typed",
    ['"', "'", '" OR "', "a* NEAR(b c, 2)", "name:shame", "-shame", "^", "NOT", "AND OR", "x" * 10_000, "\x00shame\x00",
     "shame\x02\x03", "%s'; DROP TABLE shelf; --", "\ud800", "\u202eshame", "9" * 400, "<b>shame</b>"],
)  # fmt: skip
def test_whatever_is_typed_is_answered_kindly(typed: str) -> None:
    finds = looked_for(typed)

    assert len(finds.typed) <= LONGEST and finds.typed.isprintable()
    assert "Shame" in names(looked_for("shame"), Kind.ARTICLE)


@given(some.text(max_size=300))
@settings(max_examples=60, deadline=None)
def test_any_text_at_all_is_answered(typed: str) -> None:
    for chapter in looked_for(typed).chapters:
        assert all(row.name for row in chapter.rows)


def test_the_index_only_reads() -> None:
    index()
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        index()._table.execute("INSERT INTO shelf (name) VALUES ('typed')")


def test_a_find_leads_to_its_page_and_marks_what_was_looked_for() -> None:
    page = main(ask("jealousy"))
    article = load_library().article("jealousy")
    assert article is not None

    assert f'<a href="/help/read/{article.number}/"><mark>Jealousy</mark></a>' in page
    assert '<a href="/help/people/?place=de"><mark>Germany</mark></a>' in main(ask("germany"))


def test_what_was_typed_stands_in_the_box_again_as_text_and_nowhere_else() -> None:
    page = main(ask('"><script>zebra</script>'))

    assert re.findall(r'value="([^"]*)"', page) == ["&quot;&gt;&lt;script&gt;zebra&lt;/script&gt;"]
    assert unescape(page).count("zebra") == 1


def test_what_finds_nothing_is_answered_with_ways_on() -> None:
    page = main(ask("qqqq"))

    assert "<h2 id=\"finds\">Nothing has these words</h2>" in page and "<mark>" not in page
    assert re.findall(r'<li><a href="([^"]+)"', page) == ["/help/read/", "/help/words/", "/help/people/"]


def test_nothing_typed_shows_the_empty_page() -> None:
    assert main(ask(" ")) == main(ask("")).replace('value=""', 'value=" "')
    assert 'id="finds"' not in main(ask(""))


@ON_SQLITE
@pytest.mark.parametrize("locked", [False, True])
@pytest.mark.django_db
def test_the_answer_is_the_same_for_everybody_and_nothing_keeps_the_words(
    town: Scene, locked: bool, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    if locked:
        town.ash.lock()
    before = stored()
    answers = [who.post("/help/find/", {"words": "zebra shame"}) for who in (town.ash.browser, new_browser())]

    assert main(answers[0]) == main(answers[1])
    assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}
    assert stored() == before
    assert "zebra" not in caplog.text
    for each in answers:
        assert "zebra" not in MAIN.sub("", each.content.decode()) and "zebra" not in repr([each.headers, each.cookies])
    assert "zebra" not in main(town.ash.browser.get("/help/find/"))


def test_nothing_that_says_what_was_found_says_what_was_typed() -> None:
    assert repr(looked_for("zebra")) == "<Finds>"
