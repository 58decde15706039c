"""Moments in plain words: from when something can be done, and about how long that is from now."""

from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ownaccord.core.position import LAST_DATE

HOUR = 3600
DAY = 24 * HOUR


def clock_time(moment: int) -> str:
    """Return day and time of this unix time, on the server's clock; the last one there is for what never comes."""
    return date_format(localtime(datetime.fromtimestamp(min(moment, LAST_DATE), UTC)), "j F, H:i")


def from_then(until: int, now: int) -> str:
    """Return from when something can be done, also counted from now, which holds in every time zone."""
    return _("From %(when)s (%(after)s)") % {"when": clock_time(until), "after": after(until - now)}


def after(seconds: int) -> str:
    """Return about how long these seconds are, rounded up so that nobody comes too early."""
    if seconds > 2 * DAY:
        days = -(-seconds // DAY)
        return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}
    hours = -(-max(seconds, 0) // HOUR)
    return ngettext("in about %(n)d hour", "in about %(n)d hours", hours) % {"n": hours}


def hours(count: int) -> str:
    """Return a waiting time in words."""
    if count and count % 24 == 0 and count > 24:
        return ngettext("%(n)d day", "%(n)d days", count // 24) % {"n": count // 24}
    return ngettext("%(n)d hour", "%(n)d hours", count) % {"n": count}
