"""What is not for compromise for me: marking it and taking that back. Nobody else sees any of it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from ownaccord.accounts import vaults
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent.access import item_for, looked
from ownaccord.core.errors import Refused
from ownaccord.spaces.answers import ANOTHER_LOOK, there
from ownaccord.talk import firm as kept
from ownaccord.talk.forms import FirmForm
from ownaccord.talk.words import SAID

AGAIN = "again"


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Not for compromise"), FirmForm))
def firm(request: Unlocked) -> HttpResponse:
    """Everything that I marked, and a few words more."""
    form = FirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            kept.mark_line(person=request.person, keys=request.keys, line=form.cleaned_data["line"], firm=True)
        except Refused:
            form.add_error("line", SAID["firm-full"])
        else:
            return there("firm", "firm")
    book = vaults.read(request.person, request.keys)
    more = {"section": "mine", "form": form, "items": kept.names(book), "lines": kept.lines(book)}
    more |= {"said": SAID.get(request.GET.get("said", ""))}
    return render(request, "talk/firm.html", more, status=ANOTHER_LOOK if form.is_bound else 200)


@require_POST
@unlocked()
def back(request: Unlocked) -> HttpResponse:
    """Mark it no more."""
    book = vaults.read(request.person, request.keys)
    item, line = request.POST.get("item", ""), request.POST.get("line", "")
    if item in kept.items(book):
        kept.mark_item(person=request.person, keys=request.keys, item=item, firm=False)
    elif line in kept.lines(book):
        kept.mark_line(person=request.person, keys=request.keys, line=line, firm=False)
    else:
        return there("firm", "same")
    return there("firm", "firm-back")


@require_POST
@unlocked(Held(_("Not for compromise")))
def item(request: Unlocked, space: str, item: str) -> HttpResponse:
    """Mark an item as not for compromise for me, or not any more."""
    found = looked(request, space)
    card = item_for(found, item)
    firmly = request.POST.get("with") != AGAIN
    said = "firm" if firmly else "firm-back"
    try:
        kept.mark_item(person=request.person, keys=request.keys, item=card.slug, firm=firmly)
    except Refused:
        said = "firm-full"
    return SeeOther(f"{found.addresses.item(card.slug, 'way')}?said={said}")
