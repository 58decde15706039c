"""What this room does when another asks for it: at an unlock, and when things are taken. The settings name them."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts.requests import Unlocked
from ownaccord.core.ledger import Quarantine
from ownaccord.reveal import actions, queries
from ownaccord.spaces import access as spaces


def at_unlock(request: Unlocked) -> None:
    """Go on with every sealed deck by one step, and forget those of spaces that are over."""
    actions.forget_ended(keys=request.keys, living=spaces.spaces_of(request.person))
    for space in spaces.every(request.person, request.keys):
        if space.begun and not space.estranged:
            try:
                actions.go_on(space=space, keys=request.keys, now=request.now)
            except Quarantine:
                continue


def things(request: Unlocked) -> dict[str, Any]:
    """Return what decks found in common, by space, once it may be shown."""
    found = queries.found_everywhere(request)
    return {_("Found in common by decks"): found} if found else {}
