"""The map as files, PDF and JSON: what the page shows, for its members while unlocked, and kept nowhere.

On SQLite: what is drawn and written is made from the page's own answer, after every look into the database.
"""

import json
import re
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse

from ownaccord.consent import map_data, pdf
from ownaccord.consent.models import LedgerRow
from ownaccord.consent.queries import Sheet
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody
from tests.rooms.consent.gardens import LONG, categories, some_map, whole
from tests.rooms.consent.shared import Shared
from tests.rooms.consent.test_picture_drawing import drawn
from tests.walls.test_pages_parse import strictly

pytestmark = ON_SQLITE

SCHEMA = Path(__file__).parents[3] / "ownaccord" / "web" / "static" / "schema" / "map-1.json"
ADDRESSES = ("map/paper/", "map/data/")
STANDING = "You can stop or change this at any time. You owe no reason."


def take(who: Somebody, ours: Shared, address: str) -> HttpResponse:
    answer = who.browser.get(ours.url(address))
    assert answer.status_code == 200, answer.headers
    return answer


def as_data(who: Somebody, ours: Shared) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(take(who, ours, "map/data/").content)
    return found


def on_paper(who: Somebody, ours: Shared) -> bytes:
    return take(who, ours, "map/paper/").content


def inside(made: bytes) -> bytes:
    """A PDF with its streams opened, as far as they can be read."""
    streams = (each[1] for each in re.finditer(rb"stream\r?\n(.*?)\r?\nendstream", made, re.S))
    return made + b"".join(_opened(each) for each in streams)


def _opened(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


def fits(value: Any, schema: dict[str, Any], where: str = "map") -> list[str]:
    """What does not fit the published schema; it knows the few words that the schema uses."""
    kinds = {"object": dict, "array": list, "string": str, "integer": int}
    if type(value) is not kinds[schema["type"]]:
        return [f"{where}: no {schema['type']}"]
    wrong = [f"{where}: {value}"] if "enum" in schema and value not in schema["enum"] else []
    if isinstance(value, list):
        return wrong + [bad for each in value for bad in fits(each, schema["items"], where)]
    if isinstance(value, dict):
        known = schema["properties"]
        wrong += [f"{where}: {key}" for key in set(value) ^ set(schema["required"])]
        return wrong + [bad for key in set(value) & set(known) for bad in fits(value[key], known[key], key)]
    return wrong


def a_sheet(*rows: tuple[str, int, str]) -> Sheet:
    zones = some_map(list(rows))
    found = drawn(zones) if zones else None
    return Sheet(found.zones if found else (), categories(), (), "", "", "25 November 2026", found)


def test_the_data_say_what_the_page_says_in_its_order(ours: Shared, cast: Cast) -> None:
    ours.agree("massage", minutes="20")
    ours.press(cast.bo, "items/private-images/tell/", side="show")
    found = as_data(cast.ash, ours)
    agreed, limit = found.pop("entries")
    assert found == {
        "$schema": "/static/schema/map-1.json", "version": 1, "sentence": STANDING,
        "made": "As it stood on 22 September 2026. What is in force may be less now; look at the map itself.",
    }  # fmt: skip
    assert [sorted(each["sides"]) for each in agreed.pop("people")] == [["give", "receive"]] * 2
    assert agreed == {
        "number": 1, "zone": "agreed", "zone_words": "Agreed", "category": "Connection", "name": "Massage",
        "terms": ["Where: at home, away from home", "At most 20 minutes"],
        "review": "Look at it again by 20 December 2026",
    }  # fmt: skip
    short = [limit[each] for each in ("number", "zone", "name", "terms", "review")]
    assert short == [2, "limit", "Private pictures", [], ""]
    assert as_data(cast.bo, ours) == as_data(cast.ash, ours)


def test_the_data_fit_the_published_schema_and_nothing_more_is_in_them(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    schema = json.loads(SCHEMA.read_text())
    found = as_data(cast.ash, ours)
    assert fits(found, schema) == []
    assert sorted(fits({**found, "more": 1, "version": 2}, schema)) == ["map: more", "version: 2"]
    text = json.dumps(found)
    assert [secret for secret in (cast.ash.id, cast.bo.id, ours.id, "Evenings", "/s/") if secret in text] == []


def test_the_published_schema_is_served_where_the_data_point(cast: Cast, ours: Shared) -> None:
    answer = cast.ash.browser.get(as_data(cast.ash, ours)["$schema"])
    assert json.loads(b"".join(answer.streaming_content)) == json.loads(SCHEMA.read_text())  # type: ignore[attr-defined]
    assert SCHEMA.name in map_data.SCHEMA


def test_the_pdf_is_for_everybody_and_names_nobody_outside_its_words(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    made = on_paper(cast.ash, ours)
    assert made.startswith(b"%PDF-1.7")
    read = inside(made)
    assert [each for each in (b"<pdfuaid:part>1<", b"/StructTreeRoot", b"/Lang", b"/Alt") if each not in read] == []
    never = (b"/Author", b"dc:creator", b"CreateDate", b"CreationDate", b"/URI", b"Evenings", ours.id.encode())
    assert [each for each in (*never, cast.ash.id.encode(), cast.bo.id.encode()) if each in read] == []
    assert set(re.findall(rb"<dc:title>.*?>([^<>]+)</rdf:li>", read)) == {b"Notes"}


def test_what_is_on_paper_is_the_list_and_the_standing_sentence() -> None:
    sheet = a_sheet(("agreed", 0, "Cold"), ("trial", 1, "Massage"), ("limit", 0, LONG))
    content = pdf.content(sheet)
    bands = [(zone["name"], band["name"], band["rows"]) for zone in content["zones"] for band in zone["bands"]]
    assert [(zone, band, row["number"], row["name"]) for zone, band, rows in bands for row in rows] == [
        ("Agreed", "Category 0", "1", "Cold"),
        ("Trial", "Category 1", "2", "Massage"),
        ("Limit", "Category 0", "3", LONG),
    ]
    assert [mark["zone"] for mark in content["drawing"]["marks"]] == ["agreed", "trial", "limit"]
    assert content["words"]["sentence"] == STANDING
    assert content["words"]["made"].startswith("As it stood on 25 November 2026. What is in force may be less now")


def test_the_same_map_makes_the_same_file_and_bo_tightening_takes_it_off_both(
    ours: Shared, hers: Shared, cast: Cast
) -> None:
    ours.agree("massage")
    nothing = [take(cast.ash, hers, address).content for address in ADDRESSES]
    before = [[take(who, ours, address).content for address in ADDRESSES] for who in (cast.ash, cast.bo)]
    assert before[0] == before[1] and before[0][0] != nothing[0]
    ours.press(cast.bo, "items/massage/tighten/")
    after = [take(cast.ash, ours, address).content for address in ADDRESSES]
    assert after == nothing
    assert json.loads(after[1])["entries"] == []


@pytest.mark.parametrize("names", [("😀",), ("手をつなぐ", "Cold"), ('#raw("x") $y$ *z* \\ @a <b>',), ("a\u202eb",)])
def test_whatever_letters_a_name_has_there_is_a_file_and_they_are_never_markup(names: tuple[str, ...]) -> None:
    sheet = a_sheet(*(("agreed", 0, name) for name in names))
    assert pdf.pdf(sheet).startswith(b"%PDF-")


def test_without_the_standard_the_file_says_so() -> None:
    sheet = a_sheet(("agreed", 0, "手をつなぐ\U000f0000"))
    assert b"pdfuaid" not in inside(pdf.pdf(sheet))
    plain = pdf.content(sheet, plain=True)["words"]["plain"]
    assert plain == "A letter here is in no font of this computer. A screen reader reads all of it on the map's page."
    assert pdf.content(sheet)["words"]["plain"] == ""


def test_two_hundred_entries_and_none_make_a_file() -> None:
    full = Sheet(whole, categories(), (), "", "", "25 November 2026", drawn(whole))
    empty = replace(full, zones=(), picture=None)
    assert len(pdf.pdf(full)) > len(pdf.pdf(empty)) > 5_000
    assert pdf.content(empty)["drawing"] is None


def test_without_the_part_that_makes_it_the_page_says_kindly_how_to_have_it(
    ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    answer = take(cast.ash, ours, "map/paper/")
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    strictly(answer.content.decode())
    assert answer.content.decode().count("This computer cannot make the file yet.") == 1


@pytest.mark.parametrize(("address", "kind", "name"), [
    ("map/paper/", "application/pdf", "notes.pdf"), ("map/data/", "application/json", "notes.json"),
])  # fmt: skip
def test_nothing_is_kept_by_the_browser_and_the_names_are_neutral(
    ours: Shared, cast: Cast, address: str, kind: str, name: str
) -> None:
    answer = take(cast.ash, ours, address)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"] == kind
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{name}"'


@pytest.mark.parametrize("address", ADDRESSES)
def test_it_takes_nothing_and_changes_nothing(ours: Shared, cast: Cast, address: str) -> None:
    ours.agree("massage")
    before = stored(cast)
    take(cast.ash, ours, address)
    assert cast.ash.browser.post(ours.url(address)).status_code == 405
    assert stored(cast) == before


def stored(cast: Cast) -> list[Any]:
    """The records, and Ash's own sealed entries."""
    return [*LedgerRow.objects.order_by("pk").values_list("pk", "state"), dict(cast.ash.book().under(""))]


@pytest.mark.parametrize("address", ADDRESSES)
def test_locked_it_is_behind_the_door(ours: Shared, cast: Cast, address: str) -> None:
    ours.agree("massage")
    cast.ash.lock()
    answer = cast.ash.browser.get(ours.url(address))
    assert (answer.status_code, answer.content) == (303, b"")
    assert answer.headers["Location"].startswith("/unlock/")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["cam", "noor", "sky"])
def test_for_everybody_else_it_is_not_there(
    ours: Shared, hers: Shared, over: str, cast: Cast, address: str, name: str
) -> None:
    ours.agree("massage")
    who = getattr(cast, name)
    who.sign_in_again()
    assert who.browser.get(ours.url(address)).status_code == 404


@pytest.mark.parametrize("address", ADDRESSES)
def test_drew_is_sent_to_sign_in(ours: Shared, cast: Cast, address: str) -> None:
    answer = cast.stranger().get(ours.url(address))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in/")


@pytest.mark.parametrize("address", ADDRESSES)
def test_in_the_space_that_sky_left_it_is_there_for_nobody(over: str, cast: Cast, address: str) -> None:
    found = [who.browser.get(Shared(over, cast).url(address)).status_code for who in (cast.sky, cast.ash)]
    assert found == [404, 404]


def test_bo_with_the_database_makes_nothing_of_it(ours: Shared, hers: Shared, cast: Cast) -> None:
    ours.agree("massage")
    nothing = [take(cast.ash, hers, address).content for address in ADDRESSES]
    row = LedgerRow.objects.filter(author=cast.ash.id).latest("seq")
    LedgerRow.objects.filter(pk=row.pk).update(state=b"\x00" * len(bytes(row.state or b"")))
    for who in (cast.ash, cast.bo):
        assert [take(who, ours, address).content for address in ADDRESSES] == nothing
