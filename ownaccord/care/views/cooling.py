"""Cooling-off: beginning it for an item, a category or everything; seeing what lasts; ending it."""

from contextlib import suppress

from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.care import cooling_pages
from ownaccord.care.forms_cooling import CoolingForm
from ownaccord.care.views.around import page, there
from ownaccord.care.words_cooling import SAID
from ownaccord.consent import access, cooling
from ownaccord.consent.said import tried
from ownaccord.core.cooling import EVERYTHING, Scope


def _about(data: QueryDict, request: Unlocked, space: str = "", about: str = "") -> str:
    """What a form that waited locked was about, in words."""
    if not space:
        return ""
    found = access.looked(request, space)
    return cooling_pages.name(found, cooling_pages.scope_for(found, about))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Cooling-off"), CoolingForm, tightens=True))
def everywhere(request: Unlocked) -> HttpResponse:
    """What lasts in all of my spaces; POST begins it for everything in each of them."""
    if request.method == "POST":
        form = CoolingForm(request.POST)
        wrong = "begun"
        for space in access.begun(request):
            # A space that somebody has just left is over, and keeps the next from nothing.
            with suppress(Http404):
                said = _begun(request, space, EVERYTHING, form)
                wrong = said if wrong == "begun" else wrong
        return SeeOther(f"{reverse('cooling')}?said={wrong}")
    places, said_now = cooling_pages.everywhere(access.all_looked(request)), SAID.get(request.GET.get("said", ""))
    context = {"places": places, "form": CoolingForm(), "said": said_now, "section": "care"}
    return render(request, "care/cooling.html", context)


@require_safe
@unlocked()
def here(request: Unlocked, space: str) -> HttpResponse:
    """What lasts in this space, and what else I could begin."""
    found = access.looked(request, space)
    return page(request, found, "cooling_here", here=cooling_pages.here(found))


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Cooling-off"), CoolingForm, tightens=True, about=_about))
def on(request: Unlocked, space: str, about: str) -> HttpResponse:
    """What beginning it does, or how it stands; POST begins it, or gives it another date."""
    found = access.looked(request, space)
    scope = cooling_pages.scope_for(found, about)
    if request.method == "POST":
        said = _begun(request, space, scope, CoolingForm(request.POST))
        return there("cooling-on", said, space=space, about=about)
    return page(
        request, found, "cooling_on", form=CoolingForm(), name=cooling_pages.name(found, scope), about=about,
        lasting=cooling_pages.lasting(found, scope), wider=cooling_pages.wider(found, scope),
    )  # fmt: skip


def _begun(request: Unlocked, space: str, scope: Scope, form: CoolingForm) -> str:
    """Begin it whatever the form says: no withdrawal is refused for its date."""

    def step() -> None:
        look = access.looked(request, space)
        cooling.begin(look=look, keys=request.keys, scope=scope, remind_at=form.remind_at(look.clock))

    return tried(step, "begun")


@require_POST
@unlocked(Held(_("End cooling-off"), about=_about))
def end(request: Unlocked, space: str, about: str) -> HttpResponse:
    """End it by my word; what I chose is among my wishes then, to be slept on."""
    scope = cooling_pages.scope_for(access.looked(request, space), about)
    wished = []

    def step() -> None:
        look = access.looked(request, space)
        chosen = cooling_pages.chosen(look, scope, request.POST.getlist("chosen"))
        wished.append(cooling.end(look=look, keys=request.keys, scope=scope, chosen=chosen))

    said = tried(step, "ended")
    if said == "ended" and wished[-1]:
        return there("wishes", "wished", space=space)
    return there("cooling-here", said, space=space)
