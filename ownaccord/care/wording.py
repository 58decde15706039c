"""The words on screen for what stands in a calendar; the stored words are the keys."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from ownaccord.core.calendar import Kind, Repeats, Unit

KINDS: Mapping[Kind, str | Promise] = {
    Kind.REVIEW: _("Title of what is due for a look"),
    Kind.RECHECK: _("Title of a recheck-in"),
    Kind.FOLLOW_UP: _("Title of looking after yourself later"),
}
HOURS = tuple(f"{hour}:00" for hour in range(24))

SAID = {
    "on": _("Kept. It is on."),
    "address": _("There is an address now. Whoever knows it can read the calendar."),
    "dropped": _("The address answers no more. What a calendar has read, it may keep until you remove it there."),
    "off": _("All of it is off. No address, no mail, and nothing that was not sent is kept."),
    "kept": _("Kept."),
    "sent": _("A code is on its way. It can take a minute."),
    "often": _("No code was sent: there were three in a day. Try again tomorrow."),
    "settled": _("Mail is on."),
    "stopped": _("No more mail. What was not sent is erased."),
}


def again(repeats: Repeats | None) -> str:
    """Return how often, in words; nothing for once."""
    if repeats is None:
        return ""
    words = {
        Unit.DAYS: ngettext("every day", "every %(count)d days", repeats.every),
        Unit.WEEKS: ngettext("every week", "every %(count)d weeks", repeats.every),
        Unit.MONTHS: ngettext("every month", "every %(count)d months", repeats.every),
    }
    return words[repeats.unit] % {"count": repeats.every}
