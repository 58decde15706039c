"""What people do while they make a plan, by pressing buttons."""

from typing import Any

from ownaccord.scenes import draft, offers, queries
from ownaccord.scenes.draft import Draft
from tests.people import Somebody
from tests.rooms.consent.shared import Shared
from tests.rooms.scenes.stage import MASSAGE, here
from tests.rooms.scenes.typed import WHEN, WORDS

READY = {"carry_0": "own", "carry_1": "own", "things": "water\n\nwater\n a blanket "}


def rows(ours: Shared, who: Somebody) -> list[offers.Offer]:
    """What this person can choose from."""
    look = here(ours, who).look
    return list(offers.offers(look, queries.names_of(look)))


def numbers(ours: Shared, who: Somebody, *items: str) -> dict[str, str]:
    """The rows of these items, one after the other; of each item the last row of the page comes first."""
    wanted = [offer for item in items for offer in reversed(rows(ours, who)) if offer.item == item]
    return {f"order_{offer.mark}": str(n) for n, offer in enumerate(wanted, 1)}


def says(ours: Shared, who: Somebody, step: str, /, **fields: Any) -> str:
    return ours.press(who, f"plan/make/{step}/", **fields)


def made(ours: Shared, who: Somebody, **changes: dict[str, Any]) -> None:
    """Everything is said once."""
    what = changes.pop("what", None) or numbers(ours, who, MASSAGE)
    steps: dict[str, dict[str, Any]] = {"what": what, "when": WHEN, "words": WORDS, "ready": READY}
    for step, fields in steps.items():
        assert says(ours, who, step, **{**fields, **changes.get(step, {})}) == "plan/make/?said=draft-kept"


def put(ours: Shared, who: Somebody) -> str:
    """Press the one button, with what the page has shown."""
    shown = who.browser.get(ours.url("plan/make/")).context["plan"].seen
    return ours.press(who, "plan/make/", plan=shown)


def kept(ours: Shared, who: Somebody) -> Draft:
    return draft.kept(who.book(), ours.id)
