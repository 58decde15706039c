"""Making a plan, alone: four steps in the own vault, the risks, and one button that puts it on the table."""

from typing import Any

import pytest

from ownaccord.core.plan import Agreed, Plan, Signal, Way, planned
from ownaccord.core.terms import Context
from ownaccord.scenes import draft, offers, queries
from ownaccord.scenes.draft import Draft
from ownaccord.scenes.table import Stage
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here

pytestmark = pytest.mark.django_db

WHEN = {"context": "at_home", "minutes": "45", "check_in": "15", "leads": "nobody"}
WORDS = {
    "red_means": "All stops.", "red_word": "ember", "red_sign": "drops the keys",
    "yellow_means": "Slower.", "yellow_word": "", "green_means": "On we go.",
}  # fmt: skip
READY = {"carry_0": "own", "carry_1": "own", "things": "water\n\nwater\n a blanket "}


@pytest.fixture(autouse=True)
def agreed(ours: Shared) -> None:
    """Something is in force between them."""
    ours.agree(MASSAGE)


def rows(ours: Shared, who: Somebody) -> list[offers.Offer]:
    """What this person can choose from."""
    look = here(ours, who).look
    return list(offers.offers(look, queries.names_of(look)))


def numbers(ours: Shared, who: Somebody, *order: int) -> dict[str, str]:
    """A number for each row; 0 for one that is not in it."""
    found = rows(ours, who)
    assert len(found) == len(order)
    return {f"order_{offer.mark}": str(n) for offer, n in zip(found, order, strict=True) if n}


def says(ours: Shared, who: Somebody, step: str, /, **fields: Any) -> str:
    return ours.press(who, f"plan/make/{step}/", **fields)


def made(ours: Shared, who: Somebody, **changes: dict[str, Any]) -> None:
    """Everything is said once."""
    steps: dict[str, dict[str, Any]] = {"what": numbers(ours, who, 2, 1), "when": WHEN, "words": WORDS, "ready": READY}
    for step, fields in steps.items():
        assert says(ours, who, step, **{**fields, **changes.get(step, {})}) == "plan/make/?said=draft-kept"


def put(ours: Shared, who: Somebody) -> str:
    """Press the one button, with what the page has shown."""
    shown = who.browser.get(ours.url("plan/make/")).context["plan"].seen
    return ours.press(who, "plan/make/", plan=shown)


def kept(ours: Shared, who: Somebody) -> Draft:
    return draft.kept(who.book(), ours.id)


def test_from_nothing_to_a_plan_on_the_table_with_exactly_what_was_said(ours: Shared) -> None:
    ash, bo = ours.cast.ash, ours.cast.bo
    made(ours, ash)
    assert here(ours, ash).stage is here(ours, bo).stage is Stage.EMPTY
    assert put(ours, ash) == "plan/?said=tabled"

    found, look = here(ours, bo), here(ours, bo).look
    assert found.plan is not None
    first, second = (planned(each, Context.AT_HOME) for each in look.arrangements)
    members = tuple(sorted([ash.id, bo.id]))
    assert found.plan == Plan(
        ours.id, look.space.epoch, found.plan.mark, members, (second, first), Context.AT_HOME, 45, "",
        (Agreed(Signal.RED, Way.WORD, "ember"), Agreed(Signal.RED, Way.SIGN, "drops the keys")),
        ("On we go.", "Slower.", "All stops."), 15, tuple((who,) for who in members), ("water", "a blanket"),
    )  # fmt: skip
    assert found.author == ash.id
    assert kept(ours, ash).empty
