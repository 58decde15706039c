"""The sentences of this room: what happened after a form, and the words that somebody can choose for how they are."""

from django.utils.translation import gettext_lazy as _

NOW = {
    "calm": _("Calm"),
    "tired": _("Tired"),
    "shaky": _("Shaky"),
    "low": _("Low"),
}
DIPS = frozenset({"shaky", "low"})
"""What counts as a dip, and only for when the next follow-up comes."""

SAID = {
    "kept": _("Kept, for you alone."),
    "nothing": _("Nothing was kept. That is fine, too."),
    "away": _("Put away. It does not come back, and nothing is noted of it."),
    "times": _("Kept. It counts from now on, also for what is already running."),
    "prepared": _("Kept, for you alone. Nothing is sent by itself."),
}
