"""Calendar and reminders: switching it on, its address, single dates to take along, and one switch that ends it all."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import open_page, unlocked
from ownaccord.accounts.lookups import day
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import actions, calendar, feed, queries
from ownaccord.care.forms import NAMES, ChoicesForm
from ownaccord.care.wording import SAID
from ownaccord.spaces.answers import ANOTHER_LOOK, there

TEXT = "text/calendar; charset=utf-8"


def page(request: HttpRequest, name: str, status: int = 200, **more: object) -> HttpResponse:
    """Answer with a page of one's own side, which says in one sentence what happened."""
    said = SAID.get(request.GET.get("said", ""))
    return render(request, f"care/{name}.html", {"section": "mine", "said": said, **more}, status=status)


@require_safe
@unlocked()
def dates(request: Unlocked) -> HttpResponse:
    """How calendar and mail stand."""
    sheet = queries.sheet(request.person, request.keys, request.now)
    where = reverse("dates-feed", kwargs={"secret": sheet.address}) if sheet.address else ""
    return page(request, "dates", sheet=sheet, address=request.build_absolute_uri(where) if where else "")


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked()
def words(request: Unlocked) -> HttpResponse:
    """The zone, the hour and the titles; choosing them switches the calendar on."""
    chosen = queries.sheet(request.person, request.keys, request.now).choices
    known = {"zone": chosen.zone, "hour": chosen.hour} if chosen else {}
    known |= {NAMES[kind]: title for kind, title in chosen.titles.items()} if chosen else {}
    form = ChoicesForm(request.POST if request.method == "POST" else None, initial=known or None)
    if not form.is_valid():
        return page(request, "dates_words", ANOTHER_LOOK if form.is_bound else 200, form=form, on=chosen is not None)
    data = form.cleaned_data
    actions.choose(person=request.person, keys=request.keys, zone=data["zone"], hour=data["hour"], titles=form.titles())
    return there("dates", "on")


@require_POST
@unlocked()
def make_address(request: Unlocked) -> HttpResponse:
    """A new address for the calendar."""
    actions.make_address(person=request.person, keys=request.keys)
    return there("dates", "address")


@require_POST
@unlocked()
def drop_address(request: Unlocked) -> HttpResponse:
    """No address any more."""
    actions.drop_address(person=request.person, keys=request.keys)
    return there("dates", "dropped")


@require_POST
@unlocked()
def switch_off(request: Unlocked) -> HttpResponse:
    """All of it off."""
    actions.switch_off(person=request.person, keys=request.keys)
    return there("dates", "off")


@require_safe
@unlocked()
def one(request: Unlocked, uid: str) -> HttpResponse:
    """One date as a file for any calendar."""
    entry = queries.entry(request.person, request.keys, uid)
    if entry is None:
        raise Http404
    headers = {"Content-Disposition": 'attachment; filename="note.ics"'}
    return HttpResponse(calendar.text([entry], day(request.now)), content_type=TEXT, headers=headers)


@open_page
@require_safe
def read(request: HttpRequest, secret: str) -> HttpResponse:
    """The calendar at this address, for calendar software; every other address has one and the same answer."""
    found, headers = feed.opened(secret), {"Content-Disposition": 'attachment; filename="notes.ics"'}
    if found is None:
        return HttpResponse(b"", status=404, content_type="text/plain", headers=headers)
    return HttpResponse(found, content_type=TEXT, headers=headers)
