"""What this room does when another asks for it: when things are taken along, and at a farewell."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts.requests import Unlocked
from ownaccord.spaces import access, actions, excerpts, queries, showing, together


def things(request: Unlocked) -> dict[str, Any]:
    """Return this person's spaces by the names in their own vault: what they call each, and who is in it."""
    mine = queries.mine(request.person, request.keys)
    return {
        _("My spaces"): [
            {_("What I call it"): space.label, _("My name there"): space.name(request.person),
             _("With"): list(space.others), _("Ended"): space.ended}
            for space in mine
        ]
    }  # fmt: skip


def at_unlock(request: Unlocked) -> None:
    """Let what this person shows be readable again after a new start, and remember what the others show by now.

    Where everybody shows a rhythm, and after a scene, the own row of what opens together is written anew, whether or
    not they wrote.
    """
    for found in access.every(request.person, request.keys):
        if found.begun and not found.estranged:
            showing.at_unlock(found, request.keys)
            together.at_unlock(found, request.keys, request.now)
            excerpts.at_unlock(found, request.keys, request.now)


def farewell(request: Unlocked) -> None:
    """End every space of somebody whose account goes; nothing of it is in force for anybody any more."""
    actions.end_all_of(person=request.person)
