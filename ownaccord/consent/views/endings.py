"""Starting anew after something did not fit together, and leaving a space."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from ownaccord.accounts import hooks, witnesses
from ownaccord.accounts.access import SeeOther, unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, queries, starting
from ownaccord.consent.said import taken, tried
from ownaccord.consent.views.answers import page, there
from ownaccord.spaces import access as spaces


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Start anew")))
def reaffirm(request: Unlocked, space: str) -> HttpResponse:
    """What happened, and what comes back as wishes; POST starts anew."""
    found = access.looked(request, space)
    if request.method != "POST":
        older = starting.begins_paused(found, request.vault_behind)
        former = queries.former(found)
        return page(request, found, "reaffirm", former=former, starts_anew=found.starts_anew, older=older)
    if not found.starts_anew:
        return there("map", "same", space=space)
    return there("wishes", tried(lambda: _start_anew(request, space), "anew"), space=space)


def _start_anew(request: Unlocked, space: str) -> None:
    """Only a witness that saw this space before, and no newer vault, confirms it; only then is the wait waived.

    The vault of today is taken as the true one once what is in it was reaffirmed, and not before: where that is
    refused, the next try knows as well that it is an older one.
    """
    found = access.looked(request, space)
    seen = request.witness.seen(found.space.id) if request.witness is not None else None
    behind = request.vault_behind
    known = seen is not None and not behind
    starting.renew_epoch(look=found, keys=request.keys, beyond=seen.epoch if seen else 0)
    request.vault_behind = False
    try:
        fresh = access.looked(request, found.space.id)
        starting.reaffirm(look=fresh, keys=request.keys, confirmed_vault=known, behind=behind)
    finally:
        request.vault_behind = behind
    witnesses.begin_anew(request)


@require_http_methods(["GET", "HEAD", "POST"])
@unlocked(Held(_("Leave this space"), tightens=True))
def leave(request: Unlocked, space: str) -> HttpResponse:
    """What leaving does; POST leaves, and the space is over for everybody."""
    if request.method == "POST" and spaces.row_for(request.person, space).ended:
        return SeeOther(reverse("home"))
    found = access.looked(request, space)
    if request.method != "POST":
        return page(request, found, "leave")
    taken(lambda: starting.leave(look=access.looked(request, space), keys=request.keys))
    hooks.at_leave(request.person, request.keys)
    return SeeOther(reverse("home"))
