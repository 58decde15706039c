"""What this room does when another asks for it: at an unlock, and when things are taken along."""

from typing import Any

from django.utils.translation import gettext as _

from ownaccord.accounts import vaults
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import rechecking, rechecks
from ownaccord.consent.access import begun, looked
from ownaccord.core.rhythm import Cadence
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing, together
from ownaccord.spaces.together import RHYTHM

AFTER_SCENES = ("cadence", str(Cadence.SCENE))


def at_unlock(request: Unlocked) -> None:
    """Remember the end of an own scene where a recheck-in comes after every one; forget what is over."""
    living = spaces.spaces_of(request.person)
    rechecking.forget_ended(keys=request.keys, living=frozenset(living))
    book = vaults.read(request.person, request.keys)
    after = {space for space in living if AFTER_SCENES in showing.mine(book, space).get(RHYTHM, ())}
    for space in after & set(begun(request) if after else ()):
        mine = looked(request, space).mine
        if mine is not None and mine.scene is not None and mine.scene.ended_at is not None:
            rechecking.note_scene(space=space, keys=request.keys, ended_at=mine.scene.ended_at)


def things(request: Unlocked) -> dict[str, Any]:
    """Return what this person wrote on the pages of recheck-ins, and what was read together, by space."""
    book, found = vaults.read(request.person, request.keys), {}
    for space in spaces.spaces_of(request.person):
        opened = spaces.space_for(request.person, space, request.keys)
        walk, read = rechecks.walk(book, space), together.look(opened, request.keys)
        lines = [*(walk.said.values() if walk else ()), *([read.text] if read.text else [])]
        lines += [f"{opened.name(who)}: {text}" for who, text in read.read.items()]
        if lines:
            found[opened.label or _("A space without a name")] = lines
    return {_("Looking again"): found} if found else {}
