"""The help pages: for everybody, the same words for everybody, and nothing that they could take or keep."""

import ast
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import html5lib
import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import resolve

from ownaccord.catalogue.directory import load_directory
from ownaccord.catalogue.resources import Need
from ownaccord.library.queries import NEEDS
from ownaccord.spaces.promise import PROMISE
from tests.chapters import stored
from tests.databases import ON_SQLITE
from tests.people import new_browser
from tests.walls.scene import Scene

pytestmark = [pytest.mark.django_db, ON_SQLITE]

ROOT = Path(__file__).resolve().parents[3]
PLAN, PEOPLE, FIRST, KEPT = "/help/plan/", "/help/people/", "/help/first/", "/help/kept/"
READ, WORDS, FIND = "/help/read/", "/help/words/", "/help/find/"
OF_A_PLACE = (f"{PEOPLE}?place=gb-sct", f"{PEOPLE}?place=nowhere")
SAY = ("/help/say/1/9/", "/help/lessons/1/1/")
PAGES = ("/help/", PLAN, PEOPLE, FIRST, KEPT, READ, WORDS, FIND, f"{READ}1/", *SAY, *OF_A_PLACE)
EVERY_PAGE = pytest.mark.parametrize("page", PAGES)
MAIN = re.compile(r"<main\b.*?</main>", re.DOTALL)
TOKEN = re.compile(r'<input type="hidden" name="(?:csrfmiddlewaretoken|_whose)" value="[^"]*">')
LINK = re.compile(r"<a ([^>]*)>")


def main(answer: HttpResponse) -> str:
    """What stands between the frame's parts."""
    assert answer.status_code == 200
    found = MAIN.findall(TOKEN.sub("", answer.content.decode()))
    assert len(found) == 1
    return found[0]


def words(answer: HttpResponse) -> str:
    """The text of a page's middle, with single spaces."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main(answer))).split())


def everybody(town: Scene) -> Iterator[tuple[str, Client]]:
    """Each of the cast unlocked, then locked, then with everything paused; and a browser that nobody knows."""
    people = [(name, getattr(town.cast, name)) for name in ("ash", "bo", "cam", "noor", "sky")]
    yield from ((name, who.browser) for name, who in people)
    for name, who in people:
        who.lock()
        yield f"{name} locked", who.browser
    for name, who in people:
        assert who.browser.post("/pause/").status_code == 303
        yield f"{name} paused", who.browser
    yield "drew", new_browser()


@EVERY_PAGE
def test_a_page_has_the_same_bytes_for_everybody_but_for_the_frame(town: Scene, page: str) -> None:
    seen = {who: main(browser.get(page)) for who, browser in everybody(town)}

    assert len(seen) == 16
    assert {who for who, text in seen.items() if text != seen["drew"]} == set()


@EVERY_PAGE
def test_a_page_is_there_before_anybody_is(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(new_browser().get(page).content.decode())


@EVERY_PAGE
def test_a_page_is_made_without_anything_that_says_who_asks(town: Scene, page: str) -> None:
    """No middleware has seen this request: it has no person, no keys and no cookies, and the page is the same."""
    found = resolve(urlsplit(page).path)
    request = RequestFactory().get(page)

    assert not hasattr(request, "person") and not hasattr(request, "keys")
    assert main(found.func(request, **found.kwargs)) == main(town.ash.browser.get(page))


def test_the_room_knows_nothing_but_the_open_door_the_list_and_the_promise() -> None:
    trees = [ast.parse(path.read_text()) for path in (ROOT / "ownaccord" / "library").glob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]

    assert {node.module for node in nodes if (node.module or "").startswith("ownaccord")} == {
        "ownaccord.accounts.access",
        "ownaccord.catalogue",
        "ownaccord.catalogue.article_rules",
        "ownaccord.catalogue.articles",
        "ownaccord.catalogue.directory",
        "ownaccord.catalogue.lessons",
        "ownaccord.catalogue.phrases",
        "ownaccord.catalogue.prose",
        "ownaccord.catalogue.resources",
        "ownaccord.library",
        "ownaccord.library.index",
        "ownaccord.spaces.promise",
    }
    assert {name.name for node in nodes if node.module == "ownaccord.accounts.access" for name in node.names} == {
        "open_page"
    }


@EVERY_PAGE
def test_looking_at_a_page_changes_no_row(town: Scene, page: str) -> None:
    before = stored()

    assert main(town.ash.browser.get(page))
    assert stored() == before


@EVERY_PAGE
@pytest.mark.parametrize("locked", [False, True])
def test_a_page_takes_nothing_but_words_to_look_for(town: Scene, page: str, locked: bool) -> None:
    if locked:
        town.ash.lock()

    wanted = 200 if page == FIND else 405
    assert [who.post(page).status_code for who in (town.ash.browser, new_browser())] == [wanted, wanted]
    assert main(town.ash.browser.get(page)).count("<form") == (page == FIND)


def test_the_promise_stands_there_word_for_word() -> None:
    assert f"<blockquote><p>{PROMISE}</p></blockquote>" in unescape(main(new_browser().get(KEPT)))


def test_each_of_those_from_whom_it_protects_has_what_is_done_and_what_cannot_be() -> None:
    sections = re.findall(r"<section>.*?</section>", main(new_browser().get(KEPT)), re.DOTALL)

    assert len(sections) == 7
    assert [re.findall(r"<h4>(.*?)</h4>", each) for each in sections] == [
        ["What is done", "What cannot be done"]
    ] * len(sections)


def test_no_place_is_chosen_for_anybody() -> None:
    page = main(new_browser().get(PEOPLE))

    assert 'id="here"' not in page and "aria-current" not in page
    assert re.findall(r"\?place=([\w-]+)", page) == [p.code for p in load_directory().places if p.code != "world"]


@pytest.mark.parametrize("code", [place.code for place in load_directory().places])
def test_a_chosen_place_shows_every_entry_of_it_and_owns_up_to_every_gap(code: str) -> None:
    directory = load_directory()
    page = words(new_browser().get(PEOPLE, {"place": code}))

    entries = [each for each in directory.resources if code in each.places]
    assert entries
    for each in entries:
        assert f"{each.name} {each.what}" in page
        assert all(f"Call {number}" in page for number in each.phones)
        assert each.web_shown in page
    place = directory.place(code)
    assert place is not None
    assert "No good source found here yet " + " ".join(str(NEEDS[n]) for n in place.none_found) in page


def test_every_need_has_words() -> None:
    assert list(NEEDS) == list(Need)


def test_a_choice_leaves_no_trace_in_the_browser() -> None:
    drew = new_browser()

    answer = drew.get(PEOPLE, {"place": "de"})

    assert set(answer.cookies) <= {"csrftoken"}
    assert main(drew.get(PEOPLE)) == main(new_browser().get(PEOPLE))


def test_a_place_that_is_none_shows_nothing_of_what_was_typed() -> None:
    page = new_browser().get(PEOPLE, {"place": "<b>somewhere"}).content.decode()

    assert "somewhere" not in page


@EVERY_PAGE
def test_every_link_that_leads_away_tells_nobody_where_it_was(page: str) -> None:
    links = LINK.findall(main(new_browser().get(page)))
    away = [link for link in links if 'href="/' not in link and 'href="?' not in link and 'href="#' not in link]

    assert [link for link in away if 'rel="noreferrer"' not in link or "target=" in link] == []
    assert bool(away) == (PEOPLE in page or page == f"{READ}1/")


@pytest.mark.parametrize("locked", [False, True])
def test_from_every_page_of_the_house_the_bar_leads_here(town: Scene, locked: bool) -> None:
    if locked:
        town.ash.lock()
    asked = [(town.ash.browser, page) for page in ("/", "/me/", "/pause/", "/stop/", "/grounding/", "/no/such/page/")]
    asked += [(new_browser(), page) for page in ("/", "/sign-in/", "/stop/", "/join/", "/recover/", "/no/such/page/")]

    for browser, page in asked:
        text = browser.get(page, follow=True).content.decode()
        bar = text.partition('<section class="bar"')[2].partition("</section>")[0]
        assert 'href="/help/"' in bar, page


def test_where_somebody_may_be_afraid_a_line_leads_to_the_page_about_it(town: Scene) -> None:
    ours = town.ours
    pages = ["/stop/", "/stop/?heard=yes", "/pause/", ours.url("leave/")]

    assert [page for page in pages if PLAN not in main(town.ash.browser.get(page))] == []


def test_before_joining_the_promise_leads_to_its_plain_words() -> None:
    text = render_to_string("spaces/offer_text.html", {"offer": {"people": ["Bo"]}, "promise": PROMISE})

    assert re.findall(r'<p>([^<]*)</p>\s*<p><a href="([^"]+)"', unescape(text)) == [(str(PROMISE), KEPT)]


def test_no_page_promises_that_anything_is_safe() -> None:
    for page in PAGES:
        text = words(new_browser().get(page)).replace("Safe to Talk", "").replace("Safe, sane", "")
        assert re.findall(r"\bsafe(?:ly)?\b", text) == [], page
