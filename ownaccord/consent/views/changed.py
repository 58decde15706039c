"""The cards that an upgrade changed under what I have stated: one page, and what I can do, whenever I like."""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from ownaccord.accounts.access import unlocked
from ownaccord.accounts.held import Held
from ownaccord.accounts.requests import Unlocked
from ownaccord.consent import access, actions
from ownaccord.consent.changed import changed
from ownaccord.consent.said import tried
from ownaccord.consent.views.answers import page, there


@require_safe
@unlocked()
def changed_cards(request: Unlocked, space: str) -> HttpResponse:
    """Which cards changed, what that means for what I stated, and what I can do."""
    found = access.looked(request, space)
    return page(request, found, "changed", changed=changed(found))


@require_POST
@unlocked()
def changed_seen(request: Unlocked, space: str) -> HttpResponse:
    """I have seen this: the map does not say it again. Nothing else changes."""
    found = access.looked(request, space)
    marks = changed(found).marks
    said = tried(lambda: actions.cards_seen(look=found, keys=request.keys, marks=marks), "seen")
    return there("map", said, space=space)


@require_POST
@unlocked(Held(_("Not any more"), tightens=True))
def let_go(request: Unlocked, space: str) -> HttpResponse:
    """Take back whatever I stated on an item that is not in the catalogue any more."""
    found, item = access.looked(request, space), request.POST.get("item", "")
    if item not in {card.item for card in changed(found).gone}:
        raise Http404

    def step() -> None:
        actions.take_back_gone(look=access.looked(request, space), keys=request.keys, item=item)

    return there("changed", tried(step, "let-go"), space=space)
