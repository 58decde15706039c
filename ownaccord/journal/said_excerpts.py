"""The words about lines that open together after a scene. None says anything about what somebody else has not said."""

from django.utils.translation import gettext_lazy as _

from ownaccord.consent.said import Said
from ownaccord.spaces.excerpts import State

STATES = {
    State.OPEN: _("Nothing of yours is put down."),
    State.NOTHING: _("You have nothing to share."),
    State.WAITING: _("Not everyone yet."),
    State.OPENING: _("It opens once each of you has looked here again."),
    State.READ: _("Open."),
    State.OVER: _("It did not open for you."),
    State.BROKEN: _("It did not complete."),
}
CLOSED = _("It is over. Only you see what you wrote.")
WRITTEN = _("Chosen, and not put down. Only you see it.")

_SAID = {
    "chosen": _("Kept, for you alone. Look at it once more before you put it down."),
    "put": _("Put down. It opens once each of you has put something down; until then nobody can see who has."),
    "back": _("Taken back. Nobody reads it; it stays here for you."),
    "nothing": _("Kept, for you alone: you have nothing to share. Nobody can tell that from not yet."),
    "back-after": _(
        "Taken back. Nobody reads it; it stays here for you. If each of you had put something down, the others may "
        "find that out."
    ),
    "nothing-after": _(
        "Taken back, and the text is gone. If each of you had put something down, the others may find that out."
    ),
    "looked": _("Looked."),
    "not-now": _("Nothing changed. It is not as it was when you looked."),
    "late": _("Nothing changed: another page of yours wrote at the same moment. Look again."),
}
_NOTES = frozenset({"looked", "not-now", "late"})
SAID = {code: Said(text, kept=code not in _NOTES) for code, text in _SAID.items()}
