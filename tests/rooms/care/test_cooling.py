"""The pages of cooling-off: begun in one press, seen by its author alone, ended with nothing chosen."""

import re

import pytest

from ownaccord.accounts import stops
from ownaccord.consent import cooled, memory
from ownaccord.consent.models import LedgerRow
from ownaccord.core.position import Side
from ownaccord.core.terms import Level
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared, card, words_of
from tests.rooms.consent.test_own_items import agree, bring
from tests.walls.scene import same_browser, undone

pytestmark = ON_SQLITE
ITEM = "holding"
PAGES = ("map/", "wishes/", f"items/{ITEM}/", "later/", "later/everything/", "history/", "")


@pytest.fixture
def agreed(ours: Shared) -> Shared:
    ours.agree(ITEM)
    return ours


def about(ours: Shared, cast: Cast, scope: str = f"item:{ITEM}") -> str:
    return f"later/{ours.mark(cast.ash, scope)}/"


def lasting(ours: Shared, cast: Cast) -> list[str]:
    return [str(each.scope) for each in cooled.coolings(cast.ash.book(), ours.id)]


def test_the_item_leads_there_and_one_press_takes_it_back_for_everybody(agreed: Shared, cast: Cast) -> None:
    page = cast.ash.browser.get(agreed.url(f"items/{ITEM}/")).content.decode()
    where = about(agreed, cast)
    assert f'<a href="{agreed.url(where)}">Cooling-off for this item</a>' in page
    assert agreed.press(cast.ash, where, days="7") == f"{where}?said=begun"
    assert "Reminds you on 29 September 2026, on your own pages." in agreed.see(cast.ash, where)
    assert "You are cooling off on this. Only you see that." in agreed.see(cast.ash, f"items/{ITEM}/")
    assert "No longer available" in agreed.see(cast.bo)


def test_the_others_pages_are_those_of_a_plain_withdrawal(agreed: Shared, cast: Cast) -> None:
    def seen(press: tuple[str, dict[str, str]]) -> list[str]:
        with undone():
            ash, bo = (same_browser(who.browser) for who in (cast.ash, cast.bo))
            assert ash.post(agreed.url(press[0]), press[1]).status_code == 303
            return [words_of(bo.get(agreed.url(page))) for page in PAGES]

    plain = seen((f"items/{ITEM}/tighten/", {}))
    category = about(agreed, cast, f"category:{card(ITEM).category}")
    for where in (about(agreed, cast), category, "later/everything/"):
        assert seen((where, {"days": "30"})) == plain


def test_while_it_lasts_a_statement_is_refused_in_calm_words(agreed: Shared, cast: Cast) -> None:
    agreed.press(cast.ash, "later/everything/")
    form = {"side": "together", "level": "1", "review_days": "90"}
    answer = cast.ash.browser.post(agreed.url(f"items/{ITEM}/positions/"), form)
    assert answer.status_code == 422
    assert "You are cooling off on this. You can end that first" in answer.content.decode()
    assert agreed.state(cast.ash, ITEM, "together", level="0") == f"items/{ITEM}/?said=same"


def test_it_ends_with_nothing_chosen_and_writes_no_record(agreed: Shared, cast: Cast) -> None:
    where = about(agreed, cast)
    agreed.press(cast.ash, where)
    records = list(LedgerRow.objects.values())
    page = cast.ash.browser.get(agreed.url(where)).content.decode()
    assert (page.count('name="chosen"'), page.count(" checked")) == (1, 0)
    assert agreed.press(cast.ash, f"{where}end/") == "later/?said=ended"
    assert agreed.see(cast.ash, "wishes/").count("No wish rests here") == 1
    assert list(LedgerRow.objects.values()) == records


def test_what_is_chosen_is_a_wish_that_is_slept_on(agreed: Shared, cast: Cast, clock: Clock) -> None:
    where = about(agreed, cast)
    agreed.press(cast.ash, where)
    clock.turn(days=20)
    cast.ash.unlock()
    assert agreed.press(cast.ash, f"{where}end/", chosen=[f"{ITEM}/together", "massage/give"]) == "wishes/?said=wished"
    assert agreed.still_so(cast.ash, f"{ITEM}/together") == "wishes/?said=early"
    clock.turn(hours=13)
    cast.ash.unlock()
    assert agreed.still_so(cast.ash, f"{ITEM}/together") == "wishes/?said=still"


def test_the_day_that_was_named_only_reminds(agreed: Shared, cast: Cast, clock: Clock) -> None:
    where = about(agreed, cast)
    agreed.press(cast.ash, where, days="3")
    clock.turn(days=4)
    cast.ash.unlock()
    for page in (where, "later/"):
        words = agreed.see(cast.ash, page)
        assert "The day has come on which you wanted to look at it. Nothing ends by itself." in words
    assert lasting(agreed, cast) == [f"item:{ITEM}"]
    agreed.press(cast.ash, where, days="")
    assert "The day has come" not in agreed.see(cast.ash, where)


def test_a_wider_one_covers_the_item_and_leads_to_itself(agreed: Shared, cast: Cast) -> None:
    agreed.press(cast.ash, "later/everything/")
    everything = agreed.url(about(agreed, cast, "everything"))
    page = cast.ash.browser.get(agreed.url(f"items/{ITEM}/")).content.decode()
    assert re.findall(r'<a href="([^"]+)">Look at it, or end it</a>', page) == [everything]
    words = agreed.see(cast.ash, about(agreed, cast))
    assert "A wider one of yours covers this, too: Everything in this space." in words


def test_everything_in_all_spaces_is_one_press(agreed: Shared, hers: Shared, cast: Cast) -> None:
    Shared(hers.id, cast, (cast.ash, cast.cam)).agree(ITEM)
    assert cast.ash.browser.post("/later/", {"days": "nonsense"}).headers["Location"] == "/later/?said=begun"
    cast.bo.unlock()
    for shared, other in ((agreed, cast.bo), (hers, cast.cam)):
        assert "No longer available" in shared.see(other)
        assert lasting(shared, cast) == ["everything"]
    page = cast.ash.browser.get("/later/").content.decode()
    assert page.count("Everything in this space") == 2
    assert "cooling off" not in cast.bo.browser.get("/later/").content.decode().replace("is cooling off here", "")


@pytest.mark.parametrize(("where", "scope"), [("later/everything/", True), (None, False)])
def test_locked_it_pauses_at_once_and_waits_for_the_unlock(
    agreed: Shared, cast: Cast, where: str | None, scope: bool
) -> None:
    cast.ash.lock()
    answer = cast.ash.browser.post(agreed.url(where) if where else "/later/", {"days": "7"})
    assert answer.headers["Location"] == "/unlock/?held=paused"
    assert stops.scopes(cast.ash.id) == {agreed.id if scope else ""}
    assert "Not available" in agreed.see(cast.bo, f"items/{ITEM}/")
    cast.ash.unlock()
    assert lasting(agreed, cast) == []
    assert "Cooling-off" in cast.ash.browser.get("/held/").content.decode()


def test_no_item_that_is_not_there_can_be_cooled_off_on(agreed: Shared, cast: Cast) -> None:
    for wrong in ("item", "nothing-of-it", "0" * 16):
        assert cast.ash.browser.post(agreed.url(f"later/{wrong}/")).status_code == 404
    assert lasting(agreed, cast) == []


def test_an_own_item_that_is_away_is_covered_and_comes_back_as_withdrawn(ours: Shared, cast: Cast) -> None:
    slug = bring(ours, cast.bo)
    agree(ours, slug)
    bring(ours, cast.bo, name="Another one")
    ours.press(cast.bo, f"own/{slug}/take-back/")
    cast.ash.unlock()
    where = about(ours, cast, "category:own-items")
    assert ours.press(cast.ash, where, days="7") == f"{where}?said=begun"
    ours.press(cast.bo, f"own/{slug}/bring/")
    cast.ash.unlock()
    mine = memory.mine(cast.ash.book(), ours.id)
    assert mine is not None
    assert mine.terms(slug, Side.GIVE).level is Level.NO
    assert [each.item for each in cooled.coolings(cast.ash.book(), ours.id)[0].kept] == [slug, slug]
