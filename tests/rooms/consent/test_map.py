"""The map: what is in force now, the same for both, and nothing that only one of them said."""

import os

import pytest

from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE

STANDING = "You can stop or change this at any time. You owe no reason."
GONE = "You need not answer, and nobody owes a reason."
CALM = "This space starts anew"


def test_a_new_map_says_what_it_is_for_and_offers_the_smallest_first_step(ours: Shared, cast: Cast) -> None:
    page = ours.see(cast.ash)
    assert page.count("Nothing is in force between you yet") == 1
    assert page.count(STANDING) == 1
    assert "No longer available" not in page


def test_ash_and_bo_see_the_same_agreed_item_with_its_terms(ours: Shared, cast: Cast) -> None:
    ours.agree("massage", minutes="20", areas_out=["feet"], own_limit="no talking of work")
    row = (
        "Agreed Welcome now, within these terms. Connection Agreed Massage Ash receives, gives Bo gives, receives "
        "Where: at home, away from home At most 20 minutes Never: no talking of work Out: feet "
        "Look at it again by"
    )
    for who in (cast.ash, cast.bo):
        page = ours.see(who)
        swapped = page.replace("Ash gives, receives Bo receives, gives", "Ash receives, gives Bo gives, receives")
        assert swapped.count(row) == 1, page
        assert page.count("Not any more : Massage") == 1


def test_what_only_one_of_them_said_is_on_nobodys_map(ours: Shared, cast: Cast) -> None:
    assert ours.state(cast.bo, "impact-hand", "give", level="1") == "items/impact-hand/?said=written"
    for who in (cast.ash, cast.bo):
        assert "Impact with the hand" not in ours.see(who)


def test_bo_can_tighten_while_ash_looks_and_ashs_next_look_knows_it(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    assert ours.see(cast.ash).count("Massage") == 2
    assert ours.press(cast.bo, "items/massage/tighten/", **{"from": "map"}) == "map/?said=tightened"
    page = ours.see(cast.ash)
    assert page.count(f"No longer available Massage {GONE} I have seen this") == 1
    assert "Agreed" not in page and "Bo" not in page
    assert "No longer available" not in ours.see(cast.bo)


def test_a_tap_on_the_old_page_changes_nothing_and_says_so(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    for _each in range(2):
        answer = ours.press(cast.bo, "items/massage/tighten/", **{"from": "map"})
    assert answer == "map/?said=same"
    assert ours.see(cast.bo, said="same").count("Nothing changed: it was so already.") == 1


def test_having_seen_the_news_takes_it_away(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.press(cast.bo, "items/massage/tighten/")
    assert ours.press(cast.ash, "seen/") == "map/?said=seen"
    assert "No longer available" not in ours.see(cast.ash)


def test_the_news_is_the_same_for_a_no_a_pause_and_a_review_date(ours: Shared, cast: Cast, clock: Clock) -> None:
    ours.agree("massage")
    said = f"No longer available Massage {GONE}"
    ours.see(cast.ash)
    ours.press(cast.bo, "pause/")
    paused = ours.see(cast.ash)
    ours.press(cast.bo, "lift/")
    assert "No longer available" not in ours.see(cast.ash)
    ours.press(cast.bo, "items/massage/tighten/")
    assert (paused.count(said), ours.see(cast.ash).count(said)) == (1, 1)


def test_a_lapsed_agreement_is_news_in_the_same_words(ours: Shared, cast: Cast, clock: Clock) -> None:
    ours.agree("massage", review_days="14")
    ours.see(cast.ash)
    clock.turn(days=15)
    cast.ash.unlock()
    assert ours.see(cast.ash).count(f"No longer available Massage {GONE}") == 1


def test_a_told_limit_is_on_the_map_without_whose_it_is(ours: Shared, cast: Cast) -> None:
    ours.press(cast.bo, "items/private-images/tell/", side="show")
    pages = [ours.see(who) for who in (cast.ash, cast.bo)]
    row = "Boundaries Off-limits (told) What somebody chose to tell. It is not asked about. Seeing and being seen"
    assert [page.count(row) for page in pages] == [1, 1]
    assert pages[0].split("Boundaries")[1].split("Print")[0] == pages[1].split("Boundaries")[1].split("Print")[0]


def test_the_map_can_show_one_category_or_one_person(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    ours.agree("warm-wax")
    ash = cast.ash.browser
    only = ash.get(ours.url("map/"), {"category": "sensation"}).content.decode()
    assert (only.count(">Warm wax</a>"), only.count(">Massage</a>")) == (1, 0)
    bo = ash.get(ours.url("map/"), {"person": cast.bo.id}).content.decode()
    assert (bo.count('<span class="who">Bo</span>'), bo.count('<span class="who">Ash</span>')) == (2, 0)


@pytest.mark.parametrize("wanted", ["nothing", "' or 1=1", "x" * 5000, "\u202e", "neck-and-breath"])
def test_a_choice_that_is_not_on_the_map_shows_all_of_it(ours: Shared, cast: Cast, wanted: str) -> None:
    ours.agree("massage")
    page = cast.ash.browser.get(ours.url("map/"), {"category": wanted, "person": wanted}).content.decode()
    assert page.count(">Massage</a>") == 1


def test_what_is_due_can_be_kept_or_taken_back_with_equal_weight(ours: Shared, cast: Cast, clock: Clock) -> None:
    ours.agree("holding")
    assert "due for another look" not in ours.see(cast.ash)
    clock.turn(days=80)
    cast.ash.sign_in_again()
    page = cast.ash.browser.get(ours.url("map/")).content.decode()
    assert page.count('<button class="choice" type="submit">') == 2
    assert ours.press(cast.ash, "items/holding/renew/", side="together", **{"from": "map"}) == "map/?said=renewed"
    assert "due for another look" not in ours.see(cast.ash)


def test_nobody_else_is_told_what_is_due(ours: Shared, cast: Cast, clock: Clock) -> None:
    ours.state(cast.bo, "impact-hand", "give", level="1")
    ours.agree("massage")
    clock.turn(days=80)
    cast.bo.sign_in_again()
    cast.ash.sign_in_again()
    ours.press(cast.ash, "items/massage/renew/", side="give")
    ours.press(cast.ash, "items/massage/renew/", side="receive")
    assert "due for another look" in ours.see(cast.bo)
    assert "due for another look" not in ours.see(cast.ash)


def test_the_sheet_for_printing_has_its_day_and_the_standing_sentence(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    page = cast.ash.browser.get(ours.url("map/")).content.decode()
    printed = page.split('<p class="only-print">')[1].split("</p>")[0]
    assert printed == "Printed on 22 September 2026. It may have changed since."
    assert "<title>Notes</title>" in page


@pytest.mark.parametrize("column", ["header", "state_hash", "state", "macs"])
def test_a_record_that_bo_edits_in_the_database_starts_the_space_anew_in_calm_words(
    ours: Shared, cast: Cast, column: str
) -> None:
    ours.agree("massage")
    row = LedgerRow.objects.filter(author=cast.ash.id).latest("seq")
    changed = bytearray(getattr(row, column))
    changed[-1] ^= 1
    if column == "macs":
        changed = bytearray(b"\xa0")  # an empty map: nobody's mark fits
    LedgerRow.objects.filter(pk=row.pk).update(**{column: bytes(changed)})
    for who in (cast.ash, cast.bo):
        page = ours.see(who)
        assert page.count(CALM) == 1
        assert "Agreed" not in page and "No longer available" not in page


def test_a_record_that_bo_deletes_or_makes_up_permits_nothing(ours: Shared, cast: Cast) -> None:
    ours.agree("massage")
    row = LedgerRow.objects.filter(author=cast.ash.id).latest("seq")
    row.pk, row.seq, row.state = None, row.seq + 1, os.urandom(len(bytes(row.state or b"")))
    row.save()
    assert ours.see(cast.ash).count(CALM) == 1
    LedgerRow.objects.filter(author=cast.ash.id).delete()
    assert ours.see(cast.ash).count(CALM) == 1
