"""An upgrade that changes cards: nothing is lowered in silence, nobody is hurried, and one act brings a card back."""

import pytest

from ownaccord.catalogue import load
from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Cast, Somebody
from tests.rooms.consent.shared import Shared, card
from tests.rooms.consent.upgrades import brings, removes

pytestmark = ON_SQLITE

ITEM = "holding"
NOTICE = "Some cards have changed"
UNHURRIED = "there is no hurry"


@pytest.fixture
def agreed(ours: Shared, cast: Cast) -> Shared:
    """Ash and Bo have agreed on one item and have seen it since."""
    ours.agree(ITEM)
    for who in (cast.ash, cast.bo):
        who.lock()
        who.unlock()
    return ours


@pytest.fixture
def newer(agreed: Shared, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """Then an upgrade raises its edition."""
    brings(monkeypatch, ITEM, edition=card(ITEM).edition + 1)
    return agreed


@pytest.fixture
def without(agreed: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Shared:
    """Or an upgrade has the item no more."""
    removes(monkeypatch, ITEM)
    return agreed


def zones_of(ours: Shared, who: Somebody) -> list[tuple[str, str]]:
    zones = who.browser.get(ours.url()).context["sheet"].zones
    return [(zone.name, row.item) for zone in zones for band in zone.bands for row in band.rows]


def test_without_an_upgrade_there_is_nothing_to_say(agreed: Shared, cast: Cast) -> None:
    assert NOTICE not in agreed.see(cast.ash)
    assert "No card has changed" in agreed.see(cast.ash, "changed/")


def test_what_was_agreed_counts_as_talk_first_and_both_are_told_so_calmly(newer: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        assert zones_of(newer, who) == [("talk", ITEM)]
        assert newer.see(who).count(NOTICE) == newer.see(who, "items/").count(NOTICE) == 1
        page = newer.see(who, "changed/")
        assert page.count("Together: Yes, counts as Talk first for now") == 1
        assert page.count(UNHURRIED) == 1
        assert page.count("Read the card : Holding each other") == 1


def test_reading_the_card_again_is_one_act_and_changes_nothing_else(newer: Shared, cast: Cast) -> None:
    before = agreed_terms(newer, cast.ash)
    newer.read(cast.ash, ITEM)
    assert zones_of(newer, cast.ash) == [("talk", ITEM)]
    assert "No card has changed" in newer.see(cast.ash, "changed/")
    newer.read(cast.bo, ITEM)
    assert zones_of(newer, cast.ash) == zones_of(newer, cast.bo) == [("agreed", ITEM)]
    assert agreed_terms(newer, cast.ash) == before


def agreed_terms(ours: Shared, who: Somebody) -> list[object]:
    from ownaccord.consent import memory

    mine = memory.mine(who.book(), ours.id)
    assert mine is not None
    return [(entry.item, entry.side, entry.terms, entry.stated_at) for entry in mine.entries]


def test_it_is_said_until_its_reader_has_seen_it_and_again_only_for_another_edition(
    newer: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = LedgerRow.objects.count()
    assert newer.press(cast.ash, "changed/seen/") == "map/?said=seen"
    assert NOTICE not in newer.see(cast.ash) and NOTICE in newer.see(cast.bo)
    assert newer.see(cast.ash, "changed/").count("counts as Talk first for now") == 1
    assert LedgerRow.objects.count() == records
    brings(monkeypatch, ITEM, edition=card(ITEM).edition + 1)
    assert NOTICE in newer.see(cast.ash)


def test_it_can_be_taken_back_from_there(newer: Shared, cast: Cast) -> None:
    assert newer.press(cast.ash, f"items/{ITEM}/tighten/", **{"from": "changed"}) == "changed/?said=tightened"
    assert zones_of(newer, cast.bo) == []


def test_only_cards_on_which_somebody_stated_something_are_named(
    agreed: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    agreed.state(cast.ash, "massage", "give", level="1")
    for item in ("massage", "cold"):
        brings(monkeypatch, item, edition=card(item).edition + 1)
    for who in (cast.ash, cast.bo):
        assert NOTICE not in agreed.see(who)


def test_a_card_read_for_one_space_is_read_again_for_the_other(
    ours: Shared, hers: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours.agree(ITEM)
    hers.state(cast.ash, ITEM, "together")
    held.turn(hours=13)
    cast.ash.unlock()
    assert hers.still_so(cast.ash, f"{ITEM}/together") == "wishes/?said=still"
    brings(monkeypatch, ITEM, edition=card(ITEM).edition + 1)
    ours.read(cast.ash, ITEM)
    assert "You have read this card." in ours.see(cast.ash, f"items/{ITEM}/")
    assert "This card has changed since you read it." in hers.see(cast.ash, f"items/{ITEM}/")
    hers.read(cast.ash, ITEM)
    assert "You have read this card." in hers.see(cast.ash, f"items/{ITEM}/")


def test_an_item_that_is_gone_is_not_available_and_both_are_told(without: Shared, cast: Cast) -> None:
    for who in (cast.ash, cast.bo):
        assert zones_of(without, who) == []
        page = without.see(who)
        assert page.count("No longer available Holding") == 1 and page.count(NOTICE) == 1
        page = without.see(who, "changed/")
        assert page.count("No longer here") == 1
        assert page.count("Together: Yes, not available now") == 1
        assert without.see(who, "history/").count("Holding Together: Yes") == 1


def test_what_was_stated_on_it_stays_until_its_author_takes_it_back(without: Shared, cast: Cast) -> None:
    assert len(agreed_terms(without, cast.ash)) == 1
    assert without.press(cast.ash, "changed/let-go/", item=ITEM) == "changed/?said=let-go"
    assert agreed_terms(without, cast.ash) == []
    assert len(agreed_terms(without, cast.bo)) == 1


def test_a_told_limit_and_a_wish_on_it_are_named_too(ours: Shared, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    ours.read(cast.ash, "massage")
    ours.press(cast.ash, "items/massage/tell/", side="receive")
    ours.state(cast.ash, "massage", "give")
    removes(monkeypatch, "massage")
    page = ours.see(cast.ash, "changed/")
    assert page.count("I receive: off-limits, told") == page.count("I give: a wish of yours") == 1
    ours.press(cast.ash, "changed/let-go/", item="massage")
    assert "No card has changed" in ours.see(cast.ash, "changed/")
    assert cast.ash.book().under(f"wish/{ours.id}/") == {}


@pytest.mark.parametrize("item", ["", "massage", "no-such-item", "x" * 9000])
def test_only_what_is_gone_can_be_taken_back_there(without: Shared, cast: Cast, item: str) -> None:
    assert cast.ash.browser.post(without.url("changed/let-go/"), {"item": item}).status_code == 404


def test_no_page_falls_over_an_item_that_is_gone(without: Shared, cast: Cast) -> None:
    for rest in ("map/", "items/", "search/", "wishes/", "history/", "lift/", "changed/", "categories/connection/"):
        assert cast.ash.browser.get(without.url(rest)).status_code == 200
    assert cast.ash.browser.get(without.url(f"items/{ITEM}/")).status_code == 404
    things = cast.ash.browser.post("/me/take/", {"kind": "plain"})
    assert things.status_code in (200, 422)


def test_the_catalogue_is_as_it_was_after_each_of_these() -> None:
    assert load().item(ITEM) is not None
