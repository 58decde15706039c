"""The hub: the same places for everybody, each space by what its reader calls it, and nothing of anybody else."""

import re

from ownaccord.care import places
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, words_of

HUB = "/care/"


def links(who: Somebody) -> list[str]:
    """Where the page itself leads."""
    page = who.browser.get(HUB).content.decode()
    main = re.search(r"<main.*?</main>", page, re.S)
    assert main
    return [each for each in re.findall(r'href="([^"]+)"', main[0]) if not each.startswith(("#", "/static/"))]


def sections(who: Somebody, path: str) -> list[tuple[str, str]]:
    """The sections of the bar on this page, with whether each is the one that is open."""
    nav = re.search(r'<nav class="sections".*?</nav>', who.browser.get(path).content.decode(), re.S)
    assert nav
    return re.findall(r'<a href="([^"]+)"( aria-current="true")?>', nav[0])


@ON_SQLITE
def test_the_hub_is_a_section_of_its_own_on_every_unlocked_page(cast: Cast) -> None:
    here = ' aria-current="true"'
    assert sections(cast.ash, HUB) == [("/me/", ""), ("/", ""), (HUB, here)]
    assert sections(cast.ash, "/me/") == [("/me/", here), ("/", ""), (HUB, "")]


@ON_SQLITE
def test_somebody_alone_finds_their_own_places_and_no_space(cast: Cast) -> None:
    page = words_of(cast.ash.browser.get(HUB))
    assert links(cast.ash) == [each.url for each in places.own()]
    assert "/me/about/aftercare/" in links(cast.ash)
    assert page.count("Afterwards") == 0


@ON_SQLITE
def test_each_space_stands_there_by_what_its_reader_calls_it(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    name = r'<p class="row-name" dir="auto">([^<]+)</p>'
    called = [re.findall(name, who.browser.get(HUB).content.decode()) for who in (ash, bo)]
    assert called == [["Evenings"], ["Ours"]]
    assert links(ash)[0] == links(bo)[0] == ours.url("after/")
    assert bo.browser.post(ours.url("leave/")).status_code == 303
    assert ours.url("after/") not in links(ash)


def test_an_address_that_no_room_has_is_no_place() -> None:
    assert places.address("nowhere at all") == ""
    assert places.address("care") == HUB
