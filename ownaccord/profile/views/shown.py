"""Cards of mine that I show: choosing lines, looking at them as the others will, showing, and taking back."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from ownaccord.accounts import vaults
from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.core.errors import Malformed
from ownaccord.core.ledger import Quarantine
from ownaccord.profile import access, cards, memory
from ownaccord.profile.forms import ShowForm
from ownaccord.profile.views.answers import ANOTHER_LOOK, page, there
from ownaccord.spaces import access as spaces
from ownaccord.spaces import showing


def _held_form(data: QueryDict, request: Unlocked, part: str, **where: object) -> ShowForm:
    known = access.card_for(part)
    said = memory.part(vaults.read(request.person, request.keys), known.slug)
    return ShowForm(cards.places(request), cards.lines_of(known, said), data)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Show some of it"), _held_form))
def show(request: Unlocked, part: str) -> HttpResponse:
    """Show lines of one part to a space, after a look at what the others will see."""
    known = access.card_for(part)
    said = memory.part(vaults.read(request.person, request.keys), known.slug)
    places, lines = cards.places(request), cards.lines_of(known, said)
    form = ShowForm(places, lines, request.POST if request.method == "POST" else None)
    if not form.is_valid() or request.POST.get("step") != "show":
        looked = cards.as_seen(known, form.chosen()) if form.is_bound and form.is_valid() else None
        status = ANOTHER_LOOK if form.is_bound and not form.is_valid() else 200
        return page(request, "show", status, part=known, form=form, places=places, lines=lines, looked=looked)
    found = spaces.space_for(request.person, form.cleaned_data["space"], request.keys)
    try:
        showing.show(space=found, keys=request.keys, about=known.slug, lines=form.chosen())
    except Quarantine:
        return there("shown", "not-now", space=found.id)
    except Malformed:
        return there("shown", "full", space=found.id)
    return there("shown", "shown", space=found.id)


@require_safe
@unlocked()
def shown(request: Unlocked, space: str) -> HttpResponse:
    """What the people in this space show of themselves to each other."""
    found = spaces.space_for(request.person, space, request.keys)
    if not found.begun:
        raise Http404
    pause = reverse("space-pause", kwargs={"space": found.id})
    return page(
        request, "shown", section="us", space=found, space_name=found.label, space_pause_url=pause,
        people=cards.people(found, request.keys),
    )  # fmt: skip


def _nothing_to_show_again(data: QueryDict, request: HttpRequest, **where: object) -> str:
    return str(cards.title(data.get("about", "")))


@require_POST
@unlocked(Held(_("Take it back"), about=_nothing_to_show_again))
def take_back(request: Unlocked, space: str) -> HttpResponse:
    """Show nothing about this any more."""
    found = spaces.space_for(request.person, space, request.keys)
    about = request.POST.get("about", "")
    if about not in showing.mine(vaults.read(request.person, request.keys), found.id):
        return there("shown", "same", space=found.id)
    showing.take_back(space=found, keys=request.keys, about=about)
    return there("shown", "taken-back", space=found.id)
