"""The reading list: kept for later in one's own vault, taken off again, and nothing about what was read."""

import re
from html import unescape

import html5lib

from ownaccord.accounts import vaults
from ownaccord.catalogue.articles import load_library
from ownaccord.profile import reading
from tests.chapters import stored
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE
HERE = "/me/later/"
FIRST, SECOND = load_library().articles[:2]


def press(who: Somebody, path: str) -> str:
    answer = who.browser.post(HERE + path)
    assert answer.status_code == 303
    return answer.headers["Location"]


def listed(who: Somebody) -> list[int]:
    page = who.browser.get(HERE).content.decode()
    html5lib.HTMLParser(strict=True).parse(page)
    return [int(number) for number in re.findall(r'class="row-name"><a href="/help/read/(\d+)/"', page)]


def keep(who: Somebody, *numbers: int) -> None:
    for number in numbers:
        assert press(who, f"{number}/keep/") == f"{HERE}?said=for-later"


def test_an_article_is_kept_once_in_the_order_of_keeping_and_taken_off(cast: Cast) -> None:
    keep(cast.ash, SECOND.number, FIRST.number, SECOND.number)
    assert listed(cast.ash) == [SECOND.number, FIRST.number]

    assert press(cast.ash, f"{SECOND.number}/off/") == f"{HERE}?said=off-list"
    assert listed(cast.ash) == [FIRST.number]
    press(cast.ash, f"{FIRST.number}/off/")
    press(cast.ash, f"{FIRST.number}/off/")
    assert "reading" not in cast.ash.book()


def test_every_article_leads_to_its_page_which_offers_the_one_or_the_other(cast: Cast) -> None:
    one = f"{HERE}{FIRST.number}/"
    assert f'href="{one}"' in new_browser().get(f"/help/read/{FIRST.number}/").content.decode()

    offered = [re.findall(r'<form method="post" action="(/me/later/[^"]+)"', _page(cast.ash, one))]
    keep(cast.ash, FIRST.number)
    offered.append(re.findall(r'<form method="post" action="(/me/later/[^"]+)"', _page(cast.ash, one)))

    assert offered == [[f"{one}keep/"], [f"{one}off/"]]
    assert FIRST.title in unescape(_page(cast.ash, one))


def _page(who: Somebody, path: str) -> str:
    return str(who.browser.get(path).content.decode())


def test_an_empty_list_says_what_it_is_for(cast: Cast) -> None:
    said = words_of(cast.ash.browser.get(HERE))

    assert "Nothing is kept for later" in said and listed(cast.ash) == []


def test_an_article_that_is_not_there_can_be_neither_seen_nor_kept(cast: Cast) -> None:
    pressed = [cast.ash.browser.post(f"{HERE}998/{do}/").status_code for do in ("keep", "off")]

    assert [cast.ash.browser.get(f"{HERE}998/").status_code, *pressed] == [404] * 3
    assert "reading" not in cast.ash.book()


def test_reading_an_article_and_looking_at_the_list_change_nothing(cast: Cast) -> None:
    keep(cast.ash, FIRST.number)
    before = stored()
    for path in (f"/help/read/{FIRST.number}/", HERE, f"{HERE}{FIRST.number}/"):
        cast.ash.browser.get(path)

    assert stored() == before
    assert re.findall(r"\d+ (?:of|/) \d+|\d+ ?%|unread|\bread\b on", words_of(cast.ash.browser.get(HERE))) == []


def test_what_stands_there_wrongly_is_as_if_nothing_did(cast: Cast) -> None:
    for wrong in ("x", [FIRST.number, "x", 998, None, True, FIRST.number, [1]]):
        vaults.change(cast.ash.id, cast.ash.keys, lambda book, wrong=wrong: book.put("reading", wrong))  # type: ignore[misc]
        assert listed(cast.ash) == ([] if wrong == "x" else [FIRST.number])


def test_the_list_is_its_owners_alone_and_goes_along_with_them(ours: Shared, cast: Cast) -> None:
    keep(cast.ash, FIRST.number)

    assert listed(cast.bo) == [] and reading.kept(cast.bo.book()) == ()
    taken = cast.ash.browser.post("/me/take/", {"kind": "json", "passphrase": "", "again": ""}).content.decode()
    assert FIRST.title in taken
    assert FIRST.title not in cast.bo.browser.post("/me/take/", {"kind": "json"}).content.decode()


def test_locked_it_waits_behind_the_door_and_a_stranger_signs_in_first(cast: Cast) -> None:
    cast.ash.lock()
    asked = [who.post(f"{HERE}1/keep/").headers["Location"] for who in (cast.ash.browser, new_browser())]

    assert asked == ["/unlock/?held=no", "/sign-in/"]
