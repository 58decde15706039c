"""Calendar and reminders: one's own dates under one's own words, at an address that can be taken back at any time."""

import re
from datetime import UTC, datetime

import icalendar
import pytest
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from ownaccord.accounts.models import Person
from ownaccord.accounts.vaults import change
from ownaccord.care import feed
from ownaccord.care.models import Feed
from ownaccord.core.calendar import Kind, Occasion
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock, Somebody, new_browser
from tests.rooms.care.conftest import CHOSEN, address_of, chooses, makes_an_address
from tests.rooms.care.rfc5545 import faults
from tests.rooms.consent.shared import Shared, words_of

pytestmark = [pytest.mark.django_db, ON_SQLITE]
ITEM = "holding"
NOWHERE = f"/dates/{'a' * 32}/notes.ics"


def reads(address: str, browser: Client | None = None) -> list[tuple[str, str, str, int]]:
    """What calendar software learns there: title, status and local time of each event, and its sequence."""
    answer = (browser or new_browser()).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert faults(answer.content) == []
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    return [(str(e["SUMMARY"]), str(e["STATUS"]), f"{e['DTSTART'].dt:%Y-%m-%d %H:%M}", e["SEQUENCE"]) for e in events]


def of_a_review(clock: Clock) -> str:
    """The hour two days before something that is stated now for ninety days is due, in Berlin."""
    return f"{datetime.fromtimestamp(clock.now + 88 * 86400, UTC):%Y-%m-%d} 10:00"


def test_what_is_due_for_a_look_stands_in_the_calendar_under_a_title_of_ones_own(
    ours: Shared, ash: Somebody, clock: Clock
) -> None:
    due = of_a_review(clock)
    ours.agree(ITEM)
    ash.unlock()
    address = makes_an_address(ash)

    assert reads(address) == [("Bread", "CONFIRMED", due, 0)]
    page = ours.cast.ash.browser.get("/me/dates/").content.decode()
    assert page.count("Bread") == 1 and ITEM not in page


def test_it_changes_with_what_is_stated_and_says_what_is_cancelled(
    ours: Shared, ash: Somebody, clock: Clock, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    ours.agree(ITEM)
    address = makes_an_address(ash)
    (before,) = reads(address)
    clock.turn(days=10)
    ash.unlock()
    with django_capture_on_commit_callbacks(execute=True):
        ours.press(ash, f"items/{ITEM}/renew/", side="together")
    old, new = reads(address)
    assert old == (*before[:1], "CANCELLED", before[2], before[3] + 1)
    assert (new[0], new[1], new[3]) == ("Bread", "CONFIRMED", 0) and new[2] > old[2]

    with django_capture_on_commit_callbacks(execute=True):
        ours.press(ash, f"items/{ITEM}/tighten/", side="together", level="0")
    assert [each[1] for each in reads(address)] == ["CANCELLED", "CANCELLED"]


def test_another_title_and_another_zone_reach_whoever_reads_it(ours: Shared, ash: Somebody) -> None:
    ours.agree(ITEM)
    address = makes_an_address(ash)
    chooses(ash, zone="Asia/Kathmandu", hour="7", title_review="")

    (event,) = reads(address)
    assert (event[0], event[1], event[2][-5:], event[3]) == ("Note", "CONFIRMED", "07:00", 1)


def test_every_other_address_has_one_and_the_same_answer_and_none_is_kept_anywhere(cast: Cast, ash: Somebody) -> None:
    address = makes_an_address(ash)
    row = Feed.objects.get()
    assert cast.bo.browser.get(address).status_code == 200  # whoever has the address
    makes_an_address(ash)
    feeds = [NOWHERE, address, "/dates/x/notes.ics", f"/dates/{'1' * 32}/notes.ics", "/dates/%C3%BC/notes.ics"]
    Feed.objects.filter(pk=row.pk).update(sealed=bytes(Feed.objects.get().sealed[:-1]))
    feeds.append(address_of(ash))
    for browser in (new_browser(), cast.bo.browser, ash.browser):
        answers = [browser.get(each) for each in feeds]
        assert {(each.status_code, each.content) for each in answers} == {(404, b"")}
        assert {each.headers["Cache-Control"] for each in answers} == {"no-store"}
        assert len({str(sorted(each.headers.items())) for each in answers}) == 1


def test_nobody_writes_to_an_address_and_reading_it_stores_nothing(ash: Somebody) -> None:
    address = makes_an_address(ash)
    row, person = Feed.objects.values().get(), Person.objects.values().get(pk=ash.id)
    browser = new_browser()
    assert browser.get(address).headers["Cache-Control"] == "no-store"
    assert [browser.post(each).status_code for each in (address, NOWHERE)] == [405, 405]
    assert browser.cookies == {}
    assert (Feed.objects.values().get(), Person.objects.values().get(pk=ash.id)) == (row, person)


def test_the_database_alone_shows_no_title_no_time_and_no_address(ours: Shared, ash: Somebody) -> None:
    ours.agree(ITEM)
    address = makes_an_address(ash)
    (row,) = Feed.objects.values()
    stored = bytes(row["sealed"]) + bytes(row["lookup"])
    assert reads(address) and b"Bread" not in stored and b"BEGIN" not in stored
    assert address.split("/")[2].encode() not in stored
    assert row["person_id"] == ash.id and sorted(row) == ["lookup", "person_id", "sealed"]


def test_its_size_says_nothing_about_a_few_dates_more_or_less(ours: Shared, ash: Somebody) -> None:
    makes_an_address(ash)
    empty = len(bytes(Feed.objects.get().sealed))
    ours.agree(ITEM)
    ash.unlock()
    assert len(bytes(Feed.objects.get().sealed)) == empty


def test_another_persons_row_or_an_edited_one_opens_nothing(cast: Cast, ash: Somebody) -> None:
    chooses(cast.bo)
    mine, his = makes_an_address(ash), makes_an_address(cast.bo)
    ours_row, his_row = Feed.objects.get(pk=ash.id), Feed.objects.get(pk=cast.bo.id)
    sealed = bytes(ours_row.sealed)
    for other in (bytes(his_row.sealed), sealed[:-1], sealed + b"\0", b"\x02" + sealed[1:], b"", b"\x01"):
        Feed.objects.filter(pk=ash.id).update(sealed=other)
        assert new_browser().get(mine).status_code == 404
    lookup = bytes(ours_row.lookup)
    Feed.objects.filter(pk=ash.id).delete()
    Feed.objects.filter(pk=cast.bo.id).update(lookup=lookup)
    assert [new_browser().get(each).status_code for each in (mine, his)] == [404, 404]


def test_no_address_any_more_and_all_of_it_off(ours: Shared, ash: Somebody) -> None:
    ours.agree(ITEM)
    address = makes_an_address(ash)
    assert ash.browser.post("/me/dates/address/drop/").headers["Location"] == "/me/dates/?said=dropped"
    assert (new_browser().get(address).status_code, address_of(ash), Feed.objects.count()) == (404, "", 0)
    address = makes_an_address(ash)
    assert ash.browser.post("/me/dates/off/").headers["Location"] == "/me/dates/?said=off"
    assert (new_browser().get(address).status_code, Feed.objects.count()) == (404, 0)
    assert list(ash.book().under("calendar/")) == []
    ash.unlock()
    assert "Choose and turn it on" in words_of(ash.browser.get("/me/dates/"))
    # Without it switched on there is no address to make.
    ash.browser.post("/me/dates/address/")
    assert Feed.objects.count() == 0


def test_new_keys_take_the_address_away_and_a_deleted_row_gives_none(ash: Somebody) -> None:
    address = makes_an_address(ash)
    fresh = "four other words here now"
    way = {"secret": ash.passphrase, "browser": "own", "passphrase": fresh, "again": fresh}
    assert ash.browser.post("/me/someone-may-know/", way).status_code == 303
    assert new_browser().get(address).status_code == 404
    ash.passphrase = fresh
    ash.lock()
    ash.unlock()
    assert (address_of(ash), Feed.objects.count()) == ("", 0)
    assert new_browser().get(makes_an_address(ash)).status_code == 200


def test_a_row_that_the_vault_does_not_know_goes_at_the_unlock(ash: Somebody) -> None:
    address = makes_an_address(ash)
    change(ash.id, ash.keys, lambda book: book.drop("calendar/secret"))
    ash.lock()
    assert new_browser().get(address).status_code == 200
    ash.unlock()
    assert (new_browser().get(address).status_code, Feed.objects.count()) == (404, 0)


def test_one_date_is_taken_along_as_a_file_by_its_owner_alone(ours: Shared, ash: Somebody, cast: Cast) -> None:
    ours.agree(ITEM)
    chooses(ash)
    page = ash.browser.get("/me/dates/").content.decode()
    (uid,) = re.findall(r"/me/dates/one/([0-9a-f]{32})/", page)
    answer = ash.browser.get(f"/me/dates/one/{uid}/")
    assert faults(answer.content) == []
    assert answer.headers["Content-Disposition"] == 'attachment; filename="note.ics"'
    (event,) = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["UID"])) == ("Bread", uid)
    chooses(cast.bo)
    for who, browser in (("bo", cast.bo.browser), ("noor", cast.noor.browser)):
        assert browser.get(f"/me/dates/one/{uid}/").status_code == 404, who
    ash.lock()
    assert ash.browser.get(f"/me/dates/one/{uid}/").headers["Location"].startswith("/unlock/")


def test_a_source_that_fails_cancels_nothing(
    ours: Shared, ash: Somebody, settings: Settings, heard: list[str]
) -> None:
    ours.agree(ITEM)
    address = makes_an_address(ash)
    before = reads(address)
    settings.OWNACCORD_CALENDAR = ["tests.rooms.care.test_dates.fails"]
    ash.unlock()
    assert reads(address) == before
    assert [said.splitlines()[0] for said in heard] == ["A source of dates failed"]


def fails(person: str, keys: object, now: int) -> tuple[Occasion, ...]:
    raise ValueError("a private word")


def test_other_rooms_name_dates_by_a_setting(ash: Somebody, settings: Settings) -> None:
    settings.OWNACCORD_CALENDAR = ["tests.rooms.care.test_dates.tomorrow"]
    address = makes_an_address(ash)
    assert [each[0] for each in reads(address)] == ["Note"]
    settings.OWNACCORD_CALENDAR = []
    feed.refresh(ash.id, ash.keys)
    assert [each[1] for each in reads(address)] == ["CANCELLED"]


def tomorrow(person: str, keys: object, now: int) -> tuple[Occasion, ...]:
    return (Occasion(Kind.FOLLOW_UP, "care/x", now + 86400),)


@pytest.mark.parametrize(
    "wrong", [{"zone": ""}, {"zone": "Europe/Nowhere"}, {"zone": "../etc"}, {"hour": "24"}, {"hour": "x"},
              {"title_review": "x" * 61}, {"title_review": "a\nb\u202e"}]
)  # fmt: skip
def test_what_does_not_fit_is_said_and_nothing_is_switched_on(cast: Cast, wrong: dict[str, str]) -> None:
    answer = cast.ash.browser.post("/me/dates/words/", {**CHOSEN, **wrong})
    assert (answer.status_code, list(cast.ash.book().under("calendar/"))) == (422, [])


def test_what_was_chosen_is_taken_along_and_the_address_is_not(ash: Somebody) -> None:
    address = makes_an_address(ash)
    taken = ash.browser.post("/me/take/", {"kind": "json", "passphrase": "", "again": ""}).content.decode()
    assert "Bread" in taken and "Europe/Berlin" in taken and address.split("/")[2] not in taken


def test_it_goes_with_its_owner(ash: Somebody) -> None:
    address = makes_an_address(ash)
    assert ash.browser.post("/me/delete/").status_code == 303
    assert (Feed.objects.count(), new_browser().get(address).status_code) == (0, 404)
