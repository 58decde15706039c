"""What is not compared between two worlds that differ in what is private, each with the reason why."""

import re
from collections.abc import Mapping
from typing import Any

from tests.truth.test_vault_keys import told

TOLD = "others are told of it, or count with it"
OTHERS = "what others have said, as anybody's unlock finds it"
BEGUN = "said where a space is made, joined or begun, to those who join"
DECKS = "decks have two worlds of their own, in test_non_interference_decks.py"
BACK = "written only after a database was rolled back"
# Kinds of entries that are the same in Ash's vault whatever Ash did of all that is private. Every other one differs.
BESIDES = {
    "name": "nobody changes it",
    "showing/stop_offer": "gone before anything else can be done",
    **dict.fromkeys(("settings/vault_behind", "space/<>/entered", "space/<>/older"), BACK),
    "settings/no_loosening_until": "written after a recovery: a world of its own, `recovered`",
    "settings/was_reset": "whoever lost everything begins anew with the others",
    **dict.fromkeys(("pause/<>", "settings/lifted/<>", "space/<>/before", "space/<>/ended"), TOLD),
    **dict.fromkeys(("space/<>/force", "space/<>/heads", "space/<>/history", "space/<>/mine", "space/<>/seen"), TOLD),
    "space/<>/stood": TOLD,
    "settings/shared/<>": "for one's own browser alone: tests/rooms/accounts/test_shared_device.py",
    **dict.fromkeys(("shown/<>", "space/<>/items", "spent/<>/<>/<>"), TOLD),
    "rest/<>/<>": "after an end or a *not now*, and of both others are told",
    **dict.fromkeys(("space/<>/latest", "space/<>/wait", "shown-by/<>/<>", "thread/<>/<>", "together-read/<>"), OTHERS),
    **dict.fromkeys(("pin/<>/<>", "space/<>/epoch", "space/<>/introduced", "space/<>/joining", "space/<>/list"), BEGUN),
    **dict.fromkeys(("space/<>/invitation", "space/<>/invitation/<>", "space/<>/label", "space/<>/names"), BEGUN),
    **dict.fromkeys(("decks-dealt/<>", "space/<>/deck", "space/<>/mutual"), DECKS),
}
# Pages to which Bo never comes in the furnished street.
NO_PAGE = {
    **dict.fromkeys(("welcome", "sign-up"), "gone once somebody has begun"),
    **dict.fromkeys(("unlock", "after-codes"), "lead on: there is nothing to type"),
    "space-pause": "without its button it leads to the page that lifts a pause",
    **dict.fromkeys(("space-list", "space-seat"), "for whoever made the list, and that was Ash"),
    "debrief-lines": "leads on: the lines about that scene are open",
    "dates-mail": "there only where mail is set up",
    **dict.fromkeys(("deck-answers", "deck-answer"), DECKS),
}


def same(one: Mapping[str, Any], two: Mapping[str, Any]) -> set[str]:
    """Which kinds of entries of the specification are the same in these two vaults."""
    return {entry for _room, entry in told() if _of(entry, one) == _of(entry, two)}


def _of(entry: str, book: Mapping[str, Any]) -> dict[str, Any]:
    kind = re.compile(entry.replace("<>", "[^/]*"))
    return {key: value for key, value in book.items() if kind.fullmatch(key)}
