"""Starting anew: calm words, everything at No, and what was stated comes back only as one's own wishes."""

import pytest

from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


@pytest.fixture
def broken(ours: Shared, cast: Cast) -> Shared:
    """A space in which Bo edited a row of Ash in the database."""
    ours.agree("massage")
    row = LedgerRow.objects.filter(author=cast.ash.id).latest("seq")
    LedgerRow.objects.filter(pk=row.pk).update(state=b"\x00" * len(bytes(row.state or b"")))
    return ours


def test_in_a_space_that_is_well_there_is_nothing_to_start(ours: Shared, cast: Cast) -> None:
    assert ours.see(cast.ash, "reaffirm/").count("There is nothing to start anew here.") == 1
    assert ours.press(cast.ash, "reaffirm/") == "map/?said=same"


def test_the_page_says_what_happened_and_what_comes_back(broken: Shared, cast: Cast) -> None:
    page = broken.see(cast.ash, "reaffirm/")
    assert page.count("Everything in this space begins at No, for everybody.") == 1
    assert page.count("Massage I give: Yes") == 1
    assert "attention" not in page and "error" not in page.lower()


def test_after_both_started_anew_nothing_is_in_force_and_wishes_wait(broken: Shared, cast: Cast) -> None:
    assert broken.press(cast.ash, "reaffirm/") == "wishes/?said=anew"
    assert broken.see(cast.ash).count("Not everyone has started anew yet") == 1
    assert broken.see(cast.bo).count("This space starts anew") == 1
    assert broken.press(cast.bo, "reaffirm/") == "wishes/?said=anew"
    for who in (cast.ash, cast.bo):
        assert broken.see(who).count("Nothing is in force between you yet") == 1
        page = who.browser.get(broken.url("wishes/")).content.decode()
        assert (page.count("I give: Yes"), page.count(" checked")) == (1, 0)


def test_the_second_act_is_still_needed_and_brings_it_back(broken: Shared, cast: Cast, clock: Clock) -> None:
    for who in (cast.ash, cast.bo):
        broken.press(who, "reaffirm/")
    clock.turn(hours=13)
    for who in (cast.ash, cast.bo):
        who.unlock()
        assert broken.still_so(who, "massage/give", "massage/receive") == "wishes/?said=still"
    assert broken.see(cast.ash).count("Agreed Massage") == 1


def test_tightening_works_while_nothing_fits_together(broken: Shared, cast: Cast) -> None:
    assert broken.press(cast.ash, "items/massage/tighten/") == "items/massage/?said=tightened"
    assert broken.see(cast.ash, "reaffirm/").count("You had stated nothing here") == 1


def test_nothing_can_be_raised_while_nothing_fits_together(broken: Shared, cast: Cast) -> None:
    answer = cast.ash.browser.post(broken.url("items/massage/positions/"), {"side": "give", "level": "1"})
    assert answer.status_code == 422
    assert answer.content.decode().count("Only tightening works at this moment.") == 2
