"""Lessons, from the outside: every step is a page that leads to its facts, and nothing counts or hurries anybody."""

import re
from html import unescape

import html5lib
import pytest
from django.http import Http404, HttpResponse
from django.test import RequestFactory

from ownaccord.catalogue.lessons import StepKind, load_lessons
from ownaccord.catalogue.phrases import PhraseKind
from ownaccord.library import learning
from tests.rooms.library.test_pages import main, words

LESSONS = load_lessons()
ASK = RequestFactory().get("/help/lessons/")
Pages = dict[tuple[str, int], HttpResponse]
STEPS = [(lesson, at) for lesson in LESSONS for at in range(1, len(lesson.steps) + 1)]


@pytest.fixture(scope="module")
def pages() -> Pages:
    """Every step as a stranger gets it, without a database: these pages ask for none."""
    return {(lesson.slug, at): learning.step(ASK, lesson.number, at) for lesson, at in STEPS}


def links(answer: HttpResponse, start: str) -> list[str]:
    """What a page leads to under this address, in its order."""
    return re.findall(rf'href="{start}([^"]*)"', main(answer))


def test_the_first_page_leads_to_every_lesson_in_its_order_and_a_lesson_to_each_of_its_steps() -> None:
    assert links(learning.lessons(ASK), "/help/lessons/") == [f"{each.number}/" for each in LESSONS]
    for lesson in LESSONS:
        found = links(learning.lesson(ASK, lesson.number), f"/help/lessons/{lesson.number}/")
        assert found == [f"{at}/" for at in range(1, len(lesson.steps) + 1)]


def test_a_step_shows_every_word_of_it_and_leads_to_what_goes_with_it(pages: Pages) -> None:
    kinds = list(PhraseKind)
    for lesson, at in STEPS:
        answer, step = pages[lesson.slug, at], lesson.steps[at - 1]
        html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        said = words(answer)
        asked = [text for card in step.cards for text in (card.question, card.why)]
        assert [text for text in (step.title, *step.text, *asked) if " ".join(text.split()) not in said] == []
        assert links(answer, "/help/read/") == [f"{each.number}/" for each in step.articles]
        assert links(answer, "/help/say/") == [f"{n}/" for n, kind in enumerate(kinds, 1) if kind in step.phrases]


def test_a_step_leads_on_or_lets_go_and_the_last_only_lets_go(pages: Pages) -> None:
    for lesson, at in STEPS:
        last = at == len(lesson.steps)
        found = re.findall(r'<a class="button[^"]*" href="([^"]+)"', main(pages[lesson.slug, at]))
        here = f"/help/lessons/{lesson.number}/"
        assert found == (["/help/lessons/"] if last else [f"{here}{at + 1}/", here])


def test_only_what_is_thought_over_leads_to_the_journal_and_takes_no_word_there(pages: Pages) -> None:
    for lesson, at in STEPS:
        thinks = lesson.steps[at - 1].kind is StepKind.REFLECT
        assert links(pages[lesson.slug, at], "/me/") == (["notes/write/"] if thinks else [])


def test_nothing_counts_and_nothing_says_how_far_somebody_is(pages: Pages) -> None:
    found = [words(each) for each in (learning.lessons(ASK), learning.lesson(ASK, 1), *pages.values())]
    counted = re.compile(r"\b\d+ (?:of|/) \d+\b|\bstep \d|%|\bwell done\b", re.IGNORECASE)
    assert [hit for page in found for hit in counted.findall(page)] == []
    assert "nothing has to be finished" in found[0]


def test_a_number_without_a_lesson_or_a_step_is_not_there() -> None:
    for number, at in ((0, 1), (98, 1), (1, 0), (1, 9), (10**30, 1), (1, 10**30)):
        with pytest.raises(Http404):
            learning.step(ASK, number, at)
    with pytest.raises(Http404):
        learning.lesson(ASK, 98)


def test_whatever_is_tried_says_what_can_be_left_out_and_no_page_takes_anything(pages: Pages) -> None:
    for lesson, at in STEPS:
        tries = lesson.steps[at - 1].kind is StepKind.TRY
        assert words(pages[lesson.slug, at]).count("What needs somebody else, leave out") == int(tries)
        assert unescape(main(pages[lesson.slug, at])).count("<form") == 0
