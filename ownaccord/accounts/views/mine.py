"""Mine: what belongs to one person alone, the settings, the devices, and what the host can do."""

from functools import partial
from typing import Any

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import codes, cookies, devices, first_start, letting_in, links, settings, vaults
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.forms import HostResetForm, SettingsForm
from ownaccord.accounts.held import Held
from ownaccord.accounts.models import Host, KeyWrap
from ownaccord.accounts.picture import address_with, qr
from ownaccord.accounts.requests import Unlocked
from ownaccord.accounts.views.answers import page, sent, tried

METHODS = ["GET", "HEAD", "POST"]
# Pages of the rooms above, when they are there: URL name, title, what it is for.
ABOVE = (
    ("about", _("About me"), _("My words, my boundaries, what helps me.")),
    ("journal", _("Journal"), _("What I write down, for nobody else.")),
    ("conversations", _("Conversation cards"), _("One question at a time, answered for myself.")),
    ("interest", _("What I feel about things"), _("Finding out, alone and in my own time.")),
    ("pocket", _("Words at hand"), _("A few lines for when words are hard to find.")),
    ("lessons", _("My list of courses"), _("What I want to learn, in my own time.")),
    ("reading", _("To read later"), _("Articles that I keep for another time.")),
    ("measures", _("How I am over time"), _("Twenty seconds now and then, for me alone.")),
    ("debriefs", _("My debriefs"), _("Looking back on what was, for me alone.")),
    ("wishes", _("What waits"), _("Wishes of mine that I sleep on.")),
    ("history", _("My history"), _("What I stated, and when.")),
    ("firm", _("Not for compromise"), _("What nobody has to be talked out of.")),
    ("noticed", _("What you may notice"), _("Looking at how things became wider, for me alone.")),
    ("reviews", _("Due for a look"), _("What asks to be looked at again.")),
    ("dates", _("Calendar and reminders"), _("My dates in a calendar, under words of mine.")),
)


@unlocked()
@require_safe
def mine(request: Unlocked) -> HttpResponse:
    """The beginning of one's own side."""
    book = vaults.read(request.person, request.keys)
    unfinished = any(key in book for key in (codes.PORTABLE, codes.RECOVERY, codes.STOP))
    return page(
        request,
        "mine",
        name=book.get("name"),
        unfinished=letting_in.next_code(book) if unfinished else "",
        above=_above(),
        host=Host.objects.filter(person_id=request.person).exists(),
        kept=request.GET.get("kept"),
        has_stop=codes.has_stop_code(request.person),
    )


def _above() -> list[dict[str, Any]]:
    found = []
    for name, title, text in ABOVE:
        try:
            found.append({"url": reverse(name), "title": title, "text": text})
        except NoReverseMatch:
            continue
    return found


@unlocked(Held(_("Settings"), SettingsForm), own=True)
@require_http_methods(METHODS)
def my_settings(request: Unlocked) -> HttpResponse:
    """How this browser and this account behave."""
    form = SettingsForm(sent(request), initial=settings.read(request))
    return tried(request, form, "settings", partial(_keep_settings, request, form), section="mine")


def _keep_settings(request: Unlocked, form: SettingsForm) -> HttpResponse:
    face = settings.keep(request, form.cleaned_data)
    response = SeeOther("/me/?kept=settings")
    cookies.put(request, response, cookies.FACE, face.dumps(), cookies.YEAR)
    letting_in.keep_cookies(request, response)
    return response


@unlocked(always=True)
@require_safe
def my_devices(request: Unlocked) -> HttpResponse:
    """My devices and sign-ins, each of which can be ended."""
    portable = request.sign_in.wrap.kind == KeyWrap.Kind.PORTABLE
    listed = devices.devices(request.person, request.sign_in)
    signed_in = devices.signed_in(request.person, request.sign_in)
    return page(request, "devices", devices=listed, sign_ins=signed_in, portable=portable)


def _device(data: QueryDict, request: Unlocked, device: str) -> str:
    return _since(devices.devices(request.person, request.sign_in), device)


def _sign_in(data: QueryDict, request: Unlocked, sign_in: str) -> str:
    return _since(devices.signed_in(request.person, request.sign_in), sign_in)


def _since(listed: list[devices.Listed], wanted: str) -> str:
    """Which of them a press was about, when it waited for the words."""
    day = next((date_format(each.day, "j F Y") for each in listed if each.id == wanted), "")
    return _now("Another browser, since %(day)s") % {"day": day} if day else ""


@require_POST
@unlocked(Held(_("Drop it"), about=_device), always=True)
def drop_device(request: Unlocked, device: str) -> HttpResponse:
    """One of my devices opens nothing any more."""
    devices.drop(person=request.person, device=device, here=request.sign_in)
    return SeeOther(reverse("me-devices"))


@require_POST
@unlocked(Held(_("End it"), about=_sign_in), always=True)
def end_sign_in(request: Unlocked, sign_in: str) -> HttpResponse:
    """One of my sign-ins elsewhere ends."""
    devices.end(person=request.person, sign_in=sign_in, here=request.sign_in)
    return SeeOther(reverse("me-devices"))


@require_POST
@unlocked()
def offer_device(request: Unlocked) -> HttpResponse:
    """One-time words for a new device, shown once, good for two minutes."""
    words = devices.offer(keys=request.keys, now=request.now)
    address = request.build_absolute_uri(reverse("new-device"))
    return page(request, "offer_device", words=words.split(), svg=qr(address_with(address, words)), address=address)


@unlocked()
@require_http_methods(METHODS)
def host(request: Unlocked) -> HttpResponse:
    """For whoever runs this computer: one-time words for a new account, and sign-up opened or closed."""
    here = Host.objects.filter(person_id=request.person).first()
    if here is None:
        raise Http404
    if (step := request.POST.get("step")) == "account":
        return _shown(request, links.for_account(request.now), "account")
    if step in ("open", "close"):
        first_start.open_sign_up(host=request.person, opened=step == "open")
        return SeeOther(reverse("me-host"))
    return page(request, "host", host=here)


@unlocked()
@require_http_methods(METHODS)
def host_reset(request: Unlocked) -> HttpResponse:
    """For whoever runs this computer: words for somebody who lost everything."""
    if not Host.objects.filter(person_id=request.person).exists():
        raise Http404
    form = HostResetForm(sent(request))
    return tried(request, form, "host_reset", partial(_reset_words, request, form), section="mine")


def _reset_words(request: Unlocked, form: HostResetForm) -> HttpResponse:
    words = links.for_reset(form.cleaned_data["name"], request.now)
    if words is None:
        form.add_error("name", str(_("Nobody here signs in with this name.")))
        return render(request, "accounts/host_reset.html", {"form": form, "section": "mine"}, status=422)
    return _shown(request, words, "reset")


def _shown(request: Unlocked, words: str, kind: str) -> HttpResponse:
    address = request.build_absolute_uri(reverse("one-time"))
    svg = qr(address_with(address, words))
    return page(request, "host_words", words=words.split(), kind=kind, address=address, svg=svg)
