"""The one calm sentence that stands on every page of a space when nothing in it, or not everything, is in force."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from ownaccord.accounts import stops
from ownaccord.consent import moments, pausing
from ownaccord.consent.looking import Look
from ownaccord.core.ledger import Stage


@dataclass(frozen=True, slots=True)
class Calm:
    """What is so, why it is nobody's fault, and where to go on, if there is anywhere."""

    title: str
    text: str
    url: str = ""
    link: str = ""


def calm(found: Look) -> Calm | None:
    """Return what this page has to say first, or None. Never whose pause, and never whose turn it is."""
    if found.over:
        return Calm(_("This space is over"), _("Nothing of it is in force any more, for anybody."))
    if found.trouble is Stage.CLOCK:
        return _clock(found)
    if found.starts_anew:
        return _anew(found)
    if found.my_pause:
        return _paused(found)
    if found.waiting_for_others:
        text = _("You have started anew here. Until everyone has, nothing is in force. There is nothing for you to do.")
        return Calm(_("Not everyone has started anew yet"), text)
    return _after_recovery(found)


def _clock(found: Look) -> Calm:
    text = _(
        "The computer's clock seems wrong. Until it is set, nothing here is in force and nothing can be raised. "
        "If the clock is right, a wrong date was written down earlier; starting anew clears it."
    )
    return Calm(_("About the clock"), text, _url("reaffirm", found), _("Start anew together"))


def _anew(found: Look) -> Calm:
    text = _(
        "What is stored does not fit together with what was seen before, or everyone starts anew. A restored backup "
        "does that too. Until you have started anew, nothing here is in force. What is only yours is not touched."
    )
    return Calm(_("This space starts anew"), text, _url("reaffirm", found), _("See what this means"))


def _paused(found: Look) -> Calm:
    text = _("Nothing here is in force. The others see only that it is not available.")
    everything = stops.EVERYTHING in pausing.scopes(found)
    url = reverse("pause-lift") if everything else _url("lift", found)
    return Calm(_("Your pause holds here"), text, url, _("See what would come back"))


def _after_recovery(found: Look) -> Calm | None:
    if found.clock >= found.no_loosening_until:
        return None
    text = _(
        "After a recovery, or a new start from an older copy, there is a day in which nothing can be raised. Anything "
        "can be tightened. It ends on %(when)s (%(after)s)."
    )
    until = found.no_loosening_until
    when = {"when": moments.clock_time(until), "after": moments.after(until - found.clock)}
    return Calm(_("A quiet day"), text % when)


def _url(name: str, found: Look) -> str:
    return reverse(name, kwargs={"space": found.space.id})
