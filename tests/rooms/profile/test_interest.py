"""Interest: category first, then items; kept for its author alone, taken back, and never a permission."""

import html
import json
import re

import html5lib
import pytest
from django.http import HttpResponse

from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.models import HeldForm, Person
from ownaccord.catalogue import load
from ownaccord.consent import interest
from ownaccord.consent.addresses import Addresses
from ownaccord.consent.models import LedgerRow
from ownaccord.core.interest import Answer, Interest, Past
from ownaccord.core.position import Side
from ownaccord.profile import memory
from tests.databases import ON_SQLITE
from tests.people import Cast, Somebody, new_browser
from tests.rooms.consent.shared import Shared, words_of

pytestmark = ON_SQLITE

HERE = "/me/interest/"
ITEM = f"{HERE}items/massage/"
SAID = {"side_give": "into", "side_receive": "unsure", "past": ["tried"], "note": "In the evening.\nNot on Mondays."}
KEPT = Answer(
    "massage", {Side.GIVE: Interest.INTO, Side.RECEIVE: Interest.UNSURE}, frozenset({Past.TRIED}),
    "In the evening.\nNot on Mondays.",
)  # fmt: skip


def see(who: Somebody, path: str = HERE) -> str:
    """The words of a page."""
    answer = who.browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return words_of(answer)


def press(who: Somebody, path: str, **fields: object) -> str:
    """Send a form; where the answer leads."""
    answer: HttpResponse = who.browser.post(path, fields)
    assert answer.status_code == 303, words_of(answer)
    return plain(who, answer.headers["Location"].removeprefix(HERE))


def plain(who: Somebody, address: str) -> str:
    """An address with words in place of the marks of this person."""
    at = Addresses("", who.keys.mark_key())
    words = [each.slug for each in (*load().items, *load().categories)]
    return "/".join(at.word(part, words) for part in address.split("/"))


def chosen(who: Somebody, path: str = ITEM) -> list[str]:
    """What is chosen on an item's page."""
    page = who.browser.get(path).content.decode()
    return re.findall(r'<input[^>]*name="(?:side_\w+|past)"[^>]*value="(\w+)"[^>]*checked', page)


def test_somebody_alone_says_what_is_worth_asking_and_then_what_they_feel(cast: Cast) -> None:
    ash = cast.ash
    first = see(ash)
    assert first.count("Is any of this worth asking you?") == 1
    assert "Massage" not in see(ash, f"{HERE}connection/")
    assert press(ash, f"{HERE}connection/", asking="yes") == "connection/?said=asking"
    assert see(ash, f"{HERE}connection/").count("One person") >= 1
    assert see(ash).count("Ask me") == 1

    assert press(ash, ITEM, **SAID) == "items/massage/?said=kept"
    assert interest.answer(ash.book(), "massage") == KEPT
    page = see(ash, f"{HERE}connection/")
    assert page.count("I give: Into it") == page.count("I receive: Unsure") == page.count("I have tried it") == 1
    assert "Mondays" not in page
    assert sorted(chosen(ash)) == ["into", "tried", "unsure"]


@pytest.mark.parametrize("said, words", [("later", "Not now"), ("no", "None of this is for me")])
def test_what_is_not_worth_asking_is_put_aside_and_shows_no_items(cast: Cast, said: str, words: str) -> None:
    assert press(cast.ash, f"{HERE}impact/", asking=said) == "impact/?said=asking"
    assert see(cast.ash).count(words) == 1
    assert "/items/" not in cast.ash.browser.get(f"{HERE}impact/").content.decode()
    assert press(cast.ash, f"{HERE}impact/", asking="yes") == "impact/?said=asking"
    assert see(cast.ash, f"{HERE}impact/").count(load().items_in("impact")[0].name) >= 1


def test_nothing_is_chosen_before_somebody_chooses_and_nothing_is_counted(cast: Cast) -> None:
    assert chosen(cast.ash) == []
    press(cast.ash, f"{HERE}connection/", asking="yes")
    press(cast.ash, ITEM, **SAID)
    for page in (see(cast.ash), see(cast.ash, f"{HERE}connection/"), see(cast.ash, ITEM)):
        assert re.findall(r"\d+ (?:of|/) \d+|\d+ ?%", page) == []


def test_keeping_it_can_lead_to_the_next_item_and_what_was_said_can_still_be_taken_back(cast: Cast) -> None:
    items = [item.slug for item in load().items_in("connection")]
    following = items[items.index("massage") + 1]

    assert press(cast.ash, ITEM, **SAID, then="next") == f"items/{following}/?said=kept"
    page = see(cast.ash, f"{HERE}items/{following}/?said=kept")
    assert page.count("Take back what I said about Massage") == 1
    assert press(cast.ash, f"{HERE}undo/") == "items/massage/?said=undone"
    assert interest.answer(cast.ash.book(), "massage").says_nothing


def test_the_last_item_of_a_category_leads_nowhere_else(cast: Cast) -> None:
    last = load().items_in("connection")[-1]
    assert "then: " not in see(cast.ash, f"{HERE}items/{last.slug}/")
    side = f"side_{last.sides[0].value}"
    assert press(cast.ash, f"{HERE}items/{last.slug}/", **{side: "into", "then": "next"}) == (
        f"items/{last.slug}/?said=kept"
    )


def test_the_last_change_is_taken_back_once_and_only_the_last(cast: Cast) -> None:
    press(cast.ash, ITEM, **SAID)
    press(cast.ash, ITEM, side_give="limit")
    assert press(cast.ash, f"{HERE}undo/") == "items/massage/?said=undone"
    assert interest.answer(cast.ash.book(), "massage") == KEPT
    assert press(cast.ash, f"{HERE}undo/") == "?said=nothing"
    assert interest.answer(cast.ash.book(), "massage") == KEPT


def test_the_same_once_more_changes_nothing(cast: Cast) -> None:
    press(cast.ash, ITEM, **SAID)
    assert press(cast.ash, ITEM, **SAID, then="next") == "items/massage/?said=same"
    assert press(cast.ash, f"{HERE}undo/") == "items/massage/?said=undone"
    assert interest.answer(cast.ash.book(), "massage").says_nothing


def test_an_answer_can_be_emptied_and_then_nothing_is_kept_of_it(cast: Cast) -> None:
    press(cast.ash, ITEM, **SAID)
    assert press(cast.ash, ITEM, side_give="") == "items/massage/?said=kept"
    assert "interest/massage" not in cast.ash.book()


def test_after_a_limit_nothing_hurries_on_and_telling_it_is_offered_and_not_done(ours: Shared, cast: Cast) -> None:
    assert press(cast.ash, ITEM, side_receive="limit", then="next") == "items/massage/?said=limit"
    page = cast.ash.browser.get(f"{ITEM}?said=limit").content.decode()
    assert html.unescape(page).count("Tell this limit, or keep it to yourself") == 1
    there = Addresses(ours.id, cast.ash.keys.mark_key()).item("massage")
    assert page.count(f'href="{there}"') == 1
    assert LedgerRow.objects.count() == 0
    assert "Tell this limit" not in see(cast.ash, ITEM)
    assert press(cast.ash, ITEM, side_receive="limit", note="x", then="next").endswith("?said=kept")


def test_without_a_space_a_limit_is_kept_and_there_is_nobody_to_tell(cast: Cast) -> None:
    press(cast.ash, ITEM, side_receive="limit")
    page = see(cast.ash, f"{ITEM}?said=limit")
    assert page.count("nobody else knows of it unless you tell them") == 1 and "Tell this limit" not in page


def test_a_category_that_is_closed_at_first_is_opened_on_purpose(cast: Cast) -> None:
    path = f"{HERE}items/clinical-examination/"
    assert cast.ash.browser.get(path).status_code == 404
    assert see(cast.ash, f"{HERE}skin-breaking/").count("This category is closed at first.") == 1
    press(cast.ash, f"{HERE}skin-breaking/", asking="yes")
    name = next(item.name for item in load().items if item.slug == "clinical-examination")
    assert name not in see(cast.ash, f"{HERE}skin-breaking/")
    assert press(cast.ash, f"{HERE}skin-breaking/open/") == "skin-breaking/?said=opened"
    assert see(cast.ash, f"{HERE}skin-breaking/").count(name) == 1
    assert cast.ash.browser.get(path).status_code == 200
    assert press(cast.ash, f"{HERE}connection/open/") == "connection/?said=same"


def test_what_does_not_exist_is_not_there(cast: Cast) -> None:
    for path in (f"{HERE}items/nothing/", f"{HERE}nothing/"):
        assert cast.ash.browser.get(path).status_code == cast.ash.browser.post(path).status_code == 404
    assert cast.ash.browser.post(f"{HERE}nothing/open/").status_code == 404


def test_what_cannot_be_kept_is_said_kindly_and_stays_on_the_page(cast: Cast) -> None:
    for wrong in ({"side_give": "love"}, {"past": ["never"]}, {"note": "a\x01b"}, {"note": "x" * 2001}):
        answer = cast.ash.browser.post(ITEM, {**SAID, **wrong})
        assert answer.status_code == 422
        assert words_of(answer).count("This needs another look") == 1
        assert "interest/massage" not in cast.ash.book()
    assert "x" * 2001 in answer.content.decode()
    assert cast.ash.browser.post(f"{HERE}connection/", {"asking": "always"}).status_code == 422


def test_no_word_of_a_note_is_refused(cast: Cast) -> None:
    note = "what must never happen to me again: an animal, a child, a relative, being filmed"
    assert press(cast.ash, ITEM, note=note) == "items/massage/?said=kept"
    assert interest.answer(cast.ash.book(), "massage").note == note


def test_nothing_of_it_is_in_the_database_outside_the_own_vault(ours: Shared, cast: Cast) -> None:
    """Bo, who runs the computer, has the same rows and pages whatever Ash feels."""
    cast.bo.unlock()
    before = {person.pk: bytes(person.vault) for person in Person.objects.exclude(pk=cast.ash.id)}
    pages = [ours.see(cast.bo, rest) for rest in ("map/", "items/", "items/massage/", "history/")]
    size = len(bytes(cast.ash.row.vault))
    for item in load().items_in("connection"):
        press(cast.ash, f"{HERE}items/{item.slug}/", **{f"side_{item.sides[0].value}": "into", "note": "canary"})
    assert len(bytes(cast.ash.row.vault)) == size
    assert {person.pk: bytes(person.vault) for person in Person.objects.exclude(pk=cast.ash.id)} == before
    assert [ours.see(cast.bo, rest) for rest in ("map/", "items/", "items/massage/", "history/")] == pages
    assert LedgerRow.objects.count() == HeldForm.objects.count() == 0


def test_it_permits_nothing_and_one_set_of_answers_serves_every_space(ours: Shared, hers: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo, cast.cam):
        press(who, ITEM, side_give="into", side_receive="into")
    for space in (ours, hers):
        assert "Massage" not in space.see(cast.ash)
    assert LedgerRow.objects.count() == 0
    assert sorted(chosen(cast.ash)) == ["into", "into"]


def test_each_person_has_their_own(cast: Cast) -> None:
    press(cast.ash, ITEM, **SAID)
    for who in (cast.bo, cast.noor):
        assert chosen(who) == []
        assert "Mondays" not in who.browser.get(ITEM).content.decode()


def test_locked_it_shows_nothing_and_what_was_typed_waits_sealed(cast: Cast) -> None:
    press(cast.ash, f"{HERE}connection/", asking="yes")
    cast.ash.lock()
    for path in (HERE, f"{HERE}connection/", ITEM):
        assert cast.ash.browser.get(path).headers["Location"].startswith("/unlock/?next=")
    assert cast.ash.browser.post(ITEM, SAID).headers["Location"] == "/unlock/?held=yes"
    assert b"Mondays" not in bytes(HeldForm.objects.get().sealed)
    cast.ash.unlock()
    assert "interest/massage" not in cast.ash.book()
    page = html.unescape(cast.ash.browser.get("/held/").content.decode())
    assert page.count("Not on Mondays.") == 1
    held = HeldForm.objects.get().pk
    assert press(cast.ash, ITEM, **SAID, _held=held) == "items/massage/?said=kept"
    assert not HeldForm.objects.exists()


def test_a_stranger_is_sent_to_the_door_and_buttons_are_no_pages(cast: Cast) -> None:
    for path in (HERE, f"{HERE}connection/", ITEM):
        assert new_browser().get(path).headers["Location"] == "/sign-in/"
        assert cast.stranger().post(path).headers.get("Location", "/sign-in/") == "/sign-in/"
    for path in (f"{HERE}undo/", f"{HERE}connection/open/"):
        assert cast.ash.browser.get(path).status_code == 405
    assert cast.ash.browser.post(HERE).status_code == 405


def test_it_is_among_the_things_that_somebody_takes_along(cast: Cast) -> None:
    press(cast.ash, ITEM, **SAID)
    answer = cast.ash.browser.post("/me/take/", {"kind": "json"})
    taken = json.loads(answer.content)["What I feel about things"]
    assert taken == {"Massage": ["I give: Into it", "I receive: Unsure", "I have tried it", KEPT.note]}


def test_every_page_is_html_without_mistakes(cast: Cast) -> None:
    press(cast.ash, f"{HERE}connection/", asking="yes")
    press(cast.ash, ITEM, side_give="limit", note='"><b>&amp; {{ never }}')
    for path in (HERE, f"{HERE}connection/", f"{HERE}skin-breaking/", f"{ITEM}?said=limit", f"{ITEM}?said=kept"):
        page = cast.ash.browser.get(path).content.decode()
        html5lib.HTMLParser(strict=True).parse(page)
        assert (page.count("<h1>"), page.count("<title>Notes</title>"), page.count("<b>")) == (1, 1, 0)


def test_an_entry_that_cannot_be_read_is_no_answer() -> None:
    book = VaultBook()
    book.put("interest/massage", [{"give": "love"}, [], ""])
    book.put("interest/holding", [{"together": "into"}, [], ""])
    assert interest.answer(book, "massage").says_nothing
    assert list(interest.answers(book)) == ["holding"]
    book.put("interest-before", ["massage", [{"give": "love"}, [], ""]])
    assert interest.undo(book) == ""
    assert memory.asking(book, "connection") is None
