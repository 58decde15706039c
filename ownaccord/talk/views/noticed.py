"""What somebody may notice in their own side of what was, for them alone: opened by them, never pushed, never kept."""

from dataclasses import dataclass
from datetime import tzinfo

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.keys import VaultBook
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import memory as calendar
from ownaccord.care import zones
from ownaccord.consent import noticed as remembered
from ownaccord.consent.access import all_looked
from ownaccord.consent.looking import Look
from ownaccord.core.pattern import Pattern, found
from ownaccord.spaces.answers import there
from ownaccord.talk.words import QUESTIONS, SAID, SEEN

AGAIN = "again"


@dataclass(frozen=True, slots=True, repr=False)
class Place:
    """One space: its name, what may be noticed there with what is uncertain about it, and the quiet ways out."""

    id: str
    name: str | Promise
    lines: tuple[tuple[str | Promise, str | Promise], ...]


@require_safe
@unlocked()
def noticed(request: Unlocked) -> HttpResponse:
    """What may be noticed, the questions that tell pressure from play, and the ways out."""
    book = vaults.read(request.person, request.keys)
    zone = _zone(book)
    places = tuple(_place(look, zone) for look in all_looked(request))
    more = {"section": "mine", "places": places, "questions": QUESTIONS, "is_on": remembered.is_on(book)}
    more |= {"said": SAID.get(request.GET.get("said", "")), "any": any(each.lines for each in places)}
    return render(request, "talk/noticed.html", more)


def _zone(book: VaultBook) -> tzinfo:
    """Whose night it is: the zone that this person chose for their calendar, or the one of the computer."""
    choices = calendar.choices(book)
    return (zones.zone(choices.zone) if choices is not None else None) or get_current_timezone()


def _place(look: Look, zone: tzinfo) -> Place:
    moments = remembered.moments(look.book, look.space.id)
    levels = None if look.trouble is not None else remembered.in_force_levels(look.arrangements)
    patterns = found(moments, levels, look.clock, zone)
    lines = tuple(SEEN[each] for each in Pattern if each in patterns)
    return Place(look.space.id, look.space.label or _("A space without a name"), lines)


@require_POST
@unlocked(Held(_("Erase what is remembered here")))
def erase(request: Unlocked) -> HttpResponse:
    """Erase all of it, in one press."""
    remembered.erase(person=request.person, keys=request.keys, now=request.now)
    return there("noticed", "forgotten")


@require_POST
@unlocked(Held(_("Whether it is remembered")))
def keep(request: Unlocked) -> HttpResponse:
    """Remember nothing more, or remember again from now on."""
    on = request.POST.get("with") == AGAIN
    remembered.switch(person=request.person, keys=request.keys, now=request.now, on=on)
    return there("noticed", "noticing-on" if on else "noticing-off")
