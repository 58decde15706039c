"""Days after a scene of which not everybody has looked at the page: every No goes through, and every page opens."""

import pytest

from ownaccord.consent.models import LedgerRow
from ownaccord.consent.writing import own_state
from ownaccord.core.trial import unspent
from tests.databases import ON_SQLITE
from tests.hands import held
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here, rehearse, say_yes, signal, started, tabled

# Who noted what stands in what is sealed; the rows are tried on both elsewhere.
pytestmark = [pytest.mark.django_db, ON_SQLITE]
TRIAL = {"level": "2", "review_days": "30"}
OTHER = "holding"


@pytest.fixture
def played(ours: Shared) -> Shared:
    """A scene that Bo began and closed on a device; it spent a trial of each, and Ash has looked at nothing since."""
    ours.agree(MASSAGE, **TRIAL)
    ours.agree(OTHER)
    started(ours)
    assert signal(ours.cast.bo.browser, "close") == 204
    return ours


def looks_at_all(ours: Shared, who: Somebody) -> None:
    for page in ("plan/", "map/", f"items/{OTHER}/", "wishes/"):
        ours.see(who, page)


@pytest.mark.parametrize("hours", [1, 30, 24 * 20])
def test_who_began_it_can_tighten_pause_and_lift_although_the_other_has_noted_nothing(
    played: Shared, hours: int
) -> None:
    bo = played.cast.bo
    held.turn(hours=hours)
    bo.unlock()
    looks_at_all(played, bo)
    assert played.press(bo, f"items/{OTHER}/tighten/", level="1").endswith("said=tightened")
    assert bo.browser.post("/pause/", {"space": played.id}).status_code == 303
    looks_at_all(played, bo)
    assert played.press(bo, f"items/{OTHER}/tighten/", level="0").endswith("said=tightened")


@pytest.mark.parametrize("hours", [30, 24 * 20])
def test_without_a_look_at_the_page_a_no_goes_through_as_well(played: Shared, hours: int) -> None:
    held.turn(hours=hours)
    for who in (played.cast.bo, played.cast.ash):
        who.unlock()
        assert played.press(who, f"items/{OTHER}/tighten/", level="0").endswith("said=tightened")
        looks_at_all(played, who)


def test_who_began_the_last_one_is_told_to_let_the_others_say_yes_first_and_then_it_begins(played: Shared) -> None:
    ash, bo = played.cast.ash, played.cast.bo
    held.turn(hours=30)
    for who in (ash, bo):
        who.unlock()
    tabled(played, bo)
    rehearse(played, ash, bo)
    assert say_yes(played, bo) == "plan/?said=others-first"
    assert "This time the others say yes first." in played.see(bo, "plan/", said="others-first")
    for who in (ash, bo):
        assert say_yes(played, who) == "plan/?said=yes"
    assert len(here(played, bo).confirmed) == 2


@pytest.mark.parametrize("first", ["ash", "bo"])
def test_what_a_scene_spent_stays_spent_when_everybody_starts_anew_before_the_other_has_noted_it(
    played: Shared, first: str
) -> None:
    ash, bo = played.cast.ash, played.cast.bo
    held.turn(hours=30)
    LedgerRow.objects.update(macs=b"\xa0")
    order = (ash, bo) if first == "ash" else (bo, ash)
    for who in (*order, *order):
        who.unlock()
        played.press(who, "reaffirm/")
    for level in ("1", "0"):
        played.state(bo, OTHER, "together", level=level)
    look = here(played, ash).look
    assert look.mine is not None
    assert unspent(ash.id, own_state(look), look.states) == frozenset()
