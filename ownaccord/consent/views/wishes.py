"""My wishes, the second act that writes them, and letting them go. Nobody else sees any of it."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions, queries, recalled
from ownaccord.consent.actions import Outcome
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import page, there


@require_safe
@unlocked(own=True)
def wishes(request: Unlocked, space: str) -> HttpResponse:
    """What I would like to raise, and from when I can; nothing is chosen."""
    found = access.looked(request, space)
    mine = queries.wishes_of(found)
    ready = any(wish.ready for wish in mine)
    return page(request, found, "wishes", wishes=mine, some_ready=ready, wait=queries.wait_of(found))


@require_POST
@unlocked(Held(_("Still so"), about=recalled.wishes))
def still_so(request: Unlocked, space: str) -> HttpResponse:
    """Write the chosen wishes, all in one record."""

    def step() -> object:
        found = access.looked(request, space)
        chosen = queries.chosen(found, request.POST.getlist("chosen"))
        return actions.still_so(look=found, keys=request.keys, chosen=chosen) if chosen else Outcome.NONE

    return there("wishes", tried(step, "still"), space=space)


@require_POST
@unlocked(Held(_("Let it go"), about=recalled.wishes))
def drop_wish(request: Unlocked, space: str) -> HttpResponse:
    """Let one wish go."""
    found = access.looked(request, space)
    for item, side in queries.chosen(found, request.POST.getlist("wish")):
        actions.drop_wish(look=found, keys=request.keys, item=item, side=side)
    return there("wishes", "dropped", space=space)
