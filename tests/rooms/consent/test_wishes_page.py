"""My wishes: seen by nobody, none chosen, written only by a second act after the waiting time."""

from ownaccord.consent.models import LedgerRow
from tests.databases import ON_SQLITE
from tests.people import Cast, Clock
from tests.rooms.consent.shared import Shared

pytestmark = ON_SQLITE


def wishing(ours: Shared, cast: Cast) -> None:
    """Ash would like to give a massage, and to get one."""
    ours.read(cast.ash, "massage")
    for side in ("give", "receive"):
        ours.state(cast.ash, "massage", side)


def test_a_wish_shows_from_when_it_can_be_said_again(ours: Shared, cast: Cast) -> None:
    wishing(ours, cast)
    page = ours.see(cast.ash, "wishes/")
    assert page.count("Until 20 December 2026 From 22 September, 02:13 (in about 12 hours)") == 2, page
    assert "Still so, for the chosen ones" not in page


def test_nobody_else_sees_that_there_is_one(ours: Shared, cast: Cast) -> None:
    before = [ours.see(cast.bo, page) for page in ("map/", "wishes/", "items/", "items/massage/")]
    wishing(ours, cast)
    assert [ours.see(cast.bo, page) for page in ("map/", "wishes/", "items/", "items/massage/")] == before
    assert LedgerRow.objects.count() == 0


def test_none_is_chosen_and_choosing_none_changes_nothing(ours: Shared, cast: Cast, clock: Clock) -> None:
    wishing(ours, cast)
    clock.turn(hours=13)
    cast.ash.unlock()
    page = cast.ash.browser.get(ours.url("wishes/")).content.decode()
    assert (page.count('name="chosen"'), page.count(" checked")) == (2, 0)
    assert ours.press(cast.ash, "wishes/still-so/") == "wishes/?said=none"
    assert LedgerRow.objects.count() == 0


def test_several_are_written_in_one_record(ours: Shared, cast: Cast, clock: Clock) -> None:
    wishing(ours, cast)
    clock.turn(hours=13)
    cast.ash.unlock()
    assert ours.still_so(cast.ash, "massage/give", "massage/receive") == "wishes/?said=still"
    assert LedgerRow.objects.count() == 1
    assert ours.see(cast.ash, "wishes/").count("No wish rests here") == 1


def test_too_early_changes_nothing_and_says_so(ours: Shared, cast: Cast) -> None:
    wishing(ours, cast)
    assert ours.still_so(cast.ash, "massage/give") == "wishes/?said=early"
    assert LedgerRow.objects.count() == 0
    assert ours.see(cast.ash, "wishes/", said="early").count("It has not been slept on long enough yet.") == 1


def test_a_lapsed_wish_is_not_written(ours: Shared, cast: Cast, clock: Clock) -> None:
    wishing(ours, cast)
    clock.turn(days=31)
    cast.ash.sign_in_again()
    assert ours.see(cast.ash, "wishes/").count("This wish has lapsed.") == 2
    assert ours.still_so(cast.ash, "massage/give") == "wishes/?said=lapsed"
    assert LedgerRow.objects.count() == 0


def test_saying_it_twice_is_harmless(ours: Shared, cast: Cast, clock: Clock) -> None:
    wishing(ours, cast)
    clock.turn(hours=13)
    cast.ash.unlock()
    ours.still_so(cast.ash, "massage/give")
    assert ours.still_so(cast.ash, "massage/give") == "wishes/?said=none"
    assert LedgerRow.objects.count() == 1


def test_one_can_be_let_go(ours: Shared, cast: Cast) -> None:
    wishing(ours, cast)
    assert ours.press(cast.ash, "wishes/let-go/", wish="massage/give") == "wishes/?said=dropped"
    page = ours.see(cast.ash, "wishes/")
    assert (page.count("I give: Yes"), page.count("I receive: Yes")) == (0, 1)


def test_bo_can_neither_say_nor_drop_what_ash_wishes(ours: Shared, cast: Cast, clock: Clock) -> None:
    wishing(ours, cast)
    clock.turn(hours=13)
    cast.ash.unlock()
    cast.bo.unlock()
    assert ours.still_so(cast.bo, "massage/give") == "wishes/?said=none"
    ours.press(cast.bo, "wishes/let-go/", wish="massage/give")
    assert ours.see(cast.ash, "wishes/").count("You have slept on it.") == 2


def test_a_value_that_names_no_wish_chooses_none(ours: Shared, cast: Cast) -> None:
    wishing(ours, cast)
    for value in ("massage", "massage/lead", "/", "x" * 100_000, "massage/give/give", "\u202emassage/give"):
        assert ours.still_so(cast.ash, value) == "wishes/?said=none"
