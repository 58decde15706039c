"""My list of courses: putting one on it and taking one off, for oneself, with nothing counted."""

import json
import re

import html5lib

from ownaccord.catalogue.lessons import load_lessons
from ownaccord.profile import memory
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, new_browser
from tests.rooms.consent.shared import words_of

pytestmark = ON_SQLITE

HERE = "/me/lessons/"
LESSONS = load_lessons()
ONE, TWO = LESSONS[4], LESSONS[1]


def press(who: Somebody, verb: str, slug: str) -> str:
    return str(who.browser.post(f"{HERE}{verb}/", {"lesson": slug}).headers["Location"])


def shown(who: Somebody) -> list[tuple[str, str]]:
    """Each lesson on the page with what can be done with it, in the order of the page."""
    page = who.browser.get(HERE).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    return re.findall(r'action="/me/lessons/(put|off)/">.*?name="lesson" value="([\w-]+)"', page)


def test_a_course_goes_on_the_list_once_and_off_it(cast: Cast) -> None:
    assert shown(cast.ash) == [("put", each.slug) for each in LESSONS]
    for slug in (ONE.slug, TWO.slug, ONE.slug):
        assert press(cast.ash, "put", slug) == f"{HERE}?said=put"
    rest = [("put", each.slug) for each in LESSONS if each not in (ONE, TWO)]
    assert shown(cast.ash) == [("off", ONE.slug), ("off", TWO.slug), *rest]
    assert memory.lessons(cast.ash.book()) == (ONE.slug, TWO.slug)
    for _time in range(2):
        assert press(cast.ash, "off", ONE.slug) == f"{HERE}?said=off"
    assert memory.lessons(cast.ash.book()) == (TWO.slug,)


def test_whoever_lists_everything_is_told_no_more_than_whoever_lists_nothing(cast: Cast) -> None:
    for each in LESSONS:
        press(cast.ash, "put", each.slug)
    page = words_of(cast.ash.browser.get(HERE))
    assert "The others" not in page and "Nothing is on your list" not in page
    assert re.findall(r"\d+ (?:of|/) \d+|\d+ ?%", page) == []
    assert "All courses" in words_of(cast.bo.browser.get(HERE))


def test_it_is_nobody_elses_and_a_course_that_is_not_there_is_not_listed(cast: Cast) -> None:
    press(cast.ash, "put", ONE.slug)
    assert memory.lessons(cast.bo.book()) == memory.lessons(cast.noor.book()) == ()
    for verb in ("put", "off"):
        assert [cast.ash.browser.post(f"{HERE}{verb}/", {"lesson": x}).status_code for x in ("", "none")] == [404] * 2
        assert cast.ash.browser.get(f"{HERE}{verb}/").status_code == 405
    assert memory.lessons(cast.ash.book()) == (ONE.slug,)
    assert new_browser().get(HERE).headers["Location"] == "/sign-in/"
    cast.ash.lock()
    assert cast.ash.browser.get(HERE).headers["Location"].startswith("/unlock/?next=")
    assert press(cast.ash, "off", ONE.slug) == "/unlock/?held=no"


def test_it_is_among_the_things_that_somebody_takes_along(cast: Cast) -> None:
    press(cast.ash, "put", ONE.slug)
    taken = json.loads(cast.ash.browser.post("/me/take/", {"kind": "json"}).content)
    assert taken["My list of courses"] == [ONE.title]


def test_what_cannot_be_read_or_is_no_more_there_is_not_on_the_list(cast: Cast) -> None:
    book = cast.ash.book()
    for kept, found in (("x", ()), ([7, ONE.slug], (ONE.slug,)), ([], ())):
        book.put("lessons", kept)
        assert memory.lessons(book) == found
