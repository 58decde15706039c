"""Words to practise, from the outside: every phrase has its page, nothing is asked for, and a stop is a stop."""

import re
from html import unescape

import html5lib
import pytest
from django.http import Http404
from django.test import RequestFactory

from ownaccord.catalogue.phrases import EMPTY, PhraseKind, load_phrases, placed
from ownaccord.library import speaking
from tests.people import new_browser
from tests.rooms.library.test_pages import main, words

GROUPS = load_phrases()
PLACES = [(number, at) for number, group in enumerate(GROUPS, 1) for at, _phrase in enumerate(group.phrases, 1)]
STOPS = list(PhraseKind).index(PhraseKind.STOP) + 1
ASK = RequestFactory().get("/help/say/")


def test_the_first_page_leads_to_every_kind_and_each_kind_to_all_of_its_phrases() -> None:
    browser = new_browser()
    kinds = [int(number) for number in re.findall(r'href="/help/say/(\d+)/"', main(browser.get("/help/say/")))]
    found = [
        (number, int(at))
        for number in kinds
        for at in re.findall(rf'href="/help/say/{number}/(\d+)/"', main(browser.get(f"/help/say/{number}/")))
    ]  # fmt: skip
    assert kinds == list(range(1, len(GROUPS) + 1))
    assert found == PLACES


def test_every_phrase_has_a_whole_page_with_its_words_large_and_an_example_where_it_has_blanks() -> None:
    for group, at in PLACES:
        phrase, answer = GROUPS[group - 1].phrases[at - 1], speaking.phrase(ASK, group, at)
        html5lib.HTMLParser(strict=True).parse(answer.content.decode())
        page = unescape(main(answer))
        assert re.findall(r"<h1[^>]*>(.*?)</h1>", page) == [phrase.shown]
        assert (EMPTY in phrase.shown, page.count("For example: ")) == (bool(phrase.blanks), int(bool(phrase.blanks)))
        assert page.count(f"“{phrase.example()}”") == int(bool(phrase.blanks))
        assert re.findall(r'href="(/me/[^"]+)"', page) == [f"/me/say/{group}/{at}/"]


def test_another_one_follows_and_after_the_last_comes_the_first_of_its_kind() -> None:
    last = len(GROUPS[0].phrases)
    following = [re.findall(r'href="/help/say/1/(\d+)/"', main(speaking.phrase(ASK, 1, at))) for at in (1, last)]
    assert following == [["2"], ["1"]]


def test_only_a_stop_is_practised_by_stopping_and_everything_else_by_saying_back() -> None:
    for group, at in PLACES:
        page = words(speaking.phrase(ASK, group, at))
        stops, heard = page.count("The other stops at once"), page.count("The other says back what they heard")
        assert (stops, heard) == ((1, 0) if group == STOPS else (0, 1))


def test_the_turns_lead_from_who_listens_to_who_said_it_and_neither_shows_a_phrase() -> None:
    heard, meant = (main(view(ASK)) for view in (speaking.heard, speaking.meant))
    assert re.findall(r'<a class="button[^"]*" href="([^"]+)"', heard) == ["/help/say/meant/"]
    assert re.findall(r'<a class="button[^"]*" href="([^"]+)"', meant) == ["/help/say/"]


def test_nothing_on_these_pages_could_listen() -> None:
    pages = [speaking.kinds(ASK), speaking.phrase(ASK, 1, 1), speaking.heard(ASK), speaking.meant(ASK)]
    assert [re.findall(r"<(?:audio|video|input|textarea|form|script)\b", main(page)) for page in pages] == [[]] * 4


@pytest.mark.parametrize(("group", "at"), [(0, 1), (1, 0), (9, 1), (1, 99), (10**30, 1), (1, 10**30)])
def test_a_place_without_a_phrase_is_not_there(group: int, at: int) -> None:
    assert placed(group, at) is None
    with pytest.raises(Http404):
        speaking.phrase(ASK, group, at)


def test_a_number_without_a_kind_is_not_there() -> None:
    for number in (0, len(GROUPS) + 1, 10**30):
        with pytest.raises(Http404):
            speaking.kind(ASK, number)
