"""The picture on the map's page: the rows of the list and nothing else, the same for both, gone when they are gone.

On SQLite: the picture is drawn from the list, after every look into the database.
"""

import html
import re

import pytest

from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared
from tests.walls.test_pages_parse import strictly

pytestmark = ON_SQLITE

SPOT = re.compile(r'<a class="spot spot-(\w+)" href="([^"]+)" aria-label="([^"]+)">')


def figure(who: Somebody, ours: Shared, **chosen: str) -> str:
    """The picture's part of this person's page, or nothing."""
    page = who.browser.get(ours.url("map/"), chosen).content.decode()
    found = re.search(r'<figure class="picture.*?</figure>', page, re.S)
    return found[0] if found else ""


def drawings(picture: str) -> list[list[tuple[str, str, str]]]:
    """Each drawing's marks as (zone, address, words)."""
    return [
        [(zone, url, html.unescape(words)) for zone, url, words in SPOT.findall(svg)]
        for svg in re.findall(r'<svg class="picture-.*?</svg>', picture, re.S)
    ]


def listed(who: Somebody, ours: Shared) -> list[tuple[str, str]]:
    """The list below the picture as (zone, address)."""
    page = who.browser.get(ours.url("map/")).content.decode()
    rows = re.findall(r'<li class="row map-row">.*?</li>\s*(?=<li class="row|</ul>)', page, re.S)
    return [(re.search(r"zone zone-(\w+)", row)[1], re.search(r'<a href="([^"]+)"', row)[1]) for row in rows]  # type: ignore[index]


def lived_in(ours: Shared, cast: Cast) -> None:
    for item in ("massage", "warm-wax"):
        ours.agree(item)
    for who in (cast.ash, cast.bo):
        ours.state(who, "holding", "together", level="1")
    ours.press(cast.bo, "items/private-images/tell/", side="show")


def test_every_mark_is_a_row_of_the_list_and_every_row_a_mark_in_the_same_order(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    for who in (cast.ash, cast.bo):
        rows = listed(who, ours)
        assert [zone for zone, _ in rows] == ["agreed", "agreed", "talk", "limit"]
        assert [[(zone, url) for zone, url, _ in marks] for marks in drawings(figure(who, ours))] == [rows, rows]


def test_a_mark_says_in_words_what_the_row_says(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    review = "Look at it again by 20 December 2026"
    words = {words for marks in drawings(figure(cast.ash, ours)) for _zone, _url, words in marks}
    each = {frozenset(part for part in text.split(". ")) for text in words}
    ash, bo = ("Ash receives, gives", "Bo gives, receives"), ("Ash gives, receives", "Bo receives, gives")
    assert len(each) == 1
    assert each <= {frozenset({"1 Massage", "Agreed", *sides, review}) for sides in (ash, bo)}


def test_both_see_the_same_picture_also_of_a_limit_that_one_of_them_told(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    # Each has addresses of their own (test_addresses.py); all else is the same.
    one, other = (re.sub(r'href="/s/[^"]+"', "", figure(who, ours)) for who in (cast.ash, cast.bo))
    assert one == other != ""


def test_what_only_one_of_them_said_is_in_nobodys_picture(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    before = [figure(who, ours) for who in (cast.ash, cast.bo)]
    assert ours.state(cast.bo, "impact-hand", "give", level="1") == "items/impact-hand/?said=written"
    assert [figure(who, ours) for who in (cast.ash, cast.bo)] == before


def test_bo_tightens_and_at_ashs_next_look_the_ground_is_blank(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    without = figure(cast.ash, ours)
    ours.agree("warm-wax")
    assert figure(cast.ash, ours).count("Warm wax") > without.count("Warm wax") == 0
    ours.press(cast.bo, "items/warm-wax/tighten/")
    assert figure(cast.ash, ours) == without


def test_a_pause_leaves_no_picture(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.bo, "pause/")
    assert [figure(who, ours) for who in (cast.ash, cast.bo)] == ["", ""]


def test_a_record_that_bo_edits_in_the_database_leaves_no_picture(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    row = LedgerRow.objects.filter(author=cast.ash.id).latest("seq")
    LedgerRow.objects.filter(pk=row.pk).update(header=bytes(row.header)[:-1] + b"\x00")
    assert [figure(who, ours) for who in (cast.ash, cast.bo)] == ["", ""]


@pytest.mark.parametrize("name", ["cam", "noor"])
def test_nobody_else_comes_near_it(ours: Shared, cast: Cast, name: str) -> None:
    ours.agree("massage")
    assert getattr(cast, name).browser.get(ours.url("map/")).status_code == 404


def test_where_the_picture_has_numbers_the_list_has_the_same(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    page = cast.ash.browser.get(ours.url("map/")).content.decode()
    numbers = re.findall(r'<p class="row-name" data-number="(\d+)">', page)
    in_words = [words.split(" ")[0] for _zone, _url, words in drawings(figure(cast.ash, ours))[0]]
    needed = ' class="number' in figure(cast.ash, ours)
    assert numbers == (in_words if needed else [])
    assert in_words == ["1", "2", "3", "4"]


def test_a_part_of_the_list_has_a_picture_of_that_part(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    only = drawings(figure(cast.ash, ours, category="sensation"))
    wax = ours.mark(cast.ash, "warm-wax")
    assert [[url.rsplit("/", 2)[1] for _zone, url, _words in marks] for marks in only] == [[wax]] * 2
    bo = figure(cast.ash, ours, person=cast.bo.id)
    assert ("Ash" in bo, "Bo" in bo) == (False, True)


def test_it_counts_nothing_and_calls_nothing_missing(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    words = re.sub(r"<[^>]+>", " ", figure(cast.ash, ours)).lower()
    assert [word for word in ("%", "missing", " of 4", "score", "total") if word in words] == []


def test_the_same_stands_in_a_table_for_those_who_do_not_look(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    table = re.search(r"<table.*?</table>", figure(cast.ash, ours), re.S)
    assert table
    rows = [re.sub(r"<[^>]+>", "|", row) for row in re.findall(r"<tr>(?!<th scope=.col).*?</tr>", table[0], re.S)]
    assert [row.split("|")[2] for row in rows] == ["1", "2", "3", "4"]
    names = [re.findall(r'<th scope="row">([^<]+)', row) for row in re.findall(r"<tr>.*?</tr>", table[0], re.S)]
    assert names == [[], ["Massage"], ["Warm wax"], ["Holding each other"], ["Private pictures"]]


def test_the_page_with_it_is_html_without_mistakes(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    strictly(cast.ash.browser.get(ours.url("map/")).content.decode())


def test_nothing_in_it_is_styled_inline(ours: Shared, cast: Cast) -> None:
    lived_in(ours, cast)
    assert re.findall(r"\sstyle=|<style|<script|\son\w+=|xlink|<image|<foreignObject", figure(cast.ash, ours)) == []
